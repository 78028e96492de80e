"""The rows of audits for the table of every URL × every role (test_access.py)."""

from django.core.files.base import ContentFile
from django.db.models import Model

from audits.gaps import services
from audits.questions.models import Question, QuestionSet
from audits.returns.models.answers import Given
from audits.returns.models.returns import AuditReturn
from audits.rounds.models import Round
from audits.signing import minutes, sending_back
from audits.signing import services as signing
from audits.signing.models import SentBack, Signature, SignatureRequest
from partnership.dates import clock
from tests.audits.factories import (
    CLOSES,
    MAINTAINED,
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
    round_ = make_round(school, other)
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
    comment, signature = _sent_back(audit_return, by=dsl)
    return {
        AuditReturn: audit_return,
        SentBack: comment,
        Signature: signature,
        SignatureRequest: _asked(audit_return, by=dsl),
        Round: round_,
        QuestionSet: round_.question_set,
    }


def _sent_back(audit_return, *, by) -> tuple[SentBack, Signature]:
    """A comment on the return, and the minute that it withdrew."""
    audit_return.school.type_code = MAINTAINED
    head = PersonFactory(name="Hester Ranger")
    signing.declare_ready(audit_return, by=by)
    signing.sign_as_head(audit_return, name=head.name, by=head)
    signature = minutes.record_minute(
        audit_return,
        name="Grace Ranger",
        capacity="chair",
        meeting_on=CLOSES,
        minute_reference="7",
        minute=ContentFile(b"%PDF-1.7 minute", name="minute.pdf"),
        by=by,
        on=CLOSES,
    )
    comment = sending_back.send_back(
        audit_return, comment=LEAK, name="Grace Ranger", as_what="Governor", by=None
    )
    return comment, signature


def _asked(audit_return, *, by) -> SignatureRequest:
    """A governor who has just entered the code."""
    return SignatureRequest.objects.create(
        audit_return=audit_return,
        capacity="chair",
        name="Grace Ranger",
        email="grace@wexcombe.example",
        asked_by=by,
        asked_at=clock.now(),
        entered_at=clock.now(),
    )


EXTRA_KWARGS = {
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
    "audits:gaps": {"version": "0"},
    "audits:open_round": {"title": "", "academic_year": "2026", "closes_on-year": "26"},
    "audits:section": {"version": "0"},
    "audits:sign_as_dsl": {"version": "1", "name": ""},
    "audits:sign_as_governor": {"version": "1", "name": ""},
    "audits:sign_as_head": {"version": "1", "name": ""},
    "audits:sign_as_proprietor": {"version": "1", "name": ""},
    "audits:answer_comment": {"answer": ""},
    "audits:ask_governor": {"version": "1", "name": ""},
    "audits:open_late": {"version": "1", "reason": ""},
    "audits:record_minute": {"version": "1", "name": ""},
    "audits:reopen": {"version": "1", "reason": ""},
    "audits:send_back": {"version": "1", "comment": ""},
    "audits:submit_for_school": {"version": "0"},
    "audits:waive": {"version": "1", "reason": ""},
    "audits:submit": {"version": "0"},
}
