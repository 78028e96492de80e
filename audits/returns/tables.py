"""The answer to a question that asks for a table: its input, its field, its boxes."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django import forms as django_forms
from django.core.exceptions import ValidationError

from audits.questions.kinds import CellKind
from partnership.pages.forms.dates import DateField
from partnership.pages.forms.fields import (
    Asked,
    DecimalField,
    SafeCharField,
)
from partnership.pages.forms.look import Drawn

MOST_ROWS = 60
LONGEST_CELL = 500
DAY = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2}|[a-z]+\.?)[\s./,-]+(\d{4})", re.I)
ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


class TableInput(django_forms.TextInput):
    """The cells of a table, each an input of its own."""

    def __init__(self, keys: Iterable[str]) -> None:
        super().__init__()
        self.keys = list(keys)

    def value_from_datadict(self, data, files, name) -> list[dict[str, str]]:
        rows = []
        # One more than a table may have, so that the field can refuse it.
        for place in range(MOST_ROWS + 1):
            typed = {key: data.get(cell_name(name, place, key)) for key in self.keys}
            if all(text is None for text in typed.values()):
                break
            rows.append({key: text or "" for key, text in typed.items()})
        return rows


class DayField(Drawn, django_forms.Field):
    """A date in one input, as people write it."""

    def clean(self, value) -> date | None:
        text = str(value).strip()
        if not text:
            return None
        if match := ISO_DAY.fullmatch(text):
            year, month, day = match.groups()
        elif match := DAY.fullmatch(text):
            day, month, year = match.groups()
        else:
            raise ValidationError(f"{self.subject} must be a date, like 3/6/2025")
        whole = DateField(required=False, subject=self.subject)
        return whole.clean({"day": day, "month": month, "year": year})


def _field_of(kind: str) -> django_forms.Field:
    if kind == CellKind.NUMBER:
        return DecimalField(min_value=0, decimal_places=2, required=False)
    if kind == CellKind.DATE:
        return DayField(required=False)
    return SafeCharField(max_length=LONGEST_CELL, required=False)


class TableField(Asked, Drawn, django_forms.Field):
    """The rows of a table that are not empty, each with the text of its cells."""

    def __init__(self, *, columns: Sequence[Mapping[str, str]], **kwargs) -> None:
        widget = TableInput(column["key"] for column in columns)
        super().__init__(widget=widget, **kwargs)
        self.columns = [(column, _field_of(column["kind"])) for column in columns]

    def clean(self, value: list[dict[str, str]]) -> list[dict[str, str]]:
        rows, wrong = [], []
        for number, typed in enumerate(value, 1):
            if not any(text.strip() for text in typed.values()):
                continue
            row = {}
            for column, field in self.columns:
                label = column["label"]
                field.own_subject = f"{self.subject}, row {number}, “{label}”,"
                try:
                    cell = _kept(column, field, typed[column["key"]])
                except ValidationError as error:
                    wrong += error.messages
                else:
                    if cell:
                        row[column["key"]] = cell
            if row:
                rows.append(row)
        if len(rows) > MOST_ROWS:
            wrong.append(f"{self.subject} must have {MOST_ROWS} rows or fewer")
        if wrong:
            raise ValidationError(wrong)
        return rows


def _kept(column: Mapping[str, str], field: django_forms.Field, typed: str) -> str:
    """The text that is kept of a cell."""
    if column["kind"] == CellKind.YES_NO:
        return typed if typed in {"yes", "no"} else ""
    value = field.clean(typed)
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value


@dataclass(frozen=True)
class Cell:
    """One input of a table as the page shows it."""

    name: str
    label: str
    kind: str
    text: str


def cell_name(name: str, place: int, key: str) -> str:
    return f"{name}-{place}-{key}"


def boxes_of(
    name: str, columns: Sequence[Mapping[str, str]], rows: Sequence[Mapping[str, str]]
) -> list[list[Cell]]:
    """The rows of a table as the page shows them, and an empty one to fill in."""
    return [
        [
            Cell(
                name=cell_name(name, place, column["key"]),
                label=column["label"],
                kind=column["kind"],
                text=_shown(column["kind"], row.get(column["key"], "")),
            )
            for column in columns
        ]
        for place, row in enumerate([*rows, {}] if len(rows) < MOST_ROWS else rows)
    ]


def _shown(kind: str, text: str) -> str:
    """The text of a cell as people write it, or as it was typed."""
    if kind == CellKind.DATE and (match := ISO_DAY.fullmatch(text)):
        year, month, day = map(int, match.groups())
        return f"{day}/{month}/{year}"
    return text
