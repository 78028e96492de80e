"""What an officer does: waive a signature, reopen a submission, open a late return."""

from datetime import date

from django.db import models, transaction
from django.utils.formats import date_format

from audits.returns.models.progress import Signatory
from audits.returns.models.returns import ANSWERING_ROLES, AuditReturn
from audits.signing.models import Signature
from audits.signing.services import keep_signature
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.outbox import messages
from partnership.pages import addresses
from partnership.people.models import Person

# What the next version of a return begins with.
CARRIED_OVER = ("answers", "gaps", "attachments", "explanations", "delegations")


@transaction.atomic
def waive(
    audit_return: AuditReturn,
    *,
    role: str,
    reason: str,
    version: int | None = None,
    by: Person,
) -> Signature:
    """Do without a signature, where whoever should give it no longer exists.

    Raises:
        Refused: the return is not being signed, or this signature is not missing.
    """
    audit_return.claim(version)
    audit_return.reload_signatures()
    audit_return.guard("waive", by=by)
    if role not in audit_return.missing_signatures:
        raise Refused("This signature is not missing", field="role")
    return keep_signature(
        audit_return,
        Signatory(role),
        by=by,
        how=Signature.How.WAIVED,
        recorded_by=by,
        reason=reason,
    )


@transaction.atomic
def reopen_return(
    audit_return: AuditReturn,
    *,
    reason: str,
    deadline: date | None = None,
    version: int | None = None,
    by: Person,
    on: date,
) -> AuditReturn:
    """Start the next version of a submitted return with its answers and plan.

    The version before stays as it is, with its signatures, PDF and receipt, and counts
    until the next one is submitted.

    Raises:
        Refused: it is not the newest version, or a closed round needs a deadline.
    """
    audit_return.claim(version)
    audit_return.guard("reopen", by=by)
    deadline = _deadline(audit_return, deadline, on=on)
    audit_return.is_current = False
    audit_return.save(update_fields=["is_current", "version"])
    following = AuditReturn(
        round=audit_return.round,
        school=audit_return.school,
        revision=audit_return.revision + 1,
        previous=audit_return.previous,
        own_deadline=deadline,
        reopened_because=reason,
    )
    following.move("start")
    following.save()
    for name in CARRIED_OVER:
        _carry_over(getattr(audit_return, name).all(), following)
    number = following.revision
    history.record(audit_return, "reopened", by=by, number=number, reason=reason)
    history.record(following, "version started", by=by, number=number, reason=reason)
    _tell(following, reason=reason, on=on)
    return following


def _carry_over(rows: models.QuerySet, following: AuditReturn) -> None:
    """Copy rows of one return to its next version."""
    copied = [
        field.attname
        for field in rows.model._meta.concrete_fields
        if not (field.primary_key or field.generated)
    ]
    rows.model.objects.bulk_create(
        rows.model(
            **{name: getattr(row, name) for name in copied}
            | {"audit_return_id": following.pk}
        )
        for row in rows
    )


@transaction.atomic
def open_late(
    audit_return: AuditReturn,
    *,
    reason: str,
    deadline: date,
    version: int | None = None,
    by: Person,
    on: date,
) -> None:
    """Let one school complete its return although the round has closed.

    Raises:
        Refused: the round is open, the return is submitted, or the day is past.
    """
    audit_return.claim(version)
    audit_return.guard("open_late", by=by)
    audit_return.own_deadline = _deadline(audit_return, deadline, on=on)
    audit_return.save(update_fields=["own_deadline", "version"])
    history.record(
        audit_return,
        "opened late",
        by=by,
        reason=reason,
        closes_on=deadline.isoformat(),
    )
    _tell(audit_return, reason=reason, on=on)


def _deadline(
    audit_return: AuditReturn, deadline: date | None, *, on: date
) -> date | None:
    """A deadline of its own, which only a return of a closed round has."""
    if audit_return.round.is_open:
        return None
    if deadline is None:
        raise Refused("Enter the deadline", field="deadline")
    if deadline < on:
        raise Refused("The deadline must be today or in the future", field="deadline")
    return deadline


def _tell(audit_return: AuditReturn, *, reason: str, on: date) -> None:
    messages.send(
        "return_opened_again",
        to=Person.objects.holding(
            *ANSWERING_ROLES, on=on, organisation=audit_return.school.organisation
        ),
        school=str(audit_return.school),
        round=str(audit_return.round),
        reason=reason,
        last_day=date_format(audit_return.closes_on, "l j F Y"),
        link=addresses.absolute(audit_return.get_absolute_url()),
    )
