"""The chair’s check of minutes, and when it no longer counts."""

from datetime import date

from django.db import transaction
from django.utils.formats import date_format

from partnership.history import services as history
from partnership.outbox import messages
from partnership.pages import addresses
from partnership.people.models import Person
from subgroups.meetings.models.meetings import Meeting


@transaction.atomic
def check_minutes(meeting: Meeting, *, by: Person, on: date) -> None:
    """Record that the chair has checked the minutes, and tell the minute-takers.

    Raises:
        Refused: they have been checked, or are neither in draft nor circulated.
    """
    meeting.claim(None)
    meeting.guard("check", by=by)
    meeting.checked_on, meeting.checked_by = on, by
    meeting.save()
    history.record(meeting, "minutes checked", by=by)
    messages.send(
        "minutes_checked",
        to=meeting.subgroup.minute_takers(on=on).exclude(pk=by.pk),
        subgroup=str(meeting.subgroup),
        date=date_format(meeting.held_on, "j F Y"),
        who=by.name,
        link=addresses.absolute(meeting.get_minutes_url()),
    )


def lapse_check(meeting: Meeting) -> None:
    """A draft that changes after the chair’s check has to be checked again."""
    if meeting.checked_on is not None:
        meeting.checked_on = meeting.checked_by = None
        meeting.save(update_fields=["checked_on", "checked_by"])
        history.record(meeting, "check lapsed", by=None)
