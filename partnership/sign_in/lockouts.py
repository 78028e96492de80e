"""Lockouts: after some failures a network address must wait to try an account.

django-axes counts failures in PostgreSQL for passwords, emailed codes and second steps.
A lockout applies to one network address and one email address together, so no one can
lock out another person from elsewhere. Allauth's rate limits in the cache also apply.
"""

import math
from datetime import timedelta

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.httpkit import get_client_ip
from allauth.core.internal.ratelimit import truncate_ip
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from partnership.dates import clock
from partnership.email_addresses import plain_address


def name_of(request: HttpRequest | None, credentials: dict | None) -> str:
    """The email address that was tried, normalised."""
    return plain_address(str((credentials or {}).get("email") or "")).lower()[:255]


def address_of(request: HttpRequest) -> str | None:
    """The client's network address, as reported by trusted proxies.

    For IPv6 the /64 network, since one client can use every address in it.
    """
    address = get_client_ip(request)
    return address and truncate_ip(address)


def failed(request: HttpRequest, email: str, *, how: str) -> None:
    """Count a wrong code as Django counts wrong passwords."""
    user_login_failed.send(
        sender=__name__, credentials={"email": email, "how": how}, request=request
    )


def refuse_if_locked(request: HttpRequest, email: str) -> None:
    """Show the lockout page instead of checking the input.

    Raises:
        ImmediateHttpResponse: this network address has failed too often.
    """
    credentials = {"email": email}
    if not AxesProxyHandler.is_allowed(request, credentials):
        raise ImmediateHttpResponse(page(request, None, credentials))


def page(
    request: HttpRequest, response: HttpResponse | None, credentials: dict | None
) -> HttpResponse:
    """The lockout page, which says how long to wait."""
    answer = render(
        request,
        "account/locked.html",
        {
            "minutes": minutes_left(name_of(request, credentials), address_of(request)),
            "attempts": settings.AXES_FAILURE_LIMIT,
        },
        status=429,
    )
    answer["Cache-Control"] = "no-store"
    return answer


def minutes_left(email: str, address: str | None) -> int:
    """Minutes until this network address may try again, at least one."""
    last = AccessAttempt.objects.filter(username=email, ip_address=address).first()
    if last is None:
        return 1
    wait = last.attempt_time + settings.AXES_COOLOFF_TIME - clock.now()
    return max(1, math.ceil(wait / timedelta(minutes=1)))
