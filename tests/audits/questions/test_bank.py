"""The question sets that come with Quorate: complete, sound and readable."""

import re
from collections import Counter
from pathlib import Path

import pytest

from audits.questions import bank, conditions, files
from audits.questions.checking import faults_of_section
from audits.questions.contents import new_question
from audits.questions.kinds import Kind
from audits.questions.yamls import as_yaml

# The paragraphs of the 2026 edition whose numbers have been reported.
PARAGRAPHS = {74, 78, 150, 151, 159, 160, 165, 218}
SCHOOLS, EARLY_YEARS = bank.AUDIENCES
both = pytest.mark.parametrize("audience", bank.AUDIENCES)


def file_of(audience) -> bytes:
    return Path(bank.__file__).with_name(f"{audience.value}.yaml").read_bytes()


def questions_of(audience) -> list:
    return [
        new_question(fields, letter=section["letter"], number=number)
        for section in bank.questions_for(audience).sections
        for number, fields in enumerate(section["questions"], 1)
    ]


@both
def test_its_file_is_read_without_a_fault_and_written_as_it_is(audience):
    content = file_of(audience)

    reading = files.read(content)

    assert reading.faults == []
    assert as_yaml(reading.contents).decode() == content.decode()
    assert reading.contents.audience == audience


@both
def test_every_question_can_be_asked(audience):
    before, found = [], []
    for section in bank.questions_for(audience).sections:
        questions = [
            new_question(fields, letter=section["letter"], number=number)
            for number, fields in enumerate(section["questions"], 1)
        ]
        found += faults_of_section(questions, before=before)
        before += questions

    assert found == []


@both
def test_contradictions_are_about_its_own_questions(audience):
    by_code = {one.code: one for one in questions_of(audience)}

    contradictions = bank.questions_for(audience).contradictions

    for one in contradictions:
        assert list(conditions.faults_of(one["conditions"], by_code)) == []
        assert len(one["conditions"]) > 1
    assert len({one["words"] for one in contradictions}) == len(contradictions)


@both
def test_every_possible_gap_proposes_an_action_and_how_it_is_judged(audience):
    without = [
        one.code
        for one in questions_of(audience)
        if one.can_leave_a_gap != bool(one.gap_text and one.gap_measure)
    ]

    assert without == []


@both
def test_every_colour_says_what_it_means(audience):
    colours = [one for one in questions_of(audience) if one.kind == Kind.RAG]

    assert colours
    for question in colours:
        assert list(question.descriptors) == ["green", "amber", "red"]


@both
def test_only_reported_paragraphs_are_named(audience):
    references = [one.guidance_reference for one in questions_of(audience)]

    named = {
        int(n) for text in references for n in re.findall(r"paragraph (\d+)", text)
    }
    others = {n for text in references for n in re.findall(r"\b\d{1,3}\b", text)}
    assert named <= PARAGRAPHS
    assert {int(n) for n in others} <= named


@both
def test_every_statutory_question_says_where_it_comes_from(audience):
    without = [
        one.code
        for one in questions_of(audience)
        if one.is_statutory and not one.guidance_reference
    ]

    assert without == []


@both
def test_questions_are_short_and_plainly_written(audience):
    for question in questions_of(audience):
        asked = question.kind != Kind.EVIDENCE
        assert question.text.endswith("?" if asked else "."), question.text
        assert len(question.text.split()) <= 32, question.text
        assert "'" not in question.text + question.why_we_ask + question.gap_text
        for text in (question.gap_text, question.gap_measure):
            assert not text.endswith("."), text
        assert not question.why_we_ask or question.why_we_ask.endswith((".", "?"))


def test_schools_are_asked_about_everything_from_a_to_m():
    sections = bank.questions_for(SCHOOLS).sections

    letters = "".join(section["letter"] for section in sections)
    questions = questions_of(SCHOOLS)
    everywhere = [one for one in questions if not one.applies_to]
    assert letters == "ABCDEFGHIJKLM"
    assert 100 <= len(everywhere) <= len(questions) <= 115
    assert {one.kind for one in questions} == set(Kind.values)
    assert len(bank.questions_for(SCHOOLS).contradictions) >= 8


def test_early_years_settings_are_asked_less():
    assert 35 <= len(questions_of(EARLY_YEARS)) <= 45


def test_a_code_asks_for_the_same_kind_of_answer_of_both():
    kinds = [{one.code: one.kind for one in questions_of(a)} for a in bank.AUDIENCES]

    shared = set(kinds[0]) & set(kinds[1])
    assert {code for code in shared if kinds[0][code] != kinds[1][code]} == set()
    assert Counter(kinds[0][code] for code in shared)[Kind.COUNT] >= 3
