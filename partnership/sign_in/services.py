"""Changes to second steps, lockouts and sessions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Sum
from django.utils.crypto import constant_time_compare

from partnership.access import may_give
from partnership.dates import clock
from partnership.guards.outcomes import Refused
from partnership.guards.sealed import seal
from partnership.history import services as history
from partnership.outbox import messages
from partnership.sign_in import browsers, sessions
from partnership.sign_in.models import ApiToken, Invitation, User

if TYPE_CHECKING:
    from partnership.people.models import Person

SIGN_IN_EVENTS = (
    "signed in",
    "sign-in failed",
    "sign-in locked",
    "sign-in unlocked",
    "sign-in given",
    "first password set",
    "password changed",
    "second step added",
    "second step removed",
    "new recovery codes made",
    "session ended",
    "other sessions ended",
)


@dataclass(frozen=True)
class SignIn:
    """How someone signs in, for the officers who help them."""

    has_account: bool
    has_app: bool
    passkeys: int
    recovery_codes: int
    is_locked: bool


@dataclass(frozen=True)
class OpenSession:
    """A browser where someone is signed in."""

    number: int
    browser: str
    address: str
    signed_in_at: datetime
    used_at: datetime
    is_this: bool


@transaction.atomic
def add_second_step(user: User, *, secret: str, by: Person | None) -> None:
    """Set up an authenticator app with `secret` (base 32) as the second step."""
    Authenticator.objects.create(
        user=user, type=Authenticator.Type.TOTP, data={"secret": seal(secret)}
    )
    history.record(user.person, "second step added", by=by, kind="app")


def forget_app(user: User) -> None:
    """Remove the app before setting it up on another phone, in the same transaction."""
    Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).delete()
    history.record(user.person, "second step removed", by=user.person, kind="app")


def sign_in_of(person: Person) -> SignIn:
    """How someone signs in, and whether they are locked out."""
    user = User.objects.filter(person=person).first()
    held = list(Authenticator.objects.filter(user=user)) if user else []
    kinds = [one.type for one in held]
    used = [
        one.data["used_mask"].bit_count() for one in held if "used_mask" in one.data
    ]
    return SignIn(
        has_account=user is not None,
        has_app=Authenticator.Type.TOTP in kinds,
        passkeys=kinds.count(Authenticator.Type.WEBAUTHN),
        recovery_codes=sum(app_settings.RECOVERY_CODE_COUNT - count for count in used),
        is_locked=user is not None and _is_locked(user),
    )


def _is_locked(user: User) -> bool:
    """Whether any network address is locked out for this user."""
    counts = (
        AccessAttempt.objects.filter(
            username=user.email.lower(),
            attempt_time__gt=clock.now() - settings.AXES_COOLOFF_TIME,
        )
        .order_by()
        .values("ip_address")
        .annotate(failures=Sum("failures_since_start"))
    )
    return counts.filter(failures__gte=settings.AXES_FAILURE_LIMIT).exists()


@transaction.atomic
def reset_second_step(person: Person, *, by: Person | None) -> None:
    """Remove a lost second step and sign the person out everywhere.

    If their role needs one, they set up another when they next sign in. `by` is None
    for the command run by the site's operators.

    Raises:
        Refused: it is their own, there is none, or the person has a higher role.
    """
    user = _user_of(person, by=by)
    held = Authenticator.objects.filter(user=user)
    if not held.exists():
        raise Refused(f"{person.name} has no second step")
    held.delete()
    _end(UserSession.objects.filter(user=user))
    history.record(person, "second step removed", by=by)
    messages.send(
        "account_changed",
        to=person,
        what=f"{by.name if by else 'The site administrator'} has removed your second "
        "step for signing in",
    )


@transaction.atomic
def unlock_sign_in(person: Person, *, by: Person) -> None:
    """End a person's lockouts, from every network address."""
    user = _user_of(person, by=by)
    if not AxesProxyHandler.reset_attempts(username=user.email.lower()):
        raise Refused(f"{person.name} is not locked out")
    history.record(person, "sign-in unlocked", by=by)


