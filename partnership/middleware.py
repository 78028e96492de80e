"""Middleware for HEAD, cookies, the session, the person, the second step, refusals."""

from django.contrib.auth import SESSION_KEY
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control

from partnership.guards.outcomes import Changed, Refused
from partnership.pages.addresses import reverse
from partnership.policy import values as policy
from partnership.sign_in import openid, sessions, typed
from partnership.sign_in.adapters import needs_second_step


class HeadMiddleware:
    """Answer HEAD as GET on every page; the server leaves the body out.

    Mail scanners and link checkers ask so before they open a link. Views need to know
    only GET and POST.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method != "HEAD":
            return self.get_response(request)
        request.method = "GET"
        response = self.get_response(request)
        request.method = "HEAD"
        return response


class CookieMiddleware:
    """Drop cookies that contain a NUL, which PostgreSQL rejects in queries."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        for name in [name for name, said in request.COOKIES.items() if "\0" in said]:
            del request.COOKIES[name]
        return self.get_response(request)


class SessionLimitMiddleware:
    """Sign people out after inactivity, or after a day."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if SESSION_KEY in request.session:
            if sessions.is_over(request.session):
                request.session.flush()
            elif not _only_watches(request):
                sessions.use_now_and_then(request.session)
        return self.get_response(request)


def _only_watches(request) -> bool:
    """Whether a page asks by itself, which does not mean that someone is there."""
    return (
        request.path_info == reverse("partnership:time_left")
        or request.headers.get("X-Watching") == "yes"
    )


class PersonMiddleware:
    """Sets `request.person`: the person behind the signed-in user, or None."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        user = request.user
        request.person = user.person if user.is_authenticated else None
        with policy.reading(user.policy_edition if request.person else None):
            response = self.get_response(request)
        if request.person is not None:
            # Shared caches must not store what one person may see.
            patch_cache_control(response, private=True)
        return response


class SecondStepMiddleware:
    """Require officers without a second step to set one up first."""

    OPEN = {
        "account_logout",
        "account_reauthenticate",
        "mfa_activate_totp",
        "partnership:accessibility",
        "partnership:cookies",
        "partnership:live",
        "partnership:logo",
        "partnership:privacy",
        "partnership:ready",
        "partnership:second_step_needed",
        "partnership:time_left",
    }

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if (
            request.person is None
            or request.user.has_second_step
            or request.resolver_match.view_name in self.OPEN
            or not needs_second_step(request.person)
            or openid.has_taken_second_step(request, request.user)
        ):
            return None
        return redirect("partnership:second_step_needed")


class SignedOutMiddleware:
    """Keep a form submitted after the session ended on a page to submit again.

    Django's own middleware redirects other requests to sign in.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        needs_sign_in = getattr(view_func, "login_required", True)
        if request.person is None and needs_sign_in and typed.is_worth_keeping(request):
            return typed.page(request)
        return None


class RefusedMiddleware:
    """Answer 409 with a service's refusal that no form has handled."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, Refused | Changed):
            return render(
                request,
                "partnership/refused.html",
                {"sentence": str(exception)},
                status=409,
            )
        return None
