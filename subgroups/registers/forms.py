"""Forms for challenges, escalations and decisions taken by email."""

from partnership.pages.forms.bases import Form
from partnership.pages.forms.dates import DateField
from partnership.pages.forms.fields import (
    CharField,
    ChoiceField,
    ModelChoiceField,
    SafeTextField,
    TextField,
)
from partnership.people.models import Organisation, Person
from subgroups.meetings.models.meetings import Meeting
from subgroups.registers.models.by_email import EmailAnswer


class ChallengeForm(Form):
    submit = "Record challenge"

    challenger_words = CharField(
        label="Who challenged?",
        hint="Initials or a name, for example AO or Priya Anand",
        missing="Enter who challenged",
        max_length=250,
    )
    challenged_words = CharField(
        label="Who was challenged?", required=False, max_length=250
    )
    concern = SafeTextField(
        label="On what?", missing="Enter what was challenged", rows=3
    )
    response = SafeTextField(label="Response in the meeting", required=False, rows=3)


class CorrectChallengeForm(ChallengeForm):
    submit = "Save challenge"
    versioned = True


class RespondForm(Form):
    submit = "Record response"
    versioned = True

    response = SafeTextField(label="Response", missing="Enter the response", rows=4)


class CloseChallengeForm(Form):
    submit = "Close challenge"
    versioned = True

    outcome = SafeTextField(
        label="What came of it?", missing="Enter the outcome", rows=4
    )


class EscalationForm(Form):
    submit = "Escalate"

    to = ModelChoiceField(
        Organisation.objects.none(),
        label="To one of our groups",
        hint="It comes onto their next agenda",
        required=False,
        empty_label="None of these",
    )
    to_words = CharField(
        label="To anyone else", required=False, max_length=250, width="one-half"
    )
    why = SafeTextField(
        label="What is escalated, and why?",
        missing="Enter what is escalated and why",
        rows=4,
    )

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = groups


class CorrectEscalationForm(EscalationForm):
    submit = "Save escalation"
    versioned = True


class WithdrawForm(Form):
    submit = "Withdraw escalation"
    versioned = True

    reason = TextField(label="Why is it withdrawn?", missing="Enter the reason", rows=3)


class ReceiptForm(Form):
    submit = "Record receipt"
    versioned = True

    received_words = CharField(
        label="Who confirmed it, and how?",
        hint="For example, email from their clerk on 3 May",
        missing="Enter who confirmed it, and how",
        max_length=250,
    )


class ResponseForm(Form):
    submit = "Record response"
    versioned = True

    response = SafeTextField(label="Response", missing="Enter the response", rows=4)
    responder_words = CharField(
        label="Who responded?",
        hint="Leave blank if it was the body as a whole",
        required=False,
        max_length=250,
        width="one-half",
    )


class QuestionForm(Form):
    submit = "Record question"

    question = SafeTextField(
        label="What was the subgroup asked to decide?",
        missing="Enter the question",
        rows=4,
    )
    asked_on = DateField(label="When was it sent?", missing="Enter when it was sent")
    answer_by = DateField(
        label="Last day for answers", missing="Enter the last day for answers"
    )


class AnswerForm(Form):
    submit = "Record answer"
    versioned = True

    person = ModelChoiceField(
        Person.objects.none(), label="Who answered?", missing="Select who answered"
    )
    answer = ChoiceField(
        label="What did they answer?",
        choices=EmailAnswer.Answer.choices,
        missing="Select the answer",
    )
    words = SafeTextField(label="In their words", required=False, rows=3)
    answered_on = DateField(
        label="When did they answer?", missing="Enter when they answered"
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people


class OutcomeForm(Form):
    submit = "Record outcome"
    versioned = True

    outcome = SafeTextField(
        label="What was decided?", missing="Enter the outcome", rows=4
    )


class NoteForm(Form):
    submit = "Record"
    versioned = True

    meeting = ModelChoiceField(
        Meeting.objects.none(),
        label="Noted at the meeting of",
        radios=True,
        missing="Select the meeting that noted the decision",
    )

    def __init__(self, *args, meetings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = meetings
