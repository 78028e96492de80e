"""The acts on a plan: who may do them, in which states, and why not."""

from datetime import date

from django.db import models

from partnership.access import Permission
from partnership.guards.acts import Act


class Status(models.TextChoices):
    """The status of a plan."""

    DRAFT = "draft", "Draft"
    APPROVED = "approved", "Approved"
    SUPERSEDED = "superseded", "Superseded"


LIVE = (Status.DRAFT, Status.APPROVED)
SUPERSEDED = "{it} has been superseded and can no longer be changed"
NO_NEW_ACTIONS = "{it} has been superseded and takes no new actions"


def _has_no_priority(plan, by, on: date | None) -> str:
    if not plan.priorities.exists():
        return "Add at least one priority before you approve the plan"
    return ""


def _year_is_being_closed(plan, by, on: date | None) -> str:
    if plan.year_ends.preparing().exists():
        return "The year of this plan is being closed: finish or abandon that first"
    return ""


ACTS = {
    "add_priority": Act(
        words="Add a priority",
        page="actions:add_priority",
        permission=Permission.EDIT_PLAN,
        open_in=LIVE,
        otherwise=SUPERSEDED,
    ),
    "add_action": Act(
        permission=Permission.EDIT_PLAN, open_in=LIVE, otherwise=NO_NEW_ACTIONS
    ),
    "import": Act(
        words="Import a file",
        page="actions:import_plan",
        permission=Permission.EDIT_PLAN,
        open_in=LIVE,
        otherwise=NO_NEW_ACTIONS,
    ),
    "edit": Act(
        words="Edit",
        page="actions:edit_plan",
        permission=Permission.EDIT_PLAN,
        open_in=LIVE,
        otherwise=SUPERSEDED,
    ),
    "approve": Act(
        words="Approve plan",
        page="actions:approve_plan",
        permission=Permission.EDIT_PLAN,
        open_in=LIVE,
        to=(Status.APPROVED,),
        otherwise=SUPERSEDED,
        unless=_has_no_priority,
        is_offered=lambda plan, on: plan.is_draft,
        says_why=True,
        is_main=True,
    ),
    "begin_year_end": Act(
        words="Close the year",
        page="actions:begin_year_end",
        permission=Permission.EDIT_PLAN,
        open_in={Status.APPROVED, Status.SUPERSEDED},
        otherwise="{it} is still a draft, so its year cannot be closed",
        is_offered=lambda plan, on: plan.can_be_edited,
    ),
    "supersede": Act(
        words="Supersede",
        page="actions:supersede_plan",
        permission=Permission.EDIT_PLAN,
        open_in={Status.APPROVED},
        to=(Status.SUPERSEDED,),
        otherwise="{it} is {state}: only an approved plan can be superseded",
        unless=_year_is_being_closed,
    ),
}
