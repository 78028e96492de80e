"""The app at the bottom of the order."""

from django.apps import AppConfig


class PartnershipConfig(AppConfig):
    name = "partnership"
    default_auto_field = "django.db.models.BigAutoField"
