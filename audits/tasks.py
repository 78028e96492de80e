"""Celery tasks of audits."""

from celery import shared_task

from audits.signing.submitted_pdf import MAKER
from partnership.builds import services as builds
from partnership.policy import values as policy


@shared_task(ignore_result=True)
def make_return_pdf(build_pk: int) -> None:
    """Make the PDF of a return when it is submitted."""
    with policy.reading():
        builds.run(MAKER, build_pk)


@shared_task(ignore_result=True)
def resume_return_pdfs() -> None:
    """Every minute: ask again for PDFs that no worker has."""
    builds.resume(MAKER)
