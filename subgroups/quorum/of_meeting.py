"""The quorum of one meeting, by the rule in force on its day.

Works on rows already loaded, without queries.
"""

from itertools import pairwise

from subgroups.quorum import rules as quorum


class MeetingQuorum:
    """The quorum of one meeting, with any decision by the chair."""

    def __init__(self, meeting, rule, seats: dict[int, str], attendances: list):
        self.meeting, self.rule, self.seats = meeting, rule, seats
        self.attendances = attendances

    def at(self, number: int | None = None) -> quorum.QuorumReading | None:
        """The rule applied to the whole meeting or to one item. None without a rule."""
        if self.rule is None:
            return None
        represented = {
            attendance.seat_id
            for attendance in self.attendances
            if attendance.represents_seat(deputies_count=self.rule.deputies_count)
            and attendance.is_in_room(number)
        }
        return quorum.read(self.rule.rule, self.seats, represented)

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

    def changes(self, numbers: list[int]) -> list[tuple[int, quorum.QuorumReading]]:
        """The items from which the quorum changed as people joined or left."""
        readings = [(number, self.at(number)) for number in numbers]
        return [
            (number, now)
            for (_, before), (number, now) in pairwise(readings)
            if now != before
        ]
