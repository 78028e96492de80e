"""The demonstration: the real movements on any day, and who to sign in as."""

from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from itertools import pairwise

import pytest
from django.core.management import call_command
from django.urls import reverse

from partnership import demo as partnership
from partnership.demo import DEMO_USERS, PASSWORD
from partnership.outbox import messages
from scorecard import demo
from scorecard.measures.models import Measure
from scorecard.measures.movement import movement_of
from scorecard.yearly_report.models import ReportEdition

pytestmark = pytest.mark.slow

DAY = date(2026, 11, 22)

# domain.md 0, S4: what was said at the meeting, by measure; whether it adds up.
SAID = {
    "ED1": (330, 325, False),
    "ED2": (59, 52, False),
    "ED3": (28, 36, False),
    "ED4": (550, 560, False),
    "ED5": (Decimal("1.2"), Decimal("0.9"), False),
    "ED6": (9, 17, False),
    "ED7": (27, 40, True),
    "ED8": (1, 8, True),
}
WORDS = {
    "ED1": "−5, lower",
    "ED2": "−7, better",
    "ED3": "+8, worse",
    "ED4": "+10, higher",
    "ED5": "−0.3, better",
    "ED6": "+8, better",
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "today",
    [
        DAY,
        date(2026, 10, 31),  # the quarter ends today, so it is not over
        date(2026, 11, 1),
        date(2027, 1, 1),
        date(2027, 2, 1),
        date(2027, 4, 1),
        date(2028, 2, 29),
        date(2028, 8, 31),
    ],
)
def test_the_scorecard_moves_as_was_said_whatever_the_day(today):
    with messages.silenced():
        world = partnership.build(today)
        demo.build(world)

    measures = {m.ref: m for m in Measure.objects.with_figures()}
    assert {
        ref: (measures[ref].current[1].value, measures[ref].current[0].value)
        for ref in SAID
    } == {
        ref: pytest.approx((before, latest))
        for ref, (before, latest, _) in SAID.items()
    }
    assert {ref: measures[ref].is_cumulative for ref in SAID} == {
        ref: adds_up for ref, (_, _, adds_up) in SAID.items()
    }
    assert {
        ref: movement_of(measures[ref], measures[ref].current).words for ref in WORDS
    } == WORDS
    for measure in measures.values():
        assert 5 <= len(measure.current) <= 9
        assert measure.current[0].period_end < today
        assert all(f.recorded_at.date() <= today for f in measure.current)
        if measure.is_cumulative:
            compared = movement_of(measure, measure.current)
            assert compared.is_comparable
            assert compared.previous == measure.current[4]
            assert all(
                later.value >= earlier.value
                for later, earlier in pairwise(measure.current)
                if later.period_start == earlier.period_start
            )
    edition = ReportEdition.objects.get()
    assert edition.report_year.end < today < edition.report_year.end + timedelta(366)
    assert [point.ref for point in edition.points.all() if not point.is_covered] == [
        "10"
    ]


def test_the_table_of_who_to_sign_in_as_names_everyone():
    out = StringIO()

    call_command("demo_users", stdout=out)

    assert all(email in out.getvalue() for email, *_ in DEMO_USERS)
    assert PASSWORD in out.getvalue()


def test_an_officer_of_the_demonstration_signs_in_with_the_code_that_is_printed(
    client, db
):
    with messages.silenced():
        partnership.build(DAY)
    out = StringIO()

    call_command("demo_code", stdout=out)
    code = out.getvalue().split()[0]
    client.post(
        reverse("account_login"),
        {"login": "amara@wexcombe.example", "password": PASSWORD},
    )
    client.post(reverse("mfa_authenticate"), {"code": code})

    assert client.get(reverse("scorecard:home")).status_code == 200
    call_command("demo_users", stdout=out)
    assert partnership.totp_secret("amara@wexcombe.example") in out.getvalue()
