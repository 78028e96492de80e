"""The forms of scrutiny sessions and their questions."""

from actions.register.forms.addresses import AddressField
from actions.scrutiny.models import ScrutinySession
from partnership.pages.forms.bases import Form
from partnership.pages.forms.dates import DateField
from partnership.pages.forms.fields import (
    BooleanField,
    CharField,
    ChoiceField,
    SafeCharField,
    SafeTextField,
)


class SessionForm(Form):
    kind = ChoiceField(
        choices=ScrutinySession.Kind,
        label="What kind of scrutiny was it?",
        radios=True,
        missing="Select what kind of scrutiny it was",
    )
    body = SafeCharField(
        label="Body",
        hint="For example, People scrutiny committee",
        missing="Enter which body it was",
        max_length=200,
    )
    held_on = DateField(label="Date", missing="Enter the date")
    subject = SafeCharField(
        label="What was it about?",
        hint="For example, yearly report 2024 to 2025",
        missing="Enter what it was about",
        max_length=200,
    )
    who_went = SafeTextField(
        label="Who attended",
        hint="Names and roles.",
        required=False,
        rows=3,
        max_length=2000,
    )
    papers_words = CharField(
        label="Papers", hint="Their title", required=False, max_length=200
    )
    papers_url = AddressField(
        label="Web address of the papers", hint="If they are online"
    )
    findings = SafeTextField(
        label="Discussion and findings",
        hint="Use the paragraph numbers of the minutes, if there are any.",
        required=False,
        rows=8,
        max_length=20_000,
    )
    outcome = SafeTextField(
        label="Outcome",
        hint="For example, resolved to note the report.",
        required=False,
        rows=2,
        max_length=2000,
    )


class RecordSessionForm(SessionForm):
    submit = "Record session"


class EditSessionForm(SessionForm):
    versioned = True


class QuestionForm(Form):
    """A question, who asked it, and when an answer is due."""

    text = SafeTextField(
        label="Question",
        missing="Enter the question",
        rows=4,
        max_length=4000,
    )
    theme = SafeCharField(
        label="Theme",
        hint="For example, digital safety",
        required=False,
        max_length=120,
    )
    paragraph = CharField(
        label="Paragraph of the minutes", required=False, max_length=20
    )
    asked_by = CharField(
        label="Who asked",
        hint="A role or a body. For example, the committee",
        required=False,
        max_length=200,
    )
    answer_from = CharField(
        label="Who will answer",
        hint="A role or a body",
        required=False,
        max_length=200,
    )
    answer_by = DateField(
        label="When is the answer due?",
        hint="Leave blank if it has been answered or an action will be taken instead",
        required=False,
        optional=False,
    )
    needs_action = BooleanField(
        label="An action is needed",
        hint="The question stays unfinished until a linked action is complete",
        required=False,
    )


class AddQuestionForm(QuestionForm):
    submit = "Add question"

    answer = SafeTextField(
        label="Answer",
        hint="If it was answered at the session.",
        required=False,
        rows=4,
        max_length=8000,
    )
    field_order = ["text", "theme", "paragraph", "asked_by", "answer_from", "answer"]


class EditQuestionForm(QuestionForm):
    versioned = True

    def __init__(self, *args, question, **kwargs):
        super().__init__(*args, **kwargs)
        if question.is_answered:
            del self.fields["answer_by"]


class AnswerQuestionForm(Form):
    versioned = True
    submit = "Save answer"

    answer = SafeTextField(
        label="Answer",
        missing="Enter the answer",
        rows=6,
        max_length=8000,
    )
    answer_from = CharField(
        label="Who answered",
        hint="A role or a body",
        required=False,
        max_length=200,
    )
    day = DateField(label="Date of the answer", missing="Enter the date of the answer")
    needs_action = BooleanField(label="An action is needed", required=False)
