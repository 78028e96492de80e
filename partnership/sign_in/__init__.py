"""How people sign in: django-allauth, closed to strangers, its mail in the outbox.

`adapters` answers what allauth asks, `openid` what a provider of identities may say,
`lockouts` counts what failed, `events` writes the history, `urls` names those of
allauth's pages that exist here.
"""

from partnership.sign_in.adapters import (
    AccountAdapter,
    SecondStepAdapter,
    SecondStepStage,
)
from partnership.sign_in.backend import SignInBackend
from partnership.sign_in.openid import OpenIdAdapter

__all__ = [
    "AccountAdapter",
    "OpenIdAdapter",
    "SecondStepAdapter",
    "SecondStepStage",
    "SignInBackend",
]
