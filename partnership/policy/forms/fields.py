"""Form fields for each kind of value of a local rule.

No field is required here, since the rule's own check reports what is missing.
"""

import re
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import format_html

from partnership.pages.forms.dates import DateField
from partnership.pages.forms.fields import (
    CharField,
    ChoiceField,
    EmailField,
    IntegerField,
    MultipleChoiceField,
    TextField,
    YesNoField,
)
from partnership.policy.setting import Column, Kind


class NumbersField(CharField):
    """Whole numbers separated by commas."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[int]:
        typed = [each for each in re.split(r"[,;\s]+", super().clean(value)) if each]
        if not all(re.fullmatch("[0-9]{1,6}", each) for each in typed):
            raise ValidationError(
                f"{self.subject} must be whole numbers separated by commas, "
                "for example 28, 14, 7"
            )
        return [int(each) for each in typed]


class DayField(DateField):
    """A date, stored as 2026-09-01."""

    def prepare_value(self, value: Any) -> Any:
        return date.fromisoformat(value) if isinstance(value, str) and value else value

    def clean(self, value: Any) -> str:
        day = super().clean(value)
        return day.isoformat() if day else ""


class TermDayField(DateField):
    """A date, or a day in every year if the year is left empty, stored as 09-01."""

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, str) or not value:
            return value
        year, month, day = (
            value.split("-") if len(value) == 10 else ("", *value.split("-"))
        )
        return {"day": str(int(day)), "month": str(int(month)), "year": year}

    def clean(self, value: Any) -> str:
        typed = value if isinstance(value, dict) else {}
        has_year = bool(str(typed.get("year", "")).strip())
        if not has_year and any(str(text).strip() for text in typed.values()):
            # Not 29 February, since the day must exist in every year.
            value = {**typed, "year": "2001"}
        day = super().clean(value)
        if day is None:
            return ""
        return day.isoformat() if has_year else day.isoformat()[5:]


def _swatches(column: Column) -> list[tuple[str, str]]:
    return [
        (
            name,
            format_html(
                '<span class="app-swatch app-palette--{}"></span>{}', name, words
            ),
        )
        for name, words in column.choices
    ]


def _choice(column: Column, common: dict[str, Any]) -> ChoiceField:
    by_text = {str(value): value for value, _ in column.choices}
    return ChoiceField(
        choices=[(str(value), words) for value, words in column.choices],
        coerce=by_text.get,
        radios=len(column.choices) <= 5,
        **common,
    )


def field_for(column: Column, *, in_a_row: bool = False):
    """The form field for one part of a rule."""
    common = {
        "label": column.words,
        "hint": column.hint,
        "required": False,
        "width": column.width,
    }
    numbers = {"suffix": column.unit and _unit(column.unit), "width": column.width or 4}
    match column.kind:
        case Kind.TEXT:
            return CharField(**common)
        case Kind.EMAIL:
            common["attrs"] = {"autocomplete": "off", "spellcheck": "false"}
            return EmailField(**common)
        case Kind.LONG_TEXT if in_a_row:
            return TextField(rows=2, **common)
        case Kind.LONG_TEXT:
            return TextField(
                rows=min(max((column.longest or 500) // 120, 4), 16),
                limit=column.longest,
                **common,
            )
        case Kind.NUMBER:
            return IntegerField(**{**common, **numbers})
        case Kind.NUMBERS:
            return NumbersField(**{**common, "width": 20})
        case Kind.YES_NO:
            return YesNoField(**common)
        case Kind.DAY:
            return DayField(**common)
        case Kind.TERM_DAY:
            return TermDayField(**common)
        case Kind.CHECKBOXES:
            return MultipleChoiceField(choices=column.choices, small=True, **common)
        case Kind.CHOICE:
            return _choice(column, {**common, "empty_value": None})
        case Kind.COLOUR:
            return ChoiceField(choices=_swatches(column), radios=True, **common)
    raise ValueError(column.kind)


def _unit(unit: str) -> str:
    return unit if unit == "%" else f"{unit}s"
