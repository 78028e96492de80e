"""What can be done to a question from scrutiny, and by whom."""

from django.db import models

from partnership.access import Permission
from partnership.guards.acts import Act


class Standing(models.TextChoices):
    """The progress of a question, from its answer and its actions."""

    UNANSWERED = "unanswered", "Unanswered"
    NO_ACTION = "no_action", "Action needed"
    UNDER_WAY = "under_way", "Actions under way"
    FINISHED = "finished", "Finished"


MANAGED = {"permission": Permission.MANAGE_SCRUTINY, "open_in": Standing}

ACTS = {
    "answer": Act(
        words=lambda one: (
            "Change the answer" if one.is_answered else "Record the answer"
        ),
        page="actions:answer_question",
        **MANAGED,
    ),
    "edit": Act(words="Edit", page="actions:edit_question", **MANAGED),
    "raise": Act(
        words="Raise an action",
        page="actions:raise_for_question",
        permission=Permission.RAISE_ACTION,
        open_in=Standing,
    ),
    "link": Act(words="Link an action", page="actions:link_to_question", **MANAGED),
    "unlink": Act(**MANAGED),
}
