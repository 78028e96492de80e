"""Celery's way to what plans and actions keep for a day only."""

from celery import shared_task

from actions.imports.services import ACTIONS
from partnership.uploads import services as uploads


@shared_task(ignore_result=True)
def clear_imports() -> None:
    """Each hour: files of actions that nobody imported within a day."""
    uploads.clear(ACTIONS)
