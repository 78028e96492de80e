"""What is asked when scrutiny is recorded, and when its questions are answered."""

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
    held_on = DateField(label="When was it?", missing="Enter the day")
    subject = SafeCharField(
        label="What was it about?",
        hint="For example, yearly report 2024/25",
        missing="Enter what it was about",
        max_length=200,
    )
    who_went = SafeTextField(
        label="Who went",
        hint="Names and roles, as you would write them.",
        required=False,
        rows=3,
        max_length=2000,
    )
    papers_words = CharField(
        label="Papers", hint="What they are called", required=False, max_length=200
    )
    papers_url = AddressField(
        label="Address of the papers", hint="If they can be read online"
    )
    findings = SafeTextField(
        label="What was said or found",
        hint="Numbered as in its own minutes, where it has numbers.",
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
    submit = "Record it"


class EditSessionForm(SessionForm):
    versioned = True


class QuestionForm(Form):
    """What was asked and by whom, and how it goes on."""

    text = SafeTextField(
        label="What was asked",
        missing="Enter what was asked",
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
        hint="A role or a body, for example: the committee",
        required=False,
        max_length=200,
    )
    answer_from = CharField(
        label="Who answers",
        hint="A role or a body",
        required=False,
        max_length=200,
    )
    answer_by = DateField(
        label="By when is it to be answered?",
        hint="Leave empty if it has been answered, or if an action follows instead",
        required=False,
    )
    needs_action = BooleanField(
        label="An action is to follow",
        hint="It stays unfinished until one is raised or linked, and done",
        required=False,
    )


class AddQuestionForm(QuestionForm):
    submit = "Add question"

    answer = SafeTextField(
        label="What was answered",
        hint="If it was answered there and then.",
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
        label="What was answered",
        missing="Enter what was answered",
        rows=6,
        max_length=8000,
    )
    answer_from = CharField(
        label="Who answered",
        hint="A role or a body",
        required=False,
        max_length=200,
    )
    day = DateField(label="When?", missing="Enter the day of the answer")
    needs_action = BooleanField(label="An action is to follow", required=False)
