"""On which day a rung is told: weekends, bank and school holidays, a still beat."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions import leaving, reminders
from actions.ladder import Ladder, in_words
from actions.register.services import progress
from partnership.access import Role
from partnership.dates.years import is_working_day
from partnership.policy import values as policy
from tests.actions.factories import make_action
from tests.factories import MembershipFactory

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def first_told(due: date, name: str, *, is_school: bool = False) -> date:
    """The first day on which a rung is the one that was reached."""
    ladder = Ladder()
    for number in range(-100, 90):
        on = due + timedelta(days=number)
        rung = ladder.reached(due, on, is_school=is_school)
        if rung and rung.name == name:
            return on
    raise AssertionError(name)


@pytest.mark.parametrize(
    ("due", "rung", "told"),
    [
        # A Friday: nothing moves.
        (date(2025, 10, 31), "in 7 days", date(2025, 10, 24)),
        (date(2025, 10, 31), "today", date(2025, 10, 31)),
        # A Monday: the day before is a Sunday.
        (date(2025, 11, 3), "tomorrow", date(2025, 10, 31)),
        # A Saturday and a Sunday.
        (date(2025, 11, 1), "in 7 days", date(2025, 10, 24)),
        (date(2025, 11, 1), "today", date(2025, 11, 3)),
        (date(2025, 11, 2), "1 week late", date(2025, 11, 10)),
        # Christmas, and the first working days about it.
        (date(2025, 12, 26), "tomorrow", date(2025, 12, 24)),
        (date(2025, 12, 25), "today", date(2025, 12, 29)),
        (date(2026, 1, 1), "in 7 days", date(2025, 12, 24)),
        # Easter 2026: Good Friday is 3 April, Easter Monday the 6th.
        (date(2026, 4, 7), "tomorrow", date(2026, 4, 2)),
        (date(2026, 3, 27), "1 week late", date(2026, 4, 7)),
    ],
)
def test_a_reminder_moves_away_from_a_day_off(db, due, rung, told):
    assert first_told(due, rung) == told


@pytest.mark.parametrize(
    ("due", "rung", "told"),
    [
        (date(2025, 10, 17), "in 7 days", date(2025, 10, 10)),
        # Half-term, 25 to 31 October: the first working day after it.
        (date(2025, 10, 28), "today", date(2025, 11, 3)),
        # The last day of the summer holidays: what fell in them comes at once.
        (date(2025, 8, 29), "today", date(2025, 9, 1)),
        # Christmas: the spring term begins on Monday 5 January.
        (date(2025, 12, 31), "today", date(2026, 1, 5)),
    ],
)
def test_a_school_is_reminded_after_its_holidays(db, due, rung, told):
    assert first_told(due, rung, is_school=True) == told


@pytest.mark.parametrize(
    ("due", "rung", "told"),
    [
        # Half-term, 25 October to 2 November: the Friday before it.
        (date(2025, 11, 6), "in 7 days", date(2025, 10, 24)),
        (date(2025, 11, 3), "tomorrow", date(2025, 10, 24)),
        # The first day of half-term, and a day in the middle of it.
        (date(2025, 10, 25), "tomorrow", date(2025, 10, 24)),
        (date(2025, 10, 30), "tomorrow", date(2025, 10, 24)),
        # Christmas: the autumn term ends on Friday 19 December.
        (date(2025, 12, 31), "tomorrow", date(2025, 12, 19)),
        (date(2026, 1, 5), "tomorrow", date(2025, 12, 19)),
        # Easter: the spring term ends on 31 March, the summer term begins on 15 April.
        (date(2026, 4, 14), "tomorrow", date(2026, 3, 31)),
        (date(2026, 4, 17), "in 7 days", date(2026, 3, 31)),
        # The whole of the summer: the summer term ends on 21 July.
        (date(2026, 8, 28), "tomorrow", date(2026, 7, 21)),
        (date(2026, 9, 4), "in 7 days", date(2026, 7, 21)),
    ],
)
def test_a_school_is_warned_before_its_holidays(db, due, rung, told):
    assert first_told(due, rung, is_school=True) == told


def test_a_school_without_term_dates_still_gets_reminders(db):
    policy.change(
        "school_terms",
        [{"name": "Autumn", "starts": "2020-09-01", "ends": "2020-12-18"}],
        by=None,
    )

    assert first_told(date(2025, 10, 17), "today", is_school=True) == date(2025, 10, 17)
    assert Ladder().may_tell(date(2025, 10, 17), is_school=True)


@given(due=days, offset=st.integers(-40, 400), is_school=st.booleans())
@pytest.mark.django_db
def test_reminders_only_move_forward(due, offset, is_school):
    ladder = Ladder()
    on = due + timedelta(days=offset)

    rung = ladder.reached(due, on, is_school=is_school)
    later = ladder.reached(due, on + timedelta(days=1), is_school=is_school)

    if rung:
        assert rung.day <= on
        assert is_working_day(rung.day)
        assert later.day >= rung.day


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (28, "is due in 28 days"),
        (2, "is due in 2 days"),
        (1, "is due tomorrow"),
        (0, "is due today"),
        (-1, "is 1 day late"),
        (-3, "is 3 days late"),
        (-7, "is 1 week late"),
        (-15, "is 15 days late"),
        (-21, "is 3 weeks late"),
    ],
)
def test_the_due_text_is_that_of_the_day(days, words):
    due = date(2025, 10, 31)

    assert in_words(due, due - timedelta(days=days)) == words


@given(due=days, is_school=st.booleans())
@pytest.mark.django_db
def test_no_early_reminder_is_late_or_after_the_date(due, is_school):
    ladder = Ladder()

    told = [
        ladder._told_on(
            due - timedelta(days=before), is_before=True, is_school=is_school
        )
        for before in ladder.before
    ]

    assert told == sorted(told, reverse=True)
    for before, day in zip(ladder.before, told, strict=True):
        assert day <= due - timedelta(days=before)
    assert ladder._told_on(due, is_before=False, is_school=is_school) >= due


def heard(on: date):
    return [
        (reminder.person.name, reminder.kind, reminder.step)
        for reminder in reminders.due(on)
    ]


class TestWhoIsSpared:
    DUE = date(2025, 10, 28)  # a Tuesday in half-term

    @pytest.mark.parametrize(
        ("on", "names"),
        [
            (date(2025, 10, 24), ["Dee", "Mo"]),
            (date(2025, 10, 27), ["Mo"]),
            (date(2025, 10, 28), ["Mo"]),
            (date(2025, 11, 1), []),
            (date(2025, 11, 3), ["Dee", "Mo"]),
        ],
    )
    def test_a_schools_people_in_its_holidays(self, on, names, education, dee, mo):
        make_action(education, owners=[dee, mo], due_text="28 October 2025")

        assert sorted(name for name, *_ in heard(on)) == names

    def test_a_head_teacher_on_a_subgroup_gets_no_reminders_in_the_holidays(
        self, education, hal
    ):
        MembershipFactory(person=hal, organisation=education, role=Role.MEMBER)
        make_action(education, owners=[hal], due_text="28 October 2025")

        assert heard(self.DUE) == []

    def test_nobody_of_the_partnership(self, education, partnership, dee):
        MembershipFactory(person=dee, organisation=partnership, role=Role.EXECUTIVE)
        make_action(education, owners=[dee], due_text="28 October 2025")

        assert [name for name, *_ in heard(self.DUE)] == ["Dee"]

    def test_a_date_in_the_holidays_has_one_reminder_in_its_current_state(
        self, elm, dee, amara
    ):
        make_action(elm.organisation, due_text="31 August 2025")

        [reminder] = reminders.due(date(2025, 9, 1))

        assert (reminder.person, reminder.step) == (dee, "2025-08-31 today")
        assert "is 1 day late (31 August 2025)" in reminder.words

    @pytest.mark.parametrize(
        ("on", "told"),
        [
            (date(2026, 7, 20), []),
            (date(2026, 7, 21), [("Dee", "action_due", "2026-08-28 tomorrow")]),
            (date(2026, 7, 22), []),
            (date(2026, 8, 27), []),
            (date(2026, 9, 2), [("Dee", "action_due", "2026-08-28 today")]),
        ],
    )
    def test_a_date_in_the_holidays_has_one_reminder_before_and_one_after(
        self, on, told, elm, dee
    ):
        make_action(elm.organisation, due_text="28 August 2026")

        assert heard(on) == told

    def test_the_warning_says_how_long_there_is(self, elm, dee):
        make_action(elm.organisation, due_text="28 August 2026")

        [reminder] = reminders.due(date(2026, 7, 21))

        assert "is due in 38 days (28 August 2026)" in reminder.words

    def test_a_reminder_before_the_holidays_is_not_repeated_after_them(self, elm, dee):
        make_action(elm.organisation, due_text="6 November 2025")

        before, after = heard(date(2025, 10, 24)), heard(date(2025, 11, 3))

        assert before == after == [("Dee", "action_due", "2025-11-06 in 7 days")]

    def test_an_action_raised_in_the_holidays_gets_no_earlier_reminders(self, elm, dee):
        make_action(elm.organisation, due_text="28 August 2026", on=date(2026, 7, 27))

        assert heard(date(2026, 8, 27)) == []
        assert [step for *_, step in heard(date(2026, 9, 2))] == ["2026-08-28 today"]


class TestABeatThatStoodStill:
    def test_catches_up_on_the_last_missed_reminder(self, education, mo):
        make_action(education, owners=[mo], due_text="31 October 2025")

        [reminder] = reminders.due(date(2025, 10, 27))

        assert reminder.step == "2025-10-31 in 7 days"
        assert "is due in 4 days" in reminder.words

    def test_no_reminder_from_before_the_action_was_raised(self, education, mo):
        make_action(
            education, owners=[mo], due_text="31 October 2025", on=date(2025, 10, 20)
        )

        assert heard(date(2025, 10, 22)) == []
        assert [step for *_, step in heard(date(2025, 10, 24))] == [
            "2025-10-31 in 7 days"
        ]

    def test_no_reminder_from_before_the_last_update(self, education, mo):
        action = make_action(education, owners=[mo], due_text="31 October 2025")
        progress.update_action(action, text="x", by=mo, on=date(2025, 10, 27))

        assert heard(date(2025, 10, 28)) == []
        assert heard(date(2025, 10, 30)) == [
            ("Mo", "action_due", "2025-10-31 tomorrow")
        ]

    def test_no_reminder_of_a_date_before_it_changed(self, education, mo, amara):
        action = make_action(education, owners=[mo], due_text="31 October 2025")
        progress.change_due(
            action,
            due_text="14 November 2025",
            reason="Illness",
            by=amara,
            on=date(2025, 11, 3),
        )

        assert heard(date(2025, 11, 4)) == []
        assert [step for *_, step in heard(date(2025, 11, 7))] == [
            "2025-11-14 in 7 days"
        ]


def test_the_new_owner_gets_the_email_and_not_the_old_one(education, mo, chris, amara):
    make_action(education, owners=[mo], due_text="31 October 2025")
    leaving.hand_over(
        leaver=mo,
        taker=chris,
        last_day=date(2025, 10, 24),
        by=amara,
        on=date(2025, 10, 24),
    )

    assert heard(date(2025, 10, 24)) == [
        ("Chris", "action_due", "2025-10-31 in 7 days")
    ]
