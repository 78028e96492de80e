"""The forms to send a return for signing, reopen it, sign it and submit it."""

from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import BooleanField, CharField


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
