"""A plan at its year end: one priority, three open actions, two owners."""

import pytest

from actions.year_end.services import closing
from partnership.outbox.models import Message
from tests.actions.factories import make_action, make_plan, make_priority
from tests.actions.year_end.acting import begin, carry, complete, drop


@pytest.fixture
def plan(amara, partnership):
    return make_plan(amara, title="Plan of 2025")


@pytest.fixture
def priority(plan, chris, bryn):
    return make_priority(
        plan,
        statement="They are found",
        rationale="Many go missing",
        intended_outcomes="Fewer do",
        lead=chris,
        lead_words="Chris, for the heads",
        board_officer=bryn,
        delivery_mechanism="Missing group",
        areas=["Denholt"],
    )


@pytest.fixture
def actions(priority, partnership, mo, olu):
    """Three open actions: two of Mo's, of which Olu shares the second."""
    owners = ([mo], [mo, olu], [olu])
    return [
        make_action(partnership, text=f"Do {n}", priority=priority, owners=names)
        for n, names in enumerate(owners, 1)
    ]


@pytest.fixture
def year_end(plan, priority, actions, amara):
    """A year end with the priority copied."""
    year_end = begin(plan, amara)
    closing.place_priorities(year_end, places={priority.pk: "take_over"}, by=amara)
    Message.objects.all().delete()
    return year_end


@pytest.fixture
def decided(year_end, actions, amara, bryn):
    """One decision of each kind, by two officers."""
    carry(year_end, actions[0], bryn)
    drop(year_end, actions[1], amara, decision_url="https://wexcombe.example/6")
    complete(year_end, actions[2], bryn)
    year_end.refresh_from_db()
    return year_end
