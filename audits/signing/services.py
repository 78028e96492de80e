"""Sending a return for signing, signing it, submitting it and reopening it."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime

from audits.gaps.services import raise_actions_for, settle_gaps
from audits.returns.acts import why_not_answerable
from audits.returns.models.progress import Signatory
from audits.returns.models.returns import AuditReturn
from audits.signing.models import Signature
from partnership.access import Role
from partnership.dates import clock
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.outbox import messages
from partnership.pages import addresses
from partnership.people.models import Person

STATEMENTS = {
    Signatory.HEAD: "The answers in this return are true to the best of my "
    "knowledge, and I have seen the evidence for them.",
    Signatory.DSL: "I have led the work on this return, and its answers are true "
    "to the best of my knowledge.",
    Signatory.GOVERNOR: "I have read this return on behalf of the governing body "
    "and am satisfied with its answers and actions.",
}
SIGNING_ROLES = {
    Signatory.HEAD: Role.HEAD,
    Signatory.DSL: Role.DSL,
    Signatory.GOVERNOR: Role.GOVERNOR,
}


@transaction.atomic
def declare_ready(
    audit_return: AuditReturn, *, version: int | None = None, by: Person
) -> None:
    """Send a return for signing and ask the first signatory.

    A gap without a plan takes the action its question proposes.

    Raises:
        Refused: an answer is missing.
    """
    audit_return.claim(version)
    if not audit_return.round.is_open:
        raise Refused(why_not_answerable(audit_return))
    questions = audit_return.questions
    answers = audit_return.answers_to(questions)
    missing = [
        question.ref
        for question in questions
        if not question.is_optional
        and not (question.pk in answers and answers[question.pk].is_given)
    ]
    if missing:
        raise Refused(f"Answer {', '.join(missing)} first")
    audit_return.move("declare_ready")
    settle_gaps(audit_return, {pk for pk, a in answers.items() if a.is_gap}, questions)
    audit_return.save(update_fields=["status", "version"])
    history.record(audit_return, "ready to sign", by=by)
    _ask_next_signatory(audit_return)


@transaction.atomic
def take_back(
    audit_return: AuditReturn, *, version: int | None = None, by: Person
) -> None:
    """Reopen a return that was sent for signing, and withdraw its signatures."""
    audit_return.claim(version)
    audit_return.move("take_back")
    withdrawn = audit_return.signatures.filter(withdrawn_at=None).update(
        withdrawn_at=clock.now()
    )
    audit_return.save(update_fields=["status", "version"])
    history.record(audit_return, "taken back", by=by, signatures_withdrawn=withdrawn)


def sign_as_head(
    audit_return: AuditReturn, *, name: str, version: int | None = None, by: Person
) -> Signature:
    return _sign(audit_return, Signatory.HEAD, name=name, version=version, by=by)


def sign_as_dsl(
    audit_return: AuditReturn, *, name: str, version: int | None = None, by: Person
) -> Signature:
    return _sign(audit_return, Signatory.DSL, name=name, version=version, by=by)


def sign_as_governor(
    audit_return: AuditReturn, *, name: str, version: int | None = None, by: Person
) -> Signature:
    return _sign(audit_return, Signatory.GOVERNOR, name=name, version=version, by=by)


@transaction.atomic
def _sign(
    audit_return: AuditReturn,
    role: Signatory,
    *,
    name: str,
    version: int | None,
    by: Person,
) -> Signature:
    audit_return.claim(version)
    audit_return.reload_signatures()
    audit_return.guard(f"sign_as_{role}", by=by)
    signature = Signature.objects.create(
        audit_return=audit_return,
        role=role,
        person=by,
        name=name.strip(),
        statement=STATEMENTS[role],
        at=clock.now(),
    )
    audit_return.save(update_fields=["version"])
    history.record(
        audit_return, "signed", by=by, role=role.label.lower(), name=name.strip()
    )
    _ask_next_signatory(audit_return)
    return signature


def _ask_next_signatory(audit_return: AuditReturn) -> None:
    """Email the next signatory; after the last one, those who can submit."""
    audit_return.reload_signatures()
    role = audit_return.next_to_sign
    on = localtime(clock.now()).date()
    template, roles = (
        ("return_signed", (Role.DSL, Role.HEAD))
        if role is None
        else ("return_to_sign", (SIGNING_ROLES[role],))
    )
    _tell(
        template,
        Person.objects.holding(
            *roles, on=on, organisation=audit_return.school.organisation
        ),
        audit_return,
        role,
    )


def ask_to_sign(audit_return: AuditReturn, person: Person) -> None:
    """Email a person who has just taken over, if they are the next to sign."""
    audit_return.reload_signatures()
    role = audit_return.next_to_sign if audit_return.is_ready else None
    if role and SIGNING_ROLES[role] in audit_return.roles_of(person):
        _tell("return_to_sign", [person], audit_return, role)


def _tell(
    template: str,
    people: Iterable[Person],
    audit_return: AuditReturn,
    role: Signatory | None,
) -> None:
    messages.send(
        template,
        to=people,
        school=str(audit_return.school),
        round=str(audit_return.round),
        last_day=date_format(audit_return.round.closes_on, "l j F Y"),
        link=addresses.absolute(audit_return.get_absolute_url()),
        **({"role": role.label.lower()} if role else {}),
    )


@transaction.atomic
def submit_return(
    audit_return: AuditReturn, *, version: int | None = None, by: Person, on: date
) -> str:
    """Submit a signed return, raise its actions and return its receipt number.

    Raises:
        Refused: a signature is missing, or the round has closed.
    """
    audit_return.claim(version)
    audit_return.reload_signatures()
    audit_return.move("submit")
    raise_actions_for(audit_return, by=by, on=on)
    audit_return.receipt_number = receipt_number(audit_return)
    audit_return.submitted_by, audit_return.submitted_at = by, clock.now()
    audit_return.save()
    history.record(
        audit_return, "submitted", by=by, receipt_number=audit_return.receipt_number
    )
    messages.send(
        "return_submitted",
        to=Person.objects.holding(
            Role.DSL,
            Role.HEAD,
            Role.GOVERNOR,
            on=on,
            organisation=audit_return.school.organisation,
        ),
        school=str(audit_return.school),
        round=str(audit_return.round),
        receipt=audit_return.receipt_number,
        by=by.name,
        at=date_format(localtime(audit_return.submitted_at), "j F Y \\a\\t H:i"),
        link=addresses.absolute(audit_return.get_absolute_url()),
    )
    return audit_return.receipt_number


def receipt_number(audit_return: AuditReturn) -> str:
    """The year the round closes, the return's number and its revision."""
    year = audit_return.round.closes_on.year
    return f"{year}-{audit_return.pk:06d}-{audit_return.revision}"
