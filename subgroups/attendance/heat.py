"""Attendance by seat over several meetings, worked out from loaded rows. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from subgroups.meetings.models.attendance import Attendance
from subgroups.meetings.models.meetings import Meeting
from subgroups.structure.models import Seat

# The chair is told of a seat that misses so many meetings in a row.
MISSES = 2
# Shares from which a cell is green, and amber.
GOOD, FAIR = 75, 50


class Came(StrEnum):
    """How a seat was represented at a meeting."""

    PRESENT = "present"
    DEPUTY = "deputy"
    APOLOGIES = "apologies"
    ABSENT = "absent"
    NOT_RECORDED = "not_recorded"
    VACANT = "vacant"
    NO_SEAT = "no_seat"


WORDS = {
    Came.PRESENT: "Present",
    Came.DEPUTY: "Deputy",
    Came.APOLOGIES: "Apologies",
    Came.ABSENT: "Absent",
    Came.NOT_RECORDED: "Not recorded",
    Came.VACANT: "Vacant",
    Came.NO_SEAT: "No seat yet",
}
TONES = {
    Came.PRESENT: "green",
    Came.DEPUTY: "blue",
    Came.APOLOGIES: "amber",
    Came.ABSENT: "red",
    Came.NOT_RECORDED: "grey",
    Came.VACANT: "purple",
    Came.NO_SEAT: "grey",
}
REPRESENTED = {Came.PRESENT, Came.DEPUTY}
# These say nothing about who came.
UNCOUNTED = {Came.NO_SEAT, Came.NOT_RECORDED}


def tone_of(percent: int | None) -> str:
    """The tone of a share of meetings."""
    if percent is None:
        return "grey"
    return "green" if percent >= GOOD else "amber" if percent >= FAIR else "red"


@dataclass(frozen=True)
class Cell:
    """One seat at one meeting."""

    meeting: Meeting
    came: Came

    @property
    def is_represented(self) -> bool:
        return self.came in REPRESENTED

    @property
    def words(self) -> str:
        return WORDS[self.came]

    @property
    def tone(self) -> str:
        return TONES[self.came]


@dataclass(frozen=True)
class Row:
    """One seat over the meetings, oldest first."""

    seat: Seat
    cells: tuple[Cell, ...]

    @property
    def expected(self) -> int:
        return sum(cell.came not in UNCOUNTED for cell in self.cells)

    @property
    def represented(self) -> int:
        return sum(cell.is_represented for cell in self.cells)

    @property
    def by_deputy(self) -> int:
        return sum(cell.came == Came.DEPUTY for cell in self.cells)

    @property
    def percent(self) -> int | None:
        if not self.expected:
            return None
        return round(100 * self.represented / self.expected)

    @property
    def tone(self) -> str:
        return tone_of(self.percent)

    @property
    def missed(self) -> int:
        """How many of its latest meetings it missed in a row."""
        there = [cell.came for cell in self.cells if cell.came not in UNCOUNTED]
        return len(list(takewhile(lambda came: came not in REPRESENTED, there[::-1])))

    @property
    def is_flagged(self) -> bool:
        """Whether its agency did not come twice running. A vacant seat has nobody to
        come, and is flagged as vacant elsewhere.
        """
        return self.missed >= MISSES and self.cells[-1].came != Came.VACANT


def rows_of(seats: Iterable[Seat], meetings: Sequence[Meeting]) -> list[Row]:
    """Each seat over these meetings. Both have what hangs on them loaded: the seats
    their agency and all holders, the meetings their attendances.

    A seat that existed at none of them, or of which nothing is recorded, is left out.
    """
    ordered = sorted(meetings, key=lambda one: (one.held_on, one.starts_at, one.pk))
    recorded = {meeting.pk: _by_seat(meeting) for meeting in ordered}
    rows = [
        Row(
            seat,
            tuple(
                Cell(meeting, _came(seat, meeting, recorded[meeting.pk]))
                for meeting in ordered
            ),
        )
        for seat in seats
    ]
    return [row for row in rows if row.expected]


def _by_seat(meeting: Meeting) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for attendance in meeting.attendances.all():
        found.setdefault(attendance.seat_id, set()).add(attendance.kind)
    return found


def _came(seat: Seat, meeting: Meeting, recorded: dict[int, set[str]]) -> Came:
    if not seat.is_in_force(meeting.held_on):
        return Came.NO_SEAT
    kinds = recorded.get(seat.pk, set())
    for kind, came in (
        (Attendance.Kind.PRESENT, Came.PRESENT),
        (Attendance.Kind.DEPUTY, Came.DEPUTY),
        (Attendance.Kind.APOLOGIES, Came.APOLOGIES),
        (Attendance.Kind.ABSENT, Came.ABSENT),
    ):
        if kind in kinds:
            return came
    return Came.NOT_RECORDED if seat.holder_on(meeting.held_on) else Came.VACANT
