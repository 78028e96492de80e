"""The PDF of a return: each answer must be beside its question."""

from types import SimpleNamespace

import pytest
from django.template import engines

from partnership.drawing import pdf
from tests.gates import require_or_skip
from tests.placing import places

pytestmark = pytest.mark.django_db

QUESTIONS = 60
PAGE = """
{% extends "layouts/pdf.html" %}
{% block content %}{% include "audits/returns/_answers_pdf.html" %}{% endblock %}
"""
# In points: a line of the answers' text is 13.5 high.
SAME_LINE = 3


@pytest.fixture
def return_on_paper() -> bytes:
    """Long questions with short answers, and one long answer among them."""
    require_or_skip(pdf.is_available(), "Pango is not installed")
    rows = [
        (
            SimpleNamespace(ref=f"Q{number}", text="Does the school know? " * 6),
            SimpleNamespace(
                is_given=True,
                in_words=f"Said{number}" + " and more" * (40 if number == 7 else 0),
                is_gap=number % 5 == 0,
                comment="Since May" if number % 9 == 0 else "",
            ),
            [],
        )
        for number in range(QUESTIONS)
    ]
    sections = [
        SimpleNamespace(section=f"Section{start}", rows=rows[start : start + 10])
        for start in range(0, QUESTIONS, 10)
    ]
    page = engines["django"].from_string(PAGE.strip())
    return pdf.pdf_of(page.render({"sections": sections}))


def test_each_answer_is_beside_its_question(return_on_paper):
    names = [f"Q{number}" for number in range(QUESTIONS)]
    answers = [f"Said{number}" for number in range(QUESTIONS)]
    at = places(return_on_paper, names + answers)

    for name, answer in zip(names, answers, strict=True):
        assert at[name].page == at[answer].page, name
        assert abs(at[name].from_top - at[answer].from_top) < SAME_LINE, name
        assert at[name].left < at[answer].left, name
    assert at[names[-1]].page > 1


def test_questions_follow_their_section_in_order(return_on_paper):
    order = []
    for number in range(QUESTIONS):
        order += [f"Section{number}"] * (number % 10 == 0) + [f"Q{number}"]
    at = places(return_on_paper, order)

    assert sorted(order, key=at.get) == order
    for number in range(0, QUESTIONS, 10):
        assert at[f"Section{number}"].page == at[f"Q{number}"].page
