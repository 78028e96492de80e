"""The analysis of a round: what schools answered to every question.

The database counts submitted returns, so a page of all questions takes a few queries
for any number of schools. Questions may be not asked, not applicable or left blank, so
every figure has its own `n`.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from typing import NamedTuple

from django.db import connection
from django.db.models import Q, QuerySet

from audits.questions.models import Question, Section
from audits.returns.models.answers import number_in_words
from audits.returns.models.returns import AuditReturn
from audits.rounds.models import Round
from partnership.people.models import Organisation
from partnership.policy import values as policy

# With fewer schools a percentage would mislead, so "3 of 8" is shown alone.
SMALLEST_FOR_PERCENTAGE = 20
# One in this many schools counts as those with the most: 39 of 273.
FEW = 7

ANSWERED = """
    SELECT question_id,
        count(*) FILTER (WHERE is_given AND not_applicable_reason = ''),
        count(*) FILTER (WHERE not_applicable_reason <> '')
    FROM audits_answer WHERE audit_return_id = ANY(%s) AND is_counted
    GROUP BY question_id
"""
CHOSEN = """
    SELECT question_id, choice, count(*)
    FROM (
        SELECT question_id, choice FROM audits_answer
        WHERE audit_return_id = ANY(%s) AND is_counted AND choice <> ''
        UNION ALL
        SELECT question_id, unnest(choices) FROM audits_answer
        WHERE audit_return_id = ANY(%s) AND is_counted AND choices <> '{}'
    ) AS chosen
    GROUP BY question_id, choice
"""
COUNTED = """
    WITH given AS (
        SELECT question_id, number,
            row_number() OVER by_size AS place,
            sum(number) OVER by_size - number AS before_it,
            count(*) OVER whole AS n,
            sum(number) OVER whole AS total
        FROM audits_answer
        WHERE audit_return_id = ANY(%s) AND is_counted AND number IS NOT NULL
        WINDOW whole AS (PARTITION BY question_id),
            by_size AS (PARTITION BY question_id ORDER BY number DESC, id
                ROWS UNBOUNDED PRECEDING)
    )
    SELECT question_id, count(*), sum(number), max(number),
        percentile_cont(0.5) WITHIN GROUP (ORDER BY number),
        count(*) FILTER (WHERE number = 0),
        count(*) FILTER (WHERE number > 0 AND number <= 10),
        count(*) FILTER (WHERE number > 10),
        count(*) FILTER (WHERE place * %s <= n),
        coalesce(sum(number) FILTER (WHERE place * %s <= n), 0),
        count(*) FILTER (WHERE before_it < total / 2)
    FROM given GROUP BY question_id
"""


def rounded(number: Decimal, places: int) -> Decimal:
    """A number rounded half up."""
    return number.quantize(Decimal(10) ** -places, rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class Share:
    """A count out of a total, with a percentage if there are enough schools."""

    words: str
    count: int
    n: int

    @property
    def percentage(self) -> Decimal | None:
        if self.n < SMALLEST_FOR_PERCENTAGE:
            return None
        return rounded(Decimal(100 * self.count) / self.n, 1)

    @property
    def in_words(self) -> str:
        """266 of 273 (97.4%)."""
        counted = f"{self.count:,} of {self.n:,}"
        return counted if self.percentage is None else f"{counted} ({self.percentage}%)"


@dataclass(frozen=True)
class Numbers:
    """Statistics of the numbers schools gave, and how they are distributed."""

    n: int
    total: Decimal
    largest: Decimal
    median: Decimal
    zeros: int
    up_to_ten: int
    over_ten: int
    top_schools: int
    top_total: Decimal
    half_schools: int
    # Smaller numbers are not shown to this reader.
    least_shown: int = 1

    def is_small(self, number: Decimal) -> bool:
        return 0 < number < self.least_shown

    @property
    def mean(self) -> Decimal:
        return rounded(self.total / self.n, 2)

    @property
    def mean_of_others(self) -> Decimal | None:
        """The mean of the schools above zero."""
        others = self.n - self.zeros
        return rounded(self.total / others, 1) if others else None

    @property
    def zero_share(self) -> Share:
        return Share("None", self.zeros, self.n)

    @property
    def top_percentage(self) -> Decimal | None:
        """The share of the total of the one in seven schools with the most."""
        if not self.total or self.n < SMALLEST_FOR_PERCENTAGE:
            return None
        return rounded(100 * self.top_total / self.total, 2)

    @property
    def shown_total(self) -> str:
        return number_in_words(self.total)

    @property
    def shown_largest(self) -> str:
        if self.is_small(self.largest):
            return f"under {self.least_shown}"
        return number_in_words(self.largest)

    @property
    def spread_in_words(self) -> str:
        """The share of the total of the schools with the most."""
        if (
            self.top_percentage is None
            or not self.top_schools
            or self.is_small(self.top_total)
        ):
            return "Too few to show the distribution"
        return (
            f"{self.top_schools} schools account for {number_in_words(self.top_total)} "
            f"({self.top_percentage}%), {self.half_schools} for half"
        )

    @property
    def bands(self) -> tuple[Share, ...]:
        return (
            self.zero_share,
            Share("1 to 10", self.up_to_ten, self.n),
            Share("More than 10", self.over_ten, self.n),
        )


@dataclass(frozen=True)
class QuestionAnalysis:
    """What schools answered to one question."""

    question: Question
    n: int
    not_applicable: int
    answers: tuple[Share, ...] = ()
    numbers: Numbers | None = None
    # Why no figures are shown, if none are.
    withheld: str = ""

    @property
    def lines(self) -> list[str]:
        """What schools answered, as lines of text."""
        if not self.n:
            return ["No school has answered this yet"]
        if self.withheld:
            return [self.withheld]
        if self.answers:
            return [f"{share.words}: {share.in_words}" for share in self.answers]
        if self.numbers is None:
            return ["Text and dates are shown in each school’s return"]
        numbers = self.numbers
        average = f"Mean {numbers.mean}, median {numbers.median}"
        if self.question.kind == Question.Kind.PERCENT:
            return [f"{average}, as percentages"]
        return [
            f"Total {numbers.shown_total}. {average}, largest {numbers.shown_largest}",
            *(f"{band.words}: {band.in_words}" for band in numbers.bands),
            numbers.spread_in_words,
        ]


@dataclass(frozen=True)
class SectionAnalysis:
    """The analysis of a section's questions."""

    section: Section
    questions: tuple[QuestionAnalysis, ...]


