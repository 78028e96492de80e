"""The page of a meeting, with its agenda."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from partnership.access import Permission, requires
from partnership.history import services as history
from subgroups.agenda.models import LISTED
from subgroups.meetings.models.meetings import Meeting
from subgroups.meetings.proof import note_opening


@require_GET
@requires(Permission.SEE_MEETINGS, on=Meeting)
def meeting(request, meeting):
    if meeting.published_on:
        note_opening(meeting.sendings.last(), by=request.person)
    return render(
        request,
        "subgroups/meetings/meeting.html",
        {
            **meeting.as_minuted(by=request.person, shown=LISTED),
            "pack": meeting.packs.first(),
            "events": history.of(meeting)[:20],
        },
    )
