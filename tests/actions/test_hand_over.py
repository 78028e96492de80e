"""Handing over actions and priorities: what is open moves, what is over stays."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions import leaving, reminders
from actions.held import holdings
from actions.outline import services as outline
from actions.plans.models import Plan
from actions.register.models.actions import Action
from actions.register.models.owners import ActionOwner
from actions.register.services import endings, progress
from partnership.guards.outcomes import Changed, Refused
from partnership.history import services as history
from partnership.people.models import Organisation
from tests.actions.factories import make_action, make_plan, make_priority

pytestmark = pytest.mark.django_db

LAST_DAY = date(2025, 10, 31)


def hand_over(leaver, taker, *, by, on, rows=None):
    return leaving.hand_over(
        leaver=leaver, taker=taker, rows=rows, last_day=LAST_DAY, by=by, on=on
    )


def owners(action) -> list[tuple[str, str | None]]:
    return [
        (owner.words, owner.person.name if owner.person else None)
        for owner in action.owners.all()
    ]


def test_an_open_action_moves_to_the_new_owner(mo, olu, amara, today):
    action = make_action(owners=[mo], by=amara)

    moved = hand_over(mo, olu, by=amara, on=today)

    assert [row.pk for row in moved] == [action.pk]
    assert owners(action) == [("Olu", "Olu")]
    event = history.of(action)[0]
    assert (event.event, event.by) == ("handed over", amara)
    assert event.detail == {
        "before": "Mo",
        "after": "Olu",
        "what": "Open actions",
        "last_day": "2025-10-31",
    }


@pytest.mark.parametrize("end", ["complete", "withdraw"])
def test_a_closed_action_keeps_its_owner(mo, olu, amara, today, end):
    action = make_action(owners=[mo], by=amara)
    if end == "complete":
        endings.complete_action(action, outcome="It helped", by=mo, on=today)
    else:
        endings.withdraw_action(action, reason="Overtaken", by=mo, on=today)

    assert hand_over(mo, olu, by=amara, on=today) == []
    assert owners(action) == [("Mo", "Mo")]


def test_the_new_owner_owns_an_action_only_once(mo, olu, amara, today):
    action = make_action(owners=[mo, olu, "the board office"], by=amara)

    hand_over(mo, olu, by=amara, on=today)

    assert owners(action) == [("Olu", "Olu"), ("the board office", None)]


def test_work_nobody_takes_over_says_whose_it_was(mo, amara, today):
    action = make_action(owners=[mo], by=amara)

    hand_over(mo, None, by=amara, on=today)

    assert owners(action) == [("tbc (was Mo)", None)]


def test_work_nobody_takes_over_stays_with_the_other_owner(mo, olu, amara, today):
    action = make_action(owners=[mo, olu], by=amara)

    hand_over(mo, None, by=amara, on=today)

    assert owners(action) == [("Olu", "Olu")]


def test_only_the_rows_that_were_chosen_move(mo, olu, amara, today):
    first, second = (make_action(text=text, owners=[mo]) for text in ("One", "Two"))
    chosen = [row for row in holdings(mo, on=today) if row.pk == second.pk]

    hand_over(mo, olu, rows=chosen, by=amara, on=today)

    assert owners(first) == [("Mo", "Mo")]
    assert owners(second) == [("Olu", "Olu")]


def test_work_given_to_someone_else_meanwhile_does_not_move(
    mo, olu, dara, amara, today
):
    action = make_action(owners=[mo])
    rows = holdings(mo, on=today)
    hand_over(mo, dara, by=amara, on=today)

    assert hand_over(mo, olu, rows=rows, by=amara, on=today) == []
    assert owners(action) == [("Dara", "Dara")]


def test_nobody_takes_over_from_themselves(mo, amara, today):
    with pytest.raises(Refused, match="someone else"):
        hand_over(mo, mo, by=amara, on=today)


def test_an_open_form_shows_the_change(mo, olu, amara, today):
    action = make_action(owners=[mo])

    hand_over(mo, olu, by=amara, on=today)

    with pytest.raises(Changed):
        progress.update_action(
            action, text="It goes on", version=action.version, by=mo, on=today
        )


def test_reminders_stop_for_the_leaver_and_begin_for_the_taker(mo, olu, amara, today):
    make_action(owners=[mo], due_text="22 October 2025", by=amara)
    assert [reminder.person for reminder in reminders.due(today)] == [mo]

    hand_over(mo, olu, by=amara, on=today)

    assert [reminder.person for reminder in reminders.due(today)] == [olu]


def test_work_nobody_takes_over_is_chased_as_the_page_says(mo, bryn, amara, today):
    plan = make_plan(amara)
    priority = make_priority(plan, board_officer=bryn)
    make_action(owners=[mo], due_text="22 October 2025", priority=priority)
    [row] = holdings(mo, on=today)

    hand_over(mo, None, by=amara, on=today)

    assert row.otherwise == "Bryn"
    chased = [one for one in reminders.due(today) if one.kind == "action_due"]
    assert [reminder.person for reminder in chased] == [bryn]


def test_who_is_chased_is_never_the_leaver(amara, bryn, today):
    plan = make_plan(bryn)
    make_action(owners=[amara], priority=make_priority(plan, board_officer=amara))

    [row, _] = holdings(amara, on=today)

    assert row.otherwise == "Bryn"


def test_a_school_s_action_falls_back_to_its_safeguarding_lead(dee, elm, amara, today):
    make_action(elm.organisation, owners=[dee])

    [row] = holdings(dee, on=today)

    assert row.otherwise == "the safeguarding lead of Elm Primary School"


class TestPriorities:
    @pytest.fixture
    def plan(self, amara):
        return make_plan(amara)

    def test_lead_and_support_move_with_the_words_that_named_them(
        self, plan, mo, olu, amara, today
    ):
        led = make_priority(plan, lead=mo, lead_words="Mo")
        said = make_priority(plan, ref="P2", lead=mo, lead_words="Chair of Education")
        supported = make_priority(plan, ref="P3", board_officer=mo)

        hand_over(mo, olu, by=amara, on=today)

        for priority in (led, said, supported):
            priority.refresh_from_db()
        assert (led.lead, led.lead_words, led.version) == (olu, "Olu", 2)
        assert (said.lead, said.lead_words) == (olu, "Chair of Education")
        assert supported.board_officer == olu

    def test_a_priority_without_a_lead_says_who_led_it(self, plan, mo, amara, today):
        priority = make_priority(plan, lead=mo, lead_words="Mo")

        hand_over(mo, None, by=amara, on=today)

        priority.refresh_from_db()
        assert (priority.lead, priority.lead_words) == (None, "tbc (was Mo)")

    def test_a_superseded_plan_stays_as_it_was(self, plan, mo, olu, amara, today):
        priority = make_priority(plan, lead=mo)
        outline.supersede_plan(plan, by=amara, on=today)

        assert hand_over(mo, olu, by=amara, on=today) == []
        priority.refresh_from_db()
        assert priority.lead == mo
        assert Plan.objects.get().status == Plan.Status.SUPERSEDED


def add_actions(mo, count):
    """Many open actions at once, as a plan's import would leave them."""
    organisation = Organisation.objects.first()
    actions = Action.objects.bulk_create(
        Action(
            ref=f"X-{count}-{number}",
            text="Write the pathway",
            organisation=organisation,
            source="other",
            raised_on=LAST_DAY,
        )
        for number in range(count)
    )
    ActionOwner.objects.bulk_create(
        ActionOwner(action=action, words=mo.name, person=mo) for action in actions
    )
    return actions


@pytest.mark.parametrize("takes_over", [True, False])
def test_500_actions_cost_as_many_statements_as_one(mo, olu, amara, today, takes_over):
    taker = olu if takes_over else None

    def statements(count):
        actions = add_actions(mo, count)
        with CaptureQueriesContext(connection) as asked:
            moved = hand_over(mo, taker, by=amara, on=today)
        assert len(moved) == count
        return len(asked), actions

    one, _ = statements(1)
    many, actions = statements(500)

    assert many <= one + 1  # history is written 2,000 rows at a time
    pks = [action.pk for action in actions]
    assert set(Action.objects.filter(pk__in=pks).values_list("version", flat=True)) == {
        2
    }
    assert [history.of(action)[0].event for action in actions[::100]] == [
        "handed over"
    ] * 5
