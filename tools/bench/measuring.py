"""How a figure is measured, and in which unit; the figures themselves are in `figures`.

A page is asked for turn about with the unit's page (`tools.bench.unit`), so that
whatever else the machine does weighs on both. Seconds are scaled by the unit. A miss is
believed when it comes three times.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import chain, islice, repeat
from statistics import median, quantiles

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tools.bench.client import Ask, Wrong, browser, judge, session_of
from tools.bench.place import SITE

WARM_UP = 20
ATTEMPTS = 3
MANAGER = "amara@bench.example"
# The unit's page against `/roles/` as it was on 30 November 2026: that page reads 1.0.
UNIT = Ask(by="", path="/", shows=("Who may do what", "Unit Partnership"))
ROLES_IN_NOVEMBER = 1.35
# How far its times spread, p95 over p50, where nothing else runs.
CALM = 1.4
# Goals in seconds are those of a machine on which the unit takes so long.
FAST = 0.010

Asks = Callable[[int], Iterable[Ask]]


# What can be measured, in which unit it is said, and how exactly.
UNITS = {
    "unit": "{:.2f} × unit",
    "spread": "{:.1f} × p50",
    "statements": "{:.0f} statements",
    "time": "{:.1f} s",
    "memory": "{:.0f} MB",
    "ratio": "{:.2f} ×",
    "crowd": "{:.1f} × one client’s p50",
}


@dataclass
class Pace:
    """How often a page is asked for, and how often a miss has to come."""

    requests: int = 100
    attempts: int = ATTEMPTS


PACE = Pace()


@dataclass(frozen=True)
class Ports:
    """Where the site and the unit's are served."""

    ours: int
    unit: int


@dataclass(frozen=True)
class Goal:
    """The most that something may be."""

    what: str
    most: float

    def __str__(self) -> str:
        words = UNITS[self.what].partition(" ")[2]
        names = {"unit": "", "spread": "p95 ", "statements": "", "crowd": "p95 "}
        name = names.get(self.what, f"{self.what} ")
        return f"{name}≤ {self.most:g} {words}"


