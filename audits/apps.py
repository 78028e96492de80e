"""The audits app."""

from django.apps import AppConfig


class AuditsConfig(AppConfig):
    name = "audits"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what follows in audits from local rules and new roles."""
        # Models are only loaded now.
        from audits.reliance import returns_being_signed  # noqa: PLC0415
        from audits.signing.services import ask_newcomer  # noqa: PLC0415
        from partnership.people.roles import also_tell  # noqa: PLC0415
        from partnership.policy import values as policy  # noqa: PLC0415

        policy.also_check("signatures_required", returns_being_signed)
        also_tell(ask_newcomer)
