"""A coming meeting with three items, the second of which is restricted to Mo."""

import pytest

from subgroups.agenda import services as agenda
from tests.subgroups.factories import AgendaItemFactory


@pytest.fixture
def coming(later, chris, lena, mo, dara, _today):
    return later


@pytest.fixture
def items(coming, lena, mo):
    first = AgendaItemFactory(meeting=coming, number=1, title="Welcome", minutes=5)
    second = agenda.add_agenda_item(
        coming,
        title="Conduct of a member",
        minutes=20,
        access="restricted",
        readers=[mo],
        by=lena,
    )
    third = AgendaItemFactory(meeting=coming, number=3, title="Scorecard", minutes=30)
    return [first, second, third]
