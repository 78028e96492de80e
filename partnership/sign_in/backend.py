"""The authentication backend; sessions store this module's name."""

from functools import cache

from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.db import connection
from django.utils import timezone

from partnership.policy import values as policy
from partnership.sign_in.models import User


class SignInBackend(AuthenticationBackend):
    """allauth's way in; one query brings what every page asks about its reader."""

    def get_user(self, user_id) -> User | None:
        with connection.cursor() as cursor:
            cursor.execute(_asked(), {"user": user_id, "on": timezone.localdate()})
            found = cursor.fetchone()
        if found is None:
            return None
        *columns, has_second_step, held, edition = found
        of_user, of_person = _names(User), _names(_person())
        user = User.from_db(connection.alias, of_user, columns[: len(of_user)])
        user.person = _person().from_db(
            connection.alias, of_person, columns[len(of_user) :]
        )
        user.person.take_standing(held)
        user.has_second_step, user.policy_edition = has_second_step, edition
        return user


def _person() -> type:
    return User._meta.get_field("person").related_model


@cache
def _names(model: type) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


@cache
def _asked() -> str:
    """The user with the person, whether they have an app, the roles held today, and
    the edition of the local rules: written out, since it is asked with every page.
    """
    of_user = [f"partnership_user.{name}" for name in _names(User)]
    of_person = [f"partnership_person.{name}" for name in _names(_person())]
    return f"""
        SELECT {", ".join(of_user + of_person)},
            EXISTS (
                SELECT FROM mfa_authenticator
                WHERE user_id = partnership_user.id
                AND type = '{Authenticator.Type.TOTP}'
            ),
            {_person().STANDING},
            {policy.EDITION}
        FROM partnership_user
        JOIN partnership_person ON partnership_person.id = partnership_user.person_id
        WHERE partnership_user.id = %(user)s AND partnership_user.is_active
    """
