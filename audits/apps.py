"""The app of audits."""

from django.apps import AppConfig


class AuditsConfig(AppConfig):
    name = "audits"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Refuse other signatures while returns are being signed."""
        # Only now are there models.
        from audits.reliance import returns_being_signed  # noqa: PLC0415
        from partnership.policy import values as policy  # noqa: PLC0415

        policy.also_check("signatures_required", returns_being_signed)
