"""How a figure is measured, and against what; the figures themselves are in `figures`.

A page is asked for turn about with the bare page of the same site, so that whatever
else the machine does weighs on both. A miss is believed when it comes three times, or
when it is by more than double.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import chain, islice, repeat
from statistics import median, quantiles

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tools.bench.client import Ask, Browser, Wrong, browser, judge, session_of
from tools.bench.place import SITE

REQUESTS = 100
WARM_UP = 20
ATTEMPTS = 3
MANAGER = "amara@bench.example"
# The cheapest page that someone signed in can open: four statements, no rows of ours.
BARE = Ask(
    by=MANAGER, path="/roles/", shows=("Roles and permissions", "Business manager")
)

Asks = Callable[[int], Iterable[Ask]]


# What can be measured, in which unit it is said, and how exactly.
UNITS = {
    "p50": "{:.1f} ms",
    "p95": "{:.1f} ms",
    "time": "{:.1f} s",
    "memory": "{:.0f} MB",
    "ratio": "{:.2f} ×",
}


@dataclass(frozen=True)
class Goal:
    """The most that something may be."""

    what: str
    most: float

    def __str__(self) -> str:
        unit = UNITS[self.what].rpartition(" ")[2]
        return f"{self.what} ≤ {self.most:g} {unit}"


@dataclass(kw_only=True)
class Found:
    """What was measured: `values` by the names that goals use, or why nothing was."""

    values: dict[str, float] = field(default_factory=dict)
    queries: int | None = None
    times_bare: float | None = None
    remark: str = ""
    wrong: str = ""

    def in_words(self, what: str) -> str:
        return UNITS[what].format(self.values[what])


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A row of the table: some work on some data, with its goals."""

    name: str
    work: str
    data: str
    goals: tuple[Goal, ...]
    measure: Callable[[int], Found]

    @property
    def goal_words(self) -> str:
        return ", ".join(map(str, self.goals))

    def misses(self, found: Found) -> list[str]:
        """The goals that were not reached; one never measured is missed."""
        if found.wrong:
            return [found.wrong]
        return [
            str(goal)
            for goal in self.goals
            if found.values.get(goal.what, goal.most + 1) > goal.most
        ]

    def is_hopeless(self, found: Found) -> bool:
        return any(found.values[goal.what] > 2 * goal.most for goal in self.goals)


FIGURES: dict[str, Figure] = {}


def _add(figure: Figure) -> None:
    if figure.name in FIGURES:
        raise ValueError(f"There is already a figure {figure.name}")
    FIGURES[figure.name] = figure


def page(work: str, *, data: str, p95: float, p50: float | None = None):
    """Add a row: the decorated function gives so many requests, over different rows."""
    goals = [Goal("p95", p95)] if p50 is None else [Goal("p50", p50), Goal("p95", p95)]

    def decorate(asks: Asks) -> Asks:
        figure = Figure(
            name=asks.__name__,
            work=work,
            data=data,
            goals=tuple(goals),
            measure=lambda port: _pages(FIGURES[asks.__name__], asks, port),
        )
        _add(figure)
        return asks

    return decorate


def job(work: str, *, data: str, goals: Iterable[Goal]):
    """Add a row: the decorated function does the work once and says what it found."""

    def decorate(measure: Callable[[], Found]) -> Callable[[], Found]:
        def repeated(port: int) -> Found:
            for attempt in range(ATTEMPTS):
                found = _careful(measure)
                if found.wrong or not figure.misses(found) or attempt == ATTEMPTS - 1:
                    break
            return found

        figure = Figure(
            name=measure.__name__,
            work=work,
            data=data,
            goals=tuple(goals),
            measure=repeated,
        )
        _add(figure)
        return measure

    return decorate


def _careful(measure: Callable[[], Found]) -> Found:
    try:
        return measure()
    except Wrong as wrong:
        return Found(wrong=str(wrong))


def _pages(figure: Figure, asks: Asks, port: int) -> Found:
    def measure() -> Found:
        queries = max(map(count_queries, asks(3)))
        best = None
        for _ in range(ATTEMPTS):
            found = _turn_about(port, asks)
            if best is None or found.values["p95"] < best.values["p95"]:
                best = found
            if not figure.misses(best) or figure.is_hopeless(best):
                break
        best.queries = queries
        return best

    return _careful(measure)


def _turn_about(port: int, asks: Asks) -> Found:
    wanted = list(asks(WARM_UP + REQUESTS))
    every = chain.from_iterable(repeat(wanted)) if not wanted[0].fields else wanted
    every = iter(list(islice(every, WARM_UP + REQUESTS)))
    # Each worker of the site has been asked before anything counts.
    for ask in islice(every, WARM_UP):
        for one in (BARE, ask):
            with browser(port) as fresh:
                fresh.seconds(one)
    with browser(port) as bare, browser(port) as ours:
        times = [_pair(bare, ours, ask) for ask in every]
    bare_times, our_times = zip(*times, strict=True)
    return Found(
        values={
            "p50": 1000 * median(our_times),
            "p95": 1000 * quantiles(our_times, n=20)[-1],
        },
        times_bare=median(our_times) / median(bare_times),
    )


def _pair(bare: Browser, ours: Browser, ask: Ask) -> tuple[float, float]:
    return bare.seconds(BARE), ours.seconds(ask)


def count_queries(ask: Ask) -> int:
    """The statements of one request, those of session and person among them."""
    client = Client(headers={"Host": SITE.removeprefix("https://")})
    if ask.by:
        client.cookies["sessionid"] = session_of(ask.by)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        if ask.fields:
            answer = client.post(ask.path, ask.fields, secure=True)
        else:
            answer = client.get(ask.path, secure=True, headers=ask.bearer)
    judge(ask, answer.status_code, answer.content.decode())
    return len(captured)
