"""Adding evidence to the questions of a return, using it again and removing it.

Evidence belongs to the school. A return shows it by an attachment to a question; what
no return shows any more is deleted.
"""

import hashlib
from collections.abc import Iterable
from datetime import date
from pathlib import PurePath
from typing import BinaryIO
from urllib.parse import urlsplit

from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Sum

from audits.evidence.models import Attachment, Evidence
from audits.questions.kinds import Kind
from audits.questions.models import Question
from audits.returns.models.answers import Given
from audits.returns.models.returns import AuditReturn
from audits.returns.services import save_answers
from partnership.dates import clock
from partnership.drawing.pictures import photograph
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.pages.forms.files import kind_of
from partnership.people.models import Person
from partnership.schools.models import SchoolLink
from partnership.uploads.scanning import refuse_viruses

MOST_MEGABYTES = 20
MOST_MEGABYTES_OF_A_RETURN = 300
MOST_OF_A_RETURN = 500
LONGEST_TITLE = 200
PICTURES = {Evidence.FileKind.JPG, Evidence.FileKind.PNG}
KINDS = "PDF, Word document, Excel workbook, JPG or PNG"
# The brands of HEIF photographs (ISO/IEC 23008-12), after the size of their first box.
HEIC = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}


@transaction.atomic
def add_file(
    audit_return: AuditReturn, question: Question, *, file: File, by: Person
) -> Attachment:
    """Keep a file and show it for a question; the name of the file is its title.

    A file that the school has given before is not kept twice.

    Raises:
        Refused: it is empty, too large, of another kind, broken or infected; the return
            has too much evidence or can no longer be answered.
    """
    _begin(audit_return)
    if not file.size:
        raise Refused("The file is empty")
    if file.size > MOST_MEGABYTES * 1024 * 1024:
        raise Refused(f"The file must be smaller than {MOST_MEGABYTES}MB")
    if _bytes_of(audit_return) + file.size > MOST_MEGABYTES_OF_A_RETURN * 1024 * 1024:
        raise Refused(
            f"All files of a return together must be smaller than "
            f"{MOST_MEGABYTES_OF_A_RETURN}MB. Remove one first"
        )
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    evidence = Evidence.objects.filter(school=audit_return.school, digest=digest)
    return _attach(
        audit_return,
        question,
        evidence.first() or _kept_file(audit_return, file, digest, by=by),
        by=by,
    )


def _kept_file(
    audit_return: AuditReturn, file: File, digest: str, *, by: Person
) -> Evidence:
    kind = _kind_of(file)
    refuse_viruses(file)
    file.seek(0)
    kept = ContentFile(photograph(file).content) if kind in PICTURES else file
    evidence = _new(audit_return, by=by, title=_title_of(file))
    evidence.kind, evidence.file_kind = Evidence.Kind.FILE, kind
    evidence.digest, evidence.size = digest, kept.size
    kept.seek(0)
    evidence.file.save("evidence", kept, save=False)
    evidence.save()
    return evidence


def _kind_of(file: BinaryIO) -> str:
    """The kind of a file by its content, whatever its name."""
    kind = kind_of(file)
    if kind in Evidence.FileKind.values:
        return kind
    start = file.read(12)
    file.seek(0)
    if start[4:8] == b"ftyp" and start[8:] in HEIC:
        raise Refused(
            "This photograph is in the HEIC format, which many computers cannot open. "
            "Save it as a JPG, or set the phone’s camera to “Most compatible”"
        )
    raise Refused(f"The file must be a {KINDS}")


def _title_of(file: File) -> str:
    name = PurePath((file.name or "").replace("\\", "/")).stem
    return " ".join(name.replace("_", " ").split())[:LONGEST_TITLE] or "File"


@transaction.atomic
def add_link(
    audit_return: AuditReturn,
    question: Question,
    *,
    title: str,
    address: str,
    expires_on: date | None = None,
    by: Person,
) -> Attachment:
    """Show a web page for a question.

    Raises:
        Refused: the address is not one that begins with https://; the return has too
            much evidence or can no longer be answered.
    """
    _begin(audit_return)
    if not is_safe(address):
        raise Refused(
            "Enter a web address that begins with https://, without a password in it",
            field="address",
        )
    evidence = _new(audit_return, by=by, title=title.strip())
    evidence.kind, evidence.address = Evidence.Kind.LINK, address
    evidence.expires_on = expires_on
    evidence.save()
    return _attach(audit_return, question, evidence, by=by)


def is_safe(address: str) -> bool:
    """Whether an address is a plain https one of a named host."""
    try:
        parts = urlsplit(address)
        is_https = parts.scheme == "https" and "." in (parts.hostname or "")
        return is_https and "@" not in parts.netloc and address.isprintable()
    except ValueError:
        return False


@transaction.atomic
def add_note(
    audit_return: AuditReturn,
    question: Question,
    *,
    title: str,
    note: str,
    expires_on: date | None = None,
    by: Person,
) -> Attachment:
    """Show a note for a question, such as where a paper file is kept.

    Raises:
        Refused: the return has too much evidence or can no longer be answered.
    """
    _begin(audit_return)
    evidence = _new(audit_return, by=by, title=title.strip())
    evidence.kind, evidence.note = Evidence.Kind.NOTE, note
    evidence.expires_on = expires_on
    evidence.save()
    return _attach(audit_return, question, evidence, by=by)


