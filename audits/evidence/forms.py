"""The forms of evidence: files, a link, a note, and what was given before."""

from collections.abc import Callable
from datetime import date

from django.utils.timezone import localtime

from audits.evidence.models import Evidence
from audits.evidence.services import LONGEST_TITLE, MOST_MEGABYTES
from partnership.guards.outcomes import Refused
from partnership.pages.forms.bases import Form
from partnership.pages.forms.dates import DateField
from partnership.pages.forms.fields import (
    CharField,
    ModelMultipleChoiceField,
    SafeCharField,
    SafeTextField,
)
from partnership.pages.forms.files import FilesField

KINDS = ("pdf", "docx", "xlsx", "jpg", "png")


def title_field() -> SafeCharField:
    return SafeCharField(
        label="Title",
        hint="What colleagues will know it by, such as Child protection policy 2026",
        missing="Enter a title",
        max_length=LONGEST_TITLE,
    )


def expiry_field() -> DateField:
    return DateField(
        label="When does it expire?",
        hint="For example, when a certificate runs out or a policy is due for review",
        required=False,
    )


class FilesForm(Form):
    """Several files; those that are refused do not stop the others."""

    submit = "Upload"

    files = FilesField(
        label="Upload files",
        hint="You can choose several. PDF, Word, Excel, JPG or PNG, each up to "
        f"{MOST_MEGABYTES}MB. Do not upload anything that could identify a child",
        kinds=KINDS,
        required=False,
        optional=False,
    )
    photograph = FilesField(
        label="Take a photograph",
        hint="On a phone or tablet this opens the camera. We remove where the "
        "photograph was taken",
        kinds=("jpg", "png"),
        required=False,
        optional=False,
        attrs={"capture": "environment"},
    )

    def clean(self):
        if not any(self.cleaned_data.values()) and not self.errors:
            self.add_error("files", "Select a file")
        return self.cleaned_data

    def attempt(self, service: Callable, *args, **kwargs) -> bool:
        """Add each file, and return whether all of them were added."""
        self.outcome = []
        for name in ("files", "photograph"):
            for file in self.cleaned_data.get(name, []):
                try:
                    self.outcome.append(service(*args, file=file, **kwargs))
                except Refused as refusal:
                    self.add_error(name, f"“{file.name}”: {refusal.sentence}")
        return not self.errors


class LinkForm(Form):
    submit = "Add link"

    title = title_field()
    address = CharField(
        label="Web address",
        hint="It must begin with https://",
        missing="Enter a web address",
        max_length=500,
        attrs={"inputmode": "url", "spellcheck": "false"},
    )
    expires_on = expiry_field()


class NoteForm(Form):
    submit = "Add note"

    title = title_field()
    note = SafeTextField(
        label="Note",
        hint="Such as where a paper record is kept, or who has seen it.",
        missing="Enter a note",
        max_length=5000,
    )
    expires_on = expiry_field()


class ChangeEvidenceForm(Form):
    submit = "Save changes"
    versioned = True

    title = title_field()
    expires_on = expiry_field()


class RemoveEvidenceForm(Form):
    submit = "Remove evidence"


class GivenBefore(ModelMultipleChoiceField):
    """Pieces of evidence by title, with what they are and whether they have expired."""

    on: date

    def label_from_instance(self, piece: Evidence) -> str:
        words = [f"{piece} ({piece.kind_in_words})"]
        if piece.expires_on:
            verb = "expired on" if piece.expires_on < self.on else "valid until"
            words.append(f"{verb} {in_words(piece.expires_on)}")
        words.append(
            f"added by {piece.added_by} on {in_words(localtime(piece.added_at))}"
        )
        if piece.was_here:
            words.append("shown for this question before")
        return ", ".join(words)


def in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


class UseAgainForm(Form):
    submit = "Use this evidence"

    evidence = GivenBefore(
        Evidence.objects.none(),
        label="Which evidence do you want to use again?",
        missing="Select the evidence to use again",
        small=True,
    )

    def __init__(self, *args, offered, on: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["evidence"].on = on
        self.fields["evidence"].queryset = offered
