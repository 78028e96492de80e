"""Signing in through the organisation's own provider (OpenID Connect).

Only invited people can sign in. They are matched the first time by an email address the
provider has verified, and afterwards by the provider's permanent identifier (`sub`). No
one is created here.

A setting names the claim that says the address is verified. Most providers send
`email_verified`. Microsoft Entra ID does not: an administrator of any tenant can set
its `email` (the flaw called nOAuth), and only the optional claim `xms_edov` confirms
that the owner of the address's domain has verified it.
https://learn.microsoft.com/entra/identity-platform/migrate-off-email-claim-authorization
"""

import logging

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base.constants import AuthProcess
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render

from partnership.email_addresses import plain_address
from partnership.sign_in.models import User

logger = logging.getLogger(__name__)

TAKEN = "second_step_taken_at_provider"
YES = (True, 1, "1", "true", "True")


class OpenIdAdapter(DefaultSocialAccountAdapter):
    """Let only people in the directory sign in through the provider."""

    def is_open_for_signup(self, request, sociallogin) -> bool:
        return False

    def is_auto_signup_allowed(self, request, sociallogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        said = sociallogin.account.extra_data
        # Store nothing else that the provider says about people.
        sociallogin.account.extra_data = {}
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            refuse(request, "")
        email = verified_email(said)
        if sociallogin.is_existing:
            user = sociallogin.user
            sociallogin.account.save(update_fields=["extra_data"])
        else:
            user = User.objects.filter(email__iexact=email).first() if email else None
        if user is None or not user.is_active:
            refuse(request, email)
        if not sociallogin.is_existing:
            sociallogin.connect(request, user)
        if settings.OPENID_TRUSTS_MFA and "mfa" in methods_of(said):
            request.session[TAKEN] = user.pk
        else:
            request.session.pop(TAKEN, None)


def refuse(request: HttpRequest, email: str) -> None:
    """Show a plain page, which names the address if it is verified.

    Raises:
        ImmediateHttpResponse: always.
    """
    logger.warning("A provider brought somebody whom nobody has invited")
    raise ImmediateHttpResponse(
        render(
            request,
            "socialaccount/refused.html",
            {"email": email, "provider": settings.OPENID_NAME},
            status=403,
        )
    )


def verified_email(said: dict) -> str:
    """The address that the provider has verified, or an empty string.

    The address and the claim that verifies it must come from the same token.
    """
    for source in ("id_token", "userinfo"):
        claims = said.get(source) or {}
        email = claims.get("email")
        if isinstance(email, str) and claims.get(settings.OPENID_VERIFIED_CLAIM) in YES:
            return plain_address(email)
    return ""


def methods_of(said: dict) -> list[str]:
    """The authentication methods the provider reports (RFC 8176)."""
    methods = (said.get("id_token") or {}).get("amr")
    return methods if isinstance(methods, list) else []


def has_taken_second_step(request: HttpRequest, user: User) -> bool:
    """Whether the provider required more than one step for this sign-in."""
    return settings.OPENID_TRUSTS_MFA and request.session.get(TAKEN) == user.pk
