"""The page for making a quorum rule, trying it and setting it."""

from django.contrib import messages as notices
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from partnership.access import Permission, requires
from partnership.policy import values as policy
from subgroups.quorum import services as quorum
from subgroups.quorum.forms import TRY, QuorumRuleForm, initial_of
from subgroups.quorum.models import QuorumRule
from subgroups.quorum.rules import seats_named
from subgroups.quorum.trying import try_rule
from subgroups.structure.models import Subgroup


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SUBGROUP, on=Subgroup)
def set_quorum_rule(request, subgroup):
    today = localdate()
    current = subgroup.quorum_rule(today)
    form = QuorumRuleForm(
        request.POST or None,
        seats=subgroup.seats.voting(),
        named=seats_named(current.rule) if current else (),
        on=today,
        initial=_of(current) if current else _usual(),
    )
    tried, sentence = None, ""
    if form.is_valid():
        given = form.cleaned_data
        if TRY in request.POST:
            rule = {name: given[name] for name in given if name != "from_date"}
            tried = try_rule(subgroup, **rule, on=today)
            labels = dict(subgroup.seats.values_list("pk", "label"))
            sentence = QuorumRule(**rule).in_words(labels)
        elif form.attempt(
            quorum.set_quorum_rule, subgroup, by=request.person, on=today
        ):
            notices.success(request, "Quorum set")
            return redirect(subgroup)
    return render(
        request,
        "subgroups/quorum/set_quorum_rule.html",
        {"subgroup": subgroup, "form": form, "tried": tried, "sentence": sentence},
    )


def _of(rule: QuorumRule) -> dict:
    return {
        **initial_of(rule.rule),
        "deputies_count": rule.deputies_count,
        "counts_each_seat": rule.counts_each_seat,
    }


def _usual() -> dict:
    usual = policy.get("quorum_defaults")
    return {
        "share": f"{usual['percentage']}%",
        "is_determined_by_chair": usual["chair_may_determine"],
    }
