"""What may be done to a plan in each of its states, by whom, and why not."""

from datetime import date

from django.db import models

from partnership.access import Permission
from partnership.guards.acts import Act


class Status(models.TextChoices):
    """How far a plan is."""

    DRAFT = "draft", "Draft"
    APPROVED = "approved", "Approved"
    SUPERSEDED = "superseded", "Superseded"


LIVE = (Status.DRAFT, Status.APPROVED)
SUPERSEDED = "{it} has been superseded and can no longer be changed"
NO_NEW_ACTIONS = "{it} has been superseded and takes no new actions"


def _has_no_priority(plan, by, on: date | None) -> str:
    if not plan.priorities.exists():
        return "Add at least one priority before the plan is approved"
    return ""


def _year_is_being_closed(plan, by, on: date | None) -> str:
    if plan.year_ends.preparing().exists():
        return "The year of this plan is being closed: finish or abandon that"
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
        otherwise="{it} is a draft: its year has not begun",
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
