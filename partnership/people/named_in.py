"""Every column that names a person: what it holds, and what merging does to it.

Each app lists its own columns (`held.TRACES`); a test walks all tables and fails for a
column not on any list. The page of what is held about someone and the merging of two
entries of one person both use these lists.

Merging follows two rules. Anything that can still change moves to the entry that is
kept: roles, ownership, seats, emails. Anything someone once did – signed, agreed,
reported, decided – stays under the entry it was done with, which points to the kept
one. So everything that gives access moves. Only two questions look at both entries:
what is held about someone, and whether the same person has already signed.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from django.apps import apps
from django.db.models import F, Model, Q, QuerySet

from partnership.guards.versions import Versioned
from partnership.people.models import Person

ACT = "Records of who did something do not change"
WHO_DID_IT = "A record of who decided or changed something"


@dataclass(frozen=True, kw_only=True)
class Held:
    """One thing that is held about a person."""

    kind: str
    words: str
    when: date | datetime | None
    kept_because: str
    url: str = ""
    # Whether it is deleted when the person's details are removed.
    goes: bool = False

    @property
    def day(self) -> str:
        """The date, as written in files."""
        return self.when.isoformat() if self.when else ""


@dataclass(frozen=True, kw_only=True)
class Trace:
    """One column that names a person.

    `column` is `app.Model.field`; fields of account tables name the user. `moves` are
    the rows that move when two entries are merged, or None if every row stays, and then
    `stays` says why.
    """

    column: str
    kind: str
    because: str
    words: Callable[[Model], str] = str
    when: str = ""
    url: Callable[[Model], str] | None = None
    select: tuple[str, ...] = ()
    moves: Q | None = None
    stays: str = ""
    # Whether the row is deleted when the person's details are removed.
    goes: bool = False

    def __post_init__(self):
        if self.moves is None and not self.stays:
            raise ValueError(f"{self.column}: say why its rows stay")

    @property
    def model(self) -> type[Model]:
        return apps.get_model(self.column.rpartition(".")[0])

    @property
    def field(self) -> str:
        return self.column.rpartition(".")[2]

    @property
    def is_installed(self) -> bool:
        """Some account tables belong to apps that may not be installed."""
        return apps.is_installed(_module_of(self.column.partition(".")[0]))

    def rows(self, people: Iterable[Person]) -> QuerySet:
        """The rows that name any of these people."""
        column = self.model._meta.get_field(self.field)
        is_person = column.related_model is Person
        lookup = self.field if is_person else f"{self.field}__person"
        return (
            self.model._base_manager.filter(**{f"{lookup}__in": people})
            .select_related(*self.select)
            .order_by("pk")
        )

    def held(self, people: Iterable[Person]) -> Iterator[Held]:
        for row in self.rows(people).iterator(chunk_size=2000):
            yield Held(
                kind=self.kind,
                words=self.words(row),
                when=_value(row, self.when) if self.when else None,
                kept_because=self.because,
                url=self.url(row) if self.url else "",
                goes=self.goes,
            )

    def move(self, *, gone: Person, kept: Person) -> int:
        """Point the rows that move at the entry that is kept."""
        if self.moves is None:
            return 0
        # By id, since an UPDATE cannot have a condition with a join.
        rows = list(self.rows([gone]).filter(self.moves).values_list("pk", flat=True))
        counted = {"version": F("version") + 1} if self._is_versioned else {}
        return self.model._base_manager.filter(pk__in=rows).update(
            **{self.field: kept}, **counted
        )

    @property
    def _is_versioned(self) -> bool:
        return issubclass(self.model, Versioned)


@dataclass(frozen=True, kw_only=True)
class PastKeeping:
    """Records of one kind past their retention period."""

    name: str
    words: str
    years: int
    count: int
    what_to_do: str
    first: tuple["Old", ...] = field(default=())


@dataclass(frozen=True, kw_only=True)
class Old:
    """One record past its retention period."""

    words: str
    since: date
    url: str = ""


def entries_of(person: Person) -> list[Person]:
    """The person's own entry and the duplicates merged into it."""
    return [person, *person.merged.order_by("pk")]


def held_in(traces: Iterable[Trace], person: Person) -> list[Held]:
    """What the tables of a list hold about a person, under all their entries."""
    people = entries_of(person)
    return [
        held for trace in traces if trace.is_installed for held in trace.held(people)
    ]


def move_all(traces: Iterable[Trace], *, gone: Person, kept: Person) -> dict[str, int]:
    """Move the rows that follow the person, and count them by kind."""
    moved: dict[str, int] = {}
    for trace in traces:
        if trace.moves is not None and trace.is_installed:
            count = trace.move(gone=gone, kept=kept)
            if count:
                moved[trace.kind] = moved.get(trace.kind, 0) + count
    return moved


def years_before(on: date, years: int) -> date:
    """The same day so many years before; 29 February becomes the 28th."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return on.replace(year=on.year - years, day=28)


def period_of(periods: Iterable[dict], name: str) -> int | None:
    """How many years a kind of record is kept; None means permanently."""
    return next((row["years"] for row in periods if row["name"] == name), None)


def _value(row: Model, path: str) -> date | datetime | None:
    value = row
    for name in path.split("__"):
        value = getattr(value, name)
    return value


def _module_of(label: str) -> str:
    return {
        "account": "allauth.account",
        "mfa": "allauth.mfa",
        "usersessions": "allauth.usersessions",
        "socialaccount": "allauth.socialaccount",
    }.get(label, label)
