"""Pages of subgroups and their seats."""

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from partnership.access import Permission, requires
from partnership.history import services as history
from partnership.people.models import Organisation, Person
from subgroups.structure import services as structure
from subgroups.structure.forms import SeatForm, SeatPersonForm, SubgroupForm
from subgroups.structure.models import Seat, Subgroup

Kind = Organisation.Kind
A_FEW = 5


@require_GET
@requires(Permission.SEE_MEETINGS)
def subgroups(request):
    found = Subgroup.objects.visible_to(request.person).open()
    page = Paginator(found.with_overview(on=localdate()), 25).get_page(
        request.GET.get("page")
    )
    return render(request, "subgroups/structure/subgroups.html", {"page": page})


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SUBGROUP)
def add_subgroup(request):
    places = Organisation.objects.visible_to(request.person)
    form = SubgroupForm(
        request.POST or None,
        places=places.of_kind(Kind.PARTNERSHIP, Kind.SUBGROUP),
    )
    if form.is_valid() and form.attempt(structure.create_subgroup, by=request.person):
        notices.success(request, "Subgroup added")
        return redirect(form.outcome)
    return render(request, "subgroups/structure/add_subgroup.html", {"form": form})


@require_GET
@requires(Permission.SEE_MEETINGS, on=Subgroup)
def subgroup(request, subgroup):
    today = localdate()
    terms, rule = subgroup.terms.current(), subgroup.quorum_rule(today)
    seats = subgroup.seats.in_force(on=today).with_holders(on=today)
    return render(
        request,
        "subgroups/structure/subgroup.html",
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


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SUBGROUP, on=Subgroup)
def add_seat(request, subgroup):
    places = Organisation.objects.visible_to(request.person)
    form = SeatForm(
        request.POST or None, agencies=places.of_kind(Kind.AGENCY, Kind.TRUST)
    )
    if form.is_valid() and form.attempt(
        structure.add_seat, subgroup, by=request.person, on=localdate()
    ):
        notices.success(request, "Seat added")
        return redirect(subgroup)
    return render(
        request,
        "subgroups/structure/add_seat.html",
        {"subgroup": subgroup, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SUBGROUP, on=Seat)
def seat_person(request, seat):
    form = SeatPersonForm(
        request.POST or None, people=Person.objects.visible_to(request.person).known()
    )
    if form.is_valid() and form.attempt(
        structure.seat_person, seat, by=request.person, on=localdate()
    ):
        notices.success(request, "Appointment saved")
        return redirect(seat.subgroup)
    return render(
        request, "subgroups/structure/seat_person.html", {"seat": seat, "form": form}
    )
