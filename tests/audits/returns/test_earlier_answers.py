"""Two people in one answer: what each of them typed is kept."""

from decimal import Decimal

import pytest

from audits.returns import services as returns
from audits.returns.models.answers import Given
from tests.audits.factories import answer_all, question

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice(elms):
    return question(elms, "practice")


def earlier(audit_return):
    return [
        (row.in_words, row.comment, str(row.by), row.was_saved)
        for row in audit_return.earlier.select_related("question", "by")
    ]


def test_someone_elses_answer_stays_among_the_earlier_ones(elms, practice, dee, cole):
    returns.save_answer(
        elms, practice, Given(words="Briefings", comment="Weekly"), by=cole
    )

    returns.save_answer(elms, practice, Given(words="Drills", version=1), by=dee)

    assert elms.answers.get().words == "Drills"
    assert earlier(elms) == [("Briefings", "Weekly", "Cole", True)]


def test_ones_own_answer_is_simply_changed(elms, practice, dee):
    returns.save_answer(elms, practice, Given(words="Brief"), by=dee)
    returns.save_answer(elms, practice, Given(words="Briefings", version=1), by=dee)

    assert earlier(elms) == []


def test_clearing_someone_elses_answer_keeps_it_too(elms, dee, cole):
    answer_all(elms, by=cole)

    returns.save_answer(elms, question(elms, "deputies"), Given(version=1), by=dee)

    assert earlier(elms) == [("2", "", "Cole", True)]


def test_what_the_slower_of_two_typed_is_kept_until_they_decide(
    elms, practice, dee, cole
):
    returns.save_answer(elms, practice, Given(words="Briefings"), by=cole)

    for typed in ("Dril", "Drills"):
        saved = returns.save_answer(elms, practice, Given(words=typed), by=dee)

    assert {answer.words for answer in saved.theirs.values()} == {"Briefings"}
    assert elms.answers.get().words == "Briefings"
    assert earlier(elms) == [("Drills", "", "Dee", False)]

    returns.save_answer(elms, practice, Given(words="Drills", version=1), by=dee)

    assert elms.answers.get().words == "Drills"
    assert earlier(elms) == [("Briefings", "", "Cole", True)]


def test_a_third_persons_text_stays_when_another_decides(elms, practice, dee, cole):
    answer = Given(words="Briefings")
    returns.save_answer(elms, practice, answer, by=cole)
    returns.save_answer(elms, practice, Given(words="Drills"), by=dee)

    returns.save_answer(
        elms, practice, Given(words="Briefings, weekly", version=1), by=cole
    )

    assert earlier(elms) == [("Drills", "", "Dee", False)]


def test_the_same_answer_typed_twice_is_not_kept_beside(elms, dee, cole):
    one = question(elms, "deputies")
    returns.save_answer(elms, one, Given(number=Decimal(2)), by=cole)

    returns.save_answer(elms, one, Given(number=Decimal(2)), by=dee)

    assert earlier(elms) == []
