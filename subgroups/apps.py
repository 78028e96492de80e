"""The app of subgroups and meetings."""

from django.apps import AppConfig


class SubgroupsConfig(AppConfig):
    name = "subgroups"
    default_auto_field = "django.db.models.BigAutoField"
