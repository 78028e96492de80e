"""The questions of a return without answers, to print: every branch, its condition."""

from collections.abc import Sequence
from dataclasses import dataclass

from audits.questions.conditions import in_words
from audits.questions.models import Question, Section
from audits.returns.boxes import QuestionBox
from audits.returns.models.progress import by_section


@dataclass(frozen=True)
class BlankSection:
    """A section with its questions as empty boxes."""

    section: Section
    boxes: tuple[QuestionBox, ...]


def blank_sections(questions: Sequence[Question]) -> list[BlankSection]:
    by_code = {question.code: question for question in questions}
    return [
        BlankSection(
            section,
            tuple(
                QuestionBox(
                    question=one,
                    name=one.code,
                    condition=in_words(one.show_if, by_code),
                )
                for one in those
            ),
        )
        for section, those in by_section(questions)
    ]
