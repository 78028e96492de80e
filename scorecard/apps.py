"""The app at the top of the order, which looks across all the others."""

from django.apps import AppConfig


class ScorecardConfig(AppConfig):
    name = "scorecard"
    default_auto_field = "django.db.models.BigAutoField"
