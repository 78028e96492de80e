"""The scorecard's part of the demonstration: the Education subgroup's measures.

The last two figures of each measure, their polarity and whether they add up over the
year come from a real subgroup's minutes (domain.md 0, S4). Earlier figures and every
commentary are invented.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.formats import date_format

from partnership.dates.years import ReportYear
from partnership.demo import World
from scorecard.demo import reading as demo_reading
from scorecard.demo.words import CHAPTERS, EXPLANATIONS
from scorecard.measures import services as measures
from scorecard.measures.models import Figure, Measure, add_months
from scorecard.yearly_report import services as yearly_report

Unit, Polarity, Frequency = Measure.Unit, Measure.Polarity, Measure.Frequency
Status = Figure.Status

PERIODS = 9
SCHOOL_YEAR = 9
# Quarters end with the half-terms that the subgroup's meetings follow.
QUARTER_ENDS = (1, 4, 7, 10)


@dataclass(frozen=True, kw_only=True)
class Told:
    """A measure with its commentaries, the newest value last.

    `values` of a measure that adds up are only the last two; `usual` says how a year
    before them went, quarter by quarter.
    """

    ref: str
    title: str
    definition: str
    source: str
    owner: str
    polarity: str
    values: tuple
    unit: str = Unit.COUNT
    usual: tuple = ()
    target: str = ""
    latest: str
    before: str
    status: str = Status.FINAL


MEASURES = [
    Told(
        ref="ED1",
        title="Looked-after children without a plan for their needs",
        definition="Children in care of school age who have no education, health and "
        "care plan, on the last day of the period",
        source="Virtual school register",
        owner="chris",
        polarity=Polarity.NEUTRAL,
        values=(318, 322, 327, 335, 331, 328, 333, 330, 325),
        latest="Five plans were issued over the summer. Whether the others need one is "
        "being looked at child by child.",
        before="No large movement; most of these children are not thought to need one.",
    ),
    Told(
        ref="ED2",
        title="Children missing education, whereabouts known",
        definition="Children of school age on no roll and not taught otherwise, whose "
        "address is known, on the last day of the period",
        source="Children missing education team",
        owner="mo",
        polarity=Polarity.LOW,
        values=(71, 66, 68, 63, 64, 60, 62, 59, 52),
        latest="Places were found for a group of brothers and sisters who had moved in, "
        "and two schools answered faster than before.",
        before="Slowly falling since the weekly call with admissions began.",
    ),
    Told(
        ref="ED3",
        title="Children missing education, whereabouts unknown",
        definition="Children of school age on no roll whose address nobody has been "
        "able to confirm, on the last day of the period",
        source="Children missing education team",
        owner="mo",
        polarity=Polarity.LOW,
        values=(22, 25, 24, 27, 23, 26, 25, 28, 36),
        target="20",
        latest="Eight more, most of whom left at the end of the summer term without "
        "saying where to. Checks with other councils are under way.",
        before="Families who move at short notice make up most of it.",
    ),
    Told(
        ref="ED4",
        title="Children electively home educated",
        definition="Children whose parents have chosen to teach them at home, on the "
        "last day of the period",
        source="Elective home education officer",
        owner="dara",
        polarity=Polarity.NEUTRAL,
        values=(498, 507, 519, None, 528, 536, 541, 550, 560),
        latest="Ten more. How many began since September is counted apart and grew "
        "faster. The number may still move when schools confirm their leavers.",
        before="Still rising; most parents name anxiety about school as the reason.",
        status=Status.PROVISIONAL,
    ),
    Told(
        ref="ED5",
        title="Children not yet placed under the fair access protocol",
        definition="Share of the children referred under the protocol who had no place "
        "on the last day of the period",
        source="Fair access panel",
        owner="lena",
        polarity=Polarity.LOW,
        unit=Unit.PERCENT,
        values=("2.4", "2.1", "1.9", "2.2", "1.8", "1.6", "1.5", "1.2", "0.9"),
        target="1",
        latest="Under one in a hundred for the first time: every secondary school now "
        "takes its turn.",
        before="Falling since the panel meets every fortnight.",
    ),
    Told(
        ref="ED6",
        title="Children placed under the fair access protocol",
        definition="Children for whom the panel found a school within the period",
        source="Fair access panel",
        owner="lena",
        polarity=Polarity.HIGH,
        values=(7, 8, 6, 9, None, 8, 10, 9, 17),
        latest="Almost twice as many as in the summer, when there are few moves. The "
        "autumn is the busy time.",
        before="About as many as are referred.",
    ),
    Told(
        ref="ED7",
        title="Permanent exclusions turned into a managed move",
        definition="Exclusions that a head had decided on and that became an agreed "
        "move to another school, since 1 September",
        source="Exclusions officer",
        owner="chris",
        polarity=Polarity.HIGH,
        values=(27, 40),
        usual=(6, 13, 20, 26),
        latest="The panel is asked earlier than it was, so more moves are agreed before "
        "a decision is final.",
        before="Heads and the panel agree most moves in the spring term.",
    ),
    Told(
        ref="ED8",
        title="Permanent exclusions upheld",
        definition="Permanent exclusions that stood after review by governors, since "
        "1 September",
        source="Exclusions officer",
        owner="",
        polarity=Polarity.LOW,
        values=(1, 8),
        usual=(0, 0, 1, 1),
        latest="Eight, in four schools. What lies behind it is not understood yet; the "
        "subgroup has asked for an analyst.",
        before="Few, as governors had upheld hardly any.",
    ),
]


def build(world: World) -> None:
    """Measures with two years of figures, one overdue, and a report in draft."""
    ends = _quarter_ends(world.today)
    for told in MEASURES:
        _measure(world, told, ends)
    _correct_one(world)
    _late_measure(world)
    _report(world)
    demo_reading.build(world)


def _quarter_ends(today: date) -> list[date]:
    """The last days of past quarters, oldest first."""
    last = date(today.year, today.month, 1) - timedelta(days=1)
    while last.month not in QUARTER_ENDS:
        last = date(last.year, last.month, 1) - timedelta(days=1)
    return [add_months(last, -3 * back) for back in range(PERIODS - 1, -1, -1)]


def _measure(world: World, told: Told, ends: list[date]) -> None:
    first = add_months(ends[0], -3) + timedelta(days=1)
    values = _adding_up(told, ends) if told.usual else told.values
    with world.on(first):
        measure = measures.add_measure(
            ref=told.ref,
            title=told.title,
            definition=told.definition,
            source=told.source,
            organisation=world.organisations["education"],
            owner=world.people[told.owner] if told.owner else None,
            unit=told.unit,
            frequency=Frequency.QUARTERLY,
            counted_from_month=SCHOOL_YEAR if told.usual else None,
            polarity=told.polarity,
            target=Decimal(told.target) if told.target else None,
            from_date=first,
            by=world.by,
        )
    for end, value in zip(ends, values, strict=True):
        is_latest = end == ends[-1]
        _record(
            world,
            measure,
            end=end,
            value=value,
            status=told.status if is_latest else Status.FINAL,
            commentary=told.latest if is_latest else told.before,
        )


def _adding_up(told: Told, ends: list[date]) -> list[int]:
    """Counts that grow through each school year and end with the two known ones."""
    before, latest = told.values
    known = ends[-2]
    found = []
    for end in ends[:-1]:
        if _school_year(end) == _school_year(known):
            found.append(before * _quarter(end) // _quarter(known))
        else:
            usual = told.usual[_quarter(end) - 1]
            years = _school_year(known) - _school_year(end)
            found.append(usual - (years - 1) * usual // 5)
    return [*found, latest]


def _quarter(end: date) -> int:
    """The place of a quarter in the school year: October's is the first."""
    return {10: 1, 1: 2, 4: 3, 7: 4}[end.month]


