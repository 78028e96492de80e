"""A question set as one kind of school would be asked it, without a return."""

from dataclasses import dataclass
from datetime import date

from audits.questions.models import QuestionSet, Section
from audits.questions.wording import Worded, worded
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
    rows: tuple[Worded, ...]
    minutes: int

    @property
    def conditional(self) -> int:
        """How many questions are asked only if a condition holds."""
        return sum(bool(row.shown_if) for row in self.rows)


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
            worded(those, by_code),
            minutes_for(those),
        )
        for section, those in by_section(asked)
    ]
