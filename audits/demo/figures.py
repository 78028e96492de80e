"""The answers of a demonstration round, as columns with exact totals.

For 273 returns the totals are those of a published audit (domain.md 10.3); for any other
number they are in proportion. Each column has a generator seeded with its own name, so
it is always the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from audits.questions.kinds import Kind

PUBLISHED = 273

# How many of 273 schools gave each answer.
CHOICES: dict[str, dict[str, int]] = {
    "dsl-in-leadership": {"yes": 271, "no": 2},
    "looked-after-designated-teacher": {"yes": 246, "partly": 19, "no": 8},
    "governors-know-part-two": {"yes": 266, "partly": 5, "no": 2},
    "safeguarding-on-agenda": {
        "monthly": 12,
        "half_termly": 71,
        "termly": 185,
        "yearly": 4,
        "less": 1,
    },
    "inspection-guidance-considered": {"yes": 26, "no": 247},
    "dsl-supervision": {"established": 96, "begun": 61, "planned": 31, "none": 85},
    "dsl-time": {"4": 64, "3": 139, "2": 52, "1": 18},
    "policy-names-local-procedures": {"yes": 267, "no": 6},
    "whistleblowing": {"4": 158, "3": 101, "2": 13, "1": 1},
    "training-pattern": {"drip": 187, "termly": 78, "yearly": 8},
    "staff-confidence-recording": {"4": 171, "3": 96, "2": 6},
    "file-review": {"monthly": 22, "half_termly": 74, "termly": 121, "yearly": 56},
    "low-level-concern-forms": {"yes": 228, "no": 45},
    "pupil-survey": {"termly": 88, "yearly": 185},
    "operation-encompass": {"yes": 270, "no": 3},
    "trusted-adults": {"4": 201, "3": 68, "2": 4},
    "residential-visits": {"4": 187, "3": 74, "2": 9, "1": 3},
    "briefings-used": {"monthly": 31, "half_termly": 97, "termly": 110, "yearly": 35},
    "inspection-outcome": {"met": 262, "not_met": 2, "none": 9},
    "dsl-supervision-frequency": {"monthly": 31, "half_termly": 104, "termly": 138},
    "governor-visits": {"green": 169, "amber": 99, "red": 5},
    "equality-embedded": {"green": 88, "amber": 176, "red": 9},
    "recording-system": {"electronic": 219, "both": 37, "paper": 17},
    "recording-product": {"specialist": 198, "information": 51, "documents": 24},
    "children-with-plans": {
        "none": 38,
        "1_4": 121,
        "5_9": 74,
        "10_19": 31,
        "20_more": 9,
    },
    "contextual-safeguarding": {"green": 112, "amber": 150, "red": 11},
    "monitoring-alerts": {"hour": 141, "day": 128, "later": 4},
    "mobile-phones": {"none": 49, "away": 131, "unseen": 82, "allowed": 11},
    "low-level-concerns-reviewed": {"half_termly": 71, "termly": 190, "yearly": 12},
    "harassment-reports": {
        "none": 97,
        "1_4": 118,
        "5_9": 39,
        "10_19": 14,
        "20_more": 5,
    },
    "front-door-response": {"4": 61, "3": 128, "2": 66, "1": 18},
}
# How many of 273 schools gave each answer to every other question of a kind.
USUAL: dict[str, dict[str, int]] = {
    Kind.YES_PARTLY_NO: {"yes": 271, "partly": 2},
    Kind.YES_NO: {"yes": 271, "no": 2},
    Kind.MET: {"fully": 270, "partly": 3},
    Kind.RAG: {"green": 187, "amber": 83, "red": 3},
}

# How many of 273 schools chose each; the others chose `none`, if offered.
NAMED: dict[str, dict[str, int]] = {
    "new-challenges": {
        "time": 121,
        "early_help": 47,
        "emotional": 39,
        "mental_health": 36,
        "attendance": 33,
        "online": 28,
        "parents": 25,
    },
    "named-leads": {
        "mental_health": 231,
        "send": 270,
        "attendance": 252,
        "online": 239,
        "prevent": 244,
    },
    "training-topics": {
        "neglect": 248,
        "exploitation": 219,
        "child_on_child": 171,
        "domestic_abuse": 226,
        "radicalisation": 240,
        "mental_health": 203,
        "online": 192,
        "curiosity": 97,
        "sexual_abuse": 188,
        "violence": 143,
        "honour": 176,
        "misogyny": 109,
        "send": 158,
        "slavery": 84,
    },
    "understanding-checked": {
        "quiz": 201,
        "scenarios": 188,
        "supervision": 132,
        "spot": 97,
    },
    "training-wanted": {
        "online": 148,
        "exploitation": 119,
        "mental_health": 117,
        "supervision": 88,
        "neglect": 71,
        "domestic_abuse": 64,
    },
}


@dataclass(frozen=True)
class Band:
    """A number of schools whose figures lie between two numbers, and their total."""

    schools: int
    least: int
    most: int
    total: int


# For 273 returns, with bands in ascending order.
NUMBERS: dict[str, tuple[Band, ...]] = {
    "concerns-to-dsl": (Band(273, 6, 900, 33_413),),
    "front-door-referrals": (
        Band(31, 0, 0, 0),
        Band(203, 1, 9, 876),
        Band(39, 10, 60, 875),
    ),
    "early-help-assessments": (Band(58, 0, 0, 0), Band(215, 1, 24, 812)),
    "physical-interventions": (
        Band(131, 0, 0, 0),
        Band(108, 1, 10, 441),
        Band(34, 11, 420, 2740),
    ),
    "physical-intervention-trained": (Band(22, 0, 0, 0), Band(251, 1, 18, 1106)),
    "deputy-dsls": (Band(2, 0, 0, 0), Band(271, 1, 6, 702)),
    "governor-training": (Band(7, 75, 99, 630), Band(266, 100, 100, 26_600)),
    "staff-read-part-one": (Band(5, 88, 99, 478), Band(268, 100, 100, 26_800)),
    "recruitment-trained": (Band(1, 0, 0, 0), Band(272, 1, 9, 905)),
    "low-level-concerns": (Band(80, 0, 0, 0), Band(193, 1, 22, 811)),
    "lado-consultations": (Band(118, 0, 0, 0), Band(155, 1, 7, 322)),
    "minutes-taken": (Band(273, 60, 480, 46_400),),
    "multi-agency-training": (Band(40, 0, 0, 0), Band(233, 1, 12, 864)),
    "escalations": (Band(221, 0, 0, 0), Band(52, 1, 4, 88)),
    "conference-attendance": (Band(3, 60, 79, 210), Band(270, 80, 100, 25_380)),
    "part-time-timetables": (Band(148, 0, 0, 0), Band(125, 1, 9, 371)),
    "suspension-rate": (Band(120, 0, 0, 0), Band(153, 1, 14, 612)),
}
# The least and most days before the deadline that a date lies.
DATES = {
    "child-protection-policy-reviewed": (20, 330),
    "filtering-reviewed": (10, 340),
    "single-central-record-checked": (5, 150),
    "seen-by-governors": (-40, 60),
    "lead-dsl": (30, 700),
    "safeguarding-governor": (60, 1000),
    "whole-staff-training": (60, 300),
    "dsl-prevent-training": (30, 680),
}


def choices(code: str, schools: int, *, kind: str = Kind.YES_PARTLY_NO) -> list[str]:
    """One choice for each school."""
    counts = in_proportion(CHOICES.get(code) or USUAL[kind], schools)
    column = [choice for choice, count in counts.items() for _ in range(count)]
    Random(f"choices {code} {schools}").shuffle(column)  # noqa: S311 – no secret
    return column


def named(code: str, schools: int, *, none: bool) -> list[tuple[str, ...]]:
    """Any number of choices for each school."""
    picked: list[list[str]] = [[] for _ in range(schools)]
    for choice, count in NAMED[code].items():
        chance = Random(f"named {code} {choice} {schools}")  # noqa: S311
        for place in chance.sample(range(schools), round(count * schools / PUBLISHED)):
            picked[place].append(choice)
    return [tuple(some) or (("none",) if none else ()) for some in picked]


def numbers(code: str, schools: int, *, sizes: Sequence[int]) -> list[int]:
    """One number for each school, tending to be larger for larger schools."""
    bands = NUMBERS[code]
    shares = in_proportion(
        {str(place): band.schools for place, band in enumerate(bands)}, schools
    )
    column: list[int] = []
    for place, band in enumerate(bands):
        count = shares[str(place)]
        total = round(band.total * count / band.schools)
        column += spread(
            count, total, least=band.least, most=band.most, name=f"{code} {place}"
        )
    column.sort()
    chance = Random(f"numbers {code} {schools}")  # noqa: S311
    order = sorted(
        range(schools), key=lambda school: sizes[school] * chance.uniform(0.2, 1)
    )
    by_school = [0] * schools
    for number, school in zip(column, order, strict=True):
        by_school[school] = number
    return by_school


def days(code: str, schools: int) -> list[int]:
    """How many days before the deadline each school's date lies."""
    chance = Random(f"days {code} {schools}")  # noqa: S311
    return [chance.randint(*DATES[code]) for _ in range(schools)]


def spread(count: int, total: int, *, least: int, most: int, name: str) -> list[int]:
    """Whole numbers between two bounds that add up to a total."""
    if not count * least <= total <= count * most:
        raise ValueError(f"{name}: {count} numbers cannot add up to {total}")
    chance = Random(f"spread {name} {count}")  # noqa: S311
    column = [least] * count
    left = total - count * least
    weights = [chance.expovariate(1) for _ in column]
    whole = sum(weights)
    for place, weight in enumerate(weights):
        more = min(int(left * weight / whole), most - least)
        column[place] += more
    left = total - sum(column)
    while left:
        place = chance.randrange(count)
        more = min(left, most - column[place], max(1, left // count))
        column[place] += more
        left -= more
    return column


def in_proportion(counts: Mapping[str, int], schools: int) -> dict[str, int]:
    """Counts scaled from 273 to another number, by largest remainder."""
    whole = sum(counts.values())
    exact = {key: count * schools / whole for key, count in counts.items()}
    shares = {key: int(value) for key, value in exact.items()}
    by_remainder = sorted(exact, key=lambda key: (shares[key] - exact[key], key))
    for key in by_remainder[: schools - sum(shares.values())]:
        shares[key] += 1
    return shares
