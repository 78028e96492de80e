"""How people sign in: django-allauth, closed to strangers, its mail in the outbox."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET

from partnership.foundation import messages
from partnership.models import Person, User


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: people are invited."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "Check your email address and password: "
        "they do not belong together",
        "enter_current_password": "The current password is not right",
        "incorrect_code": "Enter the code as it stands in the email",
        "incorrect_password": "The password is not right",
        "rate_limited": "Wait a few minutes and try again",
        "too_many_login_attempts": "Too many attempts. Wait a few minutes",
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Write allauth's letters into the outbox, in words of our own."""
        kind = template_prefix.rpartition("/")[2]
        if kind == "login_code":
            values = {"code": context["code"]}
        elif kind == "password_reset_key":
            values = {"link": context["password_reset_url"]}
        else:
            # Something about a sign-in has changed: allauth's subject says what.
            subject = render_to_string(f"{template_prefix}_subject.txt", context)
            kind, values = "account_changed", {"what": " ".join(subject.split())}
        messages.send_to_address(
            kind,
            email,
            person=Person.objects.filter(user__email__iexact=email).first(),
            **values,
        )


class SignInBackend(AuthenticationBackend):
    """allauth's way in; brings the person along, since every page asks for them."""

    def get_user(self, user_id) -> User | None:
        return (
            User.objects.filter(pk=user_id, is_active=True)
            .select_related("person")
            .first()
        )


@require_GET
def email_address(request):
    """One's address, to read: on allauth's page it could be changed."""
    return render(request, "account/email.html")
