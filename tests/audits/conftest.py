"""A round for Elm Primary and Oak Academy, signed by head and governor."""

import pytest

from audits.returns.models.answers import Given
from partnership.access import Role
from tests.audits.factories import MAINTAINED, make_round, return_of, submitted_return
from tests.cast import person


@pytest.fixture
def round_(elm, oak):
    for school in (elm, oak):
        school.type_code = MAINTAINED
        school.save()
    return make_round(elm, oak)


@pytest.fixture
def elms(round_, elm):
    """Elm Primary's return."""
    return return_of(round_, elm)


@pytest.fixture
def oaks(round_, oak):
    """Oak Academy's return."""
    return return_of(round_, oak)


@pytest.fixture
def ola(oak):
    """The DSL of Oak Academy."""
    return person("Ola", oak.organisation, Role.DSL)


@pytest.fixture
def sent(elms, dee, hal, gwen):
    """Elm Primary's return, submitted with one gap."""
    return submitted_return(
        elms, dsl=dee, head=hal, governor=gwen, dsl_in_leadership=Given(choice="no")
    )
