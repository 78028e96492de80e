"""Celery's way into the outbox."""

from celery import shared_task

from partnership.foundation import delivery


@shared_task(ignore_result=True)
def deliver(message_pk: int) -> None:
    """Deliver one letter, soon after it was written."""
    delivery.deliver(message_pk)


@shared_task(ignore_result=True)
def sweep_outbox() -> None:
    """Each minute: deliver what the broker never heard of."""
    delivery.sweep()
