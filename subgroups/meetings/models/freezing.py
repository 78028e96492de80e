"""The trigger that freezes what belongs to agreed minutes."""

from partnership.guards.triggers import FrozenWith


def frozen_once_agreed(name: str, meeting: str) -> FrozenWith:
    """Refuse any change to agreed minutes."""
    return FrozenWith(
        name, "Agreed minutes never change", whole=meeting, status="agreed"
    )
