"""Lock-outs: after some failures one address waits before it tries one e-mail again.

django-axes counts in PostgreSQL, for passwords, e-mailed codes and second steps alike.
What is locked is an address of the network together with an e-mail address: nobody
locks a stranger out from elsewhere. allauth's limits in the cache come on top.
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


def name_of(request: HttpRequest | None, credentials: dict | None) -> str:
    """The e-mail address that was tried, the same however it is written."""
    return str((credentials or {}).get("email") or "").strip().lower()[:255]


def address_of(request: HttpRequest) -> str | None:
    """Where a request comes from, as far as our proxies can be believed.

    Of IPv6 the network: whoever has one address there has all the others too.
    """
    address = get_client_ip(request)
    return address and truncate_ip(address)


def failed(request: HttpRequest, email: str, *, how: str) -> None:
    """Count a code that was wrong, as Django counts passwords."""
    user_login_failed.send(
        sender=__name__, credentials={"email": email, "how": how}, request=request
    )


def refuse_if_locked(request: HttpRequest, email: str) -> None:
    """Answer with the page that says how long, instead of looking at what was typed.

    Raises:
        ImmediateHttpResponse: this address has failed too often for this e-mail.
    """
    credentials = {"email": email}
    if not AxesProxyHandler.is_allowed(request, credentials):
        raise ImmediateHttpResponse(page(request, None, credentials))


def page(
    request: HttpRequest, response: HttpResponse | None, credentials: dict | None
) -> HttpResponse:
    """The page that says how long to wait."""
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
    """How long until this address may try this e-mail again; one minute at least."""
    last = AccessAttempt.objects.filter(username=email, ip_address=address).first()
    if last is None:
        return 1
    wait = last.attempt_time + settings.AXES_COOLOFF_TIME - clock.now()
    return max(1, math.ceil(wait / timedelta(minutes=1)))
