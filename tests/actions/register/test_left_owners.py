"""What comes back to somebody who has left is chased with whoever is still there."""

from datetime import date

import pytest

from actions import reminders
from actions.register.services import endings
from partnership.people.models import Person
from tests.actions.factories import make_action, make_plan, make_priority
from tests.actions.reviews.factories import make_review
from tests.actions.risk_factories import make_risk

LAST_DAY = date(2025, 10, 10)
LATER = date(2025, 10, 29)


def told(on: date, kind: str = "action_due") -> list[str]:
    return [one.person.name for one in reminders.due(on) if one.kind == kind]


def leave(person: Person, last_day: date = LAST_DAY) -> None:
    Person.objects.filter(pk=person.pk).update(left_on=last_day)


@pytest.fixture
def sent_back(partnership, amara, mo):
    """Mo's, reported as complete; he was gone when it was sent back."""
    priority = make_priority(make_plan(amara, needs_check=True))
    action = make_action(
        partnership,
        owners=[mo],
        priority=priority,
        due_text="20 October 2025",
        by=amara,
    )
    endings.complete_action(action, outcome="It helped", by=mo, on=LAST_DAY)
    leave(mo)
    endings.check_action(action, is_done=False, reason="Half", by=amara, on=LATER)
    return action


def test_an_action_sent_back_after_its_owner_left_goes_to_the_officers(sent_back):
    assert told(LATER) == ["Amara"]


def test_also_to_the_priority_s_board_officer(sent_back, bryn):
    sent_back.priority.board_officer = bryn
    sent_back.priority.save()

    assert told(LATER) == ["Bryn"]

    leave(bryn)

    assert told(LATER) == ["Amara"]


def test_another_owner_keeps_the_action_alone(partnership, amara, mo, chris):
    make_action(partnership, owners=[mo, chris], due_text="20 October 2025", by=amara)
    leave(mo)

    assert told(LATER) == ["Chris"]


def test_until_the_last_day_is_over_reminders_come(partnership, amara, mo):
    make_action(partnership, owners=[mo], due_text="20 October 2025", by=amara)
    leave(mo, LATER)

    assert told(LATER) == ["Mo"]


def test_people_who_have_left_are_not_asked_to_check(
    partnership, amara, mo, bryn, chris
):
    priority = make_priority(
        make_plan(amara, needs_check=True), board_officer=bryn, lead=chris
    )
    action = make_action(partnership, owners=[mo], priority=priority, by=amara)
    endings.complete_action(action, outcome="It helped", by=mo, on=LAST_DAY)

    assert sorted(told(LATER, "action_check")) == ["Bryn", "Chris"]

    leave(bryn)
    leave(chris)

    assert told(LATER, "action_check") == ["Amara"]


def test_the_manager_is_reminded_to_review_a_risk_whose_owner_has_left(
    education, amara, mo
):
    make_risk(education, owner=mo, review_on=LATER, by=amara, on=date(2025, 9, 1))
    assert told(LATER, "risk_review") == ["Mo"]

    leave(mo)

    assert told(LATER, "risk_review") == ["Amara"]


def test_a_lead_is_reminded_of_a_review_deadline_until_the_day(amara, chris):
    review = make_review(amara, lead=chris)
    on = review.next_due
    leave(chris, on)

    assert told(on, "review_clock") == ["Chris", "Amara"]
