"""Scheduled tasks of plans and actions."""

from celery import shared_task

from actions.imports.services import ACTIONS
from partnership.uploads import services as uploads


@shared_task(ignore_result=True)
def clear_imports() -> None:
    """Each hour, delete uploaded files that were not imported within a day."""
    uploads.clear(ACTIONS)