def _school_year(end: date) -> int:
    return end.year if end.month >= SCHOOL_YEAR else end.year - 1


def _record(
    world: World,
    measure: Measure,
    *,
    end: date,
    value: object,
    status: str,
    commentary: str,
) -> None:
    """Record a figure twelve days after its period, or today if that is sooner."""
    if value is None:
        small = measure.polarity == Polarity.HIGH
        status = Status.SUPPRESSED if small else Status.NOT_AVAILABLE
    months = Measure.MONTHS[measure.frequency]
    start = (
        measure.counted_since(end)
        if measure.is_cumulative
        else add_months(end, -months) + timedelta(days=1)
    )
    with world.on(min(end + timedelta(days=12), world.today)):
        measures.record_figure(
            measure,
            period_start=start,
            period_end=end,
            label=date_format(end, "F Y"),
            status=status,
            value=None if value is None else Decimal(value),
            commentary=commentary,
            by=measure.owner or world.by,
        )


def _correct_one(world: World) -> None:
    figure = Measure.objects.get(ref="ED2").figures.current()[5]
    with world.on(figure.period_end + timedelta(days=40)):
        measures.correct_figure(
            figure,
            status=Status.FINAL,
            value=figure.value - 2,
            commentary="Two children had been counted twice; they had been found "
            "before the last day.",
            by=world.people["mo"],
        )


def _late_measure(world: World) -> None:
    """A measure with an overdue figure to chase."""
    last = date(world.today.year, world.today.month, 1) - timedelta(days=1)
    ends = [add_months(last, -back) for back in range(6, 1, -1)]
    with world.on(add_months(ends[0], -1)):
        measure = measures.add_measure(
            ref="ED9",
            title="Children on a part-time timetable",
            definition="Children whose school has agreed fewer hours than full time, "
            "on the last day of the month",
            source="Returns from schools to the inclusion service",
            organisation=world.organisations["education"],
            owner=world.people["mo"],
            unit=Unit.COUNT,
            frequency=Frequency.MONTHLY,
            counted_from_month=None,
            polarity=Polarity.LOW,
            from_date=add_months(ends[0], -1) + timedelta(days=1),
            by=world.by,
        )
    for end, value in zip(ends, (88, 91, 84, 79, 83), strict=True):
        _record(
            world,
            measure,
            end=end,
            value=value,
            status=Status.FINAL,
            commentary="Schools reported on time; half of these plans have an end date.",
        )


def _report(world: World) -> None:
    """The report of the last full year, complete except for the scrutineer's chapter."""
    year = ReportYear.containing(world.today).previous()
    opened = min(year.end + timedelta(days=12), world.today)
    with world.on(opened):
        edition = yearly_report.open_edition(year, by=world.by, on=opened)
    written = min(opened + timedelta(days=45), world.today)
    with world.on(written):
        for chapter in edition.chapters.filter(key__in=CHAPTERS):
            yearly_report.write_chapter(
                chapter, text=CHAPTERS[chapter.key], by=world.by
            )
        for point in edition.points.filter(ref__in=EXPLANATIONS):
            yearly_report.explain_point(
                point, explanation=EXPLANATIONS[point.ref], by=world.by
            )
    with world.on(world.today, hour=8):
        yearly_report.ask_for_report(edition, at_once=False, by=world.by)
