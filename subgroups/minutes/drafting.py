"""What writing any part of the minutes has in common."""

from collections.abc import Sequence

from partnership.guards.outcomes import Refused
from subgroups.agenda.models import AgendaItem
from subgroups.meetings.checking import lapse_check
from subgroups.meetings.models.meetings import Meeting


def open_meeting(item: AgendaItem) -> Meeting:
    """The item's meeting, locked, if its minutes may still be written.

    Its version stays, so that two people can write different items at once.
    """
    meeting = Meeting.objects.select_for_update().get(pk=item.meeting_id)
    meeting.guard("write")
    lapse_check(meeting)
    return meeting


def guard_undecided(item: AgendaItem) -> None:
    """Refuse to change the decisions of an item that the meeting has settled."""
    if item.is_decided:
        raise Refused(
            "This item is decided and its decisions are locked. Reopen it with a "
            "reason first"
        )


def begin_draft(meeting: Meeting) -> None:
    """Start the draft with the first words that are minuted."""
    if meeting.is_open_to("begin_minutes"):
        meeting.move("begin_minutes")
        meeting.save(update_fields=["status"])


def confirmed_in_history(names: Sequence[str]) -> dict[str, list[str]]:
    """Records in the history that someone confirmed a text."""
    return {"confirmed": list(names)} if names else {}
