"""Forms for arrangements and legal texts."""

from django import forms as django_forms
from django.core.validators import URLValidator

from partnership.pages.forms.bases import Form
from partnership.pages.forms.dates import DateField
from partnership.pages.forms.fields import (
    CharField,
    ModelChoiceField,
    ModelMultipleChoiceField,
    TextField,
)
from partnership.pages.prose import HINT
from subgroups.arrangements.models import LegalText

LONGEST = 200_000
is_web_address = URLValidator(
    schemes=["https", "http"],
    message="Enter a web address that begins with https://",
)


class ArrangementForm(Form):
    submit = "Save draft"

    version = django_forms.IntegerField(
        min_value=0, widget=django_forms.HiddenInput, initial=0
    )
    text = TextField(
        label="Text",
        hint=HINT,
        missing="Enter the text",
        max_length=LONGEST,
        limit=None,
        rows=30,
    )
    legal_texts = ModelMultipleChoiceField(
        LegalText.objects.none(),
        label="Legal texts it refers to",
        required=False,
    )

    def __init__(self, *args, legal_texts, on, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["legal_texts"]
        field.queryset = legal_texts
        field.label_from_instance = lambda text: (
            f"{text} – replaced" if text.is_old(on=on) else str(text)
        )


class PublishForm(Form):
    submit = "Publish"
    versioned = True

    changes = TextField(
        label="What has changed",
        hint="Shown to everyone in the log of changes",
        required=False,
        max_length=4_000,
        rows=5,
    )
    approval = CharField(
        label="Who signed it off",
        hint="For example, Lead safeguarding partners, 4 March 2027",
        max_length=200,
        missing="Enter who signed it off",
    )
    applies_from = DateField(
        label="Applies from", missing="Enter the date from which it applies"
    )


class LegalTextForm(Form):
    submit = "Save"

    title = CharField(
        label="Title",
        hint="For example, Working together to safeguard children",
        max_length=200,
        missing="Enter the title",
    )
    edition = CharField(
        label="Edition",
        hint="For example, 2026, or section 16G as amended in 2026",
        max_length=80,
        missing="Enter the edition",
    )
    applies_from = DateField(
        label="Applies from", missing="Enter the date from which it applies"
    )
    address = CharField(
        label="Web address",
        hint="Where it can be read, beginning with https://",
        max_length=500,
        required=False,
    )
    replaces = ModelChoiceField(
        LegalText.objects.none(),
        label="Replaces",
        hint="That edition is marked as old from the day this one applies",
        empty_label="Nothing",
        required=False,
    )

    def __init__(self, *args, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["replaces"].queryset = others

    def clean_address(self):
        address = self.cleaned_data["address"]
        if address:
            is_web_address(address)
        return address


class EditLegalTextForm(LegalTextForm):
    versioned = True
