"""The PDF of a return as it was submitted: made once by a worker, and never again."""

from audits.returns.models.returns import AuditReturn
from audits.signing.models import ReturnPdf
from partnership.builds import services as builds
from partnership.drawing.pdf import render_pdf
from partnership.outbox import messages


def context_of(audit_return: AuditReturn) -> dict:
    """What the PDF of a return shows, submitted or not."""
    return {
        "audit_return": audit_return,
        "sections": audit_return.answered_sections(),
        "signatures": audit_return.current_signatures.values(),
        "gaps": audit_return.planned_gaps(),
    }


def _make(build: ReturnPdf) -> bytes:
    audit_return = AuditReturn.objects.with_school().get(pk=build.audit_return_id)
    return render_pdf("audits/returns/return_pdf.html", context_of(audit_return))


MAKER = builds.Maker(
    model=ReturnPdf,
    task="audits.tasks.make_return_pdf",
    lock=0x52455455,
    called="PDF",
    make=_make,
)


def ask_for(audit_return: AuditReturn) -> ReturnPdf:
    """Ask a worker for the PDF of a return that has just been submitted.

    Those of the demonstration are left to the sweep: they have a past.
    """
    return builds.ask_for(
        MAKER,
        audit_return,
        at_once=not messages.is_silenced(),
        by=None,
        audit_return=audit_return,
    )


def of(audit_return: AuditReturn) -> ReturnPdf | None:
    """The PDF of a submission, made now if no worker has begun.

    None for a return that was imported, and while a worker is making it.
    """
    build = audit_return.submitted_pdfs.first()
    if build is not None and not build.is_finished:
        builds.run(MAKER, build.pk)
        build.refresh_from_db()
    return build if build is not None and build.is_ready else None
