"""Sending a return back instead of signing it, and what the school says about it."""

from django.db import transaction
from django.utils.timezone import localtime

from audits.returns.acts import SIGNERS
from audits.returns.models.returns import ANSWERING_ROLES, AuditReturn
from audits.signing.models import SentBack
from audits.signing.services import withdraw_signatures
from partnership.dates import clock
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.outbox import messages
from partnership.pages import addresses
from partnership.people.models import Person


@transaction.atomic
def send_back(
    audit_return: AuditReturn,
    *,
    comment: str,
    name: str = "",
    as_what: str = "",
    version: int | None = None,
    by: Person | None,
) -> SentBack:
    """Send a return back to the school with a comment, and withdraw its signatures.

    Raises:
        Refused: the return is not being signed, or they do not sign it.
    """
    audit_return.claim(version)
    audit_return.move("send_back", by=by)
    row = SentBack.objects.create(
        audit_return=audit_return,
        name=name or by.name,
        as_what=as_what or _as_what(audit_return, by),
        by=by,
        comment=comment,
        at=clock.now(),
    )
    withdrawn = withdraw_signatures(audit_return)
    history.record(
        audit_return,
        "sent back",
        by=by,
        name=row.name,
        comment=comment,
        signatures_withdrawn=withdrawn,
        **({"how": "a code sent by email"} if by is None else {}),
    )
    messages.send(
        "return_sent_back",
        to=Person.objects.holding(
            *ANSWERING_ROLES,
            on=localtime(clock.now()).date(),
            organisation=audit_return.school.organisation,
        ),
        school=str(audit_return.school),
        round=str(audit_return.round),
        who=row.name,
        comment=comment,
        link=addresses.absolute(audit_return.get_absolute_url()),
    )
    return row


@transaction.atomic
def answer_comment(row: SentBack, *, answer: str, by: Person) -> None:
    """Record what the school has done about a comment.

    Raises:
        Refused: it has been answered.
    """
    audit_return = row.audit_return
    audit_return.claim(None)
    audit_return.guard("answer")
    row.refresh_from_db()
    if row.answered_at:
        raise Refused("This comment has already been answered")
    row.answer, row.answered_by, row.answered_at = answer, by, clock.now()
    row.save()
    audit_return.save(update_fields=["version"])
    history.record(
        audit_return, "comment answered", by=by, name=row.name, answer=answer
    )


def _as_what(audit_return: AuditReturn, person: Person) -> str:
    """The role in which someone would have signed."""
    own = {role.value for role in audit_return.roles_of(person)}
    for signatory in audit_return.roles_to_sign:
        for role in SIGNERS[signatory]:
            if role in own:
                return role.label
    return ""
