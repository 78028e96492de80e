"""Forms for writing and agreeing terms of reference."""

from django import forms as django_forms

from partnership.pages.forms.bases import Form
from partnership.pages.forms.dates import DateField
from partnership.pages.forms.fields import (
    CharField,
    TextField,
)


class TermsForm(Form):
    submit = "Save draft"
    label_size = "s"

    version = django_forms.IntegerField(
        min_value=0, widget=django_forms.HiddenInput, initial=0
    )
    purpose = TextField(label="Purpose", missing="Enter the purpose", rows=4)
    responsibilities = TextField(
        label="Responsibilities",
        hint="Enter each responsibility on a new line",
        missing="Enter the responsibilities",
        rows=8,
    )
    practice_standards = TextField(
        label="Practice standards",
        hint="Enter each standard on a new line",
        required=False,
        rows=4,
    )
    decision_making = TextField(label="Decision-making", required=False, rows=3)
    deputies = TextField(
        label="Deputies", hint="Who may stand in for whom", required=False, rows=3
    )
    frequency = CharField(
        label="Frequency of meetings",
        hint="For example, every school term",
        max_length=200,
        required=False,
    )
    review_on = DateField(label="Review date", required=False)


class AgreeTermsForm(Form):
    submit = "Agree terms of reference"
    versioned = True

    review_on = DateField(label="Review date", required=False)
