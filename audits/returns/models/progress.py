"""The progress of a return: its sections, answers and signatures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Model, TextChoices
from django.utils.timezone import localtime

from audits.questions.models import Question, Section
from audits.returns.models.answers import Answer


class Signatory(TextChoices):
    """The roles that may have to sign a return; local policy decides which do."""

    HEAD = "head", "Head"
    DSL = "dsl", "Designated safeguarding lead"
    GOVERNOR = "governor", "Governor"
    PROPRIETOR = "proprietor", "Proprietor"


@dataclass(frozen=True)
class SectionProgress:
    """The progress of one section."""

    section: Section
    asked: int
    answered: int
    missing: tuple[Question, ...]

    @property
    def is_complete(self) -> bool:
        return not self.missing

    @property
    def words(self) -> str:
        """The section's status on the task list."""
        if self.is_complete:
            return "Completed"
        return "In progress" if self.answered else "Not started"

    @property
    def colour(self) -> str:
        """The colour of its status tag; none once complete."""
        if self.is_complete:
            return ""
        return "teal" if self.answered else "blue"

    @property
    def hint(self) -> str:
        return f"{self.answered} of {self.asked} answered"


@dataclass(frozen=True)
class AnsweredSection:
    """A section with its questions and their answers, if any."""

    section: Section
    rows: tuple[tuple[Question, Answer | None], ...]

    @property
    def gaps(self) -> int:
        return sum(answer.is_gap for _, answer in self.rows if answer)


@dataclass(frozen=True)
class SignatureDue:
    """A signature that a return needs, and whether it is given or next."""

    role: Signatory
    signature: Model | None
    is_next: bool
    url: str

    @property
    def title(self) -> str:
        return f"Sign as {self.role.label.lower()}"

    @property
    def permission(self) -> str:
        """The name of the permission to sign."""
        return f"SIGN_RETURN_AS_{self.role.name}"

    @property
    def signed_by(self) -> str:
        """Who signed and when."""
        at = localtime(self.signature.at)
        return f"{self.signature.signed_by}, {at.day} {at:%B %Y at %H:%M}"


def by_section(questions: Iterable[Question]) -> list[tuple[Section, list[Question]]]:
    """Questions, already in order, grouped by section."""
    return [
        (section, list(those))
        for section, those in groupby(questions, key=lambda one: one.section)
    ]


def progress_of(
    questions: Iterable[Question], answered_to: set[int]
) -> list[SectionProgress]:
    """The progress of each section."""
    return [
        SectionProgress(
            section=section,
            asked=len(those),
            answered=sum(question.pk in answered_to for question in those),
            missing=tuple(
                question
                for question in those
                if question.pk not in answered_to and not question.is_optional
            ),
        )
        for section, those in by_section(questions)
    ]


def answered(
    questions: Iterable[Question], answers: Mapping[int, Answer]
) -> list[AnsweredSection]:
    """Each section with its answers."""
    return [
        AnsweredSection(
            section, tuple((question, answers.get(question.pk)) for question in those)
        )
        for section, those in by_section(questions)
    ]
