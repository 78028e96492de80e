"""What someone owns or holds now, and could hand over to someone else.

Each app names its own: `reporting.holdings(person, on=…)` lists them and
`services.hand_over(…)` moves them. What is closed, signed, agreed or published is no
holding: it stays with whoever had it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model

from partnership.people.models import Person


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A sort of thing that is handed over: what it is called, what follows."""

    key: str
    words: str
    # What becomes of it on the last day, or at once.
    follows: str
    # Who is chased when nobody takes it over; a holding may know better.
    otherwise: str
    # Whether it gives access, so that nobody is proposed for it.
    gives_access: bool = False


@dataclass(frozen=True, kw_only=True)
class Holding:
    """One thing that someone owns or holds now."""

    kind: Kind
    pk: int
    words: str
    detail: str = ""
    url: str = ""
    # Who is chased if nobody takes it over.
    otherwise: str = ""
    # What will be missing if nobody takes it over: "Education has no chair".
    vacancy: str = ""

    @property
    def key(self) -> str:
        """What names it in a form: kind and number."""
        return f"{self.kind.key}-{self.pk}"


def pks_of(rows: Iterable[Holding], kind: Kind) -> list[int]:
    """The numbers of those of one kind."""
    return [row.pk for row in rows if row.kind == kind]


def by_kind(rows: Iterable[Holding]) -> list[tuple[Kind, Sequence[Holding]]]:
    """Holdings under their kinds, both in the order in which they come."""
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
    """What the history of each row says of it, for `history.record_many`."""
    detail = {
        "before": leaver.name,
        "after": taker.name if taker else "nobody",
        **more,
        "last_day": last_day.isoformat(),
    }
    return ((subject, "handed over", detail) for subject in subjects)
