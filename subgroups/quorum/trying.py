"""A quorum rule tried on the meetings of the year before. Only reads."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from subgroups.quorum.models import QuorumRule
from subgroups.quorum.of_meeting import MeetingQuorum
from subgroups.quorum.ratifying import with_quorum
from subgroups.quorum.rules import QuorumReading
from subgroups.structure.models import Subgroup

if TYPE_CHECKING:
    from subgroups.meetings.models.meetings import Meeting

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Trial:
    """What a rule makes of a meeting, beside what was recorded."""

    meeting: "Meeting"
    recorded: str
    reading: QuorumReading

    @property
    def outcome(self) -> str:
        if self.reading.is_determined_by_chair:
            return "The chair decides"
        return "Quorate" if self.reading.is_met else "Not quorate"


def try_rule(
    subgroup: Subgroup,
    *,
    rule: dict,
    deputies_count: bool,
    counts_each_seat: bool,
    on: date,
) -> list[Trial]:
    """The rule applied to each meeting held in the year to a day, latest first."""
    tried = QuorumRule(
        rule=rule, deputies_count=deputies_count, counts_each_seat=counts_each_seat
    )
    meetings = (
        subgroup.meetings.held()
        .filter(held_on__gt=on - YEAR, held_on__lte=on)
        .order_by("-held_on", "-starts_at", "pk")
    )
    return [
        Trial(
            meeting,
            meeting.quorum_read.label,
            MeetingQuorum(
                meeting,
                tried,
                meeting.quorum_read.seats,
                meeting.quorum_read.attendances,
            ).at(),
        )
        for meeting in with_quorum(subgroup, meetings)
    ]
