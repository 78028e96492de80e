"""Sending a return for signing, signing it, submitting it and reopening it."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime

from audits.gaps.services import raise_actions_for, settle_gaps
from audits.returns.acts import SIGNERS, why_not_answerable
from audits.returns.checking import refuse_unless_complete
from audits.returns.models.progress import Signatory
from audits.returns.models.returns import ANSWERING_ROLES, AuditReturn
from audits.signing import submitted_pdf
from audits.signing.models import Capacity, Signature
from partnership.access import Role
from partnership.dates import clock
from partnership.email_addresses import plain_address
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.names import plain_name
from partnership.outbox import messages
from partnership.pages import addresses
from partnership.people.models import Membership, Person
from partnership.sign_in.models import User

STATEMENTS = {
    Signatory.HEAD: "The answers in this return are true to the best of my "
    "knowledge, and I have seen the evidence for them.",
    Signatory.DSL: "I have led the work on this return, and its answers are true "
    "to the best of my knowledge.",
    Signatory.GOVERNOR: "I have read this return on behalf of the governing body "
    "and am satisfied with its answers and actions.",
    Signatory.PROPRIETOR: "I am responsible for this setting. The answers in this "
    "return are true to the best of my knowledge, and I have seen the evidence for "
    "them.",
}


@transaction.atomic
def declare_ready(
    audit_return: AuditReturn, *, version: int | None = None, by: Person
) -> None:
    """Send a return for signing and ask the first signatory.

    A gap without a plan takes the action its question proposes.

    Raises:
        Refused: an answer is missing, or a contradiction is not explained.
    """
    audit_return.claim(version)
    if not audit_return.is_open:
        raise Refused(why_not_answerable(audit_return))
    refuse_unless_complete(audit_return)
    _refuse_unless_answered(audit_return)
    audit_return.move("declare_ready")
    found = {answer.question_id for answer in audit_return.gap_answers()}
    settle_gaps(audit_return, found, audit_return.questions)
    audit_return.signatories = audit_return.required_signatories()
    audit_return.save(update_fields=["status", "signatories", "version"])
    history.record(audit_return, "ready to sign", by=by)
    ask_next_signatory(audit_return)


def _refuse_unless_answered(audit_return: AuditReturn) -> None:
    """Refuse while a signatory's comment waits for an answer."""
    waiting = audit_return.comments.filter(answered_at=None).first()
    if waiting:
        raise Refused(f"Say what you have done about {waiting.name}’s comment first")


@transaction.atomic
def take_back(
    audit_return: AuditReturn, *, version: int | None = None, by: Person
) -> None:
    """Reopen a return that was sent for signing, and withdraw its signatures."""
    audit_return.claim(version)
    audit_return.move("take_back")
    withdrawn = withdraw_signatures(audit_return)
    history.record(audit_return, "taken back", by=by, signatures_withdrawn=withdrawn)


def withdraw_signatures(audit_return: AuditReturn) -> int:
    """Withdraw what was signed or asked for, save the return, and count signatures."""
    now = clock.now()
    audit_return.signature_requests.filter(ended_at=None).update(ended_at=now)
    withdrawn = audit_return.signatures.filter(withdrawn_at=None)
    count = withdrawn.update(withdrawn_at=now)
    audit_return.reload_signatures()
    audit_return.signatories = []
    audit_return.save(update_fields=["status", "signatories", "version"])
    return count


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


def sign_as_proprietor(
    audit_return: AuditReturn, *, name: str, version: int | None = None, by: Person
) -> Signature:
    return _sign(audit_return, Signatory.PROPRIETOR, name=name, version=version, by=by)


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
    return keep_signature(
        audit_return,
        role,
        by=by,
        person=by,
        name=name,
        capacity=_capacity(audit_return, by) if role == Signatory.GOVERNOR else "",
    )


def _capacity(audit_return: AuditReturn, person: Person) -> str:
    """As what someone signs for the governing body."""
    if Role.GOVERNOR in audit_return.roles_of(person):
        return Capacity.GOVERNOR
    return Capacity.CHAIR


