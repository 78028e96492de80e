"""Decisions taken without a quorum, which a later quorate meeting must ratify.

Works out from the recorded attendance, so that a correction to it is reflected at once.
The meetings and decisions are reached from the subgroup.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from subgroups.quorum.models import QuorumRule
from subgroups.quorum.of_meeting import MeetingQuorum
from subgroups.structure.models import Seat, Subgroup

if TYPE_CHECKING:
    from subgroups.meetings.models.meetings import Meeting
    from subgroups.minutes.models import Decision


def waiting_for_ratification(subgroup: Subgroup) -> list["Decision"]:
    """The subgroup's decisions to be ratified, oldest first, with their items and
    meetings. Makes the same number of queries however many there are.
    """
    meetings = (
        subgroup.meetings.held()
        .filter(
            Q(items__decisions__lacked_quorum=None)
            | Q(items__decisions__lacked_quorum=True),
            items__decisions__isnull=False,
            items__decisions__ratification=None,
        )
        .distinct()
        .order_by("held_on", "starts_at", "pk")
    )
    return [
        decision
        for meeting in with_quorum(subgroup, meetings)
        for item in meeting.items.all()
        for decision in item.decisions.all()
        if decision.is_to_be_ratified(meeting.quorum_read)
    ]


def waiting_among(decisions: "QuerySet[Decision]") -> set[int]:
    """Those of some decisions, of any subgroup, that are to be ratified. Makes the
    same number of queries however many there are.
    """
    unratified = (
        decisions.exclude(lacked_quorum=False)
        .filter(ratification=None)
        .order_by()
        .select_related("item__meeting__subgroup", "ratification")
        .prefetch_related(
            "item__meeting__attendances",
            "item__meeting__subgroup__seats__agency",
            "item__meeting__subgroup__seats__holders",
            "item__meeting__subgroup__quorum_rules",
        )
    )
    return {
        decision.pk
        for decision in unratified
        if decision.item.meeting.has_begun
        and decision.is_to_be_ratified(_quorum_of(decision.item.meeting))
    }


def _quorum_of(meeting: "Meeting") -> MeetingQuorum:
    """The quorum of a meeting whose subgroup, rules and seats have been loaded."""
    return _read(
        meeting,
        meeting.subgroup.quorum_rules.all(),
        meeting.subgroup.seats.all(),
    )


def _read(
    meeting: "Meeting", rules: Iterable[QuorumRule], seats: Iterable[Seat]
) -> MeetingQuorum:
    day = meeting.held_on
    return MeetingQuorum(
        meeting,
        next((rule for rule in rules if rule.is_in_force(day)), None),
        [seat for seat in seats if seat.is_in_force(day)],
        list(meeting.attendances.all()),
    )


def mark_waiting(decisions: Iterable["Decision"], quorum: MeetingQuorum) -> None:
    """Mark those of a meeting's decisions that wait, in `waits`."""
    for decision in decisions:
        decision.waits = decision.is_to_be_ratified(quorum)


def with_quorum(
    subgroup: Subgroup, meetings: "QuerySet[Meeting]"
) -> Iterable["Meeting"]:
    """Meetings of a subgroup, each with its quorum in `quorum_read`, and their items
    and decisions.
    """
    seats, rules = (
        subgroup.seats.select_related("agency").prefetch_related("holders"),
        list(subgroup.quorum_rules.all()),
    )
    found = meetings.prefetch_related(
        "attendances", "items__decisions__ratification__meeting"
    )
    for meeting in found:
        meeting.subgroup = subgroup
        meeting.quorum_read = _read(meeting, rules, seats)
    return found
