"""The local rules a partnership may set, with their defaults.

Whatever differs from one partnership to the next is a row of `SETTINGS` (registry.py),
never a constant elsewhere. Code that reads several settings does so inside `reading()`,
which the middleware opens for every request: then all of them cost one query.
"""

from partnership.foundation.policy.checks import faults_of
from partnership.foundation.policy.registry import SETTINGS
from partnership.foundation.policy.setting import Column, Group, Kind, Setting
from partnership.foundation.policy.values import (
    also_check,
    back_to_default,
    change,
    derived,
    get,
    guidance_in_force,
    is_default,
    last_changes,
    reading,
    standing,
    unset,
)

__all__ = [
    "SETTINGS",
    "Column",
    "Group",
    "Kind",
    "Setting",
    "also_check",
    "back_to_default",
    "change",
    "derived",
    "faults_of",
    "get",
    "guidance_in_force",
    "is_default",
    "last_changes",
    "reading",
    "standing",
    "unset",
]
