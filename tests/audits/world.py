"""The rows of audits for the table of every URL × every role (test_access.py)."""

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model

from audits.drafts.services import contradictions, editions
from audits.evidence import services as evidence
from audits.evidence.models import Attachment
from audits.gaps import services
from audits.questions.models import Contradiction, Question, QuestionSet, Section
from audits.returns import checking
from audits.returns.models.answers import Given
from audits.returns.models.returns import AuditReturn
from audits.rounds.models import Round
from audits.signing import minutes, sending_back
from audits.signing import services as signing
from audits.signing.models import SentBack, Signature, SignatureRequest
from partnership.access import Role
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
from tests.factories import MembershipFactory, PersonFactory, SchoolFactory

LEAK_OF_EVIDENCE = "Elm’s record of who was trained in June"
LEAK = "Elm’s lead has had no training since she came"
SECRETS = {"AuditReturn": LEAK, "Attachment": LEAK_OF_EVIDENCE}


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
    attachment = evidence.add_file(
        audit_return,
        question(audit_return, "practice"),
        file=SimpleUploadedFile(f"{LEAK_OF_EVIDENCE}.pdf", b"%PDF-1.7 of Elm"),
        by=dsl,
    )
    MembershipFactory(person=dsl, organisation=school.organisation, role=Role.COLLEAGUE)
    audit_return.refresh_from_db()
    draft = editions.begin_edition(
        round_.question_set, edition="2026/27", guidance_edition="", by=dsl
    )
    contradiction = contradictions.add_contradiction(
        draft, words="Nobody is named, yet there are deputies", by=dsl
    )
    # The last of its section, so that others can be asked about before it.
    question_ = Question.objects.filter(section__question_set=draft).last()
    comment, signature = _sent_back(audit_return, by=dsl)
    return {
        AuditReturn: audit_return,
        Attachment: attachment,
        SentBack: comment,
        Signature: signature,
        SignatureRequest: _asked(audit_return, by=dsl),
        Round: round_,
        QuestionSet: draft,
        Section: question_.section,
        Question: question_,
        Contradiction: contradiction,
    }


def _colleague(row: AuditReturn) -> dict:
    held = row.school.organisation.memberships.filter(role=Role.COLLEAGUE)
    return {"membership": held.order_by("pk").first().pk}


def _practice(row: AuditReturn) -> dict:
    return {"question": question(row, "practice").pk}


def _sent_back(audit_return, *, by) -> tuple[SentBack, Signature]:
    """A comment on the return, and the minute that it withdrew."""
    audit_return.school.type_code = MAINTAINED
    head = PersonFactory(name="Hester Ranger")
    for one in audit_return.progress().to_explain:
        reason = "We have looked at both"
        checking.explain(audit_return, one.contradiction, reason=reason, by=by)
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
    "audits:evidence": _practice,
    "audits:evidence_again": _practice,
    "audits:evidence_link": _practice,
    "audits:evidence_note": _practice,
    "audits:remove_colleague": _colleague,
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


def _colleague_of_another_school(row) -> dict:
    held = MembershipFactory(
        organisation=SchoolFactory().organisation, role=Role.COLLEAGUE
    )
    return {"membership": held.pk}


def _contradiction_of_another_set(row) -> dict:
    others = Contradiction.objects.exclude(question_set=row.round.question_set)
    return {"contradiction": others.first().pk}


FOREIGN_KWARGS = {
    "audits:evidence": _question_of_another_audit,
    "audits:evidence_again": _question_of_another_audit,
    "audits:evidence_link": _question_of_another_audit,
    "audits:evidence_note": _question_of_another_audit,
    "audits:explain": _contradiction_of_another_set,
    "audits:remove_colleague": _colleague_of_another_school,
    "audits:save_answer": _question_of_another_audit,
}
POST = {
    "audits:add_colleague": {"name": "", "email": "nobody"},
    "audits:change_evidence": {"version": "1", "title": ""},
    "audits:evidence_link": {"title": "", "address": "http://"},
    "audits:evidence_note": {"title": ""},
    "audits:check": {"version": "0"},
    "audits:evidence": {},
    "audits:evidence_again": {},
    "audits:give_sections": {},
    "audits:remove_colleague": {},
    "audits:remove_evidence": {},
    "audits:explain": {"reason": ""},
    "audits:gaps": {"version": "0"},
    "audits:last_year": {},
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
