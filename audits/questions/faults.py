"""What is not complete in a question set, before it can be put in force."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audits.questions import conditions
from audits.questions.kinds import ONE_CHOICE, Kind

if TYPE_CHECKING:
    from audits.questions.models import Contradiction, Question, Section


@dataclass(frozen=True)
class Fault:
    """A sentence on what is not complete, and the page on which it is put right."""

    words: str
    page: str
    pk: int


def faults_in(
    sections: Collection["Section"],
    questions: Collection["Question"],
    contradictions: Iterable["Contradiction"],
) -> Iterator[Fault]:
    """All that is not complete in a set, in the order of its questions."""
    asked = {question.section_id for question in questions}
    for section in sections:
        if section.pk not in asked:
            words = f"Section {section.letter} has no questions"
            yield Fault(words, "audits:draft_section", section.pk)
    by_code = {question.code: question for question in questions}
    earlier: dict[str, Question] = {}
    for question in questions:
        for words in _own_faults(question, earlier):
            yield Fault(words, "audits:change_question", question.pk)
        for words in conditions.faults_of(question.show_if, earlier):
            yield Fault(
                f"When question {question.ref} is shown: {words}",
                "audits:shown_if",
                question.pk,
            )
        earlier.setdefault(question.code, question)
    for contradiction in contradictions:
        subject = f"Contradiction “{contradiction.words[:60]}”"
        wrong = list(conditions.faults_of(contradiction.conditions, by_code))
        if not contradiction.conditions:
            wrong = ["there are no conditions"]
        for words in wrong:
            yield Fault(f"{subject}: {words}", "audits:contradiction", contradiction.pk)


def _own_faults(question, earlier: Mapping[str, "Question"]) -> Iterator[str]:
    kept = {value for value, _ in question.choices}
    if question.kind in {*ONE_CHOICE, Kind.MULTIPLE} and not kept:
        yield f"Question {question.ref} has no answers to choose from"
    elif unknown := set(question.gap_answers) - kept:
        words = ", ".join(sorted(unknown))
        yield f"Question {question.ref} has no answer {words}, which would be a gap"
    if question.kind == Kind.TABLE and not question.columns:
        yield f"Question {question.ref} is a table without columns"
    if same := earlier.get(question.code):
        yield (
            f"Questions {same.ref} and {question.ref} have the same code, "
            f"{question.code}"
        )
