"""Pages to add, correct, order, remove and move the items of an agenda."""

from django.contrib import messages as notices
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from partnership.access import Permission, requires
from partnership.guards.acts import requires_act
from subgroups.agenda import services as agenda
from subgroups.agenda.forms import (
    AgendaItemForm,
    CorrectItemForm,
    MoveItemForm,
    OrderForm,
    RemoveItemForm,
)
from subgroups.agenda.models import AgendaItem
from subgroups.meetings.models.meetings import Meeting


@require_http_methods(["GET", "POST"])
@requires_act("write", on=Meeting)
def add_item(request, meeting):
    form = AgendaItemForm(
        request.POST or None, people=meeting.subgroup.people(on=localdate())
    )
    if form.is_valid() and form.attempt(
        agenda.add_agenda_item, meeting, by=request.person
    ):
        notices.success(request, f"Item {form.outcome.number} added")
        return redirect(meeting)
    return render(
        request, "subgroups/agenda/add_item.html", {"meeting": meeting, "form": form}
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.RECORD_MEETING, on=AgendaItem)
def correct_item(request, item):
    meeting = item.meeting
    meeting.guard("write")
    form = CorrectItemForm(
        request.POST or None,
        people=agenda.possible_readers(item, on=localdate()),
        initial={
            "version": item.version,
            **{name: getattr(item, name) for name in agenda.CORRECTED},
            "readers": list(item.readers.values_list("pk", flat=True)),
        },
    )
    if form.is_valid() and form.attempt(agenda.correct_item, item, by=request.person):
        notices.success(request, f"Item {item.number} changed")
        return redirect(item)
    return render(
        request,
        "subgroups/agenda/correct_item.html",
        {"item": item, "meeting": meeting, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires_act("write", on=Meeting)
def order_items(request, meeting):
    form = OrderForm(
        request.POST or None,
        items=meeting.items.order_by("number"),
        initial={"version": meeting.version},
    )
    if form.is_valid() and form.attempt(agenda.order_items, meeting, by=request.person):
        notices.success(request, "Order saved")
        return redirect(meeting)
    return render(
        request, "subgroups/agenda/order_items.html", {"meeting": meeting, "form": form}
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.RECORD_MEETING, on=AgendaItem)
def remove_item(request, item):
    meeting = item.meeting
    form = RemoveItemForm(request.POST or None, initial={"version": item.version})
    if form.is_valid() and form.attempt(agenda.remove_item, item, by=request.person):
        notices.success(request, "Item removed")
        return redirect(meeting)
    return render(
        request,
        "subgroups/agenda/remove_item.html",
        {"item": item, "meeting": meeting, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.RECORD_MEETING, on=AgendaItem)
def move_item(request, item):
    meeting = item.meeting
    coming = meeting.subgroup.meetings.coming(on=localdate()).exclude(pk=meeting.pk)
    form = MoveItemForm(
        request.POST or None, meetings=coming, initial={"version": item.version}
    )
    if form.is_valid() and form.attempt(agenda.move_item, item, by=request.person):
        notices.success(request, f"Item moved to {form.cleaned_data['meeting']}")
        return redirect(meeting)
    return render(
        request,
        "subgroups/agenda/move_item.html",
        {"item": item, "meeting": meeting, "form": form},
    )
