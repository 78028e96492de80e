"""Recurring deadlines: how often, within which time, and on which days."""

from dataclasses import dataclass
from datetime import date

from actions.due.calendar import ONE_DAY, PlanYear, last_of, months_later, written
from actions.due.meaning import Due, Precision
from actions.due.times import Asked, nth_day, remarks_of, settled

P = Precision
UNITS = {"month": 1, "quarter": 3, "half year": 6, "year": 12, "term": "term"}
UNITS |= {"week": "often", "day": "often", "fortnight": "often"}
UNITS |= {"meeting": "otherwise", "half term": "otherwise"}
WHY_NOT = {
    "no days": "it does not say when: give the dates",
    "seldom": "it comes back less than once a year: give the next date",
    "often": "it comes back too often to be reported on each time",
    "otherwise": "it follows other dates, which are not known here",
}


@dataclass(frozen=True)
class Recurrence:
    """A number of months, each term, or why the deadlines cannot be listed."""

    every: int | str
    # The day of the month: “15 day”, “2 tuesday”, “-1 working”.
    day: str = ""

    def between(
        self, first: date, last: date, plan: PlanYear, anchor: date | None = None
    ) -> tuple[date, ...]:
        """The last days of its periods, counted from the start of the plan year.

        With an `anchor` they are counted from there: the first is the end of its month.
        """
        if self.every == "term":
            return tuple(term.end for term in plan.terms_from(first, last))
        if isinstance(self.every, str):
            return ()
        start, step = plan.start, self.every
        if anchor:
            start, step = months_later(anchor.replace(day=1), 1), 0
        while not anchor and months_later(start, step - self.every) > first:
            step -= self.every
        days = []
        while (day := self._day_of(months_later(start, step) - ONE_DAY)) <= last:
            if day >= first:
                days.append(day)
            step += self.every
        return tuple(days)

    def _day_of(self, end: date) -> date:
        return (self.day and nth_day(self.day, end.replace(day=1))) or end


def every_unit(unit="year", meeting="", weekday=None):
    return "meeting" if meeting else "day" if weekday is not None else unit


def interval(adverb="", every_unit=""):
    return Recurrence(adverb or UNITS[every_unit])


def part_of_every(every_unit, nth=0):
    is_last_week = nth == -1 and every_unit == "month"
    return Recurrence(1 if is_last_week else "no days")


def every_so_many(n=2, unit="", adverb=None):
    """“Every 6 months”, “six-monthly”, “every other month”."""
    names = {often: name for name, often in UNITS.items()}
    unit = unit or names.get(adverb, "week")
    if unit == "month":
        return Recurrence(n if n in {1, 2, 3, 4, 6, 12} else "no days")
    if unit == "year":
        return Recurrence("seldom" if n > 1 else 12)
    return Recurrence("often" if unit in {"week", "day"} and n < 3 else "no days")


def no_days():
    return Recurrence("no days")


def many(n):
    return n


def so_often(many=0, n=0, every_unit="", unit="", adverb=None):
    """“Twice a year”, “4 x per year”, “2 per term”."""
    if n == 1:
        return Recurrence(UNITS[every_unit])
    if (every_unit or unit) in {"year", 12} and many in {2, 4}:
        return Recurrence(12 // many)
    return Recurrence(3 if adverb and many == 4 else "no days")


def on_a_day(nth, weekday=None, working=""):
    name = "working" if working else "day" if weekday is None else weekday
    return Recurrence(1, f"{nth} {name}") if nth > 0 or name != "day" else None


def said_twice(interval, again=None):
    """“Bi-monthly (every two months)” says itself which is meant."""
    vague = {"unclear", "no days"}
    if again and interval.every in vague and again.every not in vague:
        return again
    is_one = again in {None, interval} or again.every in vague
    return interval if is_one else None


def recur(often: Recurrence, plan: PlanYear, series=(), bound: str = "") -> Due:
    """The deadlines within the plan year, or within the time given.

    `bound` says how that time stands: “from” it, “until” it, or neither.
    """
    every = often.every
    first, last, anchor = plan.start, plan.end, None
    times = settled(series, plan, comes_back=True) if series else ()
    remarks = remarks_of(times)
    listed: tuple[date, ...] = ()
    if len(times) > 1:
        if not set(times[1::2]) <= {"list", "slash"}:
            raise Asked(*remarks, "Which of these days is meant?")
        listed = tuple(sorted({time.end for time in times[::2]}))
    elif times:
        time = times[0]
        is_wide = time.precision in {P.YEAR, P.RANGE, P.QUARTER, P.TERM}
        if bound == "from" and "range" in series[1::2]:
            first, last = time.start, time.end
        elif bound == "from":
            first = time.start
            while last < first:
                last = last_of(last.year + 1, last.month)
            if every == 2:
                anchor = first
            elif every in {4, 6} and (first.month - plan.start.month) % every:
                words = f"in {first:%B %Y}, or {every} months after that?"
                raise Asked(*remarks, f"Is it first due {words}")
        elif bound == "until":
            last = time.end
        elif every == 12 and time.precision != P.YEAR:
            if time.end < plan.start:
                raise Asked(*remarks, f"When is it next, after {time.end.year}?")
            if time.end >= months_later(time.start, 12):
                raise Asked(*remarks, "On which day of each year?")
            listed = (time.end,)
        elif is_wide:
            first, last = time.start, time.end
        else:
            words = f"Is {written(time.end)} the first time, the last, or the only?"
            raise Asked(*remarks, words)
    if listed:
        first, last = min(first, listed[0]), max(last, listed[-1])
        return Due(first, last, P.RECURRING, listed, remarks)
    if every == "unclear":
        words = "Does it come twice in that time, or every second time?"
        raise Asked(*remarks, words)
    if last < first:
        raise Asked(*remarks, "It would end before it begins: from when until when?")
    days = often.between(first, last, plan, anchor)
    if first < plan.start <= last and days:
        days = tuple(day for day in days if day >= plan.start)
        remarks = (*remarks, "Followed from the beginning of the plan year")
    if not days:
        why_not = WHY_NOT.get(every, WHY_NOT["no days"])
        remarks = (*remarks, f"Not followed one by one: {why_not}")
    return Due(first, last, P.RECURRING, days, remarks)
