"""Celery tasks of subgroups."""

from celery import shared_task

from partnership.policy import values as policy
from partnership.uploads import services as uploads
from subgroups.papers import packs
from subgroups.structure.importing import SEATS


@shared_task(ignore_result=True)
def clear_seat_lists() -> None:
    """Each hour: delete lists of seats not imported within a day."""
    uploads.clear(SEATS)


@shared_task(ignore_result=True)
def make_pack(pack_pk: int) -> None:
    """Bind the pack of a meeting when it is requested."""
    with policy.reading():
        packs.make_pack(pack_pk)


@shared_task(ignore_result=True)
def resume_packs() -> None:
    """Every minute: ask again for packs that no worker has."""
    packs.resume_packs()
