"""Where the scorecard names a person."""

from datetime import date

from django.db.models import Q

from partnership.people.handing_over import Holding, Kind
from partnership.people.models import Person
from partnership.people.named_in import (
    ACT,
    WHO_DID_IT,
    Held,
    Old,
    PastKeeping,
    Trace,
    entries_of,
    held_in,
    period_of,
    years_before,
)
from scorecard.measures.models import Measure
from scorecard.records.models import KeepingDecision
from scorecard.yearly_report.models import ReportEdition

MEASURES = Kind(
    key="measures",
    words="Measures owned",
    follows="Moves straight away. The new owner gets reminders about figures",
    otherwise="the business manager and the board officers",
)

TRACES = [
    Trace(
        column="scorecard.Measure.owner",
        kind="Measures they own",
        because="The scorecard shows who provides the figures and commentary",
        when="from_date",
        url=lambda row: row.get_absolute_url(),
        moves=Q(),
    ),
    Trace(
        column="scorecard.Figure.recorded_by",
        kind="Figures they recorded",
        because="Figures are corrected by adding another, never changed",
        words=lambda row: f"{row}: {row.words}. {row.commentary}",
        when="recorded_at",
        url=lambda row: row.measure.get_absolute_url(),
        select=("measure",),
        stays=ACT,
    ),
    Trace(
        column="scorecard.CalendarFeed.person",
        goes=True,
        kind="Calendars they subscribed to",
        because="Needed to provide the calendar and to remove it",
        when="made_at",
        select=("organisation", "person"),
        moves=Q(),
    ),
    Trace(
        column="scorecard.KeepingDecision.decided_by",
        kind="What they decided about keeping records",
        because=WHO_DID_IT,
        when="decided_at",
        stays=ACT,
    ),
    Trace(
        column="scorecard.ReportEdition.opened_by",
        kind="Yearly reports they opened",
        because=WHO_DID_IT,
        when="opened_on",
        url=lambda row: row.get_absolute_url(),
        stays=ACT,
    ),
    Trace(
        column="scorecard.ReportBuild.asked_by",
        kind="PDFs of the yearly report they requested",
        because=WHO_DID_IT,
        when="asked_at",
        select=("edition",),
        stays=ACT,
    ),
]


def held_about(person: Person) -> list[Held]:
    """Everything the scorecard, calendars and decisions keep about a person."""
    about = KeepingDecision.objects.filter(
        subject_type=Person._meta.label_lower,
        subject_id__in=[entry.pk for entry in entries_of(person)],
    ).order_by("pk")
    return [
        *held_in(TRACES, person),
        *(
            Held(
                kind="What was decided about keeping their details",
                words=f"{row.get_decision_display()}: {row.reason}",
                when=row.decided_at,
                kept_because=WHO_DID_IT,
            )
            for row in about
        ),
    ]


def holdings(person: Person, *, on: date) -> list[Holding]:
    """Measures in use that they own, in one query."""
    return [
        Holding(
            kind=MEASURES,
            pk=measure.pk,
            words=str(measure),
            detail=measure.organisation.name,
            url=measure.get_absolute_url(),
            otherwise=MEASURES.otherwise,
        )
        for measure in Measure.objects.in_use()
        .owned_by(person)
        .select_related("organisation")
    ]


def past_keeping(on: date, periods: list[dict]) -> list[PastKeeping]:
    """Unpublished yearly reports, and published ones past their retention period."""
    found = []
    for name, words, what_to_do, editions, column in [
        (
            "yearly_reports",
            "Published yearly reports",
            "Published reports are never deleted by Quorate",
            ReportEdition.objects.published(),
            "published_on",
        ),
        (
            "drafts",
            "Yearly reports never published",
            "Publish the report or leave it as a draft",
            ReportEdition.objects.unpublished(),
            "opened_on",
        ),
    ]:
        years = period_of(periods, name)
        if years is None:
            continue
        rows = list(
            editions.filter(**{f"{column}__lt": years_before(on, years)}).order_by(
                column
            )
        )
        found.append(
            PastKeeping(
                name=name,
                words=words,
                years=years,
                count=len(rows),
                what_to_do=what_to_do,
                first=tuple(
                    Old(
                        words=str(row),
                        since=getattr(row, column),
                        url=row.get_absolute_url(),
                    )
                    for row in rows[:5]
                ),
            )
        )
    return found
