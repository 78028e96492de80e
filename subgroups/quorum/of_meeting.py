"""The quorum of one meeting, by the rule in force on its day.

Works on rows already loaded, without queries.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from subgroups.quorum import rules as quorum
from subgroups.quorum.models import QuorumRule
from subgroups.quorum.rules import Place, QuorumReading
from subgroups.structure.models import Seat, SeatHolder

if TYPE_CHECKING:
    from subgroups.meetings.models.attendance import Attendance
    from subgroups.meetings.models.meetings import Meeting


class MeetingQuorum:
    """The quorum of one meeting, with any decision by the chair.

    `seats` are those of its day, each with its agency and all its holders.
    """

    def __init__(
        self,
        meeting: "Meeting",
        rule: QuorumRule | None,
        seats: Iterable[Seat],
        attendances: list["Attendance"],
    ):
        self.meeting, self.rule = meeting, rule
        self.seats = [seat for seat in seats if not seat.is_associate]
        self.attendances = attendances
        self._readings: dict[int | None, QuorumReading] = {}

    def at(self, number: int | None = None) -> QuorumReading | None:
        """The rule applied to the whole meeting or to one item. None without a rule."""
        if self.rule is None:
            return None
        moment = number if self._is_moving else None
        if moment not in self._readings:
            self._readings[moment] = quorum.read(
                self.rule.rule,
                self.places(moment),
                each_seat=self.rule.counts_each_seat,
            )
        return self._readings[moment]

    @cached_property
    def _is_moving(self) -> bool:
        """Whether anyone came late, left early or withdrew for an item."""
        return any(row.is_partly_there for row in self.attendances)

    def places(self, number: int | None = None) -> dict[int, Place]:
        """The voting seats and who represents them, at one item or all through."""
        there: dict[int, set[int]] = {seat.pk: set() for seat in self.seats}
        withdrawn = set()
        for attendance, seats in self._represented:
            if number is not None and number in attendance.withdrew_for:
                withdrawn |= seats
            elif attendance.is_in_room(number):
                for seat in seats:
                    there[seat].add(attendance.person_id)
        return {
            seat.pk: _place(
                seat,
                self._holders[seat.pk],
                people=frozenset(there[seat.pk]),
                is_withdrawn=seat.pk in withdrawn,
                on=self.meeting.held_on,
            )
            for seat in self.seats
        }

    @cached_property
    def _holders(self) -> dict[int, SeatHolder | None]:
        """Who holds each seat on the day of the meeting."""
        return {seat.pk: seat.holder_on(self.meeting.held_on) for seat in self.seats}

    @cached_property
    def _represented(self) -> list[tuple["Attendance", set[int]]]:
        """Who represents voting seats: that recorded, and any other that is theirs."""
        own = defaultdict(set)
        for pk, holder in self._holders.items():
            if holder is not None:
                own[holder.person_id].add(pk)
        counts = self.rule is None or self.rule.deputies_count
        found = []
        for row in self.attendances:
            if row.represents_seat(deputies_count=counts):
                further = set() if row.deputy_for_id else own[row.person_id]
                found.append((row, ({row.seat_id} | further) & self._holders.keys()))
        return found

    def is_quorate_at(self, number: int) -> bool | None:
        """Whether one item was quorate. None if that is not known."""
        if self.is_determined:
            return self.meeting.is_quorate_by_chair
        reading = self.at(number)
        if reading is None or reading.is_determined_by_chair:
            return None
        return reading.is_met

    @property
    def is_determined(self) -> bool:
        return self.meeting.is_quorate_by_chair is not None

    @property
    def is_quorate(self) -> bool | None:
        """Whether the meeting is quorate. None if the chair has yet to decide or no
        rule is set."""
        if self.is_determined:
            return self.meeting.is_quorate_by_chair
        reading = self.at()
        if reading is None or reading.is_determined_by_chair:
            return None
        return reading.is_met

    @property
    def label(self) -> str:
        return {True: "Quorate", False: "Not quorate", None: "Not determined"}[
            self.is_quorate
        ]

    @property
    def statement(self) -> str:
        """The sentence on quorum in the minutes."""
        if self.meeting.quorum_as_agreed:
            return self.meeting.quorum_as_agreed
        reading = self.at()
        counted = reading.words if reading else "No quorum rule is set"
        if self.is_determined:
            outcome = "quorate" if self.meeting.is_quorate_by_chair else "not quorate"
            reason = self.meeting.quorum_reason.rstrip(". ")
            return f"{counted}. Chair determined meeting {outcome}: {reason}."
        if reading is None:
            return f"{counted}: the chair determines whether the meeting is quorate."
        if reading.is_determined_by_chair:
            return f"{counted}. The chair has yet to determine whether it is quorate."
        return f"{self.label}: {counted}."

    def changes(self, numbers: list[int]) -> list[tuple[int, QuorumReading]]:
        """The items from which the quorum changed as people joined, left or
        withdrew."""
        readings = [(number, self.at(number)) for number in numbers]
        return [
            (number, now)
            for (_, before), (number, now) in pairwise(readings)
            if now != before
        ]


def _place(
    seat: Seat,
    holder: SeatHolder | None,
    *,
    people: frozenset[int],
    is_withdrawn: bool,
    on: date,
) -> Place:
    return Place(
        label=seat.label,
        partner=seat.agency.name if seat.is_statutory else "",
        is_vacant=holder is None,
        is_on_leave=holder is not None and holder.is_on_leave(on),
        is_withdrawn=is_withdrawn,
        people=people,
    )
