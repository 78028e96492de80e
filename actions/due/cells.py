"""The meanings of whole cells; a meaning of None rejects the form."""

from dataclasses import replace

from actions.due.calendar import ONE_DAY, written
from actions.due.meaning import Due, Precision
from actions.due.recurrence import Recurrence, recur
from actions.due.times import Asked, Time, settled, single, together
from actions.due.vocabulary import NOTES

P = Precision
WHICH_MEETING = "When is that meeting?"
# “Report” or “Review” followed only by a year may be a title.
A_TITLE = "title"


def when(series, plan, set_aside=""):
    due = together(settled(series, plan))
    return replace(due, remarks=(*due.remarks, set_aside)) if set_aside else due


def said_again(series, again, plan):
    """“Q3 (December 2025)”: the second is more exact."""
    return together([*settled(series, plan), "", *settled(again, plan)])


def year_end(series, plan):
    time = single(series, plan)
    if time.precision == P.YEAR:
        raise Asked(*time.remarks, "When does that year end?")
    return Due(time.end, time.end, P.DAY, (), time.remarks)


def when_it_meets(series, plan):
    due = together(settled(series, plan))
    if plan.next_meeting not in {None, due.end}:
        day = written(plan.next_meeting)
        raise Asked(f"The next meeting is on {day}: which do you mean?")
    return due


def meeting(series, plan):
    due = together(settled(series, plan))
    if due.precision == P.YEAR:
        raise Asked(WHICH_MEETING)
    is_day = due.precision != P.MONTH
    return due if is_day else replace(due, remarks=(WHICH_MEETING, *due.remarks))


def from_to(shaped, last, plan):
    """“Start: April 2025 End: March 2026”."""
    return together(settled((shaped, "range", last), plan))


def before(series, plan):
    time = single(series, plan)
    last = time.end if series[0].shape == "end" else time.start - ONE_DAY
    return Due(last, last, P.DAY, (), time.remarks)


def beginning(series, plan, after=""):
    time = single(series, plan)
    first = time.end + ONE_DAY if after else time.start
    remarks = (*time.remarks, "When is it due? Only a start is given")
    return Due(first, None, P.AMBIGUOUS, (), remarks)


def left_open(series, plan):
    time = single(series, plan)
    remarks = (*time.remarks, "When does it end? No end is given")
    return Due(time.start, None, P.AMBIGUOUS, (), remarks)


def begins(series, plan, words, since=""):
    if words.lower().endswith(" end"):
        return None
    if since and series[0].needs_year:
        raise Asked("When did it start? Give the year")
    time = single(series, plan)
    if "range" in series:
        return Due(time.start, time.end, P.RANGE, (), time.remarks)
    return Due(time.start, None, P.ONGOING, (), time.remarks)


def goes_on_until(series, plan):
    time = single(series, plan)
    return Due(None, time.end, P.RANGE, (), time.remarks)


def goes_on_within(series, plan):
    due = together(settled(series, plan))
    return due if due.precision == P.YEAR else None


def goes_on_with_review(series, plan):
    time = single(series, plan)
    words = f"To be reviewed by {written(time.end)}"
    return Due(precision=P.ONGOING, remarks=(*time.remarks, words))


def goes_on():
    return Due(precision=P.ONGOING)


def whole_year(plan):
    return Due(plan.start, plan.end, P.YEAR)


def recurring(plan, often=None, series=()):
    return recur(often or Recurrence(12), plan, series)


def recurring_from(often, series, plan):
    return recur(often, plan, series, "from")


def recurring_until(often, series, plan):
    return recur(often, plan, series, "until")


# What else stands in a cell


def note(**found):
    return NOTES[next(iter(found))]


def set_aside(words):
    return f"“{words}” was not read as part of the due date"


def remark(note="", done="", set_aside=""):
    return NOTES["done"] if done else note or set_aside


def title():
    return A_TITLE


def cell(fore, core, aft):
    """The meaning of a cell, with its remarks."""
    if isinstance(core, Time):
        return Due(precision=P.AMBIGUOUS, remarks=(core.question,))
    is_january = core.precision == P.YEAR and core.start.month == 1
    if A_TITLE in fore and is_january:
        raise Asked(f"Is {core.start.year} when it is due?")
    remarks = [words for words in (*fore, *aft) if words not in {"", A_TITLE}]
    return replace(core, remarks=(*core.remarks, *remarks))


def only_the_past(set_aside):
    return Due(
        remarks=(set_aside, "When is it due? The only date here is not a deadline")
    )
