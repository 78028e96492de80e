"""The audit's section of the yearly report."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from audits.analysis.figures import (
    Numbers,
    QuestionAnalysis,
    Share,
    analyses_of,
    for_others,
    smallest_told,
    submitted,
    within,
)
from audits.gaps.models import Gap
from audits.returns.models.returns import AuditReturn
from audits.rounds.models import Round
from partnership.dates.years import ReportYear
from partnership.drawing.charts import Chart, Series, bar_chart
from partnership.people.models import Organisation

# For each finding: the question, the answers counted together and the wording.
KEY_ANSWERS = (
    (
        "governors-know-part-two",
        {"yes"},
        "governing bodies that know what part two of the guidance expects",
    ),
    (
        "safeguarding-on-agenda",
        {"monthly", "half_termly", "termly"},
        "governing bodies with safeguarding on the agenda at least once a term",
    ),
    (
        "inspection-guidance-considered",
        {"yes"},
        "governing bodies that have reviewed themselves against inspection guidance",
    ),
    (
        "looked-after-designated-teacher",
        {"yes"},
        "schools with a trained designated teacher for looked-after children",
    ),
    (
        "residential-visits",
        {"4", "3"},
        "schools very confident about residential visits, or confident with more to do",
    ),
    (
        "low-level-concern-forms",
        {"no"},
        "schools that have not adopted the form for low-level concerns",
    ),
    (
        "dsl-supervision",
        {"none"},
        "schools with no developments in DSL supervision this year",
    ),
    (
        "new-challenges",
        {"early_help"},
        "schools that find it harder to get early help for a family",
    ),
)
KEY_NUMBERS = (
    ("concerns-to-dsl", "Concerns reported to DSLs"),
    ("front-door-referrals", "Referrals to children’s social care"),
    ("early-help-assessments", "Early help assessments led by schools"),
    ("physical-interventions", "Physical interventions"),
)


@dataclass(frozen=True)
class KeyNumbers:
    """A number in the yearly report."""

    words: str
    numbers: Numbers


@dataclass(frozen=True)
class SectionGaps:
    """The gaps in one section, and the actions schools raised."""

    letter: str
    title: str
    gaps: int
    statutory: int
    actions: int
    justified: int


@dataclass(frozen=True)
class AuditsYear:
    """The round that closes within a reporting year, and its findings."""

    year: ReportYear
    round_title: str = ""
    academic_year: str = ""
    closes_on: date | None = None
    is_running: bool = False
    asked: int = 0
    submitted: int = 0
    in_progress: int = 0
    not_started: int = 0
    key_answers: tuple[Share, ...] = ()
    key_numbers: tuple[KeyNumbers, ...] = ()
    gaps: tuple[SectionGaps, ...] = ()
    # Why the findings are not shown, if too few schools have answered.
    withheld: str = ""

    @property
    def returned(self) -> Share:
        return Share("returns submitted", self.submitted, self.asked)

    @property
    def gaps_total(self) -> int:
        return sum(section.gaps for section in self.gaps)

    @property
    def chart(self) -> Chart | None:
        """Gaps by section, if there are any."""
        if not self.gaps:
            return None
        most = max(self.gaps, key=lambda section: section.gaps)
        return bar_chart(
            title=f"Gaps by section of the audit, {self.academic_year}",
            description=f"Answers that show a gap in {self.submitted:,} returns",
            labels=[f"{section.letter}. {section.title}" for section in self.gaps],
            series=[Series("Gaps", [section.gaps for section in self.gaps])],
            unit="gaps",
            takeaway=f"Most gaps are in {most.title.lower()}: {most.gaps:,}.",
            source="Submitted audit returns",
        )


def summarise(
    year: ReportYear, *, organisation: Organisation | None = None
) -> AuditsYear:
    """The findings of the last round to close in the financial year.

    The report may be published, so figures that could identify a school are left out
    unless `organisation` narrows it to that school or trust.
    """
    round_ = Round.objects.closing_between(year.start, year.end).first()
    if round_ is None:
        return AuditsYear(year)
    counts = within(
        AuditReturn.objects.current().filter(round=round_), organisation
    ).counts()
    returns = submitted(round_, organisation)
    codes = {code for code, *_ in (*KEY_ANSWERS, *KEY_NUMBERS)}
    analyses = analyses_of([q for q in round_.questions if q.code in codes], returns)
    withheld = ""
    if organisation is None:
        smallest = smallest_told()
        analyses = (for_others(found, smallest) for found in analyses)
        if len(returns) < smallest.schools:
            withheld = smallest.shown_once
    by_code = {
        analysis.question.code: analysis
        for analysis in analyses
        if not analysis.withheld
    }
    Status = AuditReturn.Status  # noqa: N806 – the choices, not a variable
    return AuditsYear(
        year=year,
        round_title=round_.title,
        academic_year=round_.academic_year,
        closes_on=round_.closes_on,
        is_running=round_.is_open,
        asked=sum(counts.values()),
        submitted=counts[Status.SUBMITTED],
        in_progress=counts[Status.IN_PROGRESS] + counts[Status.READY],
        not_started=counts[Status.NOT_STARTED],
        key_answers=tuple(_key_answers(by_code)),
        key_numbers=tuple(
            KeyNumbers(words, by_code[code].numbers)
            for code, words in KEY_NUMBERS
            if code in by_code and by_code[code].numbers
        ),
        gaps=() if withheld else tuple(_gaps_by_section(returns)),
        withheld=withheld,
    )


def _key_answers(by_code: dict[str, QuestionAnalysis]) -> Iterator[Share]:
    for code, counted, words in KEY_ANSWERS:
        analysis = by_code.get(code)
        if analysis and analysis.n:
            labels = {analysis.question.label_of(choice) for choice in counted}
            count = sum(one.count for one in analysis.answers if one.words in labels)
            yield Share(words, count, analysis.n)


def _gaps_by_section(returns: list[int]) -> Iterator[SectionGaps]:
    found = (
        Gap.objects.filter(audit_return__in=returns)
        .order_by("question__section__position")
        .values_list("question__section__letter", "question__section__title")
        .annotate(
            gaps=Count("pk"),
            statutory=Count("pk", filter=Q(question__is_statutory=True)),
            actions=Count("action"),
            justified=Count("pk", filter=~Q(justification="")),
        )
    )
    return (SectionGaps(*row) for row in found)
