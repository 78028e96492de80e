"""Sign-in pages: sessions, the second step and the time left; and help for others."""

from allauth.account.decorators import reauthentication_required
from allauth.account.views import ConfirmLoginCodeView, LoginView
from allauth.mfa.base.views import IndexView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.conf import settings
from django.contrib import messages as notices
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)
from django.views.generic.edit import FormView
from requests import RequestException

from partnership.access import Permission, requires
from partnership.sign_in import idle, services
from partnership.sign_in import sessions as times
from partnership.sign_in.adapters import needs_second_step


def may_send_forms_to_provider(response):
    """Allow the form to redirect to the provider in the content security policy."""
    response._csp_update = {"form-action": settings.OPENID_ORIGINS}
    return response


class SignInView(LoginView):
    """Allauth's page, which also offers the organisation's provider."""

    def get_context_data(self, **kwargs):
        provider = settings.OPENID_NAME if settings.SOCIALACCOUNT_PROVIDERS else ""
        return {**super().get_context_data(**kwargs), "provider": provider}

    def render_to_response(self, *args, **kwargs):
        return may_send_forms_to_provider(super().render_to_response(*args, **kwargs))


@method_decorator(login_not_required, name="dispatch")
class ConfirmCodeView(ConfirmLoginCodeView):
    """Allauth's page, which explains when a code has expired."""

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        if hasattr(self, "_process") and self._process is None:
            minutes = settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60
            notices.warning(
                request, f"A code works for {minutes} minutes. Ask for a new one."
            )
        return response


@login_not_required
def openid_login(request, provider_id):
    try:
        response = openid_connect.login(request, provider_id=provider_id)
    except RequestException:
        response = render(
            request, "socialaccount/authentication_error.html", status=503
        )
    return may_send_forms_to_provider(response)


@require_GET
@requires(Permission.SEE_ACCOUNT)
def email_address(request):
    return render(request, "account/email.html")


@require_GET
@requires(Permission.SEE_ACCOUNT)
def second_step_needed(request):
    return render(request, "account/second_step_needed.html")


@method_decorator(login_not_required, name="dispatch")
@method_decorator(reauthentication_required(app="allauth.mfa"), name="dispatch")
class ReplaceAppView(ActivateTOTPView):
    """Replace the authenticator app without a gap in between."""

    def dispatch(self, request, *args, **kwargs):
        # Skip allauth's check, which sends people with an app to the removal page.
        return FormView.dispatch(self, request, *args, **kwargs)

    @transaction.atomic
    def form_valid(self, form):
        services.forget_app(self.request.user)
        return super().form_valid(form)


class SecondStepView(IndexView):
    """Allauth's page, which knows who must keep an app."""

    def get_context_data(self, **kwargs):
        person = self.request.person
        return {
            **super().get_context_data(**kwargs),
            "is_needed": needs_second_step(person),
            "recovery_codes": services.sign_in_of(person).recovery_codes,
        }


@require_http_methods(["GET", "POST"])
@requires(Permission.SEE_ACCOUNT)
def sessions(request):
    this = request.session.session_key
    if request.method == "POST":
        services.end_other_sessions(request.user, this=this)
        notices.success(request, "You have been signed out everywhere else")
        return redirect("partnership:sessions")
    return render(
        request,
        "account/sessions.html",
        {
            "sessions": services.sessions_of(request.user, this=this),
            "idle_minutes": int(settings.IDLE_LIMIT.total_seconds() // 60),
            "longest_hours": settings.SESSION_COOKIE_AGE // 3600,
        },
    )


@require_POST
@requires(Permission.SEE_ACCOUNT)
def end_session(request):
    number = request.POST.get("number", "")
    is_number = number.isascii() and number.isdecimal() and len(number) < 19
    services.end_session(request.user, int(number) if is_number else 0)
    notices.success(request, "You have been signed out of that browser")
    return redirect("partnership:sessions")


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def time_left(request):
    if request.method == "POST" and request.user.is_authenticated:
        times.use(request.session)
    return JsonResponse(idle.left(request))
