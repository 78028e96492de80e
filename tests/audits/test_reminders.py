"""Reminders by day, and who receives them."""

from datetime import date, timedelta

import pytest

from audits import reminders
from audits.returns import services as returns
from audits.returns.models.returns import AuditReturn
from audits.rounds import services as rounds
from audits.signing import services as signing
from partnership.people.models import Membership
from tests.audits.factories import CLOSES, answer_all, submitted_return
from tests.factories import MembershipFactory, SchoolFactory

pytestmark = pytest.mark.django_db

LADDER = [
    (date(2025, 10, 2), ""),  # 29 days before
    (date(2025, 10, 3), "28 days before"),
    (date(2025, 10, 4), ""),
    (date(2025, 10, 17), "14 days before"),
    (date(2025, 10, 24), "7 days before"),
    (date(2025, 10, 29), ""),
    (date(2025, 10, 30), "1 day before"),
    (date(2025, 10, 31), "on the day"),
    (date(2025, 11, 1), ""),
    (date(2025, 11, 7), "7 days after"),
    (date(2025, 11, 14), "14 days after"),
    (date(2026, 1, 2), "63 days after"),
]


@pytest.mark.parametrize(("on", "step"), LADDER)
def test_each_day_has_its_step(on, step):
    assert reminders.step_on(on, closes_on=CLOSES) == step


def due(on=CLOSES):
    return [
        (reminder.kind, reminder.person.name, reminder.words)
        for reminder in reminders.due(on)
    ]


@pytest.mark.parametrize(("on", "step"), LADDER)
def test_the_dsl_and_head_are_reminded_at_every_step(
    elms, dee, hal, gwen, cole, on, step
):
    found = list(reminders.due(on))

    assert [r.person for r in found] == ([dee, hal] if step else [])
    assert {(r.step, r.subject, r.url, r.due_on) for r in found} == (
        {(step, elms, elms.get_absolute_url(), CLOSES)} if step else set()
    )


def test_a_started_return_says_it_is_not_finished(elms, oaks, dee, ola):
    AuditReturn.objects.filter(pk=oaks.pk).update(status="in_progress")

    assert due() == [
        (
            "return_due",
            "Dee",
            "Elm Primary School: Safeguarding audit has not been started",
        ),
        ("return_due", "Ola", "Oak Academy: Safeguarding audit is not finished"),
    ]


def test_only_the_next_signatory_is_reminded(elms, dee, hal, gwen):
    answer_all(elms, by=dee)
    signing.declare_ready(elms, by=dee)

    before = due()
    signing.sign_as_head(elms, name="Hal", by=hal)

    words = "Elm Primary School: Safeguarding audit needs your signature as"
    assert before == [("return_to_sign", "Hal", f"{words} head")]
    assert due() == [("return_to_sign", "Gwen", f"{words} governor")]


def test_a_signed_return_needs_submitting(elms, dee, hal, gwen):
    answer_all(elms, by=dee)
    signing.declare_ready(elms, by=dee)
    signing.sign_as_head(elms, name="Hal", by=hal)
    signing.sign_as_governor(elms, name="Gwen", by=gwen)

    assert [found[:2] for found in due()] == [
        ("return_to_submit", "Dee"),
        ("return_to_submit", "Hal"),
    ]


def test_a_submitted_return_has_no_reminders(elms, dee, hal, gwen):
    submitted_return(elms, dsl=dee, head=hal, governor=gwen)

    assert due() == []


def test_a_closed_round_reminds_nobody(elms, dee):
    rounds.close_round(elms.round, by=None)

    assert due() == []


def test_a_person_who_is_dsl_and_head_gets_one_reminder(elms, dee):
    MembershipFactory(person=dee, organisation=elms.school.organisation, role="head")

    assert [found[:2] for found in due()] == [("return_due", "Dee")]


def test_the_dsl_of_two_schools_is_reminded_of_both(elms, oaks, dee):
    MembershipFactory(person=dee, organisation=oaks.school.organisation, role="dsl")

    assert [words.partition(":")[0] for _, _, words in due()] == [
        "Elm Primary School",
        "Oak Academy",
    ]


def test_someone_who_has_left_gets_no_reminder(elms, dee, hal):
    Membership.objects.filter(person=dee).update(to_date=CLOSES - timedelta(days=1))

    assert [found[1] for found in due()] == ["Hal"]


@pytest.mark.parametrize("count", [1, 100])
def test_the_number_of_queries_does_not_grow(round_, count, django_assert_num_queries):
    for school in SchoolFactory.create_batch(count):
        MembershipFactory(organisation=school.organisation, role="dsl")
        returns.add_schools(round_, [school], by=None, on=round_.opens_on)

    # The settings, the rounds, their returns, the signatures, the people.
    with django_assert_num_queries(6):
        found = due()

    assert len(found) == count
