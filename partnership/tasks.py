"""Celery tasks for the outbox, sessions and uploaded lists."""

from celery import shared_task

from partnership.lists.services import LISTS
from partnership.outbox import delivery, notify
from partnership.sign_in import services as sign_in
from partnership.uploads import services as uploads


@shared_task(ignore_result=True)
def deliver(message_pk: int) -> None:
    """Deliver one email, soon after it was written."""
    delivery.deliver(message_pk)


@shared_task(ignore_result=True)
def sweep_outbox() -> None:
    """Each minute: deliver emails that the broker missed."""
    delivery.sweep()


@shared_task(ignore_result=True)
def ask_notify() -> None:
    """Every quarter of an hour, if GOV.UK Notify sends our emails."""
    notify.ask_what_became()


@shared_task(ignore_result=True)
def clear_sessions() -> None:
    """Each hour: delete expired sessions and old failures."""
    sign_in.clear_sessions()


@shared_task(ignore_result=True)
def clear_lists() -> None:
    """Each hour: delete lists of people not imported within a day."""
    uploads.clear(LISTS)
