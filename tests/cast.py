"""Always the same people: a test's subject tells the rule it checks.

Amara is the business manager, Bryn a board officer, Adi the administrator, Eve sits on
the executive and Scarlett is the scrutineer. Chris chairs the Education subgroup, Lena
takes its minutes, Mo is a member and Dara a deputy. Dee is the DSL at Elm Primary, Hal
its head, Gwen its governor, Cole a colleague, and Tara leads on safeguarding for its
trust. Olu belongs elsewhere: to the Quality assurance subgroup.
"""

import pytest

from partnership.access import Role
from partnership.people.models import Organisation, Person, Sharing
from tests.factories import (
    LONG_AGO,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    SchoolFactory,
    make_user,
)

Kind = Organisation.Kind


@pytest.fixture
def partnership(db) -> Organisation:
    return OrganisationFactory(kind=Kind.PARTNERSHIP, name="Wexcombe partnership")


@pytest.fixture
def education(db) -> Organisation:
    return OrganisationFactory(kind=Kind.SUBGROUP, name="Education subgroup")


@pytest.fixture
def quality(db) -> Organisation:
    return OrganisationFactory(kind=Kind.SUBGROUP, name="Quality assurance subgroup")


@pytest.fixture
def elm(db):
    """Elm Primary's School row."""
    return SchoolFactory(urn=990_001, organisation__name="Elm Primary School")


@pytest.fixture
def oak(db):
    """Another school, of which the cast knows nothing."""
    return SchoolFactory(urn=990_002, organisation__name="Oak Academy")


def person(name: str, organisation: Organisation, role: Role) -> Person:
    """Someone with one role and a sign-in."""
    someone = PersonFactory(
        name=name, initials=name[:2].upper(), email=f"{name.lower()}@wexcombe.example"
    )
    MembershipFactory(person=someone, organisation=organisation, role=role)
    make_user(someone, role)
    return someone


@pytest.fixture
def amara(partnership):
    return person("Amara", partnership, Role.BUSINESS_MANAGER)


@pytest.fixture
def bryn(partnership):
    return person("Bryn", partnership, Role.BOARD_OFFICER)


@pytest.fixture
def adi(partnership):
    return person("Adi", partnership, Role.ADMINISTRATOR)


@pytest.fixture
def eve(partnership):
    return person("Eve", partnership, Role.EXECUTIVE)


@pytest.fixture
def scarlett(partnership):
    return person("Scarlett", partnership, Role.SCRUTINEER)


@pytest.fixture
def chris(education):
    return person("Chris", education, Role.SUBGROUP_CHAIR)


@pytest.fixture
def lena(education):
    return person("Lena", education, Role.MINUTE_TAKER)


@pytest.fixture
def mo(education):
    return person("Mo", education, Role.MEMBER)


@pytest.fixture
def dara(education):
    return person("Dara", education, Role.DEPUTY)


@pytest.fixture
def olu(quality):
    return person("Olu", quality, Role.MEMBER)


@pytest.fixture
def dee(elm):
    return person("Dee", elm.organisation, Role.DSL)


@pytest.fixture
def hal(elm):
    return person("Hal", elm.organisation, Role.HEAD)


@pytest.fixture
def gwen(elm):
    return person("Gwen", elm.organisation, Role.GOVERNOR)


@pytest.fixture
def cole(elm):
    return person("Cole", elm.organisation, Role.COLLEAGUE)


@pytest.fixture
def tara(elm, hal):
    trust = OrganisationFactory(kind=Kind.TRUST, name="Hedgerow Trust")
    Sharing.objects.create(
        school=elm.organisation, trust=trust, from_date=LONG_AGO, agreed_by=hal
    )
    return person("Tara", trust, Role.TRUST_LEAD)
