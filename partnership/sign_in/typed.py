"""Form data submitted after the session ended, kept on a page to be submitted again.

Nothing is stored. The page holds the data in hidden fields and submits it again once
the person has signed in, in this tab or another.
"""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.csrf import csrf_failure

# Fields that must not be shown again.
SECRETS = {"code", "credential", "oldpassword", "password", "password1", "password2"}
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 – the name of the box


def is_worth_keeping(request: HttpRequest) -> bool:
    """Whether a person submitted a form with data that may be shown again."""
    if request.method != "POST" or request.headers.get("HX-Request"):
        return False
    is_form = "text/html" in request.headers.get("Accept", "text/html")
    sent = set(request.POST) - {TOKEN}
    return is_form and bool(sent or request.FILES) and not sent & SECRETS


def page(request: HttpRequest) -> HttpResponse:
    """The page with the submitted data, ready to submit again."""
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
    """Django's CSRF failure page, unless the form came from one of our own pages.

    Signing in changes the token, so a page opened before it has an old one. A form from
    our own page is offered for submitting again; one from another site is refused.
    """
    if _is_from_here(request) and is_worth_keeping(request):
        return page(request)
    return csrf_failure(request, reason=reason)


def _is_from_here(request: HttpRequest) -> bool:
    """Whether the browser's headers say that one of our own pages sent this."""
    origin = urlsplit(request.headers.get("Origin", ""))
    return (origin.scheme, origin.netloc) == (request.scheme, request.get_host())
