"""Background tasks of meetings."""

from celery import shared_task

from partnership.policy import values as policy
from subgroups.papers import packs


@shared_task(ignore_result=True)
def make_pack(pack_pk: int) -> None:
    """Bind the pack of a meeting when it is requested."""
    with policy.reading():
        packs.make_pack(pack_pk)


@shared_task(ignore_result=True)
def resume_packs() -> None:
    """Every minute: ask again for packs that no worker has."""
    packs.resume_packs()
