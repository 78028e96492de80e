"""The page for setting a quorum."""

from django.contrib import messages as notices
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from partnership.access import Permission, requires
from partnership.policy import values as policy
from subgroups.quorum import services as quorum
from subgroups.quorum.forms import QuorumRuleForm
from subgroups.structure.models import Subgroup


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SUBGROUP, on=Subgroup)
def set_quorum_rule(request, subgroup):
    usual = policy.get("quorum_defaults")
    form = QuorumRuleForm(
        request.POST or None,
        seats=subgroup.seats.in_force(on=localdate()),
        initial={}
        if subgroup.quorum_rule(localdate())
        else {
            "percent": usual["percentage"],
            "is_determined_by_chair": usual["chair_may_determine"],
        },
    )
    if form.is_valid() and form.attempt(
        quorum.set_quorum_rule, subgroup, by=request.person, on=localdate()
    ):
        notices.success(request, "Quorum set")
        return redirect(subgroup)
    return render(
        request,
        "subgroups/quorum/set_quorum_rule.html",
        {"subgroup": subgroup, "form": form},
    )
