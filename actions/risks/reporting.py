"""Risks for the yearly report and calendars. Only reads."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from actions.risks.models.ratings import escalates
from actions.risks.models.risks import Risk
from partnership.dates.years import ReportYear
from partnership.pages.calendars import CalendarEntry
from partnership.people.models import Organisation, Person


@dataclass(frozen=True, kw_only=True)
class RiskLine:
    """An escalated risk in a year, and how its score changed."""

    ref: str
    text: str
    before: int | None
    after: int
    is_closed: bool

    @property
    def words(self) -> str:
        """How its score changed over the year, in words."""
        if self.is_closed:
            return "closed in the year"
        if self.before is None:
            return "new in the year"
        if self.before == self.after:
            return "no change"
        return "down, better" if self.after < self.before else "up, worse"


def risks_of(
    year: ReportYear, *, organisation: Organisation | None = None, last: date
) -> Iterator[RiskLine]:
    """Risks over the threshold at the start of a year or on its last day so far.

    The threshold is today's; the ratings are those of the two days.
    """
    risks = Risk.objects.filter(raised_on__lte=last)
    if organisation is not None:
        risks = risks.filter(organisation=organisation)
    for risk in risks.prefetch_related("assessments", "decisions").order_by("pk"):
        before = _score(risk, year.start, is_before=True)
        after = _score(risk, last)
        was_live = before is not None and not _is_closed(
            risk, year.start, is_before=True
        )
        is_closed = _is_closed(risk, last)
        if is_closed and not was_live:
            continue
        if (was_live and escalates(before)) or (not is_closed and escalates(after)):
            yield RiskLine(
                ref=risk.ref,
                text=risk.title,
                before=before,
                after=after,
                is_closed=is_closed,
            )


def _rows_by(rows, day: date, *, is_before: bool) -> list:
    """Rows up to a day, or only before it."""
    return [row for row in rows if row.on < day or (row.on == day and not is_before)]


def _score(risk: Risk, day: date, *, is_before: bool = False) -> int | None:
    told = _rows_by(risk.assessments.all(), day, is_before=is_before)
    latest = max(told, key=lambda row: row.number, default=None)
    return latest.current_score if latest else None


def _is_closed(risk: Risk, day: date, *, is_before: bool = False) -> bool:
    told = _rows_by(risk.decisions.all(), day, is_before=is_before)
    latest = max(told, key=lambda row: row.pk, default=None)
    return latest is not None and latest.status == Risk.Status.CLOSED


def review_entries(
    person: Person,
    *,
    organisation: Organisation | None = None,
    start: date,
    end: date,
) -> Iterator[CalendarEntry]:
    """Reviews of a person's risks, or of those they can see in an organisation."""
    risks = Risk.objects.visible_to(person).live()
    whose = Q(owner=person) if organisation is None else Q(organisation=organisation)
    for risk in risks.filter(whose, review_on__range=(start, end)).order_by("pk"):
        yield CalendarEntry(
            uid=f"risk-{risk.pk}-review",
            words=f"{risk.ref} to be reviewed: {risk.title}",
            url=risk.get_absolute_url(),
            sequence=risk.version,
            day=risk.review_on,
        )
