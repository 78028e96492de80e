"""Pages to build an agenda, publish it, send what changed, and see who opened it."""

from django.contrib import messages as notices
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from partnership.access import Permission, requires
from partnership.guards.acts import requires_act
from subgroups.agenda import proposals, sending
from subgroups.agenda.forms import BuildForm, PublishForm, SendChangesForm
from subgroups.meetings.models.meetings import Meeting
from subgroups.meetings.proof import proof_of


@require_http_methods(["GET", "POST"])
@requires_act("build", on=Meeting)
def build_agenda(request, meeting):
    found = proposals.proposals_for(meeting, by=request.person, on=localdate())
    form = BuildForm(
        request.POST or None,
        proposals=found,
        is_first=not meeting.items.exists(),
        begins_from_last=request.GET.get("from") == proposals.LAST,
    )
    if form.is_valid() and form.attempt(
        proposals.add_proposed, meeting, by=request.person, on=localdate()
    ):
        notices.success(request, f"{len(form.outcome)} items added to the agenda")
        return redirect(meeting)
    return render(
        request,
        "subgroups/agenda/build_agenda.html",
        {"meeting": meeting, "proposals": found, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires_act("publish", on=Meeting)
def publish_agenda(request, meeting):
    form = PublishForm(request.POST or None, initial={"version": meeting.version})
    if form.is_valid() and form.attempt(
        sending.publish_agenda, meeting, by=request.person, on=localdate()
    ):
        emailed = meeting.subgroup.emailed_in_words(on=localdate())
        notices.success(request, f"Agenda published: {emailed}")
        return redirect(meeting)
    return render(
        request,
        "subgroups/agenda/publish_agenda.html",
        {
            "meeting": meeting,
            "is_late": localdate() > meeting.publish_by,
            "people": meeting.subgroup.people(on=localdate()),
            "form": form,
        },
    )


@require_http_methods(["GET", "POST"])
@requires_act("send_changes", on=Meeting)
def send_changes(request, meeting):
    form = SendChangesForm(request.POST or None, initial={"version": meeting.version})
    if form.is_valid() and form.attempt(
        sending.send_changes, meeting, by=request.person, on=localdate()
    ):
        emailed = meeting.subgroup.emailed_in_words(on=localdate())
        notices.success(request, f"Changes sent: {emailed}")
        return redirect(meeting)
    last = meeting.sendings.last()
    return render(
        request,
        "subgroups/agenda/send_changes.html",
        {
            "meeting": meeting,
            "changes": last.changes_since if last else [],
            "people": meeting.subgroup.people(on=localdate()),
            "form": form,
        },
    )


@require_GET
@requires(Permission.RECORD_MEETING, on=Meeting)
def agenda_sent(request, meeting):
    return render(
        request,
        "subgroups/agenda/agenda_sent.html",
        {"meeting": meeting, "sendings": proof_of(meeting.sendings)},
    )
