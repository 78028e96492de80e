"""The rows of a question’s form: its answers, and the columns of its table."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.forms import formset_factory
from django.template.loader import render_to_string
from django.utils.text import slugify

from audits.questions.kinds import CellKind, Kind
from audits.returns.fields import NOT_APPLICABLE
from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import (
    BooleanField,
    CharField,
    ChoiceField,
    TextField,
)
from partnership.pages.forms.formsets import InOrder
from partnership.pages.forms.layout import Button

MOST_ROWS = 40
# Kinds whose answers are always the same ones, in the same order.
FIXED = frozenset({Kind.YES_NO, Kind.YES_PARTLY_NO, Kind.MET, Kind.RAG, Kind.LEVEL})


def _stored_value() -> forms.CharField:
    """What is stored for a row; it stays whatever the row is called later."""
    return forms.CharField(required=False, widget=forms.HiddenInput)


class ChoiceRowForm(Form):
    """One answer to choose."""

    submit = ""

    value = _stored_value()
    label = CharField(label="Answer", missing="Enter the answer", max_length=120)
    descriptor = TextField(
        label="What it means in practice", required=False, max_length=500, rows=2
    )
    is_gap = BooleanField(label="Shows a gap", required=False, small=True)


class ColumnRowForm(Form):
    """One column of a table."""

    submit = ""

    value = _stored_value()
    label = CharField(label="Heading", missing="Enter the heading", max_length=80)
    kind = ChoiceField(
        label="What it takes",
        choices=CellKind.choices,
        radios=False,
        initial=CellKind.TEXT,
        missing="Select what it takes",
    )


class _Choices(InOrder):
    what = "another answer"


class _Columns(InOrder):
    what = "another column"


ChoiceRows = formset_factory(
    ChoiceRowForm, formset=_Choices, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS
)
ColumnRows = formset_factory(
    ColumnRowForm, formset=_Columns, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS
)


class RowsAsDrawn:
    """A crispy layout object that draws the rows with their buttons."""

    def __init__(self, rows: InOrder, words: str, *, are_fixed: bool) -> None:
        self.rows, self.words, self.are_fixed = rows, words, are_fixed

    def numbered(self) -> list[tuple[str, Form, list[Button]]]:
        """Each row with its name and buttons."""
        return [
            (
                f"{self.words} {place}",
                form,
                [] if self.are_fixed else self.rows.buttons_of(form),
            )
            for place, form in enumerate(self.rows.forms, 1)
        ]

    def render(self, form, context, template_pack="govuk", **kwargs) -> str:
        return render_to_string("audits/drafts/_rows.html", {"drawn": self})


def choices_in(rows: InOrder, known: Collection[str]) -> dict[str, Any]:
    """The fields of a question that its rows of answers fill."""
    named = _named(rows, known)
    return {
        "choices": [[value, row["label"]] for value, row in named.items()],
        "descriptors": {
            value: row["descriptor"]
            for value, row in named.items()
            if row["descriptor"]
        },
        "gap_answers": [value for value, row in named.items() if row["is_gap"]],
    }


def columns_in(rows: InOrder, known: Collection[str]) -> list[dict[str, str]]:
    """The columns of a table that its rows fill."""
    return [
        {"key": value, "label": row["label"], "kind": row["kind"]}
        for value, row in _named(rows, known).items()
    ]


def _named(rows: InOrder, known: Collection[str]) -> dict[str, Mapping[str, Any]]:
    """The rows by their stored values; a new row gets one made from its words.

    A value comes back from the browser, so only those that are known are believed.
    """
    typed = [form.cleaned_data for form in rows.forms]
    kept = [row["value"] if row["value"] in known else "" for row in typed]
    used, named = {NOT_APPLICABLE, *kept}, {}
    for value, row in zip(kept, typed, strict=True):
        if not value or value in named:
            value = _new_value(row["label"], used)
            used.add(value)
        named[value] = row
    return named


def _new_value(label: str, used: Collection[str]) -> str:
    stem = slugify(label).replace("-", "_")[:36] or "answer"
    value, number = stem, 1
    while value in used:
        number += 1
        value = f"{stem}_{number}"
    return value


def repeats_in(rows: InOrder) -> list[Form]:
    """The rows that say the same as an earlier one."""
    seen: set[str] = set()
    again = []
    for form in rows.forms:
        words = form.cleaned_data.get("label", "").casefold()
        if words in seen:
            again.append(form)
        seen.add(words)
    return again
