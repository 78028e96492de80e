"""The demonstration of people who come and go, on any day."""

from datetime import date

import pytest

from actions import demo as actions
from partnership import demo as partnership
from partnership.history import services as history
from partnership.outbox import messages
from partnership.people.models import Person
from scorecard.demo import people as demo_people
from scorecard.records import across as people
from scorecard.records.models import KeepingDecision
from subgroups import demo as subgroups

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.mark.parametrize("today", [date(2026, 11, 22), date(2028, 2, 29)])
def test_one_left_one_was_entered_twice_and_two_left_long_ago(today):
    with messages.silenced():
        world = partnership.build(today)
        for app in (actions, subgroups, demo_people):
            app.build(world)

    joel = Person.objects.get(name="Joel Farrant")
    carys = Person.objects.get(name="Carys Nethercott")
    assert joel.left_on == world.day(-5)
    assert people.holdings(joel, on=today) == []
    handed = [
        event
        for action in carys.actions_owned.select_related("action")
        for event in history.of(action.action)
        if event.event == "handed over"
    ]
    assert handed
    assert [entry.name for entry in carys.merged.all()] == ["Carys A. Nethercott"]
    assert "CAN" in carys.aliases
    due = people.due_for_review(Person.objects.all(), on=today)
    assert [person.name for person in due] == ["Ines Wardle"]
    [decision] = KeepingDecision.objects.all()
    assert (decision.words, decision.keep_until) == ("Marlow Tarrant", world.day(200))
