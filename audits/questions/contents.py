"""A whole question set apart from the database, as files hold it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from audits.questions.kinds import USUAL_CHOICES
from audits.questions.models import Question, QuestionSet, Section

# What a file does not say of a question: its place follows from the order.
LEFT_OUT = {"id", "section", "position", "version"}
QUESTION_FIELDS = {
    one.name: one for one in Question._meta.concrete_fields if one.name not in LEFT_OUT
}
TITLE, EDITION, GUIDANCE = (
    QuestionSet._meta.get_field(name).max_length
    for name in ("title", "edition", "guidance_edition")
)
SECTION_TITLE, LETTER = (
    Section._meta.get_field(name).max_length for name in ("title", "letter")
)


@dataclass
class Contents:
    """The title of a question set, its sections with questions, its contradictions.

    Sections are what `services.add_section` takes. What a question does not say has its
    usual value.
    """

    title: str = ""
    edition: str = ""
    guidance_edition: str = ""
    audience: str = QuestionSet.Audience.SCHOOLS
    sections: list[dict[str, Any]] = field(default_factory=list)
    contradictions: list[dict[str, Any]] = field(default_factory=list)

    @property
    def questions(self) -> list[dict[str, Any]]:
        return [one for section in self.sections for one in section["questions"]]

    @property
    def parts(self) -> dict[str, Any]:
        """What `services.draft_question_set` takes besides the names of the set."""
        names = ("audience", "sections", "contradictions")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True)
class Fault:
    """What is wrong in a file, and where."""

    where: str
    column: str
    words: str


@dataclass
class Reading:
    """What a file holds, all that is wrong with it, and what was left out."""

    contents: Contents = field(default_factory=Contents)
    remarks: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def sections(self) -> list[dict[str, Any]]:
        return self.contents.sections


def contents_of(question_set: QuestionSet) -> Contents:
    """What a file of this question set holds."""
    sections = {
        section.pk: {
            "letter": section.letter,
            "title": section.title,
            "guidance": section.guidance,
            "questions": [],
        }
        for section in question_set.sections.all()
    }
    for question in question_set.questions:
        questions = sections[question.section_id]["questions"]
        fields = dict(_unusual(question))
        if question.ref == f"{question.section.letter}{len(questions) + 1}":
            del fields["ref"]
        questions.append(fields)
    return Contents(
        title=question_set.title,
        edition=question_set.edition,
        guidance_edition=question_set.guidance_edition,
        audience=question_set.audience,
        sections=list(sections.values()),
        contradictions=[
            {"conditions": one.conditions, "words": one.words}
            for one in question_set.contradictions.all()
        ],
    )


def _unusual(question: Question) -> Iterator[tuple[str, Any]]:
    """The fields of a question but for those with their usual value."""
    for name, column in QUESTION_FIELDS.items():
        value, usual = getattr(question, name), column.get_default()
        if name == "choices":
            usual = USUAL_CHOICES.get(question.kind, [])
        if value != usual:
            yield name, value


def new_question(fields: Mapping[str, Any], *, letter: str, number: int) -> Question:
    """A question that is not yet saved, with its usual reference and choices."""
    return Question(
        **{
            "ref": f"{letter}{number}",
            "choices": USUAL_CHOICES.get(fields["kind"], []),
            **fields,
        },
        position=number,
    )
