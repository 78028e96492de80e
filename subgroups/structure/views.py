"""The structure: the list of subgroups, each one's page, terms, seats and quorum."""

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from partnership.access import Permission, requires
from partnership.foundation import history, policy
from partnership.models import Organisation, Person
from subgroups import services
from subgroups.forms import (
    AgreeTermsForm,
    QuorumRuleForm,
    SeatForm,
    SeatPersonForm,
    SubgroupForm,
    TermsForm,
)
from subgroups.models import Seat, Subgroup, TermsOfReference

Kind = Organisation.Kind
A_FEW = 5
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
@requires(Permission.SEE_MEETINGS)
def subgroups(request):
    found = Subgroup.objects.visible_to(request.person).open()
    page = Paginator(found.with_overview(on=localdate()), 25).get_page(
        request.GET.get("page")
    )
    return render(request, "subgroups/subgroups.html", {"page": page})


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SUBGROUP)
def add_subgroup(request):
    places = Organisation.objects.visible_to(request.person)
    form = SubgroupForm(
        request.POST or None,
        places=places.of_kind(Kind.PARTNERSHIP, Kind.SUBGROUP),
    )
    if form.is_valid() and form.attempt(services.create_subgroup, by=request.person):
        notices.success(request, "Subgroup added")
        return redirect(form.outcome)
    return render(request, "subgroups/add_subgroup.html", {"form": form})


@require_GET
@requires(Permission.SEE_MEETINGS, on=Subgroup)
def subgroup(request, subgroup):
    today = localdate()
    terms, rule = subgroup.current_terms(), subgroup.quorum_rule(today)
    seats = subgroup.seats.in_force(on=today).with_holders(on=today)
    return render(
        request,
        "subgroups/subgroup.html",
        {
            "subgroup": subgroup,
            "terms": terms,
            "gaps": terms.gaps(on=today) if terms else [],
            "review_is_due": terms is not None and terms.is_review_due(on=today),
            "seats": seats,
            "quorum_words": rule and rule.in_words({s.pk: s.label for s in seats}),
            "chairs": subgroup.chairs(on=today),
            "minute_takers": subgroup.minute_takers(on=today),
            "coming": subgroup.meetings.coming(on=today)[:A_FEW],
            "past": subgroup.meetings.past(on=today)[:A_FEW],
            "events": history.of(subgroup)[:20],
        },
    )


@require_GET
@requires(Permission.SEE_MEETINGS, on=Subgroup)
def terms(request, subgroup):
    today = localdate()
    terms, rule = subgroup.current_terms(), subgroup.quorum_rule(today)
    seats = subgroup.seats.in_force(on=today).with_holders(on=today)
    return render(
        request,
        "subgroups/terms.html",
        {
            "subgroup": subgroup,
            "terms": terms,
            "draft": subgroup.terms.filter(
                status=TermsOfReference.Status.DRAFT
            ).first(),
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
    if latest and latest.status == TermsOfReference.Status.DRAFT:
        initial["version"] = latest.version
    form = TermsForm(request.POST or None, initial=initial)
    if form.is_valid() and form.attempt(
        services.write_terms, subgroup, by=request.person
    ):
        notices.success(request, "Draft terms of reference saved")
        return redirect("subgroups:terms", pk=subgroup.pk)
    return render(
        request, "subgroups/write_terms.html", {"subgroup": subgroup, "form": form}
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SUBGROUP, on=TermsOfReference)
def agree_terms(request, terms):
    form = AgreeTermsForm(
        request.POST or None,
        initial={"version": terms.version, "review_on": terms.review_on},
    )
    if form.is_valid() and form.attempt(
        services.agree_terms, terms, by=request.person, on=localdate()
    ):
        notices.success(request, "Terms of reference agreed")
        return redirect(terms)
    return render(
        request,
        "subgroups/agree_terms.html",
        {"terms": terms, "gaps": terms.gaps(on=localdate()), "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SUBGROUP, on=Subgroup)
def add_seat(request, subgroup):
    places = Organisation.objects.visible_to(request.person)
    form = SeatForm(
        request.POST or None, agencies=places.of_kind(Kind.AGENCY, Kind.TRUST)
    )
    if form.is_valid() and form.attempt(
        services.add_seat, subgroup, by=request.person, on=localdate()
    ):
        notices.success(request, "Seat added")
        return redirect(subgroup)
    return render(
        request, "subgroups/add_seat.html", {"subgroup": subgroup, "form": form}
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SUBGROUP, on=Seat)
def seat_person(request, seat):
    form = SeatPersonForm(
        request.POST or None, people=Person.objects.visible_to(request.person).known()
    )
    if form.is_valid() and form.attempt(
        services.seat_person, seat, by=request.person, on=localdate()
    ):
        notices.success(request, "Seat filled")
        return redirect(seat.subgroup)
    return render(request, "subgroups/seat_person.html", {"seat": seat, "form": form})


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
        services.set_quorum_rule, subgroup, by=request.person, on=localdate()
    ):
        notices.success(request, "Quorum rule set")
        return redirect(subgroup)
    return render(
        request, "subgroups/set_quorum_rule.html", {"subgroup": subgroup, "form": form}
    )
