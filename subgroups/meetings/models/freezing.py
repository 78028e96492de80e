"""The trigger that freezes what belongs to agreed minutes."""

from partnership.guards.triggers import FrozenWith


def frozen_once_agreed(
    name: str, meeting: str, *, apart_from: tuple[str, ...] = ()
) -> FrozenWith:
    """Refuse any change to agreed minutes, but for fields that are no part of them."""
    return FrozenWith(
        name,
        "Agreed minutes never change",
        whole=meeting,
        status="agreed",
        apart_from=apart_from,
    )
