"""Celery's way into the outbox, and to what is kept for a day only."""

from celery import shared_task

from partnership.lists.services import LISTS
from partnership.outbox import delivery, notify
from partnership.sign_in import services as sign_in
from partnership.uploads import services as uploads


@shared_task(ignore_result=True)
def deliver(message_pk: int) -> None:
    """Deliver one letter, soon after it was written."""
    delivery.deliver(message_pk)


@shared_task(ignore_result=True)
def sweep_outbox() -> None:
    """Each minute: deliver what the broker never heard of."""
    delivery.sweep()


@shared_task(ignore_result=True)
def ask_notify() -> None:
    """Every quarter of an hour, where GOV.UK Notify sends our letters."""
    notify.ask_what_became()


@shared_task(ignore_result=True)
def clear_sessions() -> None:
    """Each hour: sessions that are over, and failures that no longer count."""
    sign_in.clear_sessions()


@shared_task(ignore_result=True)
def clear_lists() -> None:
    """Each hour: lists of people that nobody imported within a day."""
    uploads.clear(LISTS)
