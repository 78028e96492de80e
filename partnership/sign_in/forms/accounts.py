"""Allauth's forms with GOV.UK wording; their behaviour is allauth's.

Wrong codes and wrong current passwords count towards a lockout too
(`sign_in.lockouts`), as wrong passwords do when signing in.
"""

from allauth.account import forms as theirs
from allauth.account.adapter import get_adapter
from allauth.account.internal.stagekit import unstash_login
from allauth.core import context, ratelimit
from allauth.core.exceptions import ImmediateHttpResponse
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from partnership.email_addresses import plain_address
from partnership.sign_in import lockouts

EMAIL = ("Email address", "Enter your email address")
PASSWORD = ("Password", "Enter your password")
NEW_PASSWORD = ("New password", "Enter a new password")
AGAIN = ("New password again", "Enter the new password again")
RULES = "Use at least 12 characters, for example three random words."


def from_here(request: HttpRequest, email: str) -> str:
    """The key failures are counted by: the email address and the network address."""
    return f"{email.lower()}:{lockouts.address_of(request)}"


class Worded:
    """Sets our labels, errors and hints, and removes placeholders."""

    words: dict[str, tuple[str, str]] = {}
    hints: dict[str, str] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.help_text = self.hints.get(name, "")
            if name in self.words:
                field.label, field.error_messages["required"] = self.words[name]
        if "code" in self.fields:
            self.fields["code"].widget.attrs |= {
                "class": "govuk-input--width-10",
                "spellcheck": "false",
            }
        for name in {"login", "email"} & self.fields.keys():
            self.fields[name].error_messages["invalid"] = (
                "Enter an email address in the correct format, like name@example.com"
            )
            self.fields[name].widget.attrs["spellcheck"] = "false"
            self.fields[name].to_python = lambda value: plain_address(value or "")


class SignInForm(Worded, theirs.LoginForm):
    words = {"login": EMAIL, "password": PASSWORD}

    def _clean_with_password(self, credentials):
        lockouts.refuse_if_locked(self.request, credentials["email"])
        return super()._clean_with_password(credentials)


class RequestCodeForm(Worded, theirs.RequestLoginCodeForm):
    words = {"email": EMAIL}

    def clean_email(self):
        """Limit by network address, so that no one locks out the account holder."""
        request, email = context.request, self.cleaned_data["email"]
        lockouts.refuse_if_locked(request, email)
        key = from_here(request, email)
        if not ratelimit.consume(request, action="request_code_here", key=key):
            raise get_adapter().validation_error("too_many_login_attempts")
        return super().clean_email()


class ConfirmCodeForm(Worded, theirs.ConfirmLoginCodeForm):
    words = {"code": ("Code", "Enter the code from the email")}

    def clean_code(self):
        # Count addresses without an account too, so as not to reveal which have one.
        login = unstash_login(context.request, peek=True)
        email = login.email
        lockouts.refuse_if_locked(context.request, email)
        if login.user and login.user.email.casefold() != email.casefold():
            # Their address has changed: the code sent to the old one no longer works.
            self.expected_code = ""
        try:
            return super().clean_code()
        except ValidationError:
            lockouts.failed(context.request, email, how="code")
            raise


class ForgottenPasswordForm(Worded, theirs.ResetPasswordForm):
    words = {"email": EMAIL}

    def clean_email(self):
        """Limit by network address, as for codes."""
        request, email = context.request, self.cleaned_data["email"]
        key = from_here(request, email)
        if refusal := ratelimit.consume_or_429(
            request, action="reset_password_here", key=key
        ):
            raise ImmediateHttpResponse(refusal)
        return super().clean_email()


class ResetPasswordForm(Worded, theirs.ResetPasswordKeyForm):
    words = {"password1": NEW_PASSWORD, "password2": AGAIN}
    hints = {"password1": RULES}


class ChangePasswordForm(Worded, theirs.ChangePasswordForm):
    words = {
        "oldpassword": ("Current password", "Enter your current password"),
        "password1": NEW_PASSWORD,
        "password2": AGAIN,
    }
    hints = {"password1": RULES}

    def clean_oldpassword(self):
        """Count guesses at an open browser as sign-in failures."""
        lockouts.refuse_if_locked(context.request, self.user.email)
        try:
            return super().clean_oldpassword()
        except ValidationError:
            lockouts.failed(context.request, self.user.email, how="password")
            raise


class SetPasswordForm(Worded, theirs.SetPasswordForm):
    words = {"password1": NEW_PASSWORD, "password2": AGAIN}
    hints = {"password1": RULES}


class ConfirmPasswordForm(Worded, theirs.ReauthenticateForm):
    words = {"password": PASSWORD}
