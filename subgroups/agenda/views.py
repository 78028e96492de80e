"""The pages of an agenda."""

from django.contrib import messages as notices
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from partnership.guards.acts import requires_act
from subgroups.agenda import services as agenda
from subgroups.agenda.forms import AgendaItemForm, PublishForm
from subgroups.meetings.models import Meeting


@require_http_methods(["GET", "POST"])
@requires_act("write", on=Meeting)
def add_item(request, meeting):
    form = AgendaItemForm(request.POST or None)
    if form.is_valid() and form.attempt(
        agenda.add_agenda_item, meeting, by=request.person
    ):
        notices.success(request, f"Item {form.outcome.number} added")
        return redirect(meeting)
    return render(
        request, "subgroups/agenda/add_item.html", {"meeting": meeting, "form": form}
    )


@require_http_methods(["GET", "POST"])
@requires_act("publish", on=Meeting)
def publish_agenda(request, meeting):
    form = PublishForm(request.POST or None, initial={"version": meeting.version})
    if form.is_valid() and form.attempt(
        agenda.publish_agenda, meeting, by=request.person, on=localdate()
    ):
        notices.success(request, "Agenda published and sent to members")
        return redirect(meeting)
    return render(
        request,
        "subgroups/agenda/publish_agenda.html",
        {
            "meeting": meeting,
            "people": meeting.subgroup.people(on=localdate()),
            "form": form,
        },
    )
