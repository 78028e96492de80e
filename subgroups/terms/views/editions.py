"""Pages to read, write, agree, publish and compare terms of reference."""

from django.contrib import messages as notices
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from partnership.access import Permission, requires
from partnership.guards.acts import requires_act
from subgroups.structure.models import Subgroup
from subgroups.terms import services as terms_services
from subgroups.terms.comparing import compare
from subgroups.terms.forms import AgreeTermsForm, CompareForm, TermsForm
from subgroups.terms.models import TermsOfReference
from subgroups.terms.parts import NAMES


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
            "editions": subgroup.terms.order_by("-edition"),
            "gaps": terms.gaps(on=today) if terms else [],
            "review_is_due": terms is not None and terms.is_review_due(on=today),
            "seats": seats,
            "quorum_words": rule and rule.in_words({s.pk: s.label for s in seats}),
        },
    )


@require_GET
@requires(Permission.SEE_MEETINGS, on=TermsOfReference)
def terms_edition(request, terms):
    context = {"terms": terms, "gaps": terms.gaps(on=localdate())}
    return render(request, "subgroups/terms/terms_edition.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SUBGROUP, on=Subgroup)
def write_terms(request, subgroup):
    form = TermsForm(request.POST or None, initial=_begun(subgroup))
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


def _begun(subgroup):
    """The draft or, for a new one, the latest edition and what Quorate knows itself."""
    latest = subgroup.terms.order_by("-edition").first()
    initial = {name: getattr(latest, name) for name in NAMES} if latest else {}
    if latest and latest.is_draft:
        return {**initial, "version": latest.version, "review_on": latest.review_on}
    today = localdate()
    seats, rule = subgroup.seats.in_force(on=today), subgroup.quorum_rule(today)
    known = {
        "membership": "\n".join(
            f"- {seat.label}: {seat.agency.name}"
            for seat in seats.select_related("agency")
        ),
        "quorum": rule.in_words({seat.pk: seat.label for seat in seats})
        if rule
        else "",
    }
    return {**known, **{name: text for name, text in initial.items() if text}}


@require_http_methods(["GET", "POST"])
@requires_act("agree", on=TermsOfReference)
def agree_terms(request, terms):
    form = AgreeTermsForm(
        request.POST or None,
        initial={
            "version": terms.version,
            "review_on": terms.review_on,
            "publish": terms.subgroup.terms.agreed().published().exists(),
        },
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


@require_POST
@requires_act("publish", on=TermsOfReference)
def publish_terms(request, terms):
    terms_services.publish_terms(terms, by=request.person, on=localdate())
    notices.success(request, f"Edition {terms.edition} published")
    return redirect(terms)


@require_POST
@requires_act("unpublish", on=TermsOfReference)
def unpublish_terms(request, terms):
    terms_services.unpublish_terms(terms, by=request.person, on=localdate())
    notices.success(request, f"Edition {terms.edition} is no longer public")
    return redirect(terms)


@require_GET
@requires(Permission.SEE_MEETINGS, on=Subgroup)
def compare_terms(request, subgroup):
    editions = {str(terms.edition): terms for terms in subgroup.terms.all()}
    last_two = dict(zip(("later", "earlier"), [*editions][::-1], strict=False))
    form = CompareForm({**last_two, **request.GET.dict()}, editions=editions.values())
    chosen = form.cleaned_data if form.is_valid() else {}
    earlier, later = (editions.get(chosen.get(name)) for name in ("earlier", "later"))
    return render(
        request,
        "subgroups/terms/compare_terms.html",
        {
            "subgroup": subgroup,
            "form": form,
            "has_two": len(editions) > 1,
            "earlier": earlier,
            "later": later,
            "earlier_words": earlier and f"Edition {earlier.edition}",
            "later_words": later and f"Edition {later.edition}",
            "parts": compare(earlier, later) if earlier and later else [],
        },
    )
