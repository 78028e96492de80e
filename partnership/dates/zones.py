"""Times that name their zone, as other programs write them."""

import re
from datetime import date, datetime

from django.utils import timezone

STAMP = re.compile(
    r"(?<![\w-])(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?) ?"
    r"(Z|UTC|GMT|[+-]\d{2}:?\d{2})(?![\w:])",
    re.ASCII | re.IGNORECASE,
)


def local_day(text: str) -> date | None:
    """The day here of a time with a zone; None if the text is anything else.

    `2026-06-29T23:00:00Z` is midnight in London, so it is 30 June 2026.
    """
    found = STAMP.fullmatch(text.strip())
    return _day_of(found) if found else None


def in_local_days(text: str) -> str:
    """A text with each time that names its zone as the day that it is here."""
    return STAMP.sub(lambda found: str(_day_of(found) or found[0]), text)


def _day_of(found: re.Match) -> date | None:
    day, clock, zone = found.groups()
    zone = "+00:00" if zone.isalpha() else zone
    try:
        at = datetime.fromisoformat(f"{day}T{clock.replace(',', '.')}{zone}")
        return timezone.localtime(at).date()
    except (ValueError, OverflowError):
        return None
