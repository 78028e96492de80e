"""What is asked about a deadline while everyone is still in the room, and the dates
offered as answers. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from actions.due.calendar import last_of, written
from actions.due.meaning import Due, Precision
from partnership.dates.months import BY_NAME

CLEAR = {
    Precision.DAY,
    Precision.MONTH,
    Precision.QUARTER,
    Precision.TERM,
    Precision.YEAR,
    Precision.RANGE,
    Precision.RECURRING,
    Precision.ONGOING,
}
# Remarks by which the reader says that the words are a sentence and not a deadline.
NO_DEADLINE = re.compile(
    r"^(?:No date was|No certain date|Does “|Is “|More than one date is given)"
    r"|taken from the sentence$"
)
WRITTEN = re.compile(r"\b(\d{1,2}) ([A-Z][a-z]+) (\d{4})\b")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
IN_SOME_WEEKS = re.compile(r"(\d+|a|one|two|three|four|five|six) weeks?\b")
NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
FRIDAY = 4


@dataclass(frozen=True, kw_only=True)
class Question:
    """What to ask about a deadline, and the days to choose from."""

    words: str
    days: tuple[date, ...]


def is_deadline(due: Due) -> bool:
    """Whether words as a whole are about when, clear or not."""
    if due.precision == Precision.UNKNOWN and not due.remarks:
        return False
    return not any(NO_DEADLINE.search(remark) for remark in due.remarks)


def question_about(
    words: str,
    *,
    read: Callable[[str], Due],
    held_on: date,
    next_meeting: date | None,
) -> Question | None:
    """What to ask about the deadline of an action, or None if it is clear."""
    due = read(words)
    if due.precision in CLEAR:
        return None
    if not words:
        asked = "When is it due?"
    else:
        asked = due.remarks[-1] if due.remarks else f"When is “{words}”?"
    days = {*_named_in(due.remarks), *_meant_by(words.lower(), held_on)}
    if next_meeting is not None:
        days.add(next_meeting)
    return Question(
        words=asked, days=tuple(sorted(day for day in days if day > held_on))
    )


def label_of(day: date, next_meeting: date | None) -> str:
    words = f"{day:%A} {written(day)}"
    return f"{words} (the next meeting)" if day == next_meeting else words


def _named_in(remarks: tuple[str, ...]) -> list[date]:
    """Dates that the reader itself suggests."""
    return [
        date(int(year), BY_NAME[month.lower()], int(day))
        for day, month, year in WRITTEN.findall("; ".join(remarks))
        if month.lower() in BY_NAME
    ]


def _meant_by(words: str, held_on: date) -> list[date]:
    """Days that relative words can mean, counted from the meeting."""
    monday = held_on - timedelta(days=held_on.weekday())
    found = []
    if "christmas" in words:
        found.append(date(held_on.year, 12, 24))
    if "new year" in words:
        found.append(date(held_on.year, 12, 31))
    if "tomorrow" in words:
        found.append(held_on + timedelta(days=1))
    if "this week" in words:
        found.append(monday + timedelta(days=FRIDAY))
    if "next week" in words:
        found.append(monday + timedelta(days=7 + FRIDAY))
    if "this month" in words or "the month" in words:
        found.append(last_of(held_on.year, held_on.month))
    if "next month" in words:
        first = last_of(held_on.year, held_on.month) + timedelta(days=1)
        found.append(last_of(first.year, first.month))
    for number, name in enumerate(WEEKDAYS):
        if name in words:
            found.append(
                held_on + timedelta(days=(number - held_on.weekday()) % 7 or 7)
            )
    if weeks := IN_SOME_WEEKS.search(words):
        count = NUMBERS.get(weeks[1]) or int(weeks[1])
        found.append(held_on + timedelta(weeks=min(count, 52)))
    return found
