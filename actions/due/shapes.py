"""“End of”, “mid”, “week commencing”: which part of a time the words about it mean."""

from dataclasses import replace
from datetime import date, timedelta

from actions.due.calendar import nth_weekday, working_day, written
from actions.due.meaning import Precision
from actions.due.moments import WEEKDAYS, Moment

ENDS = {"end", "close", "last day"}
STARTS = {"start", "beginning", "first day", "1st day"}
WEEK_ENDING = {"w/e", "w.e.", "week ending", "wk ending"}
WEEKS_BEGIN = {"w/c", "w.c", "w.c.", "wc", "w/b", "wb"}
NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
NTH |= {"fifth": 5, "5th": 5}
NTH |= {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
# First and last day of a part of a month; None is the month's last.
PARTS = {
    "early": (1, 10),
    "mid": (11, 20),
    "middle": (11, 20),
    "late": (21, None),
    "early-mid": (1, 20),
    "mid-late": (11, None),
    "mid-end": (11, None),
    "first week": (1, 7),
    "1st week": (1, 7),
    "first half": (1, 15),
    "1st half": (1, 15),
    "second half": (16, None),
    "2nd half": (16, None),
    "latter half": (16, None),
}


def in_shape(moment: Moment, shape: str) -> Moment:
    """The part of a moment that a word before it picks, or a question."""
    first, last = moment.start, moment.end
    if shape in ENDS:
        return replace(moment, start=last, precision=Precision.DAY)
    if shape in STARTS:
        return replace(moment, end=first, precision=Precision.DAY)
    if moment.precision == Precision.MONTH:
        return _in_month(moment, shape)
    if moment.precision == Precision.DAY and shape in WEEK_ENDING:
        return replace(
            moment, start=first - timedelta(days=6), precision=Precision.RANGE
        )
    if moment.precision == Precision.DAY and shape.startswith("w"):
        if first.weekday() != 0:
            moment = moment.saying(f"{written(first)} is a {first:%A}, not a Monday")
        return replace(moment, end=first + timedelta(days=6), precision=Precision.RANGE)
    return _unclear(moment, shape)


def _in_month(moment: Moment, shape: str) -> Moment:
    first, last = moment.start, moment.end
    if shape in PARTS:
        from_day, to_day = PARTS[shape]
        return replace(
            moment,
            start=first.replace(day=from_day),
            end=first.replace(day=to_day) if to_day else last,
            precision=Precision.RANGE,
        )
    if shape == "last week":
        return replace(
            moment, start=last - timedelta(days=6), precision=Precision.RANGE
        )
    day = nth_day(shape, first.year, first.month)
    if day is None:
        return _unclear(moment, shape)
    return replace(moment, start=day, end=day, precision=Precision.DAY)


def nth_day(shape: str, year: int, month: int) -> date | None:
    """The day that “second Tuesday” or “last working day” is in a month."""
    nth, _, name = shape.partition(" ")
    if name == "working day" and nth in {"first", "1st", "last"}:
        return working_day(year, month, is_last=nth == "last")
    if nth in NTH and name[:3] in WEEKDAYS and name.endswith("day"):
        day = nth_weekday(year, month, NTH[nth], WEEKDAYS.index(name[:3]))
        return day if day.month == month else None
    return None


def _unclear(moment: Moment, shape: str) -> Moment:
    return moment.ask(f"Which days does “{shape}” mean here?")
