"""How a risk has changed since a day."""

from dataclasses import dataclass
from enum import StrEnum


class Moved(StrEnum):
    """How a risk has changed since a day, in report order."""

    NEW = "new"
    UP = "up"
    REOPENED = "reopened"
    DOWN = "down"
    SAME = "same"
    CLOSED = "closed"


LABELS = {
    Moved.NEW: "New",
    Moved.UP: "Up: worse",
    Moved.REOPENED: "Reopened",
    Moved.DOWN: "Down: better",
    Moved.SAME: "Same score",
    Moved.CLOSED: "Closed",
}
COLOURS = {Moved.NEW: "blue", Moved.REOPENED: "orange", Moved.CLOSED: "grey"}


@dataclass(frozen=True)
class RiskMovement:
    """A risk's change since a day, with its score then and now."""

    kind: Moved
    before: int | None
    after: int

    @property
    def label(self) -> str:
        return LABELS[self.kind]

    @property
    def colour(self) -> str:
        """The colour of its tag, if more than the score changed."""
        return COLOURS.get(self.kind, "")

    @property
    def is_score(self) -> bool:
        """Whether there are two scores to compare."""
        return self.kind in {Moved.UP, Moved.DOWN, Moved.SAME}

    @property
    def direction(self) -> str:
        return str(self.kind) if self.kind in {Moved.UP, Moved.DOWN} else ""

    @property
    def verdict(self) -> str:
        return {Moved.UP: "worse", Moved.DOWN: "better"}.get(self.kind, "same")

    @property
    def scores(self) -> str:
        """The scores, such as “9 → 12”, or the only one."""
        if self.before is None or self.before == self.after:
            return str(self.after)
        return f"{self.before} → {self.after}"


def movement_between(
    *, before: int | None, after: int, was_closed: bool, is_closed: bool
) -> RiskMovement | None:
    """The change of a risk; None if it was closed before and still is.

    `before` is its score then, None for a new risk.
    """
    if is_closed:
        kind = None if was_closed else Moved.CLOSED
    elif before is None:
        kind = Moved.NEW
    elif was_closed:
        kind = Moved.REOPENED
    elif after == before:
        kind = Moved.SAME
    else:
        kind = Moved.UP if after > before else Moved.DOWN
    return RiskMovement(kind, before, after) if kind else None
