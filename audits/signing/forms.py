"""The forms to send a return for signing, sign it, submit it and open it again."""

from audits.signing.minutes import MINUTE_KINDS, MOST_MEGABYTES
from audits.signing.models import Capacity
from partnership.pages.forms.bases import Form
from partnership.pages.forms.dates import DateField
from partnership.pages.forms.fields import (
    BooleanField,
    CharField,
    ChoiceField,
    EmailField,
    SafeTextField,
)
from partnership.pages.forms.files import FileField


class ReadyForm(Form):
    versioned = True
    submit = "Send for signing"


class ReopenForm(Form):
    versioned = True
    submit = "Reopen return"


class SignForm(Form):
    versioned = True
    submit = "Sign"

    name = CharField(
        label="Your full name",
        missing="Enter your full name",
        max_length=120,
        width=20,
        attrs={"autocomplete": "name"},
    )
    agrees = BooleanField(
        label="I have read this return and the statement above is true",
        missing="Confirm that you have read the return",
    )

    def clean(self):
        self.cleaned_data.pop("agrees", None)
        return self.cleaned_data


class SubmitForm(Form):
    versioned = True
    submit = "Submit return"


def capacity_field() -> ChoiceField:
    return ChoiceField(
        label="In which role do they sign?",
        choices=Capacity.choices,
        radios=True,
        missing="Select the role in which they sign",
    )


def name_field() -> CharField:
    return CharField(
        label="Full name of the governor",
        missing="Enter the governor’s full name",
        max_length=120,
        width=20,
    )


class AskGovernorForm(Form):
    versioned = True
    submit = "Email the governor"

    name = name_field()
    capacity = capacity_field()
    email = EmailField(
        label="Their email address",
        hint="We send a code to this address, so only they should read it",
        missing="Enter the governor’s email address",
        attrs={"autocomplete": "off"},
    )


class RecordMinuteForm(Form):
    versioned = True
    submit = "Record the minute"

    name = name_field()
    capacity = capacity_field()
    meeting_on = DateField(
        label="Date of the meeting",
        subject="The date of the meeting",
        missing="Enter the date of the meeting",
    )
    minute_reference = CharField(
        label="Number of the minute",
        hint="For example, 2026/11, item 7",
        missing="Enter the number of the minute",
        max_length=120,
        width=20,
    )
    minute = FileField(
        label="The minute",
        hint=f"PDF, Word document or photograph, up to {MOST_MEGABYTES}MB. Only upload "
        "the part about this return",
        missing="Select the file",
        kinds=MINUTE_KINDS,
        most_megabytes=MOST_MEGABYTES,
    )


class SendBackForm(Form):
    versioned = True
    submit = "Send back"

    comment = SafeTextField(
        label="What should the school change?",
        missing="Enter what the school should change",
        max_length=4000,
        rows=5,
    )


class AnswerCommentForm(Form):
    submit = "Save"

    answer = SafeTextField(
        label="What have you done about this comment?",
        missing="Enter what you have done about this comment",
        max_length=4000,
        rows=4,
    )


class WaiveForm(Form):
    versioned = True
    submit = "Waive signature"

    role = ChoiceField(
        label="Which signature?", radios=True, missing="Select a signature"
    )
    reason = SafeTextField(
        label="Why can nobody give it?",
        hint="For example, the governing body has been dissolved. The reason is shown "
        "on the receipt.",
        missing="Enter why nobody can give this signature",
        max_length=1000,
        rows=3,
    )

    def __init__(self, *args, roles, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role.label) for role in roles]


class OpenAgainForm(Form):
    """Why a return is opened again; a closed round needs a deadline too."""

    versioned = True

    reason = SafeTextField(
        label="Why is it opened again?",
        hint="The school is told.",
        missing="Enter why it is opened again",
        max_length=1000,
        rows=3,
    )
    deadline = DateField(
        label="Deadline",
        hint="The round has closed, so this return needs a deadline of its own",
        subject="The deadline",
        missing="Enter the deadline",
    )

    def __init__(self, *args, needs_deadline, **kwargs):
        super().__init__(*args, **kwargs)
        if not needs_deadline:
            del self.fields["deadline"]


class ReopenVersionForm(OpenAgainForm):
    submit = "Reopen as a new version"


class OpenLateForm(OpenAgainForm):
    submit = "Open for a late return"


class SendCodeForm(Form):
    submit = "Email me a code"


class CodeForm(Form):
    submit = "Continue"

    code = CharField(
        label="Code from the email",
        hint="8 letters and numbers, such as K7PQ-2MWX",
        missing="Enter the code from the email",
        max_length=20,
        width=10,
        attrs={"autocomplete": "one-time-code", "spellcheck": "false"},
    )
