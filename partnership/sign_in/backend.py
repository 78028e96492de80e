"""How people sign in: django-allauth, closed to strangers, its mail in the outbox.

`adapters` answers what allauth asks, `openid` what a provider of identities may say,
`lockouts` counts what failed, `events` writes the history, `idle` and `typed` are about
the end of a session, `urls` names those of allauth's pages that exist here.
"""

from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef

from partnership.models import User
from partnership.sign_in.adapters import (
    AccountAdapter,
    SecondStepAdapter,
    SecondStepStage,
)
from partnership.sign_in.openid import OpenIdAdapter

__all__ = [
    "AccountAdapter",
    "OpenIdAdapter",
    "SecondStepAdapter",
    "SecondStepStage",
    "SignInBackend",
]


# Here, because a session keeps the name of the module.
class SignInBackend(AuthenticationBackend):
    """allauth's way in; one query brings the person and whether they have an app."""

    def get_user(self, user_id) -> User | None:
        apps = Authenticator.objects.filter(
            user=OuterRef("pk"), type=Authenticator.Type.TOTP
        )
        return (
            User.objects.filter(pk=user_id, is_active=True)
            .select_related("person")
            .annotate(has_second_step=Exists(apps))
            .first()
        )
