"""Rows for tests, without surprises. Each app adds its own beside its tests."""

from datetime import date

import factory
from allauth.mfa.models import Authenticator
from factory.django import DjangoModelFactory

from partnership.access import OFFICERS, Role
from partnership.guards.sealed import seal
from partnership.people.models import Membership, Organisation, Person
from partnership.schools.models import School
from partnership.sign_in.models import User

LONG_AGO = date(2020, 1, 6)
# What the app on an officer's phone knows.
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def make_user(person: Person, *roles: Role, password: str = "!") -> User:
    """A sign-in, with the second step where a role takes one; no password opens it."""
    user = User.objects.create(person=person, email=person.email, password=password)
    if OFFICERS.intersection(roles):
        Authenticator.objects.create(
            user=user, type=Authenticator.Type.TOTP, data={"secret": seal(TOTP_SECRET)}
        )
    return user


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    kind = Organisation.Kind.AGENCY
    name = factory.Sequence(lambda n: f"Agency {n}")


class SchoolFactory(DjangoModelFactory):
    class Meta:
        model = School

    organisation = factory.SubFactory(
        OrganisationFactory,
        kind=Organisation.Kind.SCHOOL,
        name=factory.Sequence(lambda n: f"School {n}"),
    )
    urn = factory.Sequence(lambda n: 900_000 + n)


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@wexcombe.example")


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = Role.MEMBER
    from_date = LONG_AGO
