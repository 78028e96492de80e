"""The app of plans and actions."""

from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "actions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Refuse rating legends without the ratings that open actions use.

        Owners without an account get a signed link to their action.
        """
        # Models are only loaded now.
        from actions.register.services.by_link import link_for  # noqa: PLC0415
        from actions.reliance import ratings_in_use  # noqa: PLC0415
        from partnership.people import ways_in  # noqa: PLC0415
        from partnership.policy import values as policy  # noqa: PLC0415

        ways_in.also_by_link("actions:action", link_for)
        policy.also_check("rag_legend_delivery", ratings_in_use)
