"""The partnership's own rows in the table of every URL × every role."""

from django.db.models import Model

from partnership.access import Role
from partnership.models import Membership, Organisation, Person
from tests.factories import MembershipFactory, PersonFactory

LEAK = "Keeps a second telephone"


def rows(world) -> dict[type[Model], Model]:
    someone = PersonFactory(name="Sam Someone", job_title=LEAK)
    membership = MembershipFactory(
        person=someone, organisation=world.subgroup, role=Role.MEMBER
    )
    return {
        Membership: membership,
        Organisation: world.subgroup,
        Person: someone,
    }


EXCEPTIONS: dict[tuple, int] = {}

EXTRA_KWARGS: dict = {}

POST: dict[str, dict] = {}
