"""Recording that a later meeting ratified a decision taken without a quorum."""

from datetime import date

from django.db import transaction

from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person
from subgroups.meetings.models.meetings import Meeting
from subgroups.minutes.models import Decision, Ratification


@transaction.atomic
def ratify(
    decision: Decision, *, meeting: Meeting, by: Person, on: date
) -> Ratification:
    """Date the ratification of a decision by the meeting that ratified it.

    Raises:
        Refused: the decision is not to be ratified, or the meeting is not a later,
            quorate meeting of this subgroup whose minutes may still be written.
    """
    item = decision.item
    taken_at = Meeting.objects.select_for_update().get(pk=item.meeting_id)
    decision = Decision.objects.select_related("ratification__meeting").get(
        pk=decision.pk
    )
    if not decision.is_to_be_ratified(taken_at.quorum()):
        raise Refused("This decision is not waiting to be ratified")
    if meeting.subgroup_id != taken_at.subgroup_id or (
        meeting.held_on <= taken_at.held_on
    ):
        raise Refused("Select a later meeting of the same subgroup", field="meeting")
    meeting.guard("ratify", on=on, field="meeting")
    ratification = Ratification.objects.create(
        decision=decision, meeting=meeting, recorded_by=by, recorded_on=on
    )
    history.record(
        item,
        "decision ratified",
        by=by,
        text=decision.text,
        at=meeting.held_on.isoformat(),
    )
    return ratification


@transaction.atomic
def take_back_ratification(decision: Decision, *, by: Person) -> None:
    """Correct a ratification recorded by mistake. The decision waits again.

    Raises:
        Refused: it has not been ratified, or the minutes of the meeting that ratified
            it can no longer be written.
    """
    if decision.ratified_at is None:
        raise Refused("This decision has not been ratified")
    decision.ratified_at.guard("write")
    decision.ratification.delete()
    history.record(decision.item, "ratification taken back", by=by, text=decision.text)
