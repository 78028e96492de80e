"""Question sets, rounds and returns for tests, built through the services."""

from datetime import date
from decimal import Decimal

from audits.questions import services as questions
from audits.questions.models import Question, QuestionSet
from audits.returns import services as returns
from audits.returns.models.answers import Given
from audits.returns.models.returns import AuditReturn
from audits.rounds import services as rounds
from audits.rounds.models import Round
from audits.signing import services as signing
from partnership.people.models import Person
from partnership.schools.models import School

OPENS = date(2025, 9, 1)
CLOSES = date(2025, 10, 31)
MAINTAINED = 1
Kind = Question.Kind

SECTIONS = [
    {
        "letter": "A",
        "title": "Leads",
        "questions": [
            {
                "code": "dsl-in-leadership",
                "kind": Kind.YES_PARTLY_NO,
                "text": "Is your lead a senior leader?",
                "is_statutory": True,
                "gap_answers": ["partly", "no"],
                "gap_text": "Appoint a senior lead",
            },
            {
                "code": "deputies",
                "kind": Kind.COUNT,
                "text": "How many deputies?",
                "gap_below": 1,
                "gap_text": "Train a deputy",
            },
        ],
    },
    {
        "letter": "B",
        "title": "Practice",
        "guidance": "How things are done.",
        "questions": [
            {
                "code": "challenges",
                "kind": Kind.MULTIPLE,
                "text": "What has become harder?",
                "choices": [["time", "Time"], ["help", "Early help"]],
                "is_optional": True,
            },
            {"code": "reviewed", "kind": Kind.DATE, "text": "When was it reviewed?"},
            {
                "code": "trained",
                "kind": Kind.PERCENT,
                "text": "How many are trained?",
            },
            {
                "code": "practice",
                "kind": Kind.TEXT,
                "text": "What works well?",
                "is_optional": True,
            },
            {
                "code": "boarding",
                "kind": Kind.YES_NO,
                "text": "Is boarding safe?",
                "applies_to": {"has_boarders": True},
            },
        ],
    },
]

# A complete return without gaps.
ANSWERS = {
    "dsl-in-leadership": Given(choice="yes"),
    "deputies": Given(number=Decimal(2)),
    "challenges": Given(choices=("help",)),
    "reviewed": Given(day=date(2025, 6, 3)),
    "trained": Given(number=Decimal("97.5")),
}


def make_question_set(
    edition: str = "2025/26", sections=SECTIONS, contradictions=(), *, in_force=True
) -> QuestionSet:
    """A question set; each contradiction is its words and its conditions."""
    question_set = questions.draft_question_set(
        sections, title="Audit", edition=edition, by=None
    )
    for position, (words, conditions) in enumerate(contradictions, 1):
        question_set.contradictions.create(
            position=position, words=words, conditions=conditions
        )
    if in_force:
        questions.put_in_force(question_set, by=None)
    return question_set


def make_round(
    *schools: School,
    question_set: QuestionSet | None = None,
    academic_year: str = "2024/25",
    opens_on: date = OPENS,
    closes_on: date = CLOSES,
) -> Round:
    """An open round for these schools."""
    round_ = rounds.plan_round(
        question_set=question_set or make_question_set(academic_year),
        title="Safeguarding audit",
        academic_year=academic_year,
        opens_on=opens_on,
        closes_on=closes_on,
        by=None,
    )
    returns.open_round(round_, schools, by=None, on=opens_on)
    return round_


def return_of(round_: Round, school: School) -> AuditReturn:
    return AuditReturn.objects.with_school().get(
        round=round_, school=school, is_current=True
    )


def given(audit_return: AuditReturn, **changes: Given) -> dict[Question, Given]:
    """Answers to all of the school's questions; changes by code, with `_` for `-`."""
    answers = {**ANSWERS, **{key.replace("_", "-"): v for key, v in changes.items()}}
    return {
        question: answers[question.code]
        for question in audit_return.questions
        if question.code in answers
    }


def answer_all(audit_return: AuditReturn, *, by: Person, **changes: Given) -> None:
    returns.save_answers(audit_return, given(audit_return, **changes), by=by)


def submitted_return(
    audit_return: AuditReturn, *, dsl: Person, head: Person, governor: Person, **changes
) -> AuditReturn:
    """The return, answered, signed by head and governor, and submitted."""
    answer_all(audit_return, by=dsl, **changes)
    signing.declare_ready(audit_return, by=dsl)
    signing.sign_as_head(audit_return, name=head.name, by=head)
    signing.sign_as_governor(audit_return, name=governor.name, by=governor)
    signing.submit_return(audit_return, by=dsl, on=CLOSES)
    return audit_return


def question(audit_return: AuditReturn, code: str) -> Question:
    return next(one for one in audit_return.questions if one.code == code)
