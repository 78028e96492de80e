"""What tests of reading share: the real minutes, and short forms of what is read."""

import pytest
from django.conf import settings

from subgroups.imports.reading import read_minutes

# Beside the project, or beside the folder of its worktrees.
SHARED = next(
    (
        folder / "shared"
        for folder in list(settings.BASE_DIR.parents)[:2]
        if (folder / "shared" / "seeds").is_dir()
    ),
    settings.BASE_DIR.parent / "shared",
)
needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="The real minutes are not in the repository"
)


def read(text: str):
    return read_minutes(text.encode(), name="minutes.txt")


def named(people):
    return [(one.name, one.role, one.initials) for one in people]


def acts(minutes):
    return [
        (item.number, action.owners, action.text, action.due_text)
        for item in minutes.items
        for action in item.actions
    ]
