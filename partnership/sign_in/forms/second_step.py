"""The forms of the second step: what checks a code or a passkey, in GOV.UK words."""

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
    """Asks for a code from the app or a recovery code; wrong ones are counted."""

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
    """Which half minute since 1970 a code is of; 0 where it is of none now."""
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
    """Let no code be used twice, nor one older than the last (RFC 6238, 5.2).

    Raises:
        ValidationError: it has been used, or its time ran out while it was looked at.
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
        """The key as it can be read out and typed: four letters at a time."""
        return " ".join(re.findall("....", self.secret))


class TakeAwayAppForm(totp.DeactivateTOTPForm):
    """Asks for nothing but the button."""


class NewRecoveryCodesForm(recovery.GenerateRecoveryCodesForm):
    """Asks for nothing but the button."""


class UsesPasskey(Worded):
    """What the browser says of a passkey; our script writes it into a hidden box."""

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

    # It opens the door alone, so it must know its owner: a finger, a face or a PIN.
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
