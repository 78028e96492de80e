"""Forms for a year's meetings: the pattern of their dates, and then the dates."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

from django import forms
from django.core.exceptions import ValidationError

from partnership.pages.forms.bases import Form
from partnership.pages.forms.dates import DateField
from partnership.pages.forms.fields import CharField, ChoiceField
from partnership.pages.forms.formsets import whole_number
from partnership.pages.forms.layout import Button
from subgroups.meetings.forms.meeting import TimeField
from subgroups.meetings.year import LAST, Pattern

PATTERN, LAST_YEAR = "pattern", "last_year"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
WEEKS = ((1, "First"), (2, "Second"), (3, "Third"), (4, "Fourth"), (LAST, "Last"))
EVERY = (
    (1, "Every month"),
    (2, "Every two months"),
    (3, "Every three months"),
    (4, "Every four months"),
    (6, "Every six months"),
)
MOST_DATES = 26
# Taken until a time is typed.
MORNING = time(9, 30)


def _time(typed: time | str | None) -> time | None:
    if isinstance(typed, str):
        return time.fromisoformat(typed) if typed else None
    return typed


class PatternForm(Form):
    """How the dates of a year are proposed. Nothing is saved, so it is sent by GET."""

    submit = "Propose dates"
    mark_optional = False

    way = ChoiceField(
        label="Where do the dates come from?",
        choices=[
            (PATTERN, "A pattern, such as the first Tuesday of each month"),
            (LAST_YEAR, "Last year’s meetings, on the same days of the week"),
        ],
        radios=True,
        missing="Select where the dates come from",
    )
    week = ChoiceField(
        label="Which week of the month",
        choices=WEEKS,
        radios=False,
        coerce=int,
        required=False,
    )
    weekday = ChoiceField(
        label="Day of the week",
        choices=list(enumerate(WEEKDAYS)),
        radios=False,
        coerce=int,
        required=False,
    )
    every = ChoiceField(
        label="How often", choices=EVERY, radios=False, coerce=int, required=False
    )
    start = DateField(
        label="The year begins on",
        hint="Dates are proposed for the twelve months from this day",
        missing="Enter the day on which the year begins",
    )

    def clean(self):
        typed = super().clean()
        if typed.get("way") == PATTERN:
            for name, words in [
                ("week", "Select a week of the month"),
                ("weekday", "Select a day of the week"),
                ("every", "Select how often the subgroup meets"),
            ]:
                if typed.get(name) in (None, "") and name not in self.errors:
                    self.add_error(name, ValidationError(words))
        return typed

    @property
    def pattern(self) -> Pattern | None:
        """The pattern asked for, or None for last year's dates."""
        typed = self.cleaned_data
        if typed["way"] != PATTERN:
            return None
        return Pattern(
            weekday=typed["weekday"], week=typed["week"], every=typed["every"]
        )


class YearForm(Form):
    """The dates of a year, each of which can be changed, and what they share."""

    submit = "Plan these meetings"
    mark_optional = False

    rows = forms.CharField(required=False, widget=forms.HiddenInput)
    starts_at = TimeField(
        label="Starts at",
        hint="For example, 9.30am or 14:00",
        missing="Enter the start time",
        width=5,
    )
    ends_at = TimeField(label="Ends at", required=False, width=5)
    place = CharField(
        label="Place", max_length=200, missing="Enter the place, or ‘online’"
    )

    def __init__(self, data=None, *, days: tuple[date, ...] = (), **kwargs) -> None:
        super().__init__(data, **kwargs)
        typed = (data or {}).get("rows", len(days))
        count = min(max(whole_number(typed), 1), MOST_DATES)
        self.initial.setdefault("rows", count)
        for number in range(count):
            name = f"day_{number}"
            self.fields[name] = DateField(label=f"Date {number + 1}", required=False)
            if number < len(days):
                self.initial.setdefault(name, days[number])

    @property
    def day_names(self) -> list[str]:
        return [name for name in self.fields if name.startswith("day_")]

    def layout(self) -> list:
        return ["rows", *self.day_names, "starts_at", "ends_at", "place"]

    def buttons(self) -> list[Button]:
        check = Button.secondary("Check these dates", name="check", value="1")
        return [*super().buttons(), check]

    @property
    def known(self) -> dict:
        """The dates and times typed or proposed, as far as they can be read."""
        if not self.is_bound:
            return dict(self.initial)
        days = self.cleaned_data.get("days", {}) if self.is_valid() else {}
        return {**self.cleaned_data, **days}

    @property
    def days_and_times(self) -> dict:
        """What is asked when looking for what stands against the dates."""
        known = self.known
        return {
            "days": [known[name] for name in self.day_names if known.get(name)],
            "starts_at": _time(known.get("starts_at")) or MORNING,
            "ends_at": _time(known.get("ends_at")),
        }

    def warn(self, warnings: Callable[[date], list[str]]) -> None:
        """Show beside each date what stands against it."""
        known = self.known
        for name in self.day_names:
            if day := known.get(name):
                shown, field = self[name], self.fields[name]
                shown.label = f"{day:%A} {day.day} {day:%B %Y}"
                if found := warnings(day):
                    shown.help_text = f"{'. '.join(found)}."
                    bold = {"class": "govuk-!-font-weight-bold"}
                    field.look = replace(field.look, hint_attrs=bold)

    def clean(self):
        """The dates under the name that the service knows; an empty one is left out."""
        typed = super().clean()
        days = {name: typed.pop(name, None) for name in self.day_names}
        typed.pop("rows", None)
        return {**typed, "days": {name: day for name, day in days.items() if day}}
