"""Who is reminded of a review of terms of reference, and on which day."""

from datetime import date

import pytest

from partnership.policy import values as policy
from subgroups import reminders
from subgroups.terms import services as terms_services
from tests.subgroups.factories import SubgroupFactory, TermsFactory

# A Wednesday.
REVIEW = date(2026, 3, 18)


@pytest.fixture
def terms(group, chris, lena, mo, dara, bryn, amara):
    """Chris chairs; Lena, Mo and Dara are not asked to review terms."""
    terms = TermsFactory(subgroup=group, review_on=REVIEW)
    terms_services.agree_terms(terms, by=amara, on=date(2025, 10, 22))
    return terms


def told(on: date) -> set[tuple[str, str, str]]:
    return {(r.kind, r.step, r.person.name) for r in reminders.due(on)}


@pytest.mark.parametrize(
    ("on", "step"),
    [
        (date(2026, 2, 17), None),
        (date(2026, 2, 18), "in 28 days"),
        (date(2026, 3, 4), "in 14 days"),
        (date(2026, 3, 10), "in 14 days"),
        (date(2026, 3, 11), "in 7 days"),
        (date(2026, 3, 17), "tomorrow"),
        (REVIEW, "today"),
        (date(2026, 3, 21), None),  # a Saturday
        (date(2026, 3, 24), "today"),
        (date(2026, 3, 25), "1 week late"),
    ],
)
def test_a_review_is_told_on_the_ladder_to_chair_and_officers(terms, on, step):
    people = ("Amara", "Bryn", "Chris")
    expected = {("terms_review", f"{REVIEW} {step}", one) for one in people}
    assert told(on) == (expected if step else set())


def test_a_reminder_in_words(terms):
    reminder = next(iter(reminders.due(date(2026, 3, 4))))

    assert (reminder.words, reminder.due_on, reminder.url) == (
        "The review of the terms of reference of Education subgroup is due in 14 days "
        "(18 March 2026)",
        REVIEW,
        terms.get_absolute_url(),
    )


def test_terms_that_were_replaced_are_not_reviewed(terms, group, amara):
    second = terms_services.write_terms(group, purpose="To act", by=amara)
    terms_services.agree_terms(second, by=amara, on=date(2026, 3, 2))

    assert told(REVIEW) == set()


def test_terms_agreed_shortly_before_their_review_begin_with_the_next_reminder(
    group, chris, amara
):
    terms = TermsFactory(subgroup=group, review_on=REVIEW)
    terms_services.agree_terms(terms, by=amara, on=date(2026, 3, 10))

    assert told(date(2026, 3, 10)) == set()
    assert told(date(2026, 3, 11)) == {
        ("terms_review", f"{REVIEW} in 7 days", one) for one in ("Amara", "Chris")
    }


def test_a_closed_subgroup_is_not_reviewed(terms, group, today):
    group.organisation.closed_on = today
    group.organisation.save()

    assert told(REVIEW) == set()


@pytest.mark.parametrize("count", [1, 20])
def test_reminders_ask_the_same_of_one_and_of_twenty(
    amara, chris, count, django_assert_num_queries
):
    for _ in range(count):
        terms = TermsFactory(subgroup=SubgroupFactory(), review_on=REVIEW)
        terms_services.agree_terms(terms, by=amara, on=date(2025, 10, 22))

    with policy.reading(), django_assert_num_queries(8):
        assert len(list(reminders.due(REVIEW))) == count
