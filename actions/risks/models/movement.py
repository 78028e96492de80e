"""How a risk stands against how it stood: direction in arrows, worth in words."""

from dataclasses import dataclass
from enum import StrEnum


class Moved(StrEnum):
    """What became of a risk since a day, in the order in which a report tells it."""

    NEW = "new"
    UP = "up"
    REOPENED = "reopened"
    DOWN = "down"
    SAME = "same"
    CLOSED = "closed"


LABELS = {
    Moved.NEW: "New",
    Moved.UP: "Up: worse",
    Moved.REOPENED: "Opened again",
    Moved.DOWN: "Down: better",
    Moved.SAME: "Same score",
    Moved.CLOSED: "Closed",
}
COLOURS = {Moved.NEW: "blue", Moved.REOPENED: "orange", Moved.CLOSED: "grey"}


@dataclass(frozen=True)
class RiskMovement:
    """A risk's way since a day: what became of it, its score then and now."""

    kind: Moved
    before: int | None
    after: int

    @property
    def label(self) -> str:
        return LABELS[self.kind]

    @property
    def colour(self) -> str:
        """The colour of its tag, where it did not only move."""
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
        """The scores as they went: “9 → 12”, or the one there is."""
        if self.before is None or self.before == self.after:
            return str(self.after)
        return f"{self.before} → {self.after}"


def movement_between(
    *, before: int | None, after: int, was_closed: bool, is_closed: bool
) -> RiskMovement | None:
    """What became of a risk; none where it was closed before and still is.

    `before` is its score then; none for one that was not there.
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
