"""The authentication backend; sessions store this module's name."""

from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef

from partnership.sign_in.models import User


class SignInBackend(AuthenticationBackend):
    """Allauth's backend; one query fetches the person and whether they have an app."""

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
