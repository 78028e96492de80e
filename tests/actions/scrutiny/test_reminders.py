"""Reminders of review deadlines and of answers to scrutiny."""

from datetime import date, timedelta

import pytest

from actions import reminders
from actions.calendar import calendar_entries
from actions.reviews.services import recommendations, reviews, stages
from actions.scrutiny import services as scrutiny
from actions.scrutiny.reporting import LearningYear
from actions.yearly import summarise
from partnership.dates.years import ReportYear
from partnership.policy import values as policy
from scorecard.home import learning
from tests.actions.reviews.factories import (
    make_question,
    make_recommendation,
    make_review,
    make_session,
)

LAST = date(2025, 9, 8)
ANSWER = date(2025, 11, 3)


def heard(on: date):
    return [(r.person.name, r.kind, r.step) for r in reminders.due(on)]


class TestADeadline:
    @pytest.mark.parametrize(
        ("days", "rung"),
        [
            (-8, None),  # a Sunday
            (-7, "in 7 days"),
            (-3, "tomorrow"),  # the Friday before
            (0, "today"),
            (7, "1 week late"),
        ],
    )
    def test_reminders_follow_the_ladder(self, days, rung, amara, bryn):
        make_review(amara)

        told = heard(LAST + timedelta(days=days))

        step = f"notify {LAST} {rung}"
        assert told == ([("Amara", "review_clock", step)] if rung else [])

    def test_the_lead_is_reminded_and_nobody_twice(self, amara, olu):
        make_review(amara, lead=olu)
        make_review(amara, lead=amara)

        assert [name for name, *_ in heard(LAST)] == ["Olu", "Amara", "Amara"]

    def test_a_reminder_has_no_details_of_the_review(self, amara):
        make_review(amara)

        [reminder] = reminders.due(LAST)

        assert reminder.words == (
            "PR-2025-1 is due today (8 September 2025): notify the national panel"
        )

    def test_ends_when_it_is_met_and_the_next_starts(self, amara):
        review = make_review(amara, stage="notified")

        assert heard(LAST) == []
        assert heard(review.rapid_by)[0][2].startswith("rapid")

    def test_goes_to_the_board_officers_without_a_business_manager(self, amara, bryn):
        make_review(amara)
        amara.memberships.update(to_date=date(2025, 9, 1))

        assert [name for name, *_ in heard(LAST)] == ["Bryn"]


class TestAQuestion:
    def test_reminders_stop_when_it_is_answered(self, amara):
        question = make_question(make_session(amara), amara)
        step = f"{ANSWER} today"
        assert heard(ANSWER) == [("Amara", "scrutiny_answer", step)]

        scrutiny.answer_question(
            question, answer="Eleven", day=ANSWER, by=amara, on=ANSWER
        )

        assert heard(ANSWER) == []


@pytest.mark.parametrize("count", [1, 100])
def test_many_deadlines_take_no_more_queries(
    count, amara, olu, django_assert_num_queries
):
    session = make_session(amara, held_on=date(2025, 8, 1))
    for _ in range(count):
        make_review(amara, lead=olu)
        make_question(session, amara, answer_by=LAST)

    with policy.reading(), django_assert_num_queries(8):
        told = list(reminders.due(LAST))

    assert len(told) == 3 * count


class TestTheCalendar:
    def entries(self, person):
        span = {"start": date(2025, 9, 1), "end": date(2025, 12, 31)}
        return [
            (entry.words, entry.day)
            for entry in calendar_entries(person, organisation=None, **span)
        ]

    def test_of_an_officer_has_every_deadline(self, amara):
        make_review(amara)
        make_question(make_session(amara), amara)

        assert self.entries(amara) == [
            ("PR-2025-1: notify the national panel", LAST),
            ("SC-2025-1, question 1 to be answered", ANSWER),
        ]

    def test_of_a_lead_has_their_own(self, amara, olu):
        make_review(amara)
        make_review(amara, lead=olu)

        assert self.entries(olu) == [("PR-2025-2: notify the national panel", LAST)]

    def test_of_the_executive_has_none(self, amara, eve):
        make_review(amara)
        make_question(make_session(amara), amara)

        assert self.entries(eve) == []


class TestTheHomePage:
    def test_shows_officers_the_same_deadlines_and_questions(self, amara):
        make_review(amara)
        make_review(amara, stage="rapid_done")
        session = make_session(amara)
        make_question(session, amara)
        make_question(session, amara, answer="Given")

        [clocks] = learning.reviews(amara, LAST)
        [questions] = learning.scrutiny(amara, date(2025, 11, 4))

        assert [(m.due_on, m.is_late) for m in clocks.matters] == [(LAST, False)]
        assert [(m.due_on, m.is_late) for m in questions.matters] == [(ANSWER, True)]

    def test_shows_others_the_reviews_they_have_access_to(self, amara, mo):
        review = make_review(amara)
        make_review(amara)
        reviews.name_on_review(review, person=mo, by=amara, on=LAST)

        [named] = learning.reviews_named(mo, LAST)

        assert [m.words for m in named.matters] == [str(review)]


class TestTheYearlyReport:
    def test_counts_reviews_recommendations_and_questions(self, amara, education):
        review = make_review(amara, stage="commissioned")
        for response in ("accepted", "not_accepted", ""):
            make_recommendation(review, amara, response=response)
        recommendations.implement_recommendation(
            review.recommendations.first(),
            evidence="It helped",
            by=amara,
            on=date(2026, 3, 1),
        )
        late = make_review(amara, aware_on=date(2026, 3, 2))
        day = date(2026, 3, 20)
        stages.notify_panel(late, day=day, late_because="x", by=amara, on=day)
        session = make_session(amara)
        make_question(session, amara)
        make_question(session, amara, answer="Given")

        assert summarise(ReportYear(2025)).learning == LearningYear(
            opened=2,
            notified=2,
            rapid_reviews=1,
            to_review=1,
            published=0,
            in_time=2,
            late=1,
            recommended=3,
            implemented=1,
            unfinished=1,
            sessions=1,
            asked=2,
            answered=1,
            to_answer=1,
        )
        assert not summarise(ReportYear(2024)).learning.has_anything

    def test_is_empty_for_one_organisation(self, amara, education):
        make_review(amara)

        told = summarise(ReportYear(2025), organisation=education)

        assert told.learning == LearningYear()
