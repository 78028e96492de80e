"""When someone leaves: ending their roles and their sign-in."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import DateField, Exists, OuterRef, Value
from django.db.models.functions import Least

from partnership.access import Role
from partnership.dates import clock
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.holdings import ROLES, holdings
from partnership.people.handing_over import Holding, pks_of
from partnership.people.models import Membership, Person
from partnership.people.roles import end_role, join, must_be_known, take_back_role
from partnership.sign_in.models import ApiToken, Invitation
from partnership.sign_in.services import end_sign_in

ONE_DAY = timedelta(days=1)


@transaction.atomic
def hand_over(
    *,
    leaver: Person,
    taker: Person | None,
    rows: Sequence[Holding] | None = None,
    last_day: date,
    by: Person,
    on: date,
) -> list[Holding]:
    """End roles on the last day; the person taking over has them from the day after.

    Each role goes through `end_role` and `join`, which hold the rules. Roles starting
    after the last day are withdrawn. Someone who already has a role keeps it unchanged.

    Raises:
        Refused: as for those two; or someone would take over from themselves.
    """
    if taker == leaver:
        raise Refused("Choose someone else to take over")
    rows = holdings(leaver, on=on) if rows is None else rows
    held = list(
        Membership.objects.not_over(on=on)
        .filter(person=leaver, pk__in=pks_of(rows, ROLES))
        .select_related("organisation", "person")
        .order_by("-from_date", "pk")
    )
    begins = max(on, last_day + ONE_DAY)
    # Give roles before ending them, so that the last administrator can hand over.
    for membership in held:
        if taker is not None and not _has(taker, membership, on=begins):
            join(
                taker,
                membership.organisation,
                Role(membership.role),
                title=membership.title,
                by=by,
                on=begins,
            )
    for membership in held:
        _end(membership, last_day, by=by, on=on)
    moved = {membership.pk for membership in held}
    return [row for row in rows if row.kind == ROLES and row.pk in moved]


def _has(person: Person, membership: Membership, *, on: date) -> bool:
    return (
        Membership.objects.not_over(on=on)
        .filter(
            person=person,
            organisation=membership.organisation_id,
            role=membership.role,
        )
        .exists()
    )


def _end(membership: Membership, last_day: date, *, by: Person, on: date) -> None:
    if membership.from_date > last_day and membership.from_date >= on:
        take_back_role(membership, by=by, on=on)
    elif membership.to_date is None or membership.to_date > last_day:
        end_role(
            membership, last_day=last_day, is_sure=True, version=None, by=by, on=on
        )


@transaction.atomic
def note_leaving(
    person: Person,
    *,
    last_day: date,
    version: int | None = None,
    by: Person,
    on: date,
) -> None:
    """Record someone's last day; invitations are withdrawn and API keys expire then.

    Their account is closed now if the day has passed, otherwise the night after it
    (`end_sign_ins`).

    Raises:
        Refused: they were merged or anonymised.
        Changed: someone else changed the person meanwhile.
    """
    person.claim(version)
    must_be_known(person)
    person.left_on = last_day
    person.save()
    Invitation.objects.waiting().filter(person=person).update(withdrawn_at=clock.now())
    ApiToken.objects.filter(person=person, revoked_at=None).update(
        expires_on=Least("expires_on", Value(last_day, DateField()))
    )
    history.record(person, "leaving", by=by, last_day=last_day.isoformat())
    if last_day < on:
        end_sign_in(person, by=by)


def end_sign_ins(*, on: date) -> int:
    """Close the accounts of people whose last day has passed and who have no role."""
    leavers = Person.objects.filter(
        ~Exists(Membership.objects.not_over(on=on).filter(person=OuterRef("pk"))),
        left_on__lt=on,
        user__is_active=True,
    )
    closed = 0
    for person in leavers.order_by("pk"):
        end_sign_in(person, by=None)
        closed += 1
    return closed
