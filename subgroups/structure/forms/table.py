"""All seats of a subgroup in one form, a row a seat. Works without JavaScript.

People are typed by name or email address, since a list of everyone in each row would be
long. Rows that are left as they are change nothing.
"""

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from django import forms as django_forms
from django.core.exceptions import ValidationError

from partnership.lists.entries import Unreadable, day_of
from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import (
    HIDDEN,
    CharField,
    ChoiceField,
    ModelChoiceField,
)
from partnership.people.models import Person
from subgroups.structure.many import SeatChange
from subgroups.structure.models import Seat

NEW_ROWS = 3
COLUMNS = ("label", "agency", "appointed_by", "kind", "holder", "term_ends_on")
VOTING, STATUTORY, ASSOCIATE = "voting", "statutory", "associate"
KINDS = [
    (VOTING, "Member"),
    (STATUTORY, "Statutory"),
    (ASSOCIATE, "Associate"),
]


class DayField(CharField):
    """A date in one box, as people write it."""

    def clean(self, value) -> date | None:
        try:
            return day_of(super().clean(value))
        except Unreadable:
            raise ValidationError("Enter a date, like 31 March 2027") from None

    def prepare_value(self, value) -> str:
        return f"{value:%-d %b %Y}" if isinstance(value, date) else value or ""


def _kind_of(seat: Seat | None) -> str:
    if seat is None:
        return ""
    if seat.is_statutory:
        return STATUTORY
    return ASSOCIATE if seat.is_associate else VOTING


class SeatsForm(Form):
    submit = "Save all seats"
    mark_optional = False

    def __init__(self, *args, seats: Iterable[Seat], agencies, find, **kwargs):
        super().__init__(*args, **kwargs)
        self.seats, self.agencies, self.find = list(seats), agencies, find
        for seat in self.seats:
            self._add_row(str(seat.pk), seat.label, seat)
        for number in range(1, NEW_ROWS + 1):
            self._add_row(f"new{number}", f"new seat {number}", None)

    def _add_row(self, key: str, name: str, seat: Seat | None) -> None:
        holder = next(iter(seat.holding), None) if seat else None
        self._text(f"label_{key}", f"Name of {name}", seat.label if seat else "")
        self.fields[f"agency_{key}"] = ModelChoiceField(
            self.agencies,
            label=f"Agency of {name}",
            required=False,
            initial=seat and seat.agency_id,
            label_attrs=HIDDEN,
        )
        # One query for all rows, and none for what each chose.
        self.fields[f"agency_{key}"].choices = self._agency_choices
        appointed = seat.appointed_by if seat else ""
        self._text(f"appointed_by_{key}", f"Who appoints to {name}", appointed)
        self.fields[f"kind_{key}"] = ChoiceField(
            label=f"Kind of {name}",
            choices=KINDS,
            radios=False,
            required=False,
            initial=_kind_of(seat),
            empty_words="Choose",
            label_attrs=HIDDEN,
        )
        person = holder.person.name if holder else ""
        self._text(f"holder_{key}", f"Who holds {name}", person)
        self.fields[f"term_ends_on_{key}"] = DayField(
            label=f"End of the term in {name}",
            required=False,
            max_length=30,
            initial=holder and holder.term_ends_on,
            label_attrs=HIDDEN,
        )
        for hidden, value in (
            ("version", seat.version if seat else 0),
            ("was", holder.pk if holder else 0),
        ):
            self.fields[f"{hidden}_{key}"] = django_forms.IntegerField(
                widget=django_forms.HiddenInput, initial=value, required=False
            )

    def _text(self, name: str, label: str, initial: str) -> None:
        self.fields[name] = CharField(
            label=label,
            required=False,
            max_length=120,
            initial=initial,
            label_attrs=HIDDEN,
        )

    @cached_property
    def _agency_choices(self) -> list[tuple]:
        return [
            ("", "Choose"),
            *((one.pk, one.short_name or one.name) for one in self.agencies),
        ]

    def rows(self):
        """The bound fields of each row."""
        keys = [str(seat.pk) for seat in self.seats]
        keys += [f"new{number}" for number in range(1, NEW_ROWS + 1)]
        for key in keys:
            yield {name: self[f"{name}_{key}"] for name in COLUMNS}

    def clean(self):
        given = super().clean()
        changes = [
            change
            for seat in self.seats
            if (change := self._change(str(seat.pk), seat, given))
        ]
        for number in range(1, NEW_ROWS + 1):
            key = f"new{number}"
            if any(given.get(f"{name}_{key}") for name in COLUMNS):
                changes.append(self._change(key, None, given))
        return {"changes": [change for change in changes if change]}

    def _change(self, key: str, seat: Seat | None, given) -> SeatChange | None:
        label, agency = given.get(f"label_{key}"), given.get(f"agency_{key}")
        if not label:
            self.add_error(f"label_{key}", "Enter the name of the seat")
        if not agency and f"agency_{key}" not in self.errors:
            self.add_error(f"agency_{key}", f"Select the agency of {label or 'it'}")
        holder = self._holder(key, given)
        if not label or not agency or self.errors:
            return None
        return SeatChange(
            key=key,
            seat=seat,
            version=given.get(f"version_{key}"),
            was=given.get(f"was_{key}") or 0,
            label=label,
            agency=agency,
            appointed_by=given.get(f"appointed_by_{key}", ""),
            is_statutory=given.get(f"kind_{key}") == STATUTORY,
            is_associate=given.get(f"kind_{key}") == ASSOCIATE,
            holder=holder,
            is_vacant=seat is not None and holder is None,
            term_ends_on=given.get(f"term_ends_on_{key}"),
        )

    def _holder(self, key: str, given) -> Person | None:
        words = given.get(f"holder_{key}", "")
        if not words:
            return None
        # What was not touched means who sits there, also among people of one name.
        seat = next((one for one in self.seats if str(one.pk) == key), None)
        present = next(iter(seat.holding), None) if seat else None
        if present and words == present.person.name:
            return present.person
        found = self.find(words)
        if len(found) == 1:
            return found[0]
        self.add_error(
            f"holder_{key}",
            f"{len(found)} people are called {words}. Enter the email address"
            if found
            else f"No one in the directory is called {words}. Add them first",
        )
        return None

    def version_of(self, subject) -> str:
        return f"version_{subject.pk}"
