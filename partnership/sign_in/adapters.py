"""Allauth's settings: who may sign in, the wording, and which steps are needed."""

import time
from typing import TYPE_CHECKING

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest
from django.template.loader import render_to_string
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

from partnership.access import OFFICERS
from partnership.guards.sealed import seal, unseal
from partnership.outbox import messages
from partnership.policy import values as policy
from partnership.sign_in import lockouts, openid
from partnership.sign_in.models import person_of

if TYPE_CHECKING:
    from partnership.people.models import Person

STAGES = {
    "allauth.mfa.stages.AuthenticateStage": f"{__name__}.SecondStepStage",
}

WAYS = {
    "reauthenticate": "Use your password",
    "mfa_reauthenticate": "Use a code from your app, or a recovery code",
    "mfa_reauthenticate:webauthn": "Use a passkey",
}


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are by invitation only."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "Your email address or password is incorrect",
        "enter_current_password": "Your current password is incorrect",
        "incorrect_code": "Enter the code from the email",
        "incorrect_password": "Your password is incorrect",
        "rate_limited": "Wait a few minutes and try again",
        "too_many_login_attempts": "Too many attempts. Wait a few minutes",
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        return [STAGES.get(stage, stage) for stage in super().get_login_stages()]

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        """People who have just signed in do not have to confirm it again."""
        if not super().is_reauthentication_required(app=app, **kwargs):
            return False
        records = get_authentication_records(self.request, self.request.user)
        newest = max((record["at"] for record in records), default=0)
        return time.time() - newest >= account_settings.REAUTHENTICATION_TIMEOUT

    def get_reauthentication_methods(self, user) -> list[dict]:
        return [
            {**way, "description": WAYS[way["id"]]}
            for way in super().get_reauthentication_methods(user)
        ]

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials) -> str:
        """Count by network address too, so that no one can lock out someone else."""
        key = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{key}:{lockouts.address_of(request)}"

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Write allauth's emails to the outbox, with our own text."""
        kind = template_prefix.rpartition("/")[2]
        if kind == "login_code":
            values = {"code": context["code"]}
        elif kind == "password_reset_key":
            values = {"link": context["password_reset_url"]}
        else:
            # A sign-in detail has changed; allauth's subject says which.
            subject = render_to_string(f"{template_prefix}_subject.txt", context)
            kind, values = "account_changed", {"what": " ".join(subject.split())}
        messages.send_to_address(
            kind,
            email,
            person=person_of(email),
            **values,
        )


class SecondStepAdapter(DefaultMFAAdapter):
    """The second step: secrets are sealed, and officers must keep an app."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": "You cannot do without it: your role needs a "
        "second step. Set it up on another phone instead",
        "incorrect_code": "Enter the code the app shows now. If it is refused again, "
        "check that your phone’s clock is set automatically",
    }

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def get_totp_issuer(self) -> str:
        # A colon would separate the issuer from the address.
        return f"Quorate {policy.get('partnership_short_name')}".replace(":", " ")

    def build_totp_svg(self, url: str) -> str:
        return qr_code(url)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        is_app = authenticator.type == Authenticator.Type.TOTP
        return not (is_app and needs_second_step(authenticator.user.person))

    def generate_authenticator_name(self, user, type) -> str:
        count = Authenticator.objects.filter(user=user, type=type).count()
        return f"Passkey {count + 1}"

    def _get_site_name(self) -> str:
        return "Quorate"


class SecondStepStage(AuthenticateStage):
    """Ask for the second step, unless a trusted provider has already done so."""

    def _should_handle(self, request: HttpRequest) -> bool:
        return super()._should_handle(request) and not openid.has_taken_second_step(
            request, self.login.user
        )


def needs_second_step(person: "Person") -> bool:
    """Whether any of their roles requires a second step."""
    return bool(person.partnership_roles() & OFFICERS)


def qr_code(text: str) -> str:
    """A QR code as an inline SVG."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(text)
    rows = code.get_matrix()
    dark = "".join(
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, is_dark in enumerate(row)
        if is_dark
    )
    return render_to_string("mfa/totp/qr.svg", {"dark": dark, "size": len(rows)})
