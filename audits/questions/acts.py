"""The acts on a question set: who may do them, in which status, and why not."""

from datetime import date

from django.db import models

from partnership.access import Permission
from partnership.guards.acts import Act


class Status(models.TextChoices):
    """The status of a question set."""

    DRAFT = "draft", "Draft"
    IN_FORCE = "in_force", "In force"
    WITHDRAWN = "withdrawn", "Withdrawn"


def _is_incomplete(question_set, by, on: date | None) -> str:
    found = question_set.faults()
    return f"{found[0].words.rstrip('.')}. Put this right first" if found else ""


ACTS = {
    "add_section": Act(
        open_in=(Status.DRAFT,), otherwise="Questions can only be added to a draft"
    ),
    "put_in_force": Act(
        words="Put in force",
        page="audits:put_in_force",
        permission=Permission.MANAGE_ROUND,
        open_in=(Status.DRAFT,),
        to=(Status.IN_FORCE,),
        is_main=True,
        is_done_at_once=True,
        unless=_is_incomplete,
    ),
    "edit": Act(
        words="Change details",
        page="audits:edit_question_set",
        permission=Permission.MANAGE_ROUND,
        open_in=(Status.DRAFT,),
        otherwise="Only a draft can be changed. Start a new edition instead",
    ),
    "begin_edition": Act(
        words="Start a new edition",
        page="audits:begin_edition",
        permission=Permission.MANAGE_ROUND,
        open_in=(Status.IN_FORCE, Status.WITHDRAWN),
        otherwise="{it} is a draft, which you can change as it is",
    ),
    "remove": Act(
        words="Remove draft",
        page="audits:remove_question_set",
        permission=Permission.MANAGE_ROUND,
        open_in=(Status.DRAFT,),
        otherwise="Only a draft can be removed",
    ),
    "withdraw": Act(
        words="Withdraw",
        page="audits:withdraw_question_set",
        permission=Permission.MANAGE_ROUND,
        open_in=(Status.IN_FORCE,),
        to=(Status.WITHDRAWN,),
        otherwise="{it} is not in force",
    ),
    "ask": Act(open_in=(Status.IN_FORCE,), otherwise="{it} is not in force"),
}
