"""Forms about a question set as a whole, its sections and its contradictions."""

import re

from audits.questions.models import QuestionSet
from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import (
    CharField,
    ChoiceField,
    ModelChoiceField,
    TextField,
)

LETTER = re.compile(r"[A-Z]{1,2}")


class BeginEditionForm(Form):
    """The names of a new edition of a set."""

    submit = "Start this edition"

    edition = CharField(
        label="Edition",
        hint="For example 2027/28",
        missing="Enter the edition",
        max_length=40,
        width=10,
    )
    guidance_edition = CharField(
        label="Guidance it refers to",
        hint="For example KCSIE September 2027",
        required=False,
        max_length=200,
        width="two-thirds",
    )


class BeginSetForm(BeginEditionForm):
    """A set without questions."""

    submit = "Start this question set"
    field_order = ("title", "edition", "guidance_edition", "audience")

    title = CharField(
        label="Title", missing="Enter a title", max_length=200, width="two-thirds"
    )
    audience = ChoiceField(
        label="Who answers it",
        choices=QuestionSet.Audience.choices,
        initial=QuestionSet.Audience.SCHOOLS,
        missing="Select who answers it",
    )


class EditSetForm(BeginSetForm):
    versioned = True
    submit = "Save"


class ConfirmForm(Form):
    """A confirmation that asks only for the version."""

    versioned = True


class RemoveForm(ConfirmForm):
    submit = "Remove"


class WithdrawForm(ConfirmForm):
    submit = "Withdraw"


class SectionForm(Form):
    letter = CharField(
        label="Letter",
        hint="Shown before its title and in the references of its questions",
        missing="Enter a letter",
        max_length=2,
        width=2,
    )
    title = CharField(
        label="Title", missing="Enter a title", max_length=200, width="two-thirds"
    )
    guidance = TextField(
        label="Guidance",
        hint="Shown to schools above its questions",
        required=False,
        max_length=2000,
        rows=4,
    )

    def clean_letter(self):
        letter = self.cleaned_data["letter"].upper()
        if letter and not LETTER.fullmatch(letter):
            self.add_error("letter", "Letter must be one or two letters, like B")
        return letter


class EditSectionForm(SectionForm):
    versioned = True


class MoveToSectionForm(Form):
    """The section that a question moves to."""

    versioned = True
    submit = "Move"

    section = ModelChoiceField(
        None,
        label="Which section?",
        radios=True,
        missing="Select a section",
    )

    def __init__(self, *args, sections, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = sections


class WayForm(Form):
    """The way that a button moves a section or a question."""

    submit = ""

    way = ChoiceField(
        label="Way",
        choices=[("up", "Up"), ("down", "Down")],
        missing="Select up or down",
    )


class CompareForm(Form):
    """The edition that a set is compared with, sent by GET."""

    submit = "Compare"
    mark_optional = False

    earlier = ModelChoiceField(
        None, label="Compare with", missing="Select a question set"
    )

    def __init__(self, *args, question_sets, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["earlier"].queryset = question_sets


class ContradictionForm(Form):
    submit = "Save and add conditions"

    words = TextField(
        label="What do you want to point out?",
        hint="For example, no concerns were recorded, which is unusual for a school "
        "of this size. Schools read this before they sign.",
        missing="Enter what you want to point out",
        max_length=1000,
        rows=3,
    )


class RewordContradictionForm(ContradictionForm):
    versioned = True
    submit = "Save"
