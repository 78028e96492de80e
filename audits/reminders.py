"""Reminders that a return is due or needs a signature."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from audits.returns.acts import SIGNERS
from audits.returns.models.returns import (
    ANSWERING_ROLES,
    AuditReturn,
    AuditReturnQuerySet,
)
from audits.rounds.models import Round
from partnership.access import Role
from partnership.outbox.reminders import Reminder
from partnership.people.models import Membership, Person
from partnership.policy import values as policy

AWAITED = {*ANSWERING_ROLES, *(role for roles in SIGNERS.values() for role in roles)}


def due(on: date) -> Iterator[Reminder]:
    """One day's reminders, by the reminder schedule counted from each deadline.

    Before signing, and once everyone has signed, they go to the DSL and head; in
    between, to the next signatory.
    """
    with policy.reading():
        for round_ in Round.objects.running():
            if step := step_on(on, closes_on=round_.closes_on):
                returns = AuditReturn.objects.filter(round=round_, own_deadline=None)
                yield from _due_by(round_.closes_on, step, returns, on=on)
        late = AuditReturn.objects.outstanding().exclude(own_deadline=None)
        for deadline in sorted(set(late.values_list("own_deadline", flat=True))):
            if step := step_on(on, closes_on=deadline):
                returns = AuditReturn.objects.filter(own_deadline=deadline)
                yield from _due_by(deadline, step, returns, on=on)


def step_on(on: date, *, closes_on: date) -> str:
    """The step of the reminder schedule that falls on a day, if any."""
    ladder = policy.get("reminder_ladder")
    left = (closes_on - on).days
    if left in ladder["before"]:
        return f"{left} day{'s'[: left > 1]} before"
    if left == 0 and ladder["on_the_day"]:
        return "on the day"
    every = ladder["repeat_after"]
    if left < 0 and every and -left % every == 0:
        return f"{-left} days after"
    return ""


def _due_by(
    deadline: date, step: str, asked: AuditReturnQuerySet, *, on: date
) -> Iterator[Reminder]:
    returns = list(
        asked.outstanding()
        .select_related("school__organisation", "round")
        .prefetch_related("signatures")
        .by_school_name()
    )
    people = _people_of(returns, on=on)
    for audit_return in returns:
        kind, roles, words = _awaited(audit_return)
        recipients = {
            person
            for role in roles
            for person in people[audit_return.school.organisation_id, role]
        }
        for person in sorted(recipients, key=lambda one: one.pk):
            yield Reminder(
                person=person,
                kind=kind,
                subject=audit_return,
                step=step,
                words=f"{audit_return.school}: {words}",
                url=audit_return.get_absolute_url(),
                due_on=deadline,
            )


def _awaited(audit_return: AuditReturn) -> tuple[str, tuple[Role, ...], str]:
    """The kind of reminder a return needs, the roles it goes to, and its text."""
    title = audit_return.round.title
    if not audit_return.is_ready:
        is_started = audit_return.status == AuditReturn.Status.IN_PROGRESS
        words = "is not finished" if is_started else "has not been started"
        return "return_due", ANSWERING_ROLES, f"{title} {words}"
    role = audit_return.next_to_sign
    if role is None:
        return (
            "return_to_submit",
            ANSWERING_ROLES,
            f"{title} is signed and can be submitted",
        )
    return (
        "return_to_sign",
        SIGNERS[role],
        f"{title} needs your signature as {role.label.lower()}",
    )


def _people_of(
    returns: list[AuditReturn], *, on: date
) -> dict[tuple[int, str], list[Person]]:
    """The people who answer or sign at these schools, by organisation and role."""
    people: dict[tuple[int, str], list[Person]] = defaultdict(list)
    for membership in (
        Membership.objects.current(on=on)
        .filter(
            organisation__in=[row.school.organisation_id for row in returns],
            role__in=AWAITED,
        )
        .select_related("person")
    ):
        people[membership.organisation_id, membership.role].append(membership.person)
    return people
