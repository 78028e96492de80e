"""The progress of a return: its sections, answers and signatures."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from django.db.models import Model, TextChoices
from django.utils.timezone import localtime

from audits.questions.conditions import all_hold, codes_of, in_words
from audits.questions.kinds import Kind
from audits.questions.models import Contradiction, Question, Section
from audits.returns.models.answers import Answer, Given
from audits.returns.models.explanations import Explanation
from partnership.people.models import Person

# Minutes that one question takes; the others take as long as choosing an answer.
MINUTES = {Kind.TEXT: 3, Kind.TABLE: 3, Kind.EVIDENCE: 3}
CHOOSING = 1


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
    # Whether its answers only say that no question applies.
    is_not_applicable: bool = False
    # Who was asked to answer it; nobody else is kept from it.
    delegate: Person | None = None

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
        given = f", given to {self.delegate}" if self.delegate else ""
        return f"{self._left}{given}"

    @property
    def _left(self) -> str:
        if self.missing:
            return left_in_words(self.missing)
        if not self.asked:
            return "No questions for you, given your other answers"
        if self.is_not_applicable:
            return "You have answered that none of these questions applies to you"
        return f"{self.answered} of {self.asked} answered"


@dataclass(frozen=True)
class PointedOut:
    """A contradiction between answers of a return, and its explanation, if any."""

    contradiction: Contradiction
    questions: tuple[Question, ...]
    versions: Mapping[str, int]
    explanation: Explanation | None

    @property
    def reason(self) -> str:
        """The reason last given, though the answers may have changed since."""
        return self.explanation.reason if self.explanation else ""

    @property
    def is_explained(self) -> bool:
        """Whether it was explained, and none of its answers has changed since."""
        return bool(self.explanation and self.explanation.versions == self.versions)


@dataclass(frozen=True)
class Progress:
    """How far a return is: its sections, and what its answers contradict."""

    sections: tuple[SectionProgress, ...]
    contradictions: tuple[PointedOut, ...]

    def given_to(self, delegates: Mapping[int, Person], reader: Person) -> "Progress":
        """The same with who was asked to answer each section, the reader’s first."""
        sections = [
            replace(one, delegate=delegates.get(one.section.pk))
            for one in self.sections
        ]
        sections.sort(key=lambda one: one.delegate != reader)
        return replace(self, sections=tuple(sections))

    def groups(self, reader: Person) -> list[tuple[str, list[SectionProgress]]]:
        """The sections a reader was asked to answer and the others, under headings."""
        theirs = [one for one in self.sections if one.delegate == reader]
        others = [one for one in self.sections if one.delegate != reader]
        if not theirs:
            return [("Answers", others)]
        return [("Your sections", theirs), ("Other sections", others)]

    @property
    def missing(self) -> tuple[Question, ...]:
        return tuple(one for section in self.sections for one in section.missing)

    @property
    def left(self) -> str:
        """What is left to answer; empty once nothing is."""
        return left_in_words(self.missing) if self.missing else ""

    @property
    def next_section(self) -> SectionProgress | None:
        """The first section with a question left."""
        return next((one for one in self.sections if one.missing), None)

    @property
    def to_explain(self) -> tuple[PointedOut, ...]:
        return tuple(one for one in self.contradictions if not one.is_explained)

    @property
    def not_applicable(self) -> tuple[SectionProgress, ...]:
        return tuple(one for one in self.sections if one.is_not_applicable)


@dataclass(frozen=True)
class AnsweredSection:
    """A section with its questions, and their answers and evidence, if any."""

    section: Section
    rows: tuple[tuple[Question, Answer | None, list[Model]], ...]
    # The questions not asked because of other answers, with their conditions in words.
    not_asked: tuple[tuple[Question, str], ...] = ()

    @property
    def gaps(self) -> int:
        return sum(answer.is_gap for _, answer, _ in self.rows if answer)


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


def minutes_for(questions: Iterable[Question]) -> int:
    """About how many minutes questions take to answer."""
    return sum(MINUTES.get(question.kind, CHOOSING) for question in questions)


def left_in_words(missing: Collection[Question]) -> str:
    """How many questions are left, and how long they take."""
    minutes = minutes_for(missing)
    return (
        f"{len(missing)} question{'' if len(missing) == 1 else 's'} left, about "
        f"{minutes} minute{'' if minutes == 1 else 's'}"
    )


def asked_among(
    questions: Iterable[Question],
    given: Mapping[str, Answer | Given],
    facts: Mapping[str, int | None],
    *,
    elsewhere: Mapping[str, Answer] | None = None,
) -> list[Question]:
    """The questions that are asked, given the answers by code.

    What was typed in a question that is not asked meets no condition. `elsewhere` are
    answers that count already, to other questions.
    """
    asked, counted = [], dict(elsewhere or {})
    for question in questions:
        if not all_hold(question.show_if, given=counted, facts=facts):
            continue
        asked.append(question)
        if answer := given.get(question.code):
            counted[question.code] = answer
    return asked


def contradicting(
    contradictions: Iterable[Contradiction],
    asked: Iterable[Question],
    given: Mapping[str, Answer],
    facts: Mapping[str, int | None],
) -> list[tuple[Contradiction, tuple[Question, ...], dict[str, int]]]:
    """Contradictions that hold, with their questions and their answers' versions."""
    by_code = {question.code: question for question in asked}
    counted = {code: answer for code, answer in given.items() if code in by_code}
    found = []
    for one in contradictions:
        if all_hold(one.conditions, given=counted, facts=facts):
            codes = codes_of(one.conditions)
            about = tuple(by_code[code] for code in by_code if code in codes)
            found.append((one, about, {q.code: counted[q.code].version for q in about}))
    return found


def progress_of(
    questions: Iterable[Question],
    asked: Iterable[Question],
    answered_to: Mapping[int, str],
) -> tuple[SectionProgress, ...]:
    """The progress of each section; answers are reasons not to apply, by question."""
    asked = {question.pk for question in asked}
    return tuple(
        _section_progress(
            section, [one for one in those if one.pk in asked], answered_to
        )
        for section, those in by_section(questions)
    )


def _section_progress(
    section: Section, asked: list[Question], answered_to: Mapping[int, str]
) -> SectionProgress:
    reasons = [answered_to[one.pk] for one in asked if one.pk in answered_to]
    return SectionProgress(
        section=section,
        asked=len(asked),
        answered=len(reasons),
        missing=tuple(
            one for one in asked if one.pk not in answered_to and not one.is_optional
        ),
        is_not_applicable=bool(reasons) and all(reasons),
    )


def answered(
    questions: Iterable[Question],
    asked: Iterable[Question],
    answers: Mapping[int, Answer],
    shown: Mapping[int, list[Model]],
) -> list[AnsweredSection]:
    """Each section with its answers and the evidence shown for them."""
    by_code = {question.code: question for question in questions}
    asked = {question.pk for question in asked}
    return [
        AnsweredSection(
            section,
            tuple(
                (one, answers.get(one.pk), shown.get(one.pk, []))
                for one in those
                if one.pk in asked
            ),
            tuple(
                (one, in_words(one.show_if, by_code))
                for one in those
                if one.pk not in asked
            ),
        )
        for section, those in by_section(questions)
    ]
