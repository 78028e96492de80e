"""What machines read: exactly what one person may see."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.register.services import progress as actions
from audits.returns import services as audits
from partnership.people.models import Membership
from partnership.policy import values as policy
from tests.actions.factories import make_action, make_plan, make_priority
from tests.audits.factories import make_round, return_of
from tests.factories import MembershipFactory, SchoolFactory
from tests.scorecard.factories import FigureFactory, MeasureFactory
from tests.scorecard.machines import give, read, references, rows

NOON = datetime(2025, 10, 22, 11, tzinfo=UTC)
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def _today():
    cache.clear()
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def key_of():
    return lambda person: give(person)[0]


class TestActions:
    @pytest.fixture
    def everywhere(self, education, quality, elm, oak, mo):
        """One action of each body, by the name of the body."""
        return {
            body.name: make_action(body, owners=[mo] if body == education else ["tbc"])
            for body in (education, quality, elm.organisation, oak.organisation)
        }

    WHO = {
        "amara": [
            "Education subgroup",
            "Quality assurance subgroup",
            "Elm Primary School",
            "Oak Academy",
        ],
        "eve": ["Education subgroup", "Quality assurance subgroup"],
        "chris": ["Education subgroup"],
        "olu": ["Quality assurance subgroup"],
        "dee": ["Elm Primary School"],
        "tara": ["Elm Primary School"],
    }

    @pytest.mark.parametrize("name", WHO)
    def test_a_key_sees_what_its_person_sees(self, name, everywhere, request, key_of):
        someone = request.getfixturevalue(name)

        told = rows("actions", key_of(someone))

        assert [row["belongs_to"] for row in told] == self.WHO[name]

    def test_it_is_decided_at_the_moment_of_asking(self, everywhere, chris, key_of):
        key = key_of(chris)
        before = references("actions", key)
        MembershipFactory(
            person=chris,
            organisation=everywhere["Quality assurance subgroup"].organisation,
        )
        after = references("actions", key)
        Membership.objects.filter(person=chris).update(
            to_date=TODAY - timedelta(days=1)
        )

        assert (len(before), len(after)) == (1, 2)
        assert read("actions", key).status_code == 401

    def test_a_row_says_what_the_register_says(
        self, education, mo, amara, key_of, settings
    ):
        settings.SITE_ADDRESS = "https://quorate.example"
        priority = make_priority(make_plan(amara))
        action = make_action(
            education,
            owners=[mo, "the police"],
            due_text="by 3 October 2025",
            priority=priority,
            source_words="Meeting of 1 May",
        )
        actions.update_action(action, text="Begun", rag="amber", by=mo, on=TODAY)

        (told,) = rows("actions", key_of(amara))

        assert told == {
            "reference": action.ref,
            "text": "Write the pathway",
            "belongs_to": "Education subgroup",
            "kind_of_organisation": "Subgroup",
            "priority": "WSCP1",
            "objective": "",
            "source": "Other",
            "source_words": "Meeting of 1 May",
            "raised_on": "2025-05-01",
            "owners": "Mo, the police",
            "due": "by 3 October 2025",
            "due_from": told["due_from"],
            "due_by": "2025-10-03",
            "next_due": "2025-10-03",
            "review_on": None,
            "status": "Under way",
            "delivery": "At risk",
            "is_overdue": True,
            "success_measure": "",
            "last_update_on": "2025-10-22",
            "completed_on": None,
            "outcome": "",
            "withdrawn_on": None,
            "changed_at": "2025-10-22T11:00:00Z",
            "address": f"https://quorate.example/actions/{action.pk}/",
        }

    def test_no_email_address_is_told(self, everywhere, amara, key_of):
        assert "@" not in read("actions", key_of(amara)).content.decode()

    def test_only_what_changed_since_is_told(self, education, mo, amara, key_of):
        old, changed = make_action(education), make_action(education)
        with time_machine.travel(NOON + timedelta(days=2), tick=False):
            actions.update_action(changed, text="Begun", by=mo, on=TODAY)
            key = give(amara)[0]

            since = {
                words: references(f"actions?changed_since={words}", key)
                for words in (
                    "2025-10-22",
                    "2025-10-23",
                    "2025-10-24T11:00:00Z",
                    "2025-10-24T11:00:01Z",
                )
            }

        assert list(since.values()) == [
            [old.ref, changed.ref],
            [changed.ref],
            [changed.ref],
            [],
        ]

    @pytest.mark.parametrize("count", [1, 100])
    def test_asks_as_often_for_100_as_for_one(
        self, count, education, mo, amara, key_of
    ):
        priority = make_priority(make_plan(amara))
        for _ in range(count):
            make_action(education, owners=[mo, "tbc"], priority=priority)
        key = key_of(amara)
        read("actions", key)

        with CaptureQueriesContext(connection) as asked:
            told = rows("actions", key)

        assert len(asked) == 6
        assert len(told) == count


class TestMeasures:
    def test_a_measure_comes_with_its_latest_figure(self, education, chris, key_of):
        measure = MeasureFactory(organisation=education, target=Decimal("20.5"))
        FigureFactory(measure=measure, value=Decimal(28))
        FigureFactory(
            measure=measure,
            period_start=date(2025, 8, 1),
            period_end=date(2025, 10, 20),
            value=Decimal("36.25"),
        )
        MeasureFactory(ref="Z9", organisation=education)
        MeasureFactory(title="Elsewhere")

        first, second = rows("measures", key_of(chris))

        assert (first["reference"], first["target"]) == (measure.ref, 20.5)
        assert (first["latest_value"], first["latest_period_end"]) == (
            36.25,
            "2025-10-20",
        )
        assert (second["reference"], second["latest_value"]) == ("Z9", None)

    def test_figures_leave_out_what_was_corrected(self, education, chris, key_of):
        measure = MeasureFactory(organisation=education)
        old = FigureFactory(measure=measure, value=1, superseded_at=NOON)
        FigureFactory(measure=measure, value=2, corrects=old)
        FigureFactory(measure__title="Elsewhere")
        suppressed = FigureFactory(
            measure=measure,
            period_start=date(2025, 8, 1),
            period_end=date(2025, 10, 20),
            status="suppressed",
            value=None,
        )

        told = rows("figures", key_of(chris))

        assert [(row["measure"], row["value"], row["status"]) for row in told] == [
            (measure.ref, 2, "Final"),
            (suppressed.measure.ref, None, "Suppressed"),
        ]

    @pytest.mark.parametrize("count", [1, 100])
    @pytest.mark.parametrize(("name", "queries"), [("measures", 6), ("figures", 5)])
    def test_asks_as_often_for_100_as_for_one(
        self, count, name, queries, amara, key_of, education
    ):
        for _ in range(count):
            FigureFactory(measure__organisation=education)
        key = key_of(amara)
        read(name, key)

        with CaptureQueriesContext(connection) as asked:
            told = rows(name, key)

        assert len(asked) == queries
        assert len(told) == count


class TestRounds:
    @pytest.fixture
    def small(self, elm, oak):
        return make_round(elm, oak)

    def counts(self, key):
        (told,) = rows("rounds", key)
        return told["schools_asked"], told["returns_submitted"]

    def test_an_officer_reads_every_count(self, small, amara, key_of):
        assert self.counts(key_of(amara)) == (2, 0)

    def test_counts_of_few_schools_are_kept_from_others(self, small, eve, key_of):
        assert self.counts(key_of(eve)) == (None, None)

    def test_counts_of_five_schools_are_told(self, small, eve, key_of):
        audits.add_schools(
            small, [SchoolFactory() for _ in range(3)], by=None, on=TODAY
        )

        assert self.counts(key_of(eve)) == (5, 0)
        policy.change("comparison_group_minimum", 6, by=None)
        assert self.counts(key_of(eve)) == (None, None)

    def test_the_scrutineer_reads_no_schools_return(self, small, scarlett, key_of):
        assert read("returns", key_of(scarlett)).status_code == 403

    @pytest.mark.parametrize(
        ("name", "schools"),
        [
            ("bryn", ["Elm Primary School", "Oak Academy"]),
            ("dee", ["Elm Primary School"]),
            ("tara", ["Elm Primary School"]),
        ],
    )
    def test_returns_are_told_to_whoever_sees_them(
        self, name, schools, small, request, key_of
    ):
        told = rows("returns", key_of(request.getfixturevalue(name)))

        assert [row["school"] for row in told] == schools

    def test_a_return_says_where_it_stands_and_nothing_it_answers(
        self, small, elm, dee, key_of, settings
    ):
        settings.SITE_ADDRESS = "https://quorate.example"
        row = return_of(small, elm)

        (told,) = rows("returns", key_of(dee))

        assert told == {
            "number": row.pk,
            "round": small.pk,
            "round_title": "Safeguarding audit",
            "school_year": "2024/25",
            "school": "Elm Primary School",
            "school_urn": 990_001,
            "phase": elm.get_derived_phase_display(),
            "status": "Not started",
            "revision": 1,
            "submitted_at": None,
            "changed_at": told["changed_at"],
            "address": f"https://quorate.example{row.get_absolute_url()}",
        }

    def test_a_school_asks_for_no_round(self, small, dee, key_of):
        assert read("rounds", key_of(dee)).status_code == 403

    @pytest.mark.parametrize("count", [1, 100])
    @pytest.mark.parametrize(("name", "queries"), [("rounds", 5), ("returns", 5)])
    def test_asks_as_often_for_100_as_for_one(
        self, count, name, queries, amara, key_of, elm
    ):
        round_ = make_round(elm)
        audits.add_schools(
            round_, [SchoolFactory() for _ in range(count - 1)], by=None, on=TODAY
        )
        key = key_of(amara)
        read(name, key)

        with CaptureQueriesContext(connection) as asked:
            told = rows(name, key)

        assert len(asked) == queries
        assert len(told) == (count if name == "returns" else 1)
