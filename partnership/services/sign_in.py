"""The second step of signing in: given, and taken away when it is lost."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from partnership.foundation import history
from partnership.foundation.sealed import seal
from partnership.models import Person, User

SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@transaction.atomic
def add_second_step(user: User, *, secret: str, by: Person | None) -> None:
    """Let someone take the second step with an app that knows `secret` (base 32)."""
    Authenticator.objects.create(
        user=user, type=Authenticator.Type.TOTP, data={"secret": seal(secret)}
    )
    history.record(user.person, "second step added", by=by, kind="app")
