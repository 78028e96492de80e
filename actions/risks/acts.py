"""What can be done to a risk in each status, and by whom."""

from datetime import date

from django.db import models

from partnership.access import Permission
from partnership.guards.acts import Act


class Status(models.TextChoices):
    """Whether a risk is open, accepted or closed."""

    OPEN = "open", "Open"
    ACCEPTED = "accepted", "Accepted"
    CLOSED = "closed", "Closed"


LIVE = (Status.OPEN, Status.ACCEPTED)
CLOSED = "{it} is closed. Reopen it before you change it"


def _below_the_threshold(risk) -> str:
    return f"{risk.ref} is not escalated: its score is below the threshold"


def _nothing_to_acknowledge(risk, by, on: date | None) -> str:
    if not risk.is_over_threshold:
        return _below_the_threshold(risk)
    running = risk.escalations.filter(ended_on=None, acknowledged_on__isnull=False)
    if known := running.select_related("acknowledged_by").first():
        return f"{known.acknowledged_by} has already acknowledged {risk.ref}"
    return ""


ACTS = {
    "assess": Act(
        words="Assess",
        page="actions:assess_risk",
        permission=Permission.ASSESS_RISK,
        open_in=LIVE,
        otherwise=CLOSED,
        is_main=True,
    ),
    "acknowledge": Act(
        words="Acknowledge",
        page="actions:acknowledge_risk",
        permission=Permission.ACKNOWLEDGE_RISK,
        open_in=LIVE,
        otherwise=_below_the_threshold,
        unless=_nothing_to_acknowledge,
        is_main=True,
    ),
    "edit": Act(
        words="Edit",
        page="actions:edit_risk",
        permission=Permission.MANAGE_RISKS,
        open_in=LIVE,
        otherwise=CLOSED,
    ),
    "accept": Act(
        words="Accept",
        page="actions:accept_risk",
        permission=Permission.MANAGE_RISKS,
        open_in=(Status.OPEN,),
        to=(Status.ACCEPTED,),
        otherwise="{it} is {state}: only an open risk can be accepted",
    ),
    "reopen": Act(
        words="Reopen",
        page="actions:reopen_risk",
        permission=Permission.MANAGE_RISKS,
        open_in=(Status.ACCEPTED, Status.CLOSED),
        to=(Status.OPEN,),
        otherwise="{it} is already open",
    ),
    "close": Act(
        words="Close",
        page="actions:close_risk",
        permission=Permission.MANAGE_RISKS,
        open_in=LIVE,
        to=(Status.CLOSED,),
        otherwise="{it} is already closed",
    ),
    "control": Act(permission=Permission.ASSESS_RISK, open_in=LIVE, otherwise=CLOSED),
    "add_action": Act(
        permission=Permission.RAISE_ACTION, open_in=LIVE, otherwise=CLOSED
    ),
}
