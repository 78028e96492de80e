"""What can be done to a year end in each status, and by whom."""

from datetime import date

from django.db import models

from partnership.access import Permission
from partnership.guards.acts import Act


class Status(models.TextChoices):
    """Whether a year end is in preparation, done or abandoned."""

    PREPARING = "preparing", "Being prepared"
    DONE = "done", "Closed"
    ABANDONED = "abandoned", "Abandoned"


def _unready(year_end, by, on: date | None) -> str:
    if waiting := year_end.to_check().count():
        are = "action is" if waiting == 1 else "actions are"
        return f"{waiting} completed {are} still to be checked"
    if undecided := year_end.undecided().count():
        are = "action needs" if undecided == 1 else "actions need"
        return f"{undecided} {are} a decision"
    if not year_end.next_plan.can_be_edited:
        return f"{year_end.next_plan} has been superseded and cannot take new actions"
    return ""


PREPARING = {
    "permission": Permission.EDIT_PLAN,
    "open_in": {Status.PREPARING},
    "otherwise": "{it} is {state} and can no longer be changed",
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
