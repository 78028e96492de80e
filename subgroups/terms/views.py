"""Pages of terms of reference."""

from django.contrib import messages as notices
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from partnership.access import Permission, requires
from partnership.guards.acts import requires_act
from subgroups.structure.models import Subgroup
from subgroups.terms import services as terms_services
from subgroups.terms.forms import AgreeTermsForm, TermsForm
from subgroups.terms.models import TermsOfReference

WRITTEN = (
    "purpose",
    "responsibilities",
    "practice_standards",
    "decision_making",
    "deputies",
    "frequency",
    "review_on",
)


@require_GET
@requires(Permission.SEE_MEETINGS, on=Subgroup)
def terms(request, subgroup):
    today = localdate()
    terms, rule = subgroup.terms.current(), subgroup.quorum_rule(today)
    seats = subgroup.seats.in_force(on=today).with_holders(on=today)
    return render(
        request,
        "subgroups/terms/terms.html",
        {
            "subgroup": subgroup,
            "terms": terms,
            "draft": subgroup.terms.draft(),
            "gaps": terms.gaps(on=today) if terms else [],
            "seats": seats,
            "quorum_words": rule and rule.in_words({s.pk: s.label for s in seats}),
        },
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SUBGROUP, on=Subgroup)
def write_terms(request, subgroup):
    latest = subgroup.terms.order_by("-edition").first()
    initial = {name: getattr(latest, name) for name in WRITTEN} if latest else {}
    if latest and latest.is_draft:
        initial["version"] = latest.version
    form = TermsForm(request.POST or None, initial=initial)
    if form.is_valid() and form.attempt(
        terms_services.write_terms, subgroup, by=request.person
    ):
        notices.success(request, "Draft terms of reference saved")
        return redirect("subgroups:terms", pk=subgroup.pk)
    return render(
        request,
        "subgroups/terms/write_terms.html",
        {"subgroup": subgroup, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires_act("agree", on=TermsOfReference)
def agree_terms(request, terms):
    form = AgreeTermsForm(
        request.POST or None,
        initial={"version": terms.version, "review_on": terms.review_on},
    )
    if form.is_valid() and form.attempt(
        terms_services.agree_terms, terms, by=request.person, on=localdate()
    ):
        notices.success(request, "Terms of reference agreed")
        return redirect(terms)
    return render(
        request,
        "subgroups/terms/agree_terms.html",
        {"terms": terms, "gaps": terms.gaps(on=localdate()), "form": form},
    )
