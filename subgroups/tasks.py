"""Celery tasks of subgroups."""

from celery import shared_task

from partnership.uploads import services as uploads
from subgroups.structure.importing import SEATS


@shared_task(ignore_result=True)
def clear_seat_lists() -> None:
    """Each hour: delete lists of seats not imported within a day."""
    uploads.clear(SEATS)
