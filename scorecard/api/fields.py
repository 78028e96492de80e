"""The API's resources and their documented fields."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.db.models import Model, OuterRef, QuerySet, Subquery

from partnership.access import Permission
from partnership.history.models import Event
from partnership.people.models import Person


@dataclass(frozen=True)
class Reading:
    """The person whose access is used, and the day."""

    person: Person
    on: date


@dataclass(frozen=True)
class Field:
    """A field: its name, type and meaning."""

    name: str
    kind: str
    words: str
    read: Callable[[Model, Reading], object]


def text(name: str, words: str, read: Callable | None = None) -> Field:
    return _field(name, "text", words, read)


def day(name: str, words: str, read: Callable | None = None) -> Field:
    return _field(name, "date", words, read)


def instant(name: str, words: str, read: Callable | None = None) -> Field:
    return _field(name, "date and time", words, read)


def number(name: str, words: str, read: Callable | None = None) -> Field:
    return _field(name, "number", words, read)


def yes_or_no(name: str, words: str, read: Callable | None = None) -> Field:
    return _field(name, "true or false", words, read)


def shown(column: str) -> Callable:
    """Reads the label of a choice.

    As `get_…_display` does, which searches all choices again for every row.
    """

    def read(row: Model, _: Reading) -> str:
        value = getattr(row, column)
        return _labels(type(row), column).get(value, value)

    return read


@cache
def _labels(model: type[Model], column: str) -> dict[str, str]:
    return {
        value: str(label) for value, label in model._meta.get_field(column).flatchoices
    }


def _field(name: str, kind: str, words: str, read: Callable | None) -> Field:
    return Field(name, kind, words, read or (lambda row, _: getattr(row, name)))


@dataclass(frozen=True, kw_only=True)
class Resource:
    """A resource: rows of one kind, with the same fields.

    `rows` starts at `visible_to`; `changed` narrows them to those changed since
    an instant, if that is recorded.
    """

    name: str
    title: str
    words: str
    permission: Permission
    rows: Callable[[Reading], QuerySet]
    fields: Sequence[Field]
    changed: Callable[[QuerySet, datetime], QuerySet] | None = None

    def told(self, row: Model, reading: Reading) -> dict[str, object]:
        """A row as the API returns it."""
        return {field.name: field.read(row, reading) for field in self.fields}

    @property
    def takes_changed_since(self) -> bool:
        return self.changed is not None

    @property
    def headings(self) -> list[str]:
        return [field.name for field in self.fields]


def with_last_change(rows: QuerySet) -> QuerySet:
    """Rows with `changed_at`: the latest entry of their history."""
    events = Event.objects.filter(
        subject_type=rows.model._meta.label_lower, subject_id=OuterRef("pk")
    )
    return rows.annotate(changed_at=Subquery(events.order_by("-at").values("at")[:1]))


def changed_in_history(rows: QuerySet, since: datetime) -> QuerySet:
    """Rows with an entry in their history since an instant."""
    events = Event.objects.filter(
        subject_type=rows.model._meta.label_lower, at__gte=since
    )
    return rows.filter(pk__in=events.values("subject_id"))


CHANGED_AT = instant("changed_at", "When it was last changed, or empty if not recorded")
