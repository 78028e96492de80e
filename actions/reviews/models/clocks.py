"""The deadline of a stage, and whether it was met."""

from dataclasses import dataclass
from datetime import date

from partnership.dates.years import working_days_between


@dataclass(frozen=True, kw_only=True)
class Clock:
    """A deadline with the day it started and the day it was met."""

    key: str
    words: str
    rule: str
    started_on: date
    last_day: date
    met_on: date | None = None
    is_stopped: bool = False
    late_because: str = ""
    counts_working_days: bool = False

    @property
    def is_running(self) -> bool:
        return self.met_on is None and not self.is_stopped

    @property
    def was_met(self) -> bool:
        return self.met_on is not None and self.met_on <= self.last_day

    def is_missed(self, on: date) -> bool:
        """Whether the deadline passed before it was met."""
        if self.met_on is not None:
            return self.met_on > self.last_day
        return self.is_running and self.last_day < on

    def days_left(self, on: date) -> int:
        """Days to the deadline, negative once it has passed."""
        if self.counts_working_days:
            return working_days_between(on, self.last_day)
        return (self.last_day - on).days

    def state(self, on: date) -> str:
        """Its status on a day, with the number of days early or late."""
        if self.met_on is not None:
            if self.was_met:
                return "Met"
            return f"Missed by {self._days(self._between(self.last_day, self.met_on))}"
        if self.is_stopped:
            return "Stopped"
        left = self.days_left(on)
        if self.last_day < on:
            return f"{self._days(self._between(self.last_day, on))} late"
        return f"{self._days(left)} left" if left else "Due today"

    def colour(self, on: date) -> str:
        """The colour of its status tag."""
        if self.is_stopped:
            return "grey"
        if self.is_missed(on):
            return "red"
        return "green" if self.was_met else "blue"

    def _between(self, first: date, last: date) -> int:
        """Days between two days: at least one, even over a weekend."""
        if self.counts_working_days:
            return max(working_days_between(first, last), 1)
        return (last - first).days

    def _days(self, number: int) -> str:
        kind = "working day" if self.counts_working_days else "day"
        return f"{number} {kind}{'' if number == 1 else 's'}"
