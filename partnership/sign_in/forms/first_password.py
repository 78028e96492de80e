"""The form of a first password."""

from django.contrib.auth.password_validation import validate_password
from django.forms import PasswordInput

from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import CharField


class FirstPasswordForm(Form):
    submit = "Set password"

    password = CharField(
        label="Choose a password",
        hint="Use at least 12 characters, for example three random words.",
        missing="Enter a password",
        widget=PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_password(self):
        password = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password


class FirstOfficerForm(FirstPasswordForm):
    """For the first officer, who is known only by an email address."""

    field_order = ("name", "password")

    name = CharField(
        label="Your full name",
        missing="Enter your full name",
        max_length=120,
        attrs={"autocomplete": "name"},
    )
