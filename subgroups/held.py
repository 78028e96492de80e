"""Where subgroups name a person: seats they hold now, and every other record."""

from datetime import date

from django.db.models import OuterRef, Q, Subquery
from django.utils.timezone import localtime

from partnership.history.models import Event
from partnership.people.handing_over import Holding, Kind
from partnership.people.models import Person
from partnership.people.named_in import (
    ACT,
    WHO_DID_IT,
    Held,
    Old,
    PastKeeping,
    Trace,
    held_in,
    period_of,
    years_before,
)
from subgroups.meetings.models.meetings import Meeting
from subgroups.registers.traces import OF_REGISTERS
from subgroups.structure.models import SeatHolder
from subgroups.terms.models import TermsOfReference

SEATS = Kind(
    key="seats",
    words="Seats held",
    follows="Ends on the last day. Their successor holds the seat from the day after",
    otherwise="the chair of the subgroup",
    gives_access=True,
)
DEPUTIES = Kind(
    key="deputies",
    words="Seats they deputise for",
    follows="Ends on the last day. Their successor deputises from the day after",
    otherwise="the holder of the seat",
    gives_access=True,
)
# Agreed minutes never change. Until then they name each person once.
NOT_AGREED = ~Q(meeting__status=Meeting.Status.AGREED)
MINUTES = "Minutes record who attended. Agreed minutes never change"


TRACES = [
    Trace(
        column="subgroups.SeatHolder.person",
        kind="Seats they hold or held",
        because="A subgroup’s records say who sat on it",
        words=lambda row: (
            f"{'Deputy for ' if row.is_deputy else ''}{row.seat}, {row.seat.subgroup}"
        ),
        when="from_date",
        url=lambda row: row.seat.subgroup.get_absolute_url(),
        select=("seat__subgroup__organisation",),
        moves=Q(),
    ),
    Trace(
        column="subgroups.Attendance.person",
        kind="Meetings they attended or sent apologies for",
        because=MINUTES,
        words=lambda row: f"{row.meeting}: {row.get_kind_display().lower()} as {row}",
        when="meeting__held_on",
        url=lambda row: row.meeting.get_minutes_url(),
        select=("meeting__subgroup__organisation",),
        moves=NOT_AGREED,
    ),
    Trace(
        column="subgroups.Interest.person",
        kind="Interests they declared at meetings",
        because=MINUTES,
        words=lambda row: f"{row.meeting}: {row.text}",
        when="meeting__held_on",
        url=lambda row: row.meeting.get_minutes_url(),
        select=("meeting__subgroup__organisation",),
        moves=NOT_AGREED,
    ),
    Trace(
        column="subgroups.AlsoWritten.by",
        kind="Notes they wrote beside those of a colleague",
        because=WHO_DID_IT,
        when="at",
        url=lambda row: row.item.get_absolute_url(),
        select=("item__meeting__subgroup__organisation",),
        stays=ACT,
    ),
    Trace(
        column="subgroups.Attendance.deputy_for",
        kind="Meetings at which someone deputised for them",
        because=MINUTES,
        words=lambda row: f"{row.meeting}: {row.name} deputised",
        when="meeting__held_on",
        url=lambda row: row.meeting.get_minutes_url(),
        select=("meeting__subgroup__organisation",),
        moves=NOT_AGREED,
    ),
    Trace(
        column="subgroups.TermsOfReference.agreed_by",
        kind="Terms of reference they agreed",
        because=WHO_DID_IT,
        when="agreed_on",
        url=lambda row: row.get_absolute_url(),
        select=("subgroup__organisation",),
        stays=ACT,
    ),
    Trace(
        column="subgroups.Meeting.quorum_by",
        kind="Meetings whose quorum they determined",
        because=MINUTES,
        words=lambda row: f"{row}: {row.quorum_reason}",
        when="held_on",
        url=lambda row: row.get_absolute_url(),
        select=("subgroup__organisation",),
        stays=ACT,
    ),
    Trace(
        column="subgroups.Meeting.checked_by",
        kind="Minutes they checked as chair",
        because=WHO_DID_IT,
        when="checked_on",
        url=lambda row: row.get_minutes_url(),
        select=("subgroup__organisation",),
        stays=ACT,
    ),
    Trace(
        column="subgroups.Meeting.agreed_by",
        kind="Minutes they recorded as agreed",
        because=WHO_DID_IT,
        when="agreed_on",
        url=lambda row: row.get_minutes_url(),
        select=("subgroup__organisation",),
        stays=ACT,
    ),
    Trace(
        column="subgroups.ItemReader.person",
        kind="Restricted items they may read",
        because="The agenda says who may read a restricted item",
        words=lambda row: f"{row.item.meeting}, item {row.item.number}",
        when="item__meeting__held_on",
        url=lambda row: row.item.get_absolute_url(),
        select=("item__meeting__subgroup__organisation",),
        moves=Q(),
    ),
    Trace(
        column="subgroups.AgendaOpening.person",
        kind="Agendas they opened",
        because="Proof that an agenda was sent and read in time",
        words=lambda row: str(row.sending),
        when="opened_at",
        url=lambda row: row.sending.meeting.get_absolute_url(),
        select=("sending__meeting__subgroup__organisation",),
        stays=ACT,
    ),
    Trace(
        column="subgroups.MinutesOpening.person",
        kind="Minutes they opened",
        because="Proof that minutes were sent and read",
        words=lambda row: str(row.sending),
        when="opened_at",
        url=lambda row: row.sending.meeting.get_minutes_url(),
        select=("sending__meeting__subgroup__organisation",),
        stays=ACT,
    ),
    *(
        Trace(
            column=f"subgroups.Correction.{column}",
            kind=f"Corrections to minutes they {verb}",
            because=WHO_DID_IT,
            words=lambda row: f"{row.meeting}: {row.place.lower()}",
            when=when,
            url=lambda row: row.meeting.get_corrections_url(),
            select=("item", "meeting__subgroup__organisation"),
            stays=ACT,
        )
        for column, verb, when in [
            ("proposed_by", "proposed", "proposed_on"),
            ("settled_by", "accepted or refused", "settled_on"),
        ]
    ),
    Trace(
        column="subgroups.Ratification.recorded_by",
        kind="Ratifications they recorded",
        because=WHO_DID_IT,
        when="recorded_on",
        url=lambda row: row.meeting.get_minutes_url(),
        select=("decision__item", "meeting__subgroup__organisation"),
        stays=ACT,
    ),
    *OF_REGISTERS,
    *(
        Trace(
            column=f"subgroups.SeatList.{column}",
            kind=f"Lists of seats they {verb}",
            because=WHO_DID_IT,
            when=when,
            stays=ACT,
        )
        for column, verb, when in [
            ("uploaded_by", "uploaded", "uploaded_at"),
            ("applied_by", "imported", "applied_at"),
        ]
    ),
    Trace(
        column="subgroups.Amendment.amended_by",
        kind="Amendments to agreed minutes",
        because="Amendments to agreed minutes never change",
        when="amended_on",
        url=lambda row: row.meeting.get_minutes_url(),
        select=("meeting",),
        stays=ACT,
    ),
]


