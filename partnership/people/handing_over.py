"""What someone currently owns or holds and can hand over to someone else.

Each app's `leaving` lists its own with `holdings(person, on=…)` and moves them with
`hand_over(…)`. Anything closed, signed, agreed or published stays with the person who
had it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model

from partnership.people.models import Person


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of holding: its name and what happens to it."""

    key: str
    words: str
    # What happens to it on the last day, or straight away.
    follows: str
    # Who is chased if no one takes it over, unless the holding names someone else.
    otherwise: str
    # Whether it gives access, in which case no one is suggested for it.
    gives_access: bool = False


@dataclass(frozen=True, kw_only=True)
class Holding:
    """One thing that someone currently owns or holds."""

    kind: Kind
    pk: int
    words: str
    detail: str = ""
    url: str = ""
    # Who is chased if no one takes it over.
    otherwise: str = ""
    # What will be missing if no one takes it over: "Education has no chair".
    vacancy: str = ""

    @property
    def key(self) -> str:
        """Its name in a form: kind and id."""
        return f"{self.kind.key}-{self.pk}"


def pks_of(rows: Iterable[Holding], kind: Kind) -> list[int]:
    """The ids of the holdings of one kind."""
    return [row.pk for row in rows if row.kind == kind]


def by_kind(rows: Iterable[Holding]) -> list[tuple[Kind, Sequence[Holding]]]:
    """Holdings grouped by kind, in order."""
    kinds: dict[Kind, list[Holding]] = {}
    for row in rows:
        kinds.setdefault(row.kind, []).append(row)
    return list(kinds.items())


def handed_over(
    subjects: Iterable[Model],
    *,
    leaver: Person,
    taker: Person | None,
    last_day: date,
    **more: str,
) -> Iterator[tuple[Model, str, dict[str, Any]]]:
    """The history event for each subject, for `history.record_many`."""
    detail = {
        "before": leaver.name,
        "after": taker.name if taker else "nobody",
        **more,
        "last_day": last_day.isoformat(),
    }
    return ((subject, "handed over", detail) for subject in subjects)
