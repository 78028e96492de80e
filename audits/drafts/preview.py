"""A question set as one kind of school would be asked it, without a return."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from audits.questions import conditions
from audits.questions.models import Question, QuestionSet, Section
from audits.returns.boxes import QuestionBox
from audits.returns.models.progress import by_section, minutes_for
from partnership.policy.sectors import Sector
from partnership.schools.models import School

# A type of school in each sector, as the national register numbers them.
TYPES = {
    Sector.MAINTAINED: 1,
    Sector.ACADEMY: 28,
    Sector.INDEPENDENT: 11,
    Sector.COLLEGE: 18,
    Sector.OTHER: None,
}


@dataclass(frozen=True)
class ShownSection:
    """A section with the questions that a school is asked."""

    section: Section
    boxes: tuple[QuestionBox, ...]
    minutes: int

    @property
    def conditional(self) -> int:
        """How many questions are asked only if a condition holds."""
        return sum(bool(box.condition) for box in self.boxes)


def preview(
    question_set: QuestionSet, school: School, *, on: date
) -> list[ShownSection]:
    """The sections that a school would be asked in a round opening on a day."""
    every = question_set.questions
    by_code = {question.code: question for question in every}
    asked = [one for one in every if one.is_asked(on=on) and one.is_for(school)]
    return [
        ShownSection(
            section,
            tuple(_box(question, by_code) for question in those),
            minutes_for(those),
        )
        for section, those in by_section(asked)
    ]


def _box(question: Question, by_code: Mapping[str, Question]) -> QuestionBox:
    """A question with nothing answered."""
    return QuestionBox(
        question=question,
        name=f"q{question.pk}",
        condition=conditions.in_words(question.show_if, by_code),
    )