@transaction.atomic
def use_again(
    audit_return: AuditReturn,
    question: Question,
    *,
    evidence: Iterable[Evidence],
    by: Person,
) -> None:
    """Show evidence that the school has given before.

    Raises:
        Refused: it is another school’s; the return has too much evidence or can no
            longer be answered.
    """
    _begin(audit_return)
    offered = set(offered_for(audit_return, question).values_list("pk", flat=True))
    for piece in evidence:
        if piece.pk not in offered:
            raise Refused("Select evidence from the list", field="evidence")
        _attach(audit_return, question, piece, by=by)


def offered_for(audit_return: AuditReturn, question: Question) -> QuerySet[Evidence]:
    """Evidence of the school and its predecessors that a question does not show yet.

    What the same question showed in another year comes first.
    """
    shown = Attachment.objects.filter(evidence=OuterRef("pk"))
    return (
        Evidence.objects.filter(school__in=_schools_of(audit_return))
        .exclude(Exists(shown.filter(audit_return=audit_return, question=question)))
        .annotate(was_here=Exists(shown.filter(question__code=question.code)))
        .select_related("added_by")
        .order_by("-was_here", "-added_at", "-pk")
    )


@transaction.atomic
def change_evidence(
    attachment: Attachment,
    *,
    title: str,
    expires_on: date | None,
    version: int | None = None,
    by: Person,
) -> None:
    """Change the title of evidence and the day it expires, wherever it is shown.

    Raises:
        Refused: a submitted return shows it, or this one can no longer be answered.
        Changed: someone else has changed it.
    """
    _begin(attachment.audit_return)
    evidence = attachment.evidence
    evidence.claim(version)
    if is_in_a_submitted_return(evidence):
        raise Refused(
            "A submitted return shows this evidence, so it does not change. Add it "
            "again with another title or date"
        )
    evidence.title, evidence.expires_on = title.strip(), expires_on
    evidence.save()
    history.record(
        attachment.audit_return,
        "evidence changed",
        by=by,
        question=attachment.question.ref,
    )


def is_in_a_submitted_return(evidence: Evidence) -> bool:
    """Whether evidence is part of what somebody has signed and submitted."""
    returns = AuditReturn.objects.filter(attachments__evidence=evidence)
    return returns.filter(status=AuditReturn.Status.SUBMITTED).exists()


def is_shown_elsewhere(attachment: Attachment) -> bool:
    """Whether other questions or returns show the same evidence."""
    others = Attachment.objects.filter(evidence=attachment.evidence_id)
    return others.exclude(pk=attachment.pk).exists()


@transaction.atomic
def remove(attachment: Attachment, *, by: Person) -> None:
    """Stop showing evidence for a question; delete it if nothing else shows it.

    Raises:
        Refused: the return can no longer be answered.
    """
    audit_return, question = attachment.audit_return, attachment.question
    _begin(audit_return)
    is_last = not is_shown_elsewhere(attachment)
    attachment.delete()
    if is_last:
        _delete(attachment.evidence)
    _summarise(audit_return, question, by=by)
    history.record(audit_return, "evidence removed", by=by, question=question.ref)


def _delete(evidence: Evidence) -> None:
    """Delete evidence, and its file once the row is gone."""
    storage, name = evidence.file.storage, evidence.file.name
    evidence.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name), robust=True)


@transaction.atomic
def _begin(audit_return: AuditReturn) -> None:
    """Lock a return, so that its evidence is counted once; refuse if it is over."""
    AuditReturn._base_manager.select_for_update().get(pk=audit_return.pk)
    audit_return.refresh_from_db(fields=["status"])
    audit_return.guard("answer")


def _schools_of(audit_return: AuditReturn) -> set[int]:
    """The school of a return and the schools that it took over from."""
    school = audit_return.school_id
    return {school, *SchoolLink.objects.origins_of([school])[school]}


def _new(audit_return: AuditReturn, *, title: str, by: Person) -> Evidence:
    return Evidence(
        school=audit_return.school, title=title, added_by=by, added_at=clock.now()
    )


def _bytes_of(audit_return: AuditReturn) -> int:
    """The size of all files that a return shows."""
    shown = Evidence.objects.filter(attachments__audit_return=audit_return).distinct()
    return shown.aggregate(all=Sum("size"))["all"] or 0


def _attach(
    audit_return: AuditReturn, question: Question, evidence: Evidence, *, by: Person
) -> Attachment:
    if audit_return.attachments.count() >= MOST_OF_A_RETURN:
        raise Refused(
            f"A return can have up to {MOST_OF_A_RETURN} pieces of evidence. Remove "
            "one first"
        )
    attachment, is_new = Attachment.objects.get_or_create(
        audit_return=audit_return, question=question, evidence=evidence
    )
    if is_new:
        _summarise(audit_return, question, by=by)
        history.record(audit_return, "evidence added", by=by, question=question.ref)
    return attachment


def _summarise(audit_return: AuditReturn, question: Question, *, by: Person) -> None:
    """Say in the answer to a question of evidence what it shows; start the return."""
    if question.kind != Kind.EVIDENCE:
        save_answers(audit_return, {}, by=by)
        return
    answer = audit_return.answers_to([question]).get(question.pk)
    given = Given(
        words=audit_return.attachments.filter(question=question).in_words(),
        comment=answer.comment if answer else "",
        version=answer.version if answer else 0,
    )
    save_answers(audit_return, {question: given}, by=by)
    # Nobody typed what was counted before.
    audit_return.earlier.filter(question=question, comment=given.comment).delete()
