"""The rows of the registers as their pages and files show them. Only reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, F, IntegerField, QuerySet, Value

from partnership.people.models import Person
from subgroups.meetings.models.meetings import Meeting
from subgroups.minutes.models import Decision
from subgroups.quorum.ratifying import waiting_among
from subgroups.registers.filters import DecisionFilter
from subgroups.registers.models.by_email import EmailDecision
from subgroups.registers.models.challenges import Challenge
from subgroups.registers.models.escalations import Escalation

MEETING, EMAIL = "meeting", "email"
DRAFT = "Draft minutes"
DECISIONS = ("Reference", "Date", "Subgroup", "Decision", "Minutes", "Ratification")
CHALLENGES = (
    "Reference",
    "Date",
    "Subgroup",
    "Who challenged",
    "Agency",
    "Who was challenged",
    "Challenge",
    "Response",
    "Later response",
    "Outcome",
    "Closed on",
    "State",
    "Minutes",
)
ESCALATIONS = (
    "Reference",
    "Sent on",
    "Subgroup",
    "Escalated to",
    "What and why",
    "Received on",
    "Received at the meeting of",
    "Response",
    "By whom",
    "Response noted at the meeting of",
    "State",
    "Minutes",
)


@dataclass(frozen=True, kw_only=True)
class DecisionRow:
    """A decision of a meeting or by email in the register."""

    ref: str
    day: date
    subgroup: str
    text: str
    url: str
    minutes: str
    is_draft: bool
    # The decision itself, where a meeting took it.
    decision: Decision | None = None

    @property
    def ratification(self) -> str:
        """What its ratification comes to, in words."""
        if self.decision is None:
            return ""
        if self.decision.waits:
            return "To be ratified"
        if at := self.decision.ratified_at:
            return f"Ratified on {at.held_on.isoformat()}"
        return "Not needed"


def decision_keys(narrowed: DecisionFilter, person: Person) -> QuerySet:
    """The kind, the id and the day of every decision in the register, latest first."""
    closed = EmailDecision.objects.visible_to(person).closed()
    by_email = narrowed.by_email(closed)
    of_meetings = narrowed.qs.annotate(
        kind=Value(MEETING, CharField()),
        day=F("item__meeting__held_on"),
        place=F("item__number"),
    )
    of_emails = by_email.annotate(
        kind=Value(EMAIL, CharField()),
        day=F("closed_on"),
        place=Value(0, IntegerField()),
    )
    of_meetings, of_emails = (
        rows.order_by().select_related(None).values_list("kind", "pk", "day", "place")
        for rows in (of_meetings, of_emails)
    )
    return of_meetings.union(of_emails, all=True).order_by("-day", "place", "pk")


def decision_rows(keys: Iterable[tuple]) -> list[DecisionRow]:
    """The rows behind some of the keys, in their order."""
    keys = list(keys)
    decisions = Decision.objects.with_register_words().in_bulk(
        [pk for kind, pk, *_ in keys if kind == MEETING]
    )
    by_email = EmailDecision.objects.select_related("subgroup__organisation").in_bulk(
        [pk for kind, pk, *_ in keys if kind == EMAIL]
    )
    waiting = waiting_among(Decision.objects.filter(pk__in=decisions))
    rows = []
    for kind, pk, *_ in keys:
        if kind == EMAIL:
            rows.append(_by_email(by_email[pk]))
        else:
            decisions[pk].waits = pk in waiting
            rows.append(_of_meeting(decisions[pk]))
    return rows


def _of_meeting(decision: Decision) -> DecisionRow:
    meeting = decision.item.meeting
    return DecisionRow(
        ref=decision.ref,
        day=meeting.held_on,
        subgroup=str(meeting.subgroup),
        text=decision.text,
        url=decision.get_absolute_url(),
        minutes=minutes_of(meeting),
        is_draft=not meeting.is_agreed,
        decision=decision,
    )


def _by_email(decision: EmailDecision) -> DecisionRow:
    return DecisionRow(
        ref=decision.ref,
        day=decision.closed_on,
        subgroup=str(decision.subgroup),
        text=f"{decision.question} – {decision.outcome}",
        url=decision.get_absolute_url(),
        minutes=f"By email: {decision.get_status_display().lower()}",
        is_draft=False,
    )


def minutes_of(meeting: Meeting) -> str:
    """Whether what comes from a meeting is agreed or still a draft."""
    return "Agreed" if meeting.is_agreed else DRAFT


def decisions_in_file(rows: Iterable[DecisionRow]) -> list[tuple]:
    return [
        (row.ref, row.day, row.subgroup, row.text, row.minutes, row.ratification)
        for row in rows
    ]


def challenges_in_file(rows: Iterable[Challenge]) -> list[tuple]:
    return [
        (
            row.item.ref,
            row.item.meeting.held_on,
            str(row.item.meeting.subgroup),
            row.challenger_words,
            row.organisation.name if row.organisation else "",
            row.challenged_words,
            row.concern,
            row.response,
            row.later_response,
            row.outcome,
            row.closed_on or "",
            row.get_status_display(),
            minutes_of(row.item.meeting),
        )
        for row in rows
    ]


def escalations_in_file(rows: Iterable[Escalation]) -> list[tuple]:
    return [
        (
            row.item.ref,
            row.sent_on,
            str(row.item.meeting.subgroup),
            row.to_words,
            row.why,
            row.received_on or "",
            row.received_at_meeting.held_on if row.received_at_meeting else "",
            row.response,
            row.responder_words,
            row.returned_at_meeting.held_on if row.returned_at_meeting else "",
            row.get_status_display(),
            minutes_of(row.item.meeting),
        )
        for row in rows
    ]
