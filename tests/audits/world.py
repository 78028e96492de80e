"""The rows of audits for the table of every URL × every role (test_access.py)."""

from django.db.models import Model

from audits.drafts.services import contradictions, editions
from audits.gaps import services
from audits.questions.models import Contradiction, Question, QuestionSet, Section
from audits.returns.models.answers import Given
from audits.returns.models.returns import AuditReturn
from audits.rounds.models import Round
from tests.audits.factories import (
    answer_all,
    make_question_set,
    make_round,
    question,
    return_of,
)
from tests.factories import PersonFactory

LEAK = "Elm’s lead has had no training since she came"
SECRETS = {"AuditReturn": LEAK}


def rows(world) -> dict[type[Model], Model]:
    """A half-finished return with a gap, and its round, which asked another school."""
    school, other = world.school.school, world.other_school.school
    no_lead = [{"code": "dsl-in-leadership", "answers": ["no"]}]
    question_set = make_question_set("2024/25", contradictions=[("No lead", no_lead)])
    round_ = make_round(school, other, question_set=question_set)
    audit_return = return_of(round_, school)
    dsl = PersonFactory(name="Dilys Ranger")
    answer_all(
        audit_return,
        by=dsl,
        dsl_in_leadership=Given(choice="no", comment=LEAK),
        practice=Given(words=LEAK),
    )
    plan = services.GapPlan(action_text=LEAK, owner_words="Head")
    services.plan_gaps(
        audit_return, {question(audit_return, "dsl-in-leadership"): plan}, by=dsl
    )
    audit_return.refresh_from_db()
    draft = editions.begin_edition(
        round_.question_set, edition="2026/27", guidance_edition="", by=dsl
    )
    contradiction = contradictions.add_contradiction(
        draft, words="Nobody is named, yet there are deputies", by=dsl
    )
    # The last of its section, so that others can be asked about before it.
    question_ = Question.objects.filter(section__question_set=draft).last()
    return {
        AuditReturn: audit_return,
        Round: round_,
        QuestionSet: draft,
        Section: question_.section,
        Question: question_,
        Contradiction: contradiction,
    }


EXTRA_KWARGS = {
    "audits:explain": lambda row: {
        "contradiction": row.round.question_set.contradictions.get().pk
    },
    "audits:last_year": lambda row: {"letter": "A"},
    "audits:bank_file": lambda row: {"audience": "schools", "ending": "yaml"},
    "audits:question_set_file": lambda row: {"ending": "xlsx"},
    "audits:section": lambda row: {"letter": "A"},
    "audits:save_answer": lambda row: {
        "question": question(row, "dsl-in-leadership").pk
    },
}


def _question_of_another_audit(row) -> dict:
    other = make_question_set("2011/12")
    return {"question": Question.objects.filter(section__question_set=other).first().pk}


FOREIGN_KWARGS = {"audits:save_answer": _question_of_another_audit}
POST = {
    "audits:check": {"version": "0"},
    "audits:explain": {"reason": ""},
    "audits:gaps": {"version": "0"},
    "audits:last_year": {},
    "audits:open_round": {"title": "", "academic_year": "2026", "closes_on-year": "26"},
    "audits:section": {"version": "0"},
    "audits:sign_as_dsl": {"version": "1", "name": ""},
    "audits:sign_as_governor": {"version": "1", "name": ""},
    "audits:sign_as_head": {"version": "1", "name": ""},
    "audits:submit": {"version": "0"},
}