def keep_signature(
    audit_return: AuditReturn,
    role: Signatory,
    *,
    by: Person | None,
    name: str = "",
    **how: object,
) -> Signature:
    """Save a signature or its waiver, and ask who signs next; the caller has locked.

    Raises:
        Refused: a check of the return fails, or the same person has signed before.
    """
    refuse_unless_complete(audit_return)
    name = name.strip()
    if "person" not in how:
        refuse_the_same_person(audit_return, name, str(how.get("email", "")))
    signature = Signature.objects.create(
        audit_return=audit_return,
        role=role,
        name=name,
        statement=STATEMENTS[role] if name else "",
        at=clock.now(),
        **how,
    )
    audit_return.signature_requests.filter(ended_at=None).update(ended_at=clock.now())
    audit_return.save(update_fields=["version"])
    event = "signature waived" if signature.is_waived else "signed"
    history.record(
        audit_return,
        event,
        by=by,
        role=signature.as_what.lower(),
        name=name,
        reason=signature.reason,
        **({"how": "a code sent by email"} if by is None else {}),
    )
    ask_next_signatory(audit_return)
    return signature


def refuse_the_same_person(
    audit_return: AuditReturn, name: str, email: str, *, field: str = ""
) -> None:
    """Refuse a second signature under a name or address that has signed already."""
    for signature in audit_return.current_signatures.values():
        addresses_used = {signature.email, getattr(signature.person, "email", "")}
        used = {plain_address(one).lower() for one in addresses_used}
        is_same = plain_name(signature.name) == plain_name(name) or (
            email and plain_address(email).lower() in used
        )
        if name and signature.name and is_same:
            raise Refused(
                f"{signature.name} has already signed this return. Someone else must "
                "sign too",
                field=field,
            )


def ask_next_signatory(audit_return: AuditReturn) -> None:
    """Email the next signatory; after the last one, those who can submit."""
    audit_return.reload_signatures()
    role = audit_return.next_to_sign
    on = localtime(clock.now()).date()
    template, roles = (
        ("return_signed", ANSWERING_ROLES)
        if role is None
        else ("return_to_sign", SIGNERS[role])
    )
    _tell(
        template,
        Person.objects.holding(
            *roles, on=on, organisation=audit_return.school.organisation
        ),
        audit_return,
        role,
    )


def ask_newcomer(membership: Membership) -> None:
    """Email someone who has just taken a role for whose signature returns wait.

    Someone without an account is invited by the officer, and finds the return on
    their home page.
    """
    has_begun = membership.from_date <= localtime(clock.now()).date()
    has_account = User.objects.filter(person=membership.person_id).exists()
    if not (has_begun and has_account) or membership.role not in {
        role for roles in SIGNERS.values() for role in roles
    }:
        return
    for audit_return in (
        AuditReturn.objects.outstanding()
        .filter(school__organisation=membership.organisation_id)
        .filter(status=AuditReturn.Status.READY)
        .with_school()
    ):
        role = audit_return.next_to_sign
        if role and membership.role in SIGNERS[role]:
            _tell("return_to_sign", [membership.person], audit_return, role)


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
        last_day=date_format(audit_return.closes_on, "l j F Y"),
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
    return _submit(audit_return, "submit", version=version, by=by, on=on)


@transaction.atomic
def submit_for_school(
    audit_return: AuditReturn, *, version: int | None = None, by: Person, on: date
) -> str:
    """As an officer, submit a return with a waived signature."""
    return _submit(audit_return, "submit_for_school", version=version, by=by, on=on)


def _submit(
    audit_return: AuditReturn, act: str, *, version: int | None, by: Person, on: date
) -> str:
    audit_return.claim(version)
    audit_return.reload_signatures()
    audit_return.move(act)
    refuse_unless_complete(audit_return)
    raise_actions_for(audit_return, by=by, on=on)
    audit_return.receipt_number = receipt_number(audit_return)
    audit_return.submitted_by, audit_return.submitted_at = by, clock.now()
    audit_return.save()
    submitted_pdf.ask_for(audit_return)
    history.record(
        audit_return, "submitted", by=by, receipt_number=audit_return.receipt_number
    )
    messages.send(
        "return_submitted",
        to=Person.objects.holding(
            *ANSWERING_ROLES,
            *SIGNERS[Signatory.GOVERNOR],
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
