"""A round with a question of evidence, and a folder of its own for uploads."""

import pytest

from audits.evidence import services as evidence
from audits.questions.kinds import Kind
from tests.audits.evidence.making import pdf
from tests.audits.factories import SECTIONS, make_question_set, make_round, question

POLICY = {
    "letter": "P",
    "title": "Policies",
    "questions": [
        {"code": "policy", "kind": Kind.EVIDENCE, "text": "Show your policy"},
    ],
}


@pytest.fixture(autouse=True)
def _uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def round_(elm, oak):
    for school in (elm, oak):
        school.type_code = 1
        school.save()
    questions = make_question_set("2024/25", sections=[*SECTIONS, POLICY])
    return make_round(elm, oak, question_set=questions)


@pytest.fixture
def asked(elms):
    """The question of evidence."""
    return question(elms, "policy")


@pytest.fixture
def leads(elms):
    """Another question, which is answered with yes, partly or no."""
    return question(elms, "dsl-in-leadership")


@pytest.fixture
def policy(elms, asked, dee):
    """A policy that Dee has uploaded for the question of evidence."""
    return evidence.add_file(elms, asked, file=pdf("Our policy.pdf"), by=dee)
