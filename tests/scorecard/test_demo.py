"""The demonstration: the real movements on any day, and two that are alike."""

from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from itertools import pairwise

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from audits.returns.models.answers import Answer
from audits.returns.models.returns import AuditReturn
from audits.rounds.models import Round
from partnership import demo as partnership
from partnership.demo import DEMO_USERS, PASSWORD
from partnership.history.models import Event
from partnership.outbox import messages
from partnership.sign_in.models import User
from scorecard import demo
from scorecard.measures.models import Measure
from scorecard.measures.movement import movement_of
from scorecard.yearly_report.models import ReportEdition
from subgroups.agenda.models import AgendaSending
from subgroups.meetings.proof import proof_of
from tests.partnership.history.lines import showing_keys

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


# domain.md 10.3, the line n=273: (returns, total, zeros, top 39) and counts of answers.
PUBLISHED = {
    "submitted last year, and so far": [273, 169],
    "front-door-referrals": (273, 1751, 31, 875),
    "physical-interventions": (273, 3181, 131, 108, 34),
    "concerns-to-dsl": (273, 33_413),
    "residential-visits": [187, 74, 12],
    "governors-know-part-two": 266,
    "safeguarding-on-agenda": 268,
    "inspection-guidance-considered": 26,
    "low-level-concern-forms": 45,
    "dsl-supervision": 85,
    "looked-after-designated-teacher": 246,
    "new-challenges": 47,
}


def published_totals() -> dict:
    """The same figures, read from the answers of the round that was sent in."""
    last, running = Round.objects.order_by("opens_on")
    sent = {
        one: AuditReturn.objects.filter(round=one, status="submitted", is_current=True)
        for one in (last, running)
    }
    answers = Answer.objects.filter(audit_return__in=sent[last])

    def numbers(code):
        asked = answers.filter(question__code=code)
        return sorted(int(number) for number in asked.values_list("number", flat=True))

    def chosen(code, *choices):
        return answers.filter(question__code=code, choice__in=choices).count()

    referrals, held = numbers("front-door-referrals"), numbers("physical-interventions")
    concerns = numbers("concerns-to-dsl")
    often = ("monthly", "half_termly", "termly")
    help_wanted = answers.filter(
        question__code="new-challenges", choices__contains=["early_help"]
    )
    return {
        "submitted last year, and so far": [len(sent[last]), len(sent[running])],
        "front-door-referrals": (
            len(referrals),
            sum(referrals),
            referrals.count(0),
            sum(referrals[-39:]),
        ),
        "physical-interventions": (
            len(held),
            sum(held),
            held.count(0),
            sum(1 <= number <= 10 for number in held),
            sum(number > 10 for number in held),
        ),
        "concerns-to-dsl": (len(concerns), sum(concerns)),
        "residential-visits": [
            chosen("residential-visits", "4"),
            chosen("residential-visits", "3"),
            chosen("residential-visits", "2", "1"),
        ],
        "governors-know-part-two": chosen("governors-know-part-two", "yes"),
        "safeguarding-on-agenda": chosen("safeguarding-on-agenda", *often),
        "inspection-guidance-considered": chosen(
            "inspection-guidance-considered", "yes"
        ),
        "low-level-concern-forms": chosen("low-level-concern-forms", "no"),
        "dsl-supervision": chosen("dsl-supervision", "none"),
        "looked-after-designated-teacher": chosen(
            "looked-after-designated-teacher", "yes"
        ),
        "new-challenges": help_wanted.count(),
    }


def dump():
    """Every row of every table of ours, in order."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values_list())
        for app in ("partnership", "actions", "subgroups", "audits", "scorecard")
        for model in apps.get_app_config(app).get_models()
    } | {
        model._meta.label: list(model._base_manager.order_by("pk").values_list())
        for model in apps.get_app_config("account").get_models()
    }


def lines_of(sending: AgendaSending) -> list:
    [sent] = proof_of(type(sending).objects.filter(pk=sending.pk))
    return sent.lines


@pytest.mark.django_db(transaction=True)
def test_two_databases_seeded_for_one_day_are_alike_and_full(
    time_machine, settings, tmp_path
):
    dumps = []
    for wall_clock in ("2026-11-22 08:00 +0000", "2026-12-03 17:30 +0000"):
        settings.MEDIA_ROOT = tmp_path / wall_clock[:10]
        call_command("flush", interactive=False, verbosity=0)
        time_machine.move_to(wall_clock)
        call_command("seed_demo", today=DAY, stdout=StringIO())
        dumps.append(dump())

    assert published_totals() == PUBLISHED
    first, second = dumps
    assert [label for label in first if first[label] != second[label]] == []
    assert {
        label
        for label, rows in first.items()
        if not rows and not label.startswith("account.")
    } == set()
    assert showing_keys(Event.objects.all()) == []
    sent = [one for row in AgendaSending.objects.all() for one in lines_of(row)]
    assert {line.message and line.message.status for line in sent} == {"sent"}
    for email, _, _, _ in DEMO_USERS:
        user = User.objects.get(email=email)
        assert user.check_password(PASSWORD)
        client = Client()
        client.force_login(user, backend="partnership.sign_in.backend.SignInBackend")
        assert client.get(reverse("scorecard:home")).status_code == 200
    with pytest.raises(CommandError, match="already has a partnership"):
        call_command("seed_demo", today=DAY, stdout=StringIO())


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
