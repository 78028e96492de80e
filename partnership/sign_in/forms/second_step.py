"""Forms for the second step, which check a code or a passkey."""

import re

from allauth.core import context
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.base import forms as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import forms as recovery
from allauth.mfa.totp import forms as totp
from allauth.mfa.totp.internal import auth
from allauth.mfa.webauthn import forms as webauthn
from cryptography.exceptions import InvalidTag
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from partnership.guards.sealed import unseal
from partnership.sign_in import lockouts
from partnership.sign_in.forms.accounts import Worded

CODE = ("Code", "Enter the code")
CREDENTIAL = ("Passkey", "Your browser did not use a passkey")
NAME = ("Name", "Enter a name for this passkey")
REFUSED = "The passkey was not accepted. Try again, or use a code instead"
USED = "This code has already been used. Wait for the app to show a new one"
LOST = (
    "Your second step no longer works because this site’s key has changed. Ask the "
    "partnership’s business team to remove it"
)


class Counted(Worded):
    """Ask for a code from the app or a recovery code, and count wrong ones."""

    words = {"code": CODE}

    def clean_code(self):
        email = self.user.email
        lockouts.refuse_if_locked(context.request, email)
        try:
            code = super().clean_code()
        except InvalidTag:
            raise ValidationError(LOST) from None
        except ValidationError as refusal:
            if refusal.code == "incorrect_code":
                if self.is_right_but_used():
                    raise ValidationError(USED) from None
                lockouts.failed(context.request, email, how="app")
            raise
        if self.authenticator.type == Authenticator.Type.TOTP:
            use_up(self.authenticator, code)
        return code

    def is_right_but_used(self) -> bool:
        """Whether the app still shows this code, which allauth refuses as wrong."""
        apps = Authenticator.objects.filter(
            user=self.user, type=Authenticator.Type.TOTP
        )
        return any(counter_of(app, self.cleaned_data["code"]) for app in apps)


def counter_of(authenticator: Authenticator, code: str) -> int:
    """The 30-second period since 1970 of a code, or 0 if it is not current."""
    secret = unseal(authenticator.data["secret"])
    return next(
        (
            counter
            for counter in auth.yield_hotp_counters_from_time()
            if compare_user_code(
                actual=code,
                expected=auth.format_hotp_value(auth.hotp_value(secret, counter)),
            )
        ),
        0,
    )


def use_up(authenticator: Authenticator, code: str) -> None:
    """Refuse a code already used, or older than the last one used (RFC 6238, 5.2).

    Raises:
        ValidationError: it has been used, or it expired while being checked.
    """
    counter = counter_of(authenticator, code)
    with transaction.atomic():
        kept = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
        if counter <= kept.data.get("last_counter", 0):
            raise ValidationError(USED)
        kept.data["last_counter"] = counter
        kept.save(update_fields=["data"])


class SecondStepForm(Counted, base.AuthenticateForm):
    """Asked when someone signs in."""


class ConfirmSecondStepForm(Counted, base.ReauthenticateForm):
    """Asked before someone changes how they sign in."""


class SetUpAppForm(Worded, totp.ActivateTOTPForm):
    words = {"code": ("Code from the app", "Enter the code from the app")}
    hints = {"code": "The 6-digit code in the app, which changes every 30 seconds"}

    @property
    def groups(self) -> str:
        """The key in groups of four letters, to type by hand."""
        return " ".join(re.findall("....", self.secret))


class TakeAwayAppForm(totp.DeactivateTOTPForm):
    """Asks for nothing but the button."""


class NewRecoveryCodesForm(recovery.GenerateRecoveryCodesForm):
    """Asks for nothing but the button."""


class UsesPasskey(Worded):
    """The browser's passkey response, which our script puts in a hidden field."""

    words = {"credential": CREDENTIAL}

    def clean_credential(self):
        try:
            return super().clean_credential()
        except ValidationError:
            raise ValidationError(REFUSED) from None


class AddPasskeyForm(Worded, webauthn.AddWebAuthnForm):
    words = {"credential": CREDENTIAL, "name": NAME}
    hints = {
        "name": "Use a name you will recognise, such as your phone or security key"
    }

    # It replaces both steps, so it must verify the user by fingerprint, face or PIN.
    passwordless = forms.BooleanField(initial=True, widget=forms.HiddenInput)

    def clean(self):
        try:
            return super().clean()
        except ValidationError:
            self.add_error("credential", REFUSED)
            return self.cleaned_data


class NamePasskeyForm(Worded, webauthn.EditWebAuthnForm):
    words = {"name": NAME}


class SecondStepPasskeyForm(UsesPasskey, webauthn.AuthenticateWebAuthnForm):
    """Instead of a code when someone signs in."""


class SignInPasskeyForm(UsesPasskey, webauthn.LoginWebAuthnForm):
    """Instead of a password and a code."""


class ConfirmPasskeyForm(UsesPasskey, webauthn.ReauthenticateWebAuthnForm):
    """Instead of a code before someone changes how they sign in."""
