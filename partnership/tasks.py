"""Celery's way into the outbox."""

from celery import shared_task

from partnership import notify
from partnership.foundation import delivery


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