def _user_of(person: Person, *, by: Person | None) -> User:
    user = User.objects.filter(person=person).select_for_update().first()
    if user is None:
        raise Refused(f"{person.name} has no account")
    if person == by:
        raise Refused("Ask someone else to do this for you")
    highest = person.highest_roles()
    if by is not None and not all(may_give(by, role) for role in highest):
        raise Refused(f"{person.name} has a role above yours")
    return user


def sessions_of(user: User, *, this: str) -> list[OpenSession]:
    """A person's open sessions, newest first; `this` is the current session's key."""
    kept = {
        session.session_key: session.get_decoded()
        for session in Session.objects.filter(
            session_key__in=UserSession.objects.filter(user=user).values("session_key"),
            expire_date__gt=clock.now(),
        )
    }
    return [
        OpenSession(
            number=one.pk,
            browser=browsers.in_words(one.user_agent),
            address=one.ip,
            signed_in_at=one.created_at,
            used_at=sessions.used_at(kept[one.session_key]),
            is_this=one.session_key == this,
        )
        for one in UserSession.objects.filter(user=user).order_by("-created_at", "-pk")
        if _is_open(kept.get(one.session_key), user)
    ]


def _is_open(session: dict | None, user: User) -> bool:
    """Whether a session is still valid, with the current password."""
    return (
        session is not None
        and not sessions.is_over(session)
        and constant_time_compare(
            session.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash()
        )
    )


@transaction.atomic
def end_session(user: User, number: int) -> None:
    """Sign out one of the person's other browsers.

    Raises:
        Refused: it has ended, or belongs to someone else.
    """
    found = UserSession.objects.filter(user=user, pk=number)
    if not found:
        raise Refused("You are no longer signed in there")
    words = browsers.in_words(found[0].user_agent)
    _end(found)
    history.record(user.person, "session ended", by=user.person, browser=words)


@transaction.atomic
def end_other_sessions(user: User, *, this: str) -> int:
    """Sign out every other browser and return how many there were."""
    others = UserSession.objects.filter(user=user).exclude(session_key=this)
    count = _end(others)
    if count:
        history.record(user.person, "other sessions ended", by=user.person, count=count)
    return count


def clear_sessions() -> None:
    """Delete ended sessions and failures that no longer count."""
    now = clock.now()
    Session.objects.filter(expire_date__lt=now).delete()
    UserSession.objects.exclude(
        session_key__in=Session.objects.values("session_key")
    ).delete()
    AccessAttempt.objects.filter(
        attempt_time__lt=now - settings.AXES_COOLOFF_TIME
    ).delete()


def _end(found: Iterable[UserSession]) -> int:
    """Delete sessions and return how many were still open."""
    ended = list(found)
    keys = [one.session_key for one in ended]
    count, _ = Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(pk__in=[one.pk for one in ended]).delete()
    return count


@transaction.atomic
def accept_waiting(person: Person) -> None:
    """Mark a waiting invitation as accepted when the person signs in by any means."""
    accepted = (
        Invitation.objects.waiting()
        .filter(person=person)
        .update(accepted_at=clock.now())
    )
    if accepted:
        history.record(person, "invitation accepted", by=person)


@transaction.atomic
def end_sign_in(person: Person, *, by: Person | None) -> None:
    """Close an account: end its sessions and disable its codes, password and keys."""
    user = User.objects.filter(person=person).first()
    if user is None or not user.is_active:
        return
    user.is_active = False
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    end_other_sessions(user, this="")
    ApiToken.objects.filter(person=person, revoked_at=None).update(
        revoked_at=clock.now()
    )
    history.record(person, "sign-in ended", by=by)


@transaction.atomic
def set_first_password(
    user: User, *, name: str = "", password: str = "", encoded_password: str = ""
) -> None:
    """Set the password that a one-time link was sent for, which uses up the link.

    `name` is given if only the email address was known.
    """
    if name:
        user.person.claim(None)
        user.person.name = name
        user.person.save()
        history.record(user.person, "named", by=user.person, name=name)
    if encoded_password:
        user.password = encoded_password
    else:
        user.set_password(password)
    user.save(update_fields=["password"])
    history.record(user.person, "first password set", by=user.person)
