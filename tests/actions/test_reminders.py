"""Who hears of which action on which day."""

from datetime import date, timedelta

import pytest

from actions import reminders
from actions.register.services import endings, progress, raising
from actions.register.words import OwnerAs
from partnership.access import Role
from partnership.policy import values as policy
from tests.actions.factories import make_action, make_plan, make_priority
from tests.factories import MembershipFactory, PersonFactory

DUE = date(2025, 10, 31)
# 31 October lies in half-term, when schools hear of nothing.
IN_TERM = date(2025, 10, 17)


def heard(on: date):
    return [
        (r.person.name, r.subject.ref, r.step)
        for r in reminders.due(on)
        if r.kind != "owners_to_match"
    ]


class TestTheLadder:
    @pytest.fixture
    def action(self, education, mo):
        return make_action(education, owners=[mo], due_text="31 October 2025")

    @pytest.mark.parametrize(
        ("days", "rung"),
        [
            (-29, None),
            (-28, "in 28 days"),
            (-25, "in 28 days"),
            (-14, "in 14 days"),
            (-7, "in 7 days"),
            (-2, "in 7 days"),
            (-1, "tomorrow"),
            (0, "today"),
            (3, "today"),
            (6, "today"),
            (7, "1 week late"),
            (10, "1 week late"),
            (14, "2 weeks late"),
            (151, "21 weeks late"),
            (154, "21 weeks late"),  # Good Friday
            (158, "22 weeks late"),  # the Tuesday after Easter
        ],
    )
    def test_says_when(self, days, rung, action):
        on = DUE + timedelta(days=days)

        assert heard(on) == ([("Mo", action.ref, f"{DUE} {rung}")] if rung else [])

    def test_is_the_partnership_s_own(self, action, amara):
        policy.change(
            "reminder_ladder",
            {"before": [3], "on_the_day": False, "repeat_after": None},
            by=amara,
        )

        days = [DUE + timedelta(days=n) for n in range(-40, 40)]
        told = [on for on in days if heard(on)]

        assert told[0] == DUE - timedelta(days=3)
        assert {heard(on)[0][2] for on in told} == {f"{DUE} in 3 days"}

    def test_stops_with_completion(self, action, amara):
        endings.complete_action(action, outcome="Done", by=amara, on=DUE)

        assert heard(DUE) == []

    def test_begins_again_for_a_new_date(self, action, amara):
        progress.change_due(
            action, due_text="7 November 2025", reason="Illness", by=amara, on=DUE
        )

        assert heard(DUE) == [("Mo", action.ref, "2025-11-07 in 7 days")]

    def test_carries_words_and_a_path(self, action):
        [reminder] = reminders.due(DUE - timedelta(days=7))

        assert (reminder.words, reminder.url, reminder.due_on) == (
            f"{action.ref} is due in 7 days (31 October 2025): Write the pathway",
            f"/actions/{action.pk}/",
            DUE,
        )


class TestWhatComesBack:
    @pytest.fixture
    def action(self, education, mo):
        return make_action(education, owners=[mo], due_text="Quarterly")

    @pytest.mark.parametrize(
        ("answered", "on", "step"),
        [
            ([], date(2025, 6, 30), "2025-06-30 today"),
            ([date(2025, 6, 30)], date(2025, 6, 30), None),
            ([date(2025, 6, 30)], date(2025, 9, 30), "2025-09-30 today"),
            ([], date(2025, 7, 7), "2025-06-30 1 week late"),
        ],
    )
    def test_is_chased_for_its_earliest_date_without_an_update(
        self, answered, on, step, action, amara
    ):
        for day in answered:
            progress.update_action(action, text="x", occurrence=day, by=amara, on=day)

        assert heard(on) == ([("Mo", action.ref, step)] if step else [])

    @pytest.mark.parametrize(
        ("on", "is_heard"),
        [
            (date(2025, 7, 31), False),
            (date(2025, 8, 1), True),
            (date(2025, 8, 2), False),  # a Saturday
            (date(2025, 8, 4), True),
            (date(2025, 8, 8), True),
        ],
    )
    def test_an_ongoing_action_is_reviewed(self, on, is_heard, education, mo):
        make_action(education, owners=[mo], due_text="ongoing", on=date(2025, 5, 1))

        assert bool(heard(on)) == is_heard


class TestWhoHears:
    def test_every_person_who_owns_it(self, education, mo, chris):
        make_action(education, owners=[mo, "tbc", chris], due_text="31 October 2025")

        assert [name for name, *_ in heard(DUE)] == ["Mo", "Chris"]

    @pytest.mark.parametrize("owners", [[], [OwnerAs("tbc")]])
    def test_the_board_officer_where_no_person_owns_it(
        self, owners, amara, bryn, partnership
    ):
        priority = make_priority(make_plan(amara), board_officer=bryn)
        raising.add_action(
            priority,
            text="Do it",
            owners=owners,
            due_text="31 October 2025",
            by=amara,
            on=date(2025, 5, 1),
        )

        assert [name for name, *_ in heard(DUE)] == ["Bryn"]

    def test_the_business_manager_where_there_is_no_board_officer(
        self, amara, bryn, education
    ):
        make_action(education, owners=["tbc"], due_text="31 October 2025")

        assert [name for name, *_ in heard(DUE)] == ["Amara"]

    def test_a_board_officer_if_there_is_no_business_manager(self, bryn, education):
        make_action(education, owners=["tbc"], due_text="31 October 2025")

        assert [name for name, *_ in heard(DUE)] == ["Bryn"]

    def test_the_dsl_of_a_school_and_nobody_of_the_board(self, amara, dee, hal, elm):
        make_action(elm.organisation, due_text="17 October 2025")

        assert [name for name, *_ in heard(IN_TERM)] == ["Dee"]

    def test_the_head_of_a_school_without_a_dsl(self, amara, hal, elm):
        make_action(elm.organisation, due_text="17 October 2025")

        assert [name for name, *_ in heard(IN_TERM)] == ["Hal"]

    def test_nobody_who_has_left(self, amara, elm):
        MembershipFactory(
            person=PersonFactory(name="Gone"),
            organisation=elm.organisation,
            role=Role.DSL,
            to_date=date(2025, 9, 1),
        )
        make_action(elm.organisation, due_text="17 October 2025")

        assert heard(IN_TERM) == []


@pytest.mark.parametrize("count", [1, 100])
def test_many_actions_take_no_more_queries(
    count, amara, mo, education, elm, dee, django_assert_num_queries
):
    for _ in range(count):
        make_action(education, owners=[mo], due_text="17 October 2025")
        make_action(elm.organisation, due_text="17 October 2025")

    # Four of them ask for owners to match, risks, the clocks of reviews and scrutiny's
    # questions.
    with policy.reading(), django_assert_num_queries(10):
        found = list(reminders.due(IN_TERM))

    assert len(found) == 2 * count
