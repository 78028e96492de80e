"""Celery tasks for the outbox, sessions and uploaded files."""

from celery import shared_task
from django.utils.timezone import localdate

from partnership.lists.services import LISTS
from partnership.outbox import delivery, notify
from partnership.registers import services as registers
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


@shared_task(ignore_result=True)
def work_on_register(register_pk: int) -> None:
    """Read a file of the school register, or import it, when that is asked for."""
    registers.work_on(register_pk, on=localdate())


@shared_task(ignore_result=True)
def resume_registers() -> None:
    """Every minute: ask again for register files that no worker has."""
    registers.resume()


@shared_task(ignore_result=True)
def clear_registers() -> None:
    """Each hour: delete register files not imported within a day."""
    registers.clear()