def analyse(round_: Round, *, sees_each: bool) -> list[SectionAnalysis]:
    """Every question of a round, counted over the returns submitted so far.

    People who cannot see each school's return do not see figures that could identify
    a school.
    """
    questions = analyses_of(round_.questions, submitted(round_))
    if not sees_each:
        smallest = smallest_told()
        questions = (for_others(found, smallest) for found in questions)
    return [
        SectionAnalysis(section, tuple(found))
        for section, found in groupby(questions, key=lambda one: one.question.section)
    ]


class Smallest(NamedTuple):
    """The smallest group of schools and the smallest count that may be shown."""

    schools: int
    count: int

    @property
    def shown_once(self) -> str:
        return f"Shown once {self.schools} schools have answered"


def smallest_told() -> Smallest:
    """The limits set by local rules."""
    with policy.reading():
        return Smallest(
            policy.get("comparison_group_minimum"), policy.get("suppression_threshold")
        )


def for_others(found: QuestionAnalysis, smallest: Smallest) -> QuestionAnalysis:
    """The analysis of a question for people who cannot see each school's answer."""
    if found.n < smallest.schools:
        return replace(found, withheld=smallest.shown_once)
    if found.numbers is None or found.question.kind != Question.Kind.COUNT:
        return found
    numbers = replace(found.numbers, least_shown=smallest.count)
    if numbers.is_small(numbers.total):
        words = f"Not shown: the total is under {smallest.count} but not zero"
        return replace(found, numbers=numbers, withheld=words)
    return replace(found, numbers=numbers)


def submitted(round_: Round, organisation: Organisation | None = None) -> list[int]:
    """The primary keys of a round's submitted returns."""
    returns = AuditReturn.objects.submitted().filter(round=round_)
    return list(within(returns, organisation).values_list("pk", flat=True))


def within(returns: QuerySet, organisation: Organisation | None) -> QuerySet:
    """Returns of a school, or of the schools of a trust."""
    if organisation is None:
        return returns
    return returns.filter(
        Q(school__organisation=organisation) | Q(school__trust=organisation)
    )


def analyses_of(
    questions: list[Question], returns: list[int]
) -> Iterator[QuestionAnalysis]:
    """Some questions counted over some returns, in three queries."""
    answered: dict[int, tuple[int, int]] = {}
    chosen: dict[int, dict[str, int]] = defaultdict(dict)
    counted: dict[int, Numbers] = {}
    with connection.cursor() as cursor:
        cursor.execute(ANSWERED, [returns])
        for question, n, not_applicable in cursor:
            answered[question] = n, not_applicable
        cursor.execute(CHOSEN, [returns, returns])
        for question, choice, count in cursor:
            chosen[question][choice] = count
        cursor.execute(COUNTED, [returns, FEW, FEW])
        for question, n, total, largest, median, *rest in cursor:
            median = rounded(Decimal(median), 1)
            counted[question] = Numbers(n, total, largest, median, *rest)
    for question in questions:
        n, not_applicable = answered.get(question.pk, (0, 0))
        yield QuestionAnalysis(
            question=question,
            n=n,
            not_applicable=not_applicable,
            answers=tuple(
                Share(label, chosen[question.pk].get(choice, 0), n)
                for choice, label in question.choices
            ),
            numbers=counted.get(question.pk),
        )