def held_about(person: Person) -> list[Held]:
    """Everything that subgroups and their minutes keep about a person."""
    return held_in(TRACES, person)


def holdings(person: Person, *, on: date) -> list[Holding]:
    """Seats they hold or deputise for, now or later. Makes two queries."""
    mine = list(
        SeatHolder.objects.filter(Q(to_date=None) | Q(to_date__gte=on), person=person)
        .select_related("seat__subgroup__organisation", "seat__agency")
        .order_by("is_deputy", "seat__label", "pk")
    )
    held_by_others = set(
        SeatHolder.objects.filter(
            Q(to_date=None) | Q(to_date__gte=on),
            seat__in=[holder.seat_id for holder in mine],
            is_deputy=False,
        )
        .exclude(person=person)
        .values_list("seat_id", flat=True)
    )
    return [
        Holding(
            kind=DEPUTIES if holder.is_deputy else SEATS,
            pk=holder.pk,
            words=f"{holder.seat}, {holder.seat.subgroup}",
            detail=holder.seat.agency.name,
            url=holder.seat.subgroup.get_absolute_url(),
            otherwise=f"the chair of {holder.seat.subgroup}",
            vacancy=(
                ""
                if holder.is_deputy or holder.seat_id in held_by_others
                else f"No one will hold the seat “{holder.seat}” of "
                f"{holder.seat.subgroup}"
            ),
        )
        for holder in mine
    ]


def past_keeping(on: date, periods: list[dict]) -> list[PastKeeping]:
    """Minutes past their retention period, and drafts that were never agreed."""
    return [*_agreed_minutes(on, periods), *_drafts(on, periods)]


def _agreed_minutes(on: date, periods: list[dict]) -> list[PastKeeping]:
    years = period_of(periods, "minutes")
    if years is None:
        return []
    return [
        _meetings(
            "minutes",
            "Agreed minutes",
            years,
            Meeting.objects.filter(
                status=Meeting.Status.AGREED, held_on__lt=years_before(on, years)
            ),
            "Agreed minutes are never deleted by Quorate",
        )
    ]


def _drafts(on: date, periods: list[dict]) -> list[PastKeeping]:
    years = period_of(periods, "drafts")
    if years is None:
        return []
    before = years_before(on, years)
    unagreed = _meetings(
        "drafts",
        "Minutes never agreed",
        years,
        Meeting.objects.held()
        .exclude(status=Meeting.Status.AGREED)
        .filter(held_on__lt=before),
        "Have the minutes agreed at the next meeting",
    )
    written = (
        Event.objects.filter(
            subject_type="subgroups.subgroup",
            subject_id=OuterRef("subgroup_id"),
            event__in=["terms written", "terms imported"],
        )
        .order_by("-at")
        .values("at")[:1]
    )
    terms = list(
        TermsOfReference.objects.filter(status=TermsOfReference.Status.DRAFT)
        .annotate(written_at=Subquery(written))
        .filter(written_at__date__lt=before)
        .select_related("subgroup__organisation")
        .order_by("written_at")
    )
    return [
        unagreed,
        PastKeeping(
            name="drafts",
            words="Terms of reference never agreed",
            years=years,
            count=len(terms),
            what_to_do="Agree the draft or rewrite it",
            first=tuple(
                Old(
                    words=str(row),
                    since=localtime(row.written_at).date(),
                    url=row.get_absolute_url(),
                )
                for row in terms[:5]
            ),
        ),
    ]


def _meetings(name: str, words: str, years: int, meetings, what_to_do: str):
    rows = meetings.select_related("subgroup__organisation").order_by("held_on", "pk")
    return PastKeeping(
        name=name,
        words=words,
        years=years,
        count=rows.count(),
        what_to_do=what_to_do,
        first=tuple(
            Old(words=str(row), since=row.held_on, url=row.get_minutes_url())
            for row in rows[:5]
        ),
    )
