"""Days and times as minutes write them: “21st October 2019, 9.30a.m.-12.00p.m.”."""

import re
from calendar import month_name
from collections.abc import Iterator
from datetime import date, time

MONTHS = {name.lower()[:3]: n for n, name in enumerate(month_name) if name}
DAY = re.compile(
    r"""\b(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month>[A-Z][a-z]{2,8})\.?,?
            \s+(?P<year>\d{4})
        |(?P<numbers>\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2}))
        |(?P<iso>\d{4}-\d{2}-\d{2}))\b""",
    re.VERBOSE,
)
TIME = re.compile(
    r"\b(\d{1,2})(?:[.:](\d{2}))?\s*([ap]\.?\s?m\b\.?)|\b(\d{1,2})[.:](\d{2})\b(?![./])",
    re.IGNORECASE,
)


def days_in(text: str) -> Iterator[tuple[date, int, int]]:
    """The days written out in full in a text, each with where it stands."""
    for found in DAY.finditer(text):
        try:
            day = _day(found)
        except (ValueError, KeyError):
            continue
        yield day, found.start(), found.end()


def _day(found: re.Match) -> date:
    if found["iso"]:
        return date.fromisoformat(found["iso"])
    if found["numbers"]:
        day, month, year = map(int, re.split(r"[./-]", found["numbers"]))
        return date(year if year > 99 else 2000 + year, month, day)
    month = MONTHS[found["month"].lower()[:3]]
    return date(int(found["year"]), month, int(found["day"]))


def times_in(text: str) -> list[time]:
    """The times of day in a text, without the days that look like some."""
    for _, start, end in reversed([*days_in(text)]):
        text = f"{text[:start]} {text[end:]}"
    return [at for found in TIME.finditer(text) if (at := _time(found)) is not None]


def _time(found: re.Match) -> time | None:
    hour, minutes = int(found[1] or found[4]), int(found[2] or found[5] or 0)
    half = (found[3] or "").lower()[:1]
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    return time(hour, minutes) if hour < 24 and minutes < 60 else None
