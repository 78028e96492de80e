"""A clock: a last day that something must have happened by, and whether it had."""

from dataclasses import dataclass
from datetime import date

from partnership.dates.years import working_days_between


@dataclass(frozen=True, kw_only=True)
class Clock:
    """What runs from one day to a last day; `met_on` is when it was stopped."""

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
        """Whether its last day passed before it was met."""
        if self.met_on is not None:
            return self.met_on > self.last_day
        return self.is_running and self.last_day < on

    def days_left(self, on: date) -> int:
        """Days still to go; negative once it is missed."""
        if self.counts_working_days:
            return working_days_between(on, self.last_day)
        return (self.last_day - on).days

    def state(self, on: date) -> str:
        """Met, missed, late, due today or still running, with how many days."""
        if self.met_on is not None:
            if self.was_met:
                return "Met"
            return f"Missed by {self._days(self._between(self.last_day, self.met_on))}"
        if self.is_stopped:
            return "Stopped"
        left = self.days_left(on)
        if self.last_day < on:
            return f"{self._days(self._between(self.last_day, on))} late"
        return f"{self._days(left)} left" if left else "Last day today"

    def colour(self, on: date) -> str:
        """The colour of the tag that says how it stands."""
        if self.is_stopped:
            return "grey"
        if self.is_missed(on):
            return "red"
        return "green" if self.was_met else "blue"

    def _between(self, first: date, last: date) -> int:
        """Days from one to the other: at least one, also over a weekend."""
        if self.counts_working_days:
            return max(working_days_between(first, last), 1)
        return (last - first).days

    def _days(self, number: int) -> str:
        kind = "working day" if self.counts_working_days else "day"
        return f"{number} {kind}{'' if number == 1 else 's'}"
