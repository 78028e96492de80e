"""Checks that a change of rating legends keeps the ratings that actions use."""

from collections import Counter
from typing import Any

from actions.register.models.actions import Action
from partnership.guards.outcomes import Refused

DELIVERY = ("green", "amber", "red")


def ratings_in_use(legend: list[dict[str, Any]]) -> None:
    """Refuse a legend without the ratings in use, or with fewer than two ratings."""
    kept = {row["value"] for row in legend}
    used = Counter(
        Action.objects.open().exclude(rag="").order_by().values_list("rag", flat=True)
    )
    for value in DELIVERY:
        if used[value] and value not in kept:
            actions = (
                "1 open action" if used[value] == 1 else f"{used[value]} open actions"
            )
            raise Refused(
                f"{value.capitalize()} is the rating of {actions}. "
                "Rate them differently first, or keep it"
            )
    if len(kept & set(DELIVERY)) < 2:
        raise Refused(
            "Keep at least two of green, amber and red, which actions are rated by"
        )
