"""allauth's forms in GOV.UK words. What they check and do is allauth's."""

from allauth.account import forms as theirs

EMAIL = ("Email address", "Enter your email address")
PASSWORD = ("Password", "Enter your password")
NEW_PASSWORD = ("New password", "Enter a new password")
AGAIN = ("New password again", "Enter the new password again")
RULES = "At least 12 characters. Three random words make a good one."


class Worded:
    """Gives the fields our labels, errors and hints; placeholders are taken away."""

    words: dict[str, tuple[str, str]] = {}
    hints: dict[str, str] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.help_text = self.hints.get(name, "")
            if name in self.words:
                field.label, field.error_messages["required"] = self.words[name]
        for name in {"login", "email"} & self.fields.keys():
            self.fields[name].error_messages["invalid"] = (
                "Enter an email address in the correct format, like name@example.com"
            )
            self.fields[name].widget.attrs["spellcheck"] = "false"


class SignInForm(Worded, theirs.LoginForm):
    words = {"login": EMAIL, "password": PASSWORD}


class RequestCodeForm(Worded, theirs.RequestLoginCodeForm):
    words = {"email": EMAIL}


class ConfirmCodeForm(Worded, theirs.ConfirmLoginCodeForm):
    words = {"code": ("Code", "Enter the code from the email")}


class ForgottenPasswordForm(Worded, theirs.ResetPasswordForm):
    words = {"email": EMAIL}


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


class SetPasswordForm(Worded, theirs.SetPasswordForm):
    words = {"password1": NEW_PASSWORD, "password2": AGAIN}
    hints = {"password1": RULES}


class ConfirmPasswordForm(Worded, theirs.ReauthenticateForm):
    words = {"password": PASSWORD}
