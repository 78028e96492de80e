"""Pages of seats and of the people who sit in them."""

from django.contrib import messages as notices
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from partnership.access import Permission, requires
from partnership.people.models import Organisation, Person
from subgroups.structure import seating
from subgroups.structure import services as structure
from subgroups.structure.forms.single import (
    EditSeatForm,
    HolderForm,
    RemoveForm,
    SeatForm,
    SeatPersonForm,
)
from subgroups.structure.models import Seat, SeatHolder, Subgroup

Kind = Organisation.Kind


def _agencies(request):
    places = Organisation.objects.visible_to(request.person)
    return places.of_kind(Kind.AGENCY, Kind.TRUST)


def _people(request):
    return Person.objects.visible_to(request.person).known()


def _initial(row, form):
    return {name: getattr(row, name) for name in form.base_fields}


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SUBGROUP, on=Subgroup)
def add_seat(request, subgroup):
    form = SeatForm(request.POST or None, agencies=_agencies(request))
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
def edit_seat(request, seat):
    form = EditSeatForm(
        request.POST or None,
        agencies=_agencies(request),
        initial=_initial(seat, EditSeatForm),
    )
    if form.is_valid() and form.attempt(structure.edit_seat, seat, by=request.person):
        notices.success(request, "Seat saved")
        return redirect(seat.subgroup)
    return render(
        request,
        "subgroups/structure/edit_seat.html",
        {
            "seat": seat,
            "form": form,
            "holders": seat.holders.select_related("person").order_by("-from_date"),
        },
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SUBGROUP, on=Seat)
def seat_person(request, seat):
    form = SeatPersonForm(request.POST or None, people=_people(request))
    if form.is_valid() and form.attempt(
        seating.seat_person, seat, by=request.person, on=localdate()
    ):
        notices.success(request, "Appointment saved")
        return redirect(seat.subgroup)
    return render(
        request, "subgroups/structure/seat_person.html", {"seat": seat, "form": form}
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SUBGROUP, on=SeatHolder)
def correct_holder(request, holder):
    form = HolderForm(
        request.POST or None,
        people=_people(request),
        initial=_initial(holder, HolderForm),
    )
    if form.is_valid() and form.attempt(
        seating.correct_holder, holder, by=request.person, on=localdate()
    ):
        notices.success(request, "Appointment saved")
        return redirect(holder.seat.subgroup)
    return render(
        request,
        "subgroups/structure/correct_holder.html",
        {"holder": holder, "seat": holder.seat, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SUBGROUP, on=SeatHolder)
def remove_holder(request, holder):
    form = RemoveForm(request.POST or None, initial={"version": holder.version})
    if form.is_valid() and form.attempt(
        seating.remove_holder, holder, by=request.person, on=localdate()
    ):
        notices.success(request, "Appointment removed")
        return redirect(holder.seat.subgroup)
    return render(
        request,
        "subgroups/structure/remove_holder.html",
        {"holder": holder, "seat": holder.seat, "form": form},
    )