@dataclass(kw_only=True)
class Found:
    """What was measured: `values` by the names that goals use, or why nothing was.

    Milliseconds of a page are only shown: machines differ threefold.
    """

    values: dict[str, float] = field(default_factory=dict)
    p50: float | None = None
    p95: float | None = None
    remark: str = ""
    wrong: str = ""

    def better(self, other: "Found") -> "Found":
        """Of each value the better one; the rest as here."""
        return replace(
            self,
            values={
                what: min(value, other.values[what])
                for what, value in self.values.items()
            },
        )

    def in_words(self, what: str) -> str:
        return UNITS[what].format(self.values[what])


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A row of the table: some work on some data, with its goals."""

    name: str
    work: str
    data: str
    goals: tuple[Goal, ...]
    measure: Callable[[Ports], Found]

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


FIGURES: dict[str, Figure] = {}


def _add(figure: Figure) -> None:
    if figure.name in FIGURES:
        raise ValueError(f"There is already a figure {figure.name}")
    FIGURES[figure.name] = figure


def page(work: str, *, data: str, unit: float, statements: int | None = None):
    """Add a row: the decorated function gives so many requests, over different rows.

    `unit` is the most that the median may be; one in twenty may take twice as long.
    """
    goals = [Goal("unit", unit), Goal("spread", 2)]
    if statements is not None:
        goals.append(Goal("statements", statements))

    def decorate(asks: Asks) -> Asks:
        figure = Figure(
            name=asks.__name__,
            work=work,
            data=data,
            goals=tuple(goals),
            measure=lambda ports: _pages(FIGURES[asks.__name__], asks, ports),
        )
        _add(figure)
        return asks

    return decorate


def job(work: str, *, data: str, goals: Iterable[Goal]):
    """Add a row: the decorated function does the work once and says what it found."""

    def decorate(measure: Callable[[], Found]) -> Callable[[], Found]:
        def scaled(ports: Ports) -> Found:
            found = measure()
            if "time" in found.values:
                took, unit = found.values["time"], unit_seconds(ports)
                found.values["time"] = took * FAST / unit
                found.remark = "; ".join(filter(None, [f"{took:.1f} s", found.remark]))
            return found

        figure = Figure(
            name=measure.__name__,
            work=work,
            data=data,
            goals=tuple(goals),
            measure=lambda ports: believed(
                FIGURES[measure.__name__], lambda: scaled(ports)
            ),
        )
        _add(figure)
        return measure

    return decorate


def crowd(work: str, *, data: str, goals: Iterable[Goal]):
    """Add a row: the decorated function lets many people use the site, and says what
    they found.
    """

    def decorate(measure: Callable[[Ports], Found]) -> Callable[[Ports], Found]:
        figure = Figure(
            name=measure.__name__,
            work=work,
            data=data,
            goals=tuple(goals),
            measure=lambda ports: believed(
                FIGURES[measure.__name__], lambda: measure(ports)
            ),
        )
        _add(figure)
        return measure

    return decorate


def believed(figure: Figure, measure: Callable[[], Found]) -> Found:
    """Measure again what was missed; a page that is wrong is wrong at once."""
    try:
        found = measure()
        for _ in range(PACE.attempts - 1):
            if not figure.misses(found):
                break
            found = measure().better(found)
    except Wrong as wrong:
        return Found(wrong=str(wrong))
    return found


def _pages(figure: Figure, asks: Asks, ports: Ports) -> Found:
    def measure() -> Found:
        found = _turn_about(ports, asks)
        found.values["statements"] = max(map(count_queries, asks(3)))
        return found

    return believed(figure, measure)


def _turn_about(ports: Ports, asks: Asks) -> Found:
    wanted = list(asks(WARM_UP + PACE.requests))
    every = chain.from_iterable(repeat(wanted)) if not wanted[0].fields else wanted
    every = iter(list(islice(every, WARM_UP + PACE.requests)))
    # Each worker of the site has been asked before anything counts.
    for ask in islice(every, WARM_UP):
        for port, one in ((ports.unit, UNIT), (ports.ours, ask)):
            with browser(port) as fresh:
                fresh.seconds(one)
    with browser(ports.unit) as unit, browser(ports.ours) as ours:
        times = [(unit.seconds(UNIT), ours.seconds(ask)) for ask in every]
    units, our_times = zip(*times, strict=True)
    p50, p95 = median(our_times), quantiles(our_times, n=20)[-1]
    # What disturbs the machine spreads the unit's times as it spreads ours.
    disturbed = max(quantiles(units, n=20)[-1] / median(units) / CALM, 1)
    return Found(
        values={
            "unit": p50 / (median(units) * ROLES_IN_NOVEMBER),
            "spread": p95 / p50 / disturbed,
        },
        p50=1000 * p50,
        p95=1000 * p95,
    )


def unit_seconds(ports: Ports) -> float:
    """How long the unit takes on this machine at this moment."""
    for _ in range(WARM_UP):
        with browser(ports.unit) as fresh:
            fresh.seconds(UNIT)
    with browser(ports.unit) as unit:
        times = [unit.seconds(UNIT) for _ in range(PACE.requests)]
    return median(times) * ROLES_IN_NOVEMBER


def count_queries(ask: Ask) -> int:
    """The statements of one request, those of session and person among them."""
    client = Client(headers={"Host": SITE.removeprefix("https://")})
    if ask.by:
        client.cookies["sessionid"] = session_of(ask.by)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        if ask.fields:
            answer = client.post(
                ask.path,
                ask.fields,
                secure=True,
                headers={} if ask.followed else {"Accept": "application/json"},
            )
        else:
            answer = client.get(ask.path, secure=True, headers=ask.bearer)
    judge(ask, answer.status_code, answer.content.decode())
    return len(captured)
