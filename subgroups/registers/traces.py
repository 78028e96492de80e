"""Where challenges, escalations and decisions by email name a person."""

from django.db.models import Q

from partnership.people.named_in import ACT, WHO_DID_IT, Trace
from subgroups.meetings.models.meetings import Meeting


def place_of(row) -> str:
    """Where a row is minuted, without the words of what may be restricted."""
    return f"{row.item.meeting}, item {row.item.number}"


OF_REGISTERS = [
    *(
        Trace(
            column=f"subgroups.Challenge.{column}",
            kind=f"Challenges {words}",
            because="Minutes record who challenged whom",
            words=place_of,
            when="item__meeting__held_on",
            url=lambda row: row.item.get_absolute_url(),
            select=("item__meeting__subgroup__organisation",),
            moves=~Q(item__meeting__status=Meeting.Status.AGREED),
        )
        for column, words in [
            ("challenger", "they made"),
            ("challenged", "made to them"),
        ]
    ),
    Trace(
        column="subgroups.Challenge.closed_by",
        kind="Challenges they closed",
        because=WHO_DID_IT,
        words=place_of,
        when="closed_on",
        url=lambda row: row.item.get_absolute_url(),
        select=("item__meeting__subgroup__organisation",),
        stays=ACT,
    ),
    *(
        Trace(
            column=f"subgroups.EmailDecision.{column}",
            kind=f"Decisions by email they {verb}",
            because=WHO_DID_IT,
            when=when,
            url=lambda row: row.get_absolute_url(),
            select=("subgroup__organisation",),
            stays=ACT,
        )
        for column, verb, when in [
            ("asked_by", "asked for", "asked_on"),
            ("closed_by", "recorded the outcome of", "closed_on"),
        ]
    ),
    Trace(
        column="subgroups.EmailAnswer.person",
        kind="Answers they gave to decisions by email",
        because="Proof of who answered what before a decision was taken",
        words=lambda row: f"{row.decision}: {row.get_answer_display().lower()}",
        when="answered_on",
        url=lambda row: row.decision.get_absolute_url(),
        select=("decision__subgroup__organisation",),
        stays=ACT,
    ),
    *(
        Trace(
            column=f"subgroups.Escalation.{column}",
            kind=kind,
            because=WHO_DID_IT,
            words=place_of,
            when=when,
            url=lambda row: row.item.get_absolute_url(),
            select=("item__meeting__subgroup__organisation",),
            stays=ACT,
        )
        for column, kind, when in [
            ("received_by", "Escalations they recorded as received", "received_on"),
            ("returned_by", "Responses they recorded as noted", "returned_on"),
        ]
    ),
]
