"""Two entries of one person: their actions and priorities are one person's after."""

from datetime import timedelta

import pytest

from actions import leaving, reminders
from actions.register.models.actions import Action
from actions.register.services import endings
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.outbox.models import Message
from partnership.people.models import Person
from tests.actions.factories import make_action, make_plan, make_priority
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def double(db):
    """Mo once more, as someone else entered him."""
    return PersonFactory(name="M. Rahimi", initials="MRa")


def merge(kept, gone, *, by, on):
    return leaving.merge_people(kept=kept, gone=gone, by=by, on=on)


def owners(action) -> list[tuple[str, str | None]]:
    return [
        (owner.words, owner.person.name if owner.person else None)
        for owner in action.owners.all()
    ]


def test_what_the_duplicate_owns_is_the_persons(mo, double, amara, today):
    action = make_action(owners=[double], by=amara)

    moved = merge(mo, double, by=amara, on=today)

    assert moved == {"Actions they own or owned": 1}
    assert owners(action) == [("Mo", "Mo")]
    action.refresh_from_db()
    assert action.version == 2
    assert history.of(action)[0].event == "owner’s two entries merged"


def test_an_action_owned_by_both_entries_has_one_owner(mo, double, olu, amara, today):
    action = make_action(owners=[double, olu, mo], by=amara)

    merge(mo, double, by=amara, on=today)

    assert owners(action) == [("Olu", "Olu"), ("Mo", "Mo")]


def test_a_closed_action_keeps_its_owner_text_but_moves_to_the_kept_person(
    mo, double, amara, today
):
    action = make_action(owners=[double], by=amara)
    endings.complete_action(action, outcome="It helped", by=double, on=today)

    merge(mo, double, by=amara, on=today)

    assert owners(action) == [("M. Rahimi", "Mo")]
    action.refresh_from_db()
    assert action.completed_by == double


def test_leading_and_supporting_move(mo, double, amara, today):
    priority = make_priority(make_plan(amara), lead=double, board_officer=double)

    merge(mo, double, by=amara, on=today)

    priority.refresh_from_db()
    assert (priority.lead, priority.board_officer) == (mo, mo)


def test_the_kept_person_reaches_what_the_duplicate_led(mo, double, amara, today):
    plan = make_plan(amara)
    priority = make_priority(plan, lead=double)
    action = make_action(priority=priority)

    merge(mo, double, by=amara, on=today)

    priority.refresh_from_db()
    action.priority.refresh_from_db()
    assert "priority_lead" in priority.roles_of(mo)
    assert "priority_lead" in action.roles_of(mo)
    assert "priority_lead" not in priority.roles_of(double)


class TestWhatTheDuplicateReportedAsComplete:
    @pytest.fixture
    def action(self, double, amara, mo, today):
        """The completion stays the other entry's, which is Mo's own."""
        priority = make_priority(make_plan(amara, needs_check=True), lead=mo)
        action = make_action(priority=priority, by=amara)
        endings.complete_action(action, outcome="It helped", by=double, on=today)
        Person.objects.filter(pk=double.pk).update(merged_into=mo, email="")
        action.refresh_from_db()
        return action

    def test_the_same_person_cannot_check_it(self, action, mo, today):
        with pytest.raises(Refused, match="other than the person who completed it"):
            endings.check_action(action, is_done=True, by=mo, on=today)

        assert list(Action.objects.to_be_checked_by(mo)) == []

    def test_waits_for_somebody_else(self, action, amara, today):
        [asked] = reminders.due(today + timedelta(days=7))

        assert (asked.person, asked.kind) == (amara, "action_check")
        assert list(Action.objects.to_be_checked_by(amara)) == [action]

    def test_is_sent_back_to_the_remaining_entry(self, action, amara, mo, today):
        endings.check_action(action, is_done=False, reason="Half", by=amara, on=today)

        assert Message.objects.get(kind="action_sent_back").person == mo
