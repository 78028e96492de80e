"""The stages and deadlines of practice reviews."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from actions.reviews.clocks import clocks_kept
from actions.reviews.models.clocks import Clock
from actions.reviews.models.reviews import PracticeReview
from actions.reviews.services import stages
from partnership.guards.outcomes import Refused
from partnership.policy import values as policy
from tests.actions.reviews.factories import (
    AWARE,
    COMMISSIONED,
    DECIDED,
    NOTIFIED,
    RAPID,
    make_review,
)

Stage = PracticeReview.Stage


def days(review):
    return [(clock.key, clock.last_day) for clock in review.clocks]


class TestTheDeadline:
    @pytest.mark.parametrize(
        ("aware", "last"),
        [
            (date(2025, 9, 1), date(2025, 9, 8)),  # a Monday
            (date(2025, 9, 5), date(2025, 9, 12)),  # a Friday
            (date(2025, 9, 6), date(2025, 9, 12)),  # a Saturday
            (date(2025, 8, 22), date(2025, 9, 1)),  # over the bank holiday in August
            (date(2025, 12, 23), date(2026, 1, 2)),  # over Christmas and New Year
        ],
    )
    def test_of_the_notification_is_five_working_days_after_becoming_aware(
        self, aware, last, amara
    ):
        review = make_review(amara, aware_on=aware)

        assert days(review) == [("notify", last)]
        assert review.next_due == last

    @pytest.mark.parametrize(
        ("notified", "last"),
        [
            (date(2025, 9, 4), date(2025, 9, 25)),
            (date(2025, 12, 12), date(2026, 1, 7)),
        ],
    )
    def test_of_the_rapid_review_is_fifteen_after_the_notification(
        self, notified, last, amara
    ):
        review = make_review(amara, aware_on=notified)

        stages.notify_panel(review, day=notified, by=amara, on=notified)

        assert (review.rapid_by, review.next_due) == (last, last)

    @pytest.mark.parametrize(
        ("decided", "last"),
        [
            (date(2025, 10, 1), date(2026, 4, 1)),
            (date(2025, 10, 31), date(2026, 4, 30)),
            (date(2025, 8, 31), date(2026, 2, 28)),
        ],
    )
    def test_of_the_publication_is_six_months_after_the_decision(
        self, decided, last, amara
    ):
        review = make_review(amara, aware_on=decided)
        stages.notify_panel(review, day=decided, by=amara, on=decided)
        stages.finish_rapid_review(review, day=decided, by=amara, on=decided)

        stages.decide_on_review(
            review,
            needs_local_review=True,
            day=decided,
            reason="Learning",
            by=amara,
            on=decided,
        )

        assert (review.publish_by, review.next_due) == (last, last)

    def test_follows_the_partnership_s_rule(self, amara):
        policy.change("review_notification_working_days", 3, by=amara)

        assert make_review(amara).notify_by == date(2025, 9, 4)

    def test_does_not_change_with_the_rule(self, amara):
        review = make_review(amara)

        policy.change("review_notification_working_days", 3, by=amara)

        review.refresh_from_db()
        assert review.notify_by == date(2025, 9, 8)

    @pytest.mark.parametrize("kind", ["audit", "other"])
    def test_a_review_that_is_not_statutory_has_none(self, kind, amara):
        review = make_review(amara, kind=kind)

        stages.commission_review(review, day=COMMISSIONED, by=amara, on=COMMISSIONED)

        assert (review.clocks, review.next_due) == ([], None)

    def test_there_is_none_after_a_decision_against_a_local_review(self, amara):
        review = make_review(amara, stage="rapid_done")

        stages.decide_on_review(
            review,
            needs_local_review=False,
            day=DECIDED,
            reason="Nothing new",
            by=amara,
            on=DECIDED,
        )

        assert [key for key, _ in days(review)] == ["notify", "rapid"]
        assert review.next_due is None


class TestStatus:
    @pytest.fixture
    def clock(self):
        return Clock(
            key="notify",
            words="Tell the panel",
            rule="",
            started_on=date(2025, 9, 1),
            last_day=date(2025, 9, 8),
            counts_working_days=True,
        )

    @pytest.mark.parametrize(
        ("on", "state", "is_missed"),
        [
            (date(2025, 9, 1), "5 working days left", False),
            (date(2025, 9, 5), "1 working day left", False),
            (date(2025, 9, 6), "1 working day left", False),
            (date(2025, 9, 8), "Due today", False),
            (date(2025, 9, 9), "1 working day late", True),
            (date(2025, 9, 13), "4 working days late", True),
        ],
    )
    def test_a_running_deadline_has_its_days_left(self, on, state, is_missed, clock):
        assert (clock.state(on), clock.is_missed(on)) == (state, is_missed)
        assert clock.colour(on) == ("red" if is_missed else "blue")

    @pytest.mark.parametrize(
        ("met", "state", "colour"),
        [
            (date(2025, 9, 8), "Met", "green"),
            (date(2025, 9, 9), "Missed by 1 working day", "red"),
            (date(2025, 9, 15), "Missed by 5 working days", "red"),
        ],
    )
    def test_a_past_deadline_is_met_or_missed(self, met, state, colour, clock):
        met_clock = Clock(**{**vars(clock), "met_on": met})
        on = date(2026, 1, 1)

        assert (met_clock.state(on), met_clock.colour(on)) == (state, colour)

    def test_late_over_a_weekend_is_at_least_one_day(self, clock):
        friday = Clock(**{**vars(clock), "last_day": date(2025, 9, 5)})

        assert friday.state(date(2025, 9, 6)) == "1 working day late"


class TestStages:
    def test_are_taken_in_order_each_on_its_day(self, amara):
        review = make_review(amara, stage="commissioned")

        review.refresh_from_db()
        assert [getattr(review, name) for name in PracticeReview.DAYS.values()] == [
            AWARE,
            NOTIFIED,
            RAPID,
            DECIDED,
            COMMISSIONED,
            None,
        ]

    def test_a_statutory_review_is_not_commissioned_before_it_is_notified(self, amara):
        review = make_review(amara)

        with pytest.raises(Refused, match="must first be notified"):
            stages.commission_review(review, day=AWARE, by=amara, on=AWARE)

    def test_a_late_notification_needs_a_reason(self, amara):
        review, day = make_review(amara), date(2025, 9, 9)

        with pytest.raises(Refused, match="the deadline was 8 September 2025"):
            stages.notify_panel(review, day=day, by=amara, on=day)
        stages.notify_panel(review, day=day, late_because="Illness", by=amara, on=day)

        assert [(c.state(day), c.late_because) for c in review.clocks][:1] == [
            ("Missed by 1 working day", "Illness")
        ]

    @pytest.mark.parametrize("day", [AWARE - timedelta(days=1), date(2025, 9, 11)])
    def test_a_day_is_not_before_the_last_stage_or_in_the_future(self, day, amara):
        review = make_review(amara)

        with pytest.raises(Refused, match="The date must be"):
            stages.notify_panel(review, day=day, by=amara, on=date(2025, 9, 10))

    def test_a_decision_needs_a_reason(self, amara):
        review = make_review(amara, stage="rapid_done")

        with pytest.raises(Refused, match="Enter the reason"):
            stages.decide_on_review(
                review,
                needs_local_review=False,
                day=DECIDED,
                reason=" ",
                by=amara,
                on=DECIDED,
            )

    def test_a_decision_against_a_review_can_be_changed(self, amara):
        review, later = make_review(amara, stage="rapid_done"), date(2025, 11, 3)
        stages.decide_on_review(
            review,
            needs_local_review=False,
            day=DECIDED,
            reason="Nothing new",
            by=amara,
            on=DECIDED,
        )

        stages.decide_on_review(
            review,
            needs_local_review=True,
            day=later,
            reason="The panel asked",
            by=amara,
            on=later,
        )

        assert (review.stage, review.publish_by) == (
            Stage.TO_REVIEW,
            date(2026, 5, 3),
        )

    def test_the_reason_for_a_delay_stays_with_its_deadline(self, amara):
        review, late = make_review(amara, stage="commissioned"), date(2026, 5, 1)
        stages.publish_later(
            review,
            reason="A court has to decide",
            expected_on=date(2026, 5, 1),
            by=amara,
            on=date(2026, 3, 1),
        )

        stages.publish_review(review, day=late, by=amara, on=late)

        clock = review.clocks[-1]
        assert (clock.state(late), clock.late_because, review.next_due) == (
            "Missed by 30 days",
            "A court has to decide",
            None,
        )

    def test_closing_a_review_stops_its_deadline(self, amara):
        review, on = make_review(amara, stage="notified"), date(2025, 12, 1)

        stages.close_review(review, reason="Not ours", by=amara, on=on)

        clock = review.clocks[-1]
        assert (clock.state(on), clock.is_missed(on), review.next_due) == (
            "Stopped",
            False,
            None,
        )

    def test_correcting_a_day_moves_the_deadline(self, amara):
        review = make_review(amara, stage="notified")

        stages.correct_day(
            review,
            stage="notified",
            day=date(2025, 9, 9),
            reason="The letter went on the ninth",
            by=amara,
            on=date(2025, 9, 30),
        )

        assert (review.notified_late_because, review.next_due) == (
            "The letter went on the ninth",
            date(2025, 9, 30),
        )

    @pytest.mark.parametrize(
        ("stage", "day", "said"),
        [
            ("notified", date(2025, 8, 31), "must be in order"),
            ("aware", date(2025, 9, 5), "must be in order"),
            ("published", date(2025, 9, 5), "has not been reached"),
            ("no_review", date(2025, 9, 5), "has not been reached"),
        ],
    )
    def test_a_corrected_day_keeps_the_order_of_stages(self, stage, day, said, amara):
        review = make_review(amara, stage="notified")

        with pytest.raises(Refused, match=said):
            stages.correct_day(
                review, stage=stage, day=day, reason="x", by=amara, on=RAPID
            )

    @pytest.mark.parametrize(
        "wrong",
        [
            {"notified_on": AWARE - timedelta(days=1)},
            {"stage": "closed"},
            {"stage": "published"},
            {"needs_local_review": True},
            {"title": " "},
            {"stage": "no_review"},
        ],
    )
    def test_the_database_holds_the_rules(self, wrong, amara):
        review = make_review(amara)

        with pytest.raises(IntegrityError), transaction.atomic():
            PracticeReview.objects.filter(pk=review.pk).update(**wrong)


def test_deadlines_met_and_missed_are_counted(amara):
    make_review(amara, stage="commissioned")
    late = make_review(amara)
    day = date(2025, 9, 30)
    stages.notify_panel(late, day=day, late_because="Illness", by=amara, on=day)

    kept = clocks_kept(PracticeReview.objects.all())

    assert [(clock.met, clock.missed) for clock in kept] == [(1, 1), (1, 0), (0, 0)]
