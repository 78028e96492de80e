"""Sign-in events, recorded in the person's history; secrets are never recorded."""

from allauth.account import signals as account
from allauth.account.internal.flows.login import (
    get_authentication_records,
    record_authentication,
)
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from axes.signals import user_locked_out
from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from partnership.dates import clock
from partnership.history import services as history
from partnership.outbox import messages
from partnership.sign_in import browsers, services, sessions
from partnership.sign_in.models import User, person_of

STEPS = {
    "app": "a code from the app",
    "code": "a code sent by email",
    "password": "password",
    "recovery_codes": "a recovery code",
    "socialaccount": "the organisation’s own account",
    "totp": "a code from the app",
    "webauthn": "a passkey",
}
KINDS = {
    Authenticator.Type.TOTP: "app",
    Authenticator.Type.RECOVERY_CODES: "recovery codes",
    Authenticator.Type.WEBAUTHN: "passkey",
}


def browser(request: HttpRequest) -> str:
    return browsers.in_words(request.META.get("HTTP_USER_AGENT", ""))


def steps_of(request: HttpRequest, user) -> str:
    """The steps someone took to sign in, in order."""
    taken = [
        STEPS.get(record.get("type") or record["method"], record["method"])
        for record in get_authentication_records(request, user)
    ]
    return ", then ".join(dict.fromkeys(taken))


@receiver(user_logged_in)
def a_session_begins(sender, request, user, **kwargs):
    sessions.begin(request.session)


@receiver(account.user_logged_in)
def signed_in(sender, request, user, **kwargs):
    history.record(
        user.person,
        "signed in",
        by=user.person,
        how=steps_of(request, user),
        browser=browser(request),
    )
    services.accept_waiting(user.person)


@receiver(user_login_failed)
def failed(sender, credentials, request=None, **kwargs):
    _record_of_stranger(
        "sign-in failed",
        request,
        credentials.get("email"),
        how=STEPS[credentials.get("how", "password")],
    )


@receiver(user_locked_out)
def locked_out(sender, request, username, **kwargs):
    minutes = settings.AXES_COOLOFF_TIME.total_seconds() // 60
    _record_of_stranger("sign-in locked", request, username, minutes=int(minutes))
    if request.axes_credentials.get("how") == "app":
        # Anyone who reached the second step knows the password, so we warn once a day.
        person = User.objects.get(email__iexact=username).person
        messages.send(
            "account_changed",
            to=person,
            key=f"locked:{clock.now().date()}",
            what="Someone who knows your password entered wrong codes",
        )


def _record_of_stranger(event: str, request, email: str | None, **detail) -> None:
    """Record an attempt by someone unknown, if the address belongs to a person."""
    person = person_of(email or "")
    if person is not None:
        history.record(person, event, by=None, browser=browser(request), **detail)


@receiver([account.password_changed, account.password_set, account.password_reset])
def password_changed(sender, request, user, **kwargs):
    """Sign out every other session, since someone else may know the old password."""
    history.record(user.person, "password changed", by=user.person)
    services.end_other_sessions(user, this=request.session.session_key or "")


@receiver(mfa.authenticator_added)
def second_step_added(sender, request, user, authenticator, **kwargs):
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        recovery_codes_made(sender, request, user)
        return
    # Setting it up counts as using it, so they are not asked for it again.
    record_authentication(request, user, "mfa", type=authenticator.type)
    history.record(
        user.person,
        "second step added",
        by=user.person,
        kind=KINDS[authenticator.type],
    )
    if authenticator.type == Authenticator.Type.TOTP:
        # Other sessions signed in without this step.
        services.end_other_sessions(user, this=request.session.session_key)


@receiver(mfa.authenticator_removed)
def second_step_removed(sender, request, user, authenticator, **kwargs):
    history.record(
        user.person,
        "second step removed",
        by=user.person,
        kind=KINDS[authenticator.type],
    )


@receiver(mfa.authenticator_reset)
def recovery_codes_made(sender, request, user, **kwargs):
    history.record(user.person, "new recovery codes made", by=user.person)
