"""The governing body's signature by a minute of its meeting, uploaded by the school."""

from datetime import date

from django.core.files import File
from django.db import transaction

from audits.returns.models.progress import Signatory
from audits.returns.models.returns import AuditReturn
from audits.signing.models import Signature
from audits.signing.services import keep_signature
from partnership.guards.outcomes import Refused
from partnership.people.models import Person
from partnership.uploads.scanning import refuse_viruses

MINUTE_KINDS = ("pdf", "docx", "jpg", "png")
MOST_MEGABYTES = 10


@transaction.atomic
def record_minute(
    audit_return: AuditReturn,
    *,
    name: str,
    capacity: str,
    meeting_on: date,
    minute_reference: str,
    minute: File,
    version: int | None = None,
    by: Person,
    on: date,
) -> Signature:
    """Take a minute in which the governing body agreed the return as its signature.

    Raises:
        Refused: it is not the governor’s turn, the person named has signed before, the
            meeting lies ahead, or the file is infected.
    """
    audit_return.claim(version)
    audit_return.reload_signatures()
    audit_return.guard("record_minute")
    if meeting_on > on:
        raise Refused("The meeting must be today or in the past", field="meeting_on")
    try:
        refuse_viruses(minute)
    except Refused as refusal:
        raise Refused(refusal.sentence, field="minute") from None
    minute.seek(0)
    return keep_signature(
        audit_return,
        Signatory.GOVERNOR,
        by=by,
        name=name,
        how=Signature.How.MINUTE,
        capacity=capacity,
        recorded_by=by,
        meeting_on=meeting_on,
        minute_reference=minute_reference,
        minute=minute,
    )
