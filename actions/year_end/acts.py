"""What may be done to the closing of a year, by whom, and why not."""

from datetime import date

from django.db import models

from partnership.access import Permission
from partnership.guards.acts import Act


class Status(models.TextChoices):
    """How far the closing of a year is."""

    PREPARING = "preparing", "Being prepared"
    DONE = "done", "Closed"
    ABANDONED = "abandoned", "Abandoned"


def _unready(year_end, by, on: date | None) -> str:
    if waiting := year_end.to_check().count():
        are = "action waits" if waiting == 1 else "actions wait"
        return f"{waiting} {are} to be checked. Settle that first"
    if undecided := year_end.undecided().count():
        are = "action is" if undecided == 1 else "actions are"
        return f"{undecided} {are} still undecided"
    if not year_end.next_plan.can_be_edited:
        return f"{year_end.next_plan} has been superseded and takes no new actions"
    return ""


PREPARING = {
    "permission": Permission.EDIT_PLAN,
    "open_in": {Status.PREPARING},
    "otherwise": "{it} is {state} and no longer changes",
}
ACTS = {
    "place": Act(**PREPARING),
    "decide": Act(**PREPARING),
    "close": Act(
        to=(Status.DONE,), unless=_unready, opens_to_explain=True, **PREPARING
    ),
    "abandon": Act(
        words="Abandon",
        page="actions:abandon_year_end",
        to=(Status.ABANDONED,),
        **PREPARING,
    ),
}
