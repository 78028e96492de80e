"""The school calendar of this partnership, as `read_due` takes it."""

from typing import Any

from partnership.policy import values as policy


def school_calendar() -> dict[str, Any]:
    return {
        "terms": policy.get("school_terms"),
        "holidays": policy.get("school_holidays"),
    }
