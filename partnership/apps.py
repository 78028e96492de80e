"""The app that all others depend on."""

from importlib import import_module

from django.apps import AppConfig

from partnership.celery import app as celery


class PartnershipConfig(AppConfig):
    name = "partnership"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register every task outside workers too, where tasks may run eagerly."""
        celery.autodiscover_tasks(force=True)
        import_module("partnership.sign_in.events")
        # The rule by which emails link to our pages.
        import_module("partnership.people.ways_in")
