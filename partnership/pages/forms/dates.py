"""A date in three inputs, with GOV.UK error messages."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateformat import format as format_date

from partnership.dates.months import BY_NAME
from partnership.pages.forms.look import Drawn
from partnership.pages.forms.widgets import PARTS, DateBoxes

YEARS = (1900, 2199)


def in_words(day: date) -> str:
    return format_date(day, "j F Y")


class DateField(Drawn, forms.Field):
    """A date, optionally between `earliest` and `latest`, with the form's own messages.

    The form sets the bounds when it is created, since a field does not know today.
    """

    widget = DateBoxes

    def __init__(
        self,
        *,
        earliest: date | None = None,
        latest: date | None = None,
        earliest_words: str = "",
        latest_words: str = "",
        **kwargs,
    ) -> None:
        self.earliest, self.latest = earliest, latest
        self.earliest_words, self.latest_words = earliest_words, latest_words
        super().__init__(**kwargs)

    def refuse(self, words: str, code: str, *parts: str) -> ValidationError:
        """The error, naming the inputs it is about."""
        sentence = f"{self.subject} {words}" if words[0].islower() else words
        # Pass the message as a parameter, because it may contain a percent sign.
        params = {"sentence": sentence, "parts": parts or PARTS}
        return ValidationError("%(sentence)s", code=code, params=params)

    def to_python(self, value) -> date | None:
        if value is None or isinstance(value, date):
            return value
        typed = {part: str(value.get(part, "")).strip() for part in PARTS}
        if not any(typed.values()):
            return None
        if missing := [part for part in PARTS if not typed[part]]:
            words = f"must include a {' and '.join(missing)}"
            raise self.refuse(words, "incomplete", *missing)
        month = BY_NAME.get(typed["month"].lower().rstrip("."), typed["month"])
        wrong = [
            part
            for part, text, most in (("day", typed["day"], 31), ("month", month, 12))
            if not re.fullmatch("[0-9]{1,2}", str(text)) or not 1 <= int(text) <= most
        ]
        if wrong:
            raise self.refuse("must be a real date", "invalid", *wrong)
        if not re.fullmatch("[0-9]{4}", typed["year"]):
            raise self.refuse("Year must include 4 numbers", "year", "year")
        year = int(typed["year"])
        if not YEARS[0] <= year <= YEARS[1]:
            words = f"Year must be between {YEARS[0]} and {YEARS[1]}"
            raise self.refuse(words, "year", "year")
        try:
            return date(year, int(month), int(typed["day"]))
        except ValueError:
            raise self.refuse("must be a real date", "invalid") from None

    def validate(self, value) -> None:
        super().validate(value)
        if value is None:
            return
        if self.earliest and value < self.earliest:
            bound = self.earliest_words or f"on or after {in_words(self.earliest)}"
            raise self.refuse(f"must be {bound}", "early")
        if self.latest and value > self.latest:
            bound = self.latest_words or f"on or before {in_words(self.latest)}"
            raise self.refuse(f"must be {bound}", "late")


def date_data(name: str, day: date) -> dict[str, str]:
    """A date as a browser submits it, for tests and links."""
    return {f"{name}-{part}": str(getattr(day, part)) for part in PARTS}
