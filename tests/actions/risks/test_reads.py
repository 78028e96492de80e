"""Risks in reminders, calendars and the yearly report."""

from datetime import date, timedelta

import pytest

from actions import calendar, reminders, yearly
from actions.risks.reporting import RiskLine
from actions.risks.services import risks
from partnership.access import Role
from partnership.dates.years import ReportYear
from partnership.people.models import Membership
from partnership.policy import values as policy
from tests.actions.risk_factories import assess, make_risk
from tests.factories import MembershipFactory

TODAY = date(2025, 10, 22)


class TestReminders:
    def told(self, on):
        return [
            (reminder.person.name, reminder.words)
            for reminder in reminders.due(on)
            if reminder.kind == "risk_review"
        ]

    @pytest.mark.parametrize(
        ("days", "rung"),
        [
            (29, None),
            (28, "is due in 28 days"),
            (7, "is due in 7 days"),
            (0, "is due today"),
            (-3, None),  # a Saturday
            (-7, "is 1 week late"),
            (-14, "is 2 weeks late"),
        ],
    )
    def test_its_owner_is_reminded_by_the_ladder(
        self, education, mo, amara, days, rung
    ):
        make_risk(education, owner=mo, review_on=TODAY)

        told = self.told(TODAY - timedelta(days=days))

        words = f"The review of RISK-1 {rung} (22 October 2025)"
        wanted = [("Mo", f"{words}: Referrals wait for more than a day")]
        assert told == (wanted if rung else [])

    def test_a_risk_without_an_owner_goes_to_the_business_managers(
        self, education, amara, bryn
    ):
        make_risk(education, review_on=TODAY)

        assert [name for name, _ in self.told(TODAY)] == ["Amara"]

    def test_an_owner_who_moved_to_a_school_gets_no_reminders(
        self, education, elm, mo, amara
    ):
        make_risk(education, owner=mo, review_on=TODAY)
        MembershipFactory(person=mo, organisation=elm.organisation, role=Role.HEAD)
        assert [name for name, _ in self.told(TODAY)] == ["Mo"]

        Membership.objects.filter(person=mo, organisation=education).update(
            to_date=TODAY - timedelta(days=1)
        )

        assert [name for name, _ in self.told(TODAY)] == ["Amara"]

    def test_a_closed_risk_is_not_reviewed_an_accepted_one_is(
        self, education, mo, amara
    ):
        for decide in (risks.close_risk, risks.accept_risk):
            risk = make_risk(education, owner=mo, review_on=TODAY)
            decide(risk, reason="It is so", by=amara, on=date(2025, 6, 1))

        assert len(self.told(TODAY)) == 1

    @pytest.mark.parametrize("count", [1, 20])
    def test_many_take_no_more_queries(
        self, education, amara, count, django_assert_num_queries
    ):
        for _ in range(count):
            make_risk(education, review_on=TODAY)

        with policy.reading(), django_assert_num_queries(8):
            assert len(self.told(TODAY)) == count


class TestCalendars:
    def days(self, person, organisation=None):
        entries = calendar.calendar_entries(
            person,
            organisation=organisation,
            start=date(2025, 10, 1),
            end=date(2026, 3, 31),
        )
        return [(entry.uid, entry.day) for entry in entries]

    def test_have_the_reviews_of_a_persons_own_risks(self, education, quality, mo, olu):
        risk = make_risk(quality, owner=mo, review_on=TODAY)
        make_risk(quality, review_on=TODAY)

        assert self.days(mo) == [(f"risk-{risk.pk}-review", TODAY)]

    def test_of_a_subgroup_have_the_risks_a_person_may_see(
        self, education, quality, mo
    ):
        risk = make_risk(education, review_on=TODAY)
        make_risk(quality, review_on=TODAY)

        assert self.days(mo, education) == [(f"risk-{risk.pk}-review", TODAY)]
        assert self.days(mo, quality) == []

    def test_a_closed_risk_is_not_in_them(self, education, mo, amara):
        risk = make_risk(education, owner=mo, review_on=TODAY)
        risks.close_risk(risk, reason="It is over", by=amara, on=TODAY)

        assert self.days(mo) == []


class TestTheYear:
    def told(self, organisation=None):
        return yearly.summarise(ReportYear(2025), organisation=organisation).risks

    def test_names_the_risks_over_the_threshold_and_how_they_moved(
        self, education, amara, time_machine
    ):
        time_machine.move_to("2026-05-01 12:00 +0000", tick=False)
        before = date(2025, 3, 1)
        rose = make_risk(education, event="rose", on=before)
        fell = make_risk(education, event="fell", current=(4, 4), on=before)
        over = make_risk(education, event="over", current=(4, 4), on=before)
        make_risk(education, event="low", on=before)
        make_risk(education, event="new", current=(5, 5))
        assess(rose, (5, 3), on=date(2025, 9, 1))
        assess(fell, (2, 4), on=date(2025, 9, 1))
        assess(fell, (5, 5), on=date(2026, 4, 2))
        risks.close_risk(over, reason="x", by=amara, on=date(2025, 9, 1))

        told = [
            (line.text, line.before, line.after, line.words) for line in self.told()
        ]
        assert told == [
            ("Rose", 9, 15, "up, worse"),
            ("Fell", 16, 8, "down, better"),
            ("Over", 16, 16, "closed in the year"),
            ("New", None, 25, "new in the year"),
        ]

    def test_of_one_body_has_only_its_own(self, education, quality, time_machine):
        time_machine.move_to("2026-05-01 12:00 +0000", tick=False)
        make_risk(education, current=(4, 4))

        assert self.told(quality) == ()
        assert self.told(education) == (
            RiskLine(
                ref="RISK-1",
                text="Referrals wait for more than a day",
                before=None,
                after=16,
                is_closed=False,
            ),
        )
