"""What was typed into a form whose session has ended: kept on a page until it is sent.

Nothing is stored. The page holds what came as hidden boxes and sends it again, once the
person has signed in, in this tab or another.
"""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.csrf import csrf_failure

# Boxes that no page may show again.
SECRETS = {"code", "credential", "oldpassword", "password", "password1", "password2"}
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 – the name of the box


def is_worth_keeping(request: HttpRequest) -> bool:
    """Whether a form was sent, by a person, with something in it that may be shown."""
    if request.method != "POST" or request.headers.get("HX-Request"):
        return False
    is_form = "text/html" in request.headers.get("Accept", "text/html")
    sent = set(request.POST) - {TOKEN}
    return is_form and bool(sent or request.FILES) and not sent & SECRETS


def page(request: HttpRequest) -> HttpResponse:
    """What was typed, ready to be sent again."""
    boxes = [
        (name, value)
        for name, values in request.POST.lists()
        if name != TOKEN
        for value in values
    ]
    answer = render(
        request,
        "account/typed.html",
        {
            "boxes": boxes,
            "to_read": [(name, value) for name, value in boxes if len(value) > 20],
            "files": [file.name for file in request.FILES.values()],
        },
        status=403,
    )
    answer["Cache-Control"] = "no-store"
    return answer


def token_changed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's answer to a form with an old token, unless it is from our own page.

    Signing in gives a new token, so a page opened before has an old one. Whoever sends
    it from our own page is asked to press the button again; a form of another site is
    refused as ever.
    """
    if _is_from_here(request) and is_worth_keeping(request):
        return page(request)
    return csrf_failure(request, reason=reason)


def _is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that one of our own pages has sent this."""
    origin = urlsplit(request.headers.get("Origin", ""))
    return (origin.scheme, origin.netloc) == (request.scheme, request.get_host())
