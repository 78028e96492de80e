"""A draft with two sections, which Amara writes."""

import pytest

from audits.drafts.services import editions
from audits.questions.models import Question
from audits.questions.services import create_question_set
from tests.audits.factories import make_question_set


@pytest.fixture
def in_force(db):
    """A set in force, with seven questions in two sections."""
    return make_question_set()


@pytest.fixture
def draft(in_force):
    """A new edition of it, begun as a copy."""
    return editions.begin_edition(
        in_force, edition="2026/27", guidance_edition="KCSIE 2026", by=None
    )


@pytest.fixture
def blank(db):
    """A draft without questions."""
    return create_question_set(title="Early years", edition="2026/27", by=None)


@pytest.fixture
def question_of():
    """The question of a set with a code."""

    def find(question_set, code):
        return Question.objects.get(section__question_set=question_set, code=code)

    return find


@pytest.fixture
def officer(client_of, bryn):
    """Bryn, signed in."""
    return client_of(bryn)
