"""What the directory tells other parts of people: held, held about, past its time."""

from partnership.reporting.held import (
    THE_ENTRY,
    addresses_of,
    attempts_of,
    held_about,
    reports_of,
)
from partnership.reporting.keeping import (
    left_before,
    old_history,
    old_messages,
    past_keeping,
)
from partnership.reporting.roles import ROLES, holdings
from partnership.reporting.traces import ACCOUNT_TRACES, TRACES

__all__ = [
    "ACCOUNT_TRACES",
    "ROLES",
    "THE_ENTRY",
    "TRACES",
    "addresses_of",
    "attempts_of",
    "held_about",
    "holdings",
    "left_before",
    "old_history",
    "old_messages",
    "past_keeping",
    "reports_of",
]
