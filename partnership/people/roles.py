"""Roles: where each may be held, giving them and ending them."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.formats import date_format

from partnership.access import Role, may_give
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Membership, Organisation, Person

# Where each role may be held; roles in the partnership apply everywhere.
PLACES: dict[Role, set[str]] = {
    Role.ADMINISTRATOR: {Organisation.Kind.PARTNERSHIP},
    Role.BUSINESS_MANAGER: {Organisation.Kind.PARTNERSHIP},
    Role.BOARD_OFFICER: {Organisation.Kind.PARTNERSHIP},
    Role.EXECUTIVE: {Organisation.Kind.PARTNERSHIP},
    Role.SCRUTINEER: {Organisation.Kind.PARTNERSHIP},
    Role.SUBGROUP_CHAIR: {Organisation.Kind.SUBGROUP},
    Role.MINUTE_TAKER: {Organisation.Kind.SUBGROUP},
    Role.MEMBER: {Organisation.Kind.SUBGROUP, Organisation.Kind.AGENCY},
    Role.DEPUTY: {Organisation.Kind.SUBGROUP},
    Role.HEAD: {Organisation.Kind.SCHOOL},
    Role.DSL: {Organisation.Kind.SCHOOL},
    Role.GOVERNOR: {Organisation.Kind.SCHOOL},
    Role.CHAIR_OF_GOVERNORS: {Organisation.Kind.SCHOOL},
    Role.PROPRIETOR: {Organisation.Kind.SCHOOL},
    Role.COLLEAGUE: {Organisation.Kind.SCHOOL},
    Role.TRUST_LEAD: {Organisation.Kind.TRUST},
    Role.CONTACT: set(Organisation.Kind) - {Organisation.Kind.PARTNERSHIP},
}


# Called with each new role, in the transaction that gives it.
_also: list[Callable[[Membership], None]] = []


def also_tell(tell: Callable[[Membership], None]) -> None:
    """Register what follows elsewhere when someone is given a role."""
    _also.append(tell)


def in_words(day: date) -> str:
    return date_format(day, "j F Y")


def roles_at(organisation: Organisation, *, by: Person) -> list[Role]:
    """The roles at an organisation that this person may give."""
    return [
        role
        for role, kinds in PLACES.items()
        if organisation.kind in kinds and may_give(by, role)
    ]


@transaction.atomic
def join(
    person: Person,
    organisation: Organisation,
    role: Role,
    *,
    title: str = "",
    by: Person | None,
    on: date,
) -> Membership:
    """Give someone a role at an organisation from a given day.

    Raises:
        Refused: the role does not exist at this type of organisation, is already held,
            or is higher than the giver's; the person has left or the organisation has
            closed.
    """
    role = Role(role)
    if organisation.kind not in PLACES.get(role, set()):
        raise Refused(f"{role.label} is not a role at {organisation.name}")
    if organisation.closed_on:
        raise Refused(f"{organisation.name} has closed")
    must_be_known(person)
    _must_reach(role, by=by)
    held = Membership.objects.not_over(on=on).filter(
        person=person, organisation=organisation, role=role
    )
    if already := held.first():
        until = f" until {in_words(already.to_date)}" if already.to_date else ""
        raise Refused(
            f"{person.name} already has this role at {organisation.name}{until}"
        )
    if person.left_on is not None and person.left_on < on:
        # They have returned.
        person.left_on = None
        person.save(update_fields=["left_on"])
    membership = Membership.objects.create(
        person=person, organisation=organisation, role=role, title=title, from_date=on
    )
    _record(membership, "joined", by=by, from_date=on.isoformat(), title=title)
    for tell in _also:
        tell(membership)
    return membership


def give_role(
    person: Person,
    organisation: Organisation,
    *,
    role: str,
    title: str = "",
    from_date: date,
    by: Person,
) -> Membership:
    """Give someone a role from a past, present or future day."""
    return join(person, organisation, Role(role), title=title, by=by, on=from_date)


@transaction.atomic
def leave(membership: Membership, *, by: Person | None, on: date) -> None:
    """End a role on a day; it stays in the records.

    Raises:
        Refused: it has ended, no one would be an administrator, or it is higher than
            the role of the person ending it.
    """
    membership.claim(None)
    if membership.to_date is not None:
        raise Refused("This role has already ended")
    _end(membership, max(on, membership.from_date), event="left", by=by)


@transaction.atomic
def end_role(
    membership: Membership,
    *,
    last_day: date,
    is_sure: bool = False,
    version: int | None,
    by: Person,
    on: date,
) -> None:
    """Set the last day of a role, or change it before it has passed.

    Raises:
        Refused: as for `leave`; or the day is before the first; or it is the person's
            own administrator role and they have not confirmed.
    """
    membership.claim(version)
    _must_not_be_over(membership, on=on)
    if last_day < membership.from_date:
        raise Refused(
            f"The last day must be on or after {in_words(membership.from_date)}, "
            "when the role starts",
            field="last_day",
        )
    is_own = membership.person_id == by.pk and membership.role == Role.ADMINISTRATOR
    if is_own and not is_sure:
        raise Refused(
            "Confirm that you no longer want to be an administrator", field="is_sure"
        )
    _must_not_meet_another(membership, last_day)
    _end(membership, last_day, event="last day of a role set", by=by)


@transaction.atomic
def keep_role(
    membership: Membership, *, version: int | None = None, by: Person, on: date
) -> None:
    """Remove the last day of a role before it has passed.

    Raises:
        Refused: it has ended or has no last day; or it was given again for later.
    """
    membership.claim(version)
    _must_not_be_over(membership, on=on)
    if membership.to_date is None:
        raise Refused("This role has no last day")
    _must_reach(Role(membership.role), by=by)
    _must_not_meet_another(membership, None)
    membership.to_date = None
    membership.save()
    _record(membership, "end of role taken back", by=by)


@transaction.atomic
def take_back_role(
    membership: Membership, *, version: int | None = None, by: Person, on: date
) -> None:
    """Withdraw a role given by mistake that starts today or later.

    The membership row is deleted, as the person never acted in the role. The history
    shows that it was given and withdrawn.

    Raises:
        Refused: it began before today, so it is ended instead; or as for `leave`.
    """
    membership.claim(version)
    if membership.from_date < on:
        raise Refused("This role has started. End it instead")
    _must_reach(Role(membership.role), by=by)
    _must_leave_an_administrator(membership, on - timedelta(days=1))
    _record(membership, "role taken back", by=by)
    membership.delete()


def _end(
    membership: Membership, last_day: date, *, event: str, by: Person | None
) -> None:
    _must_reach(Role(membership.role), by=by)
    _must_leave_an_administrator(membership, last_day)
    membership.to_date = last_day
    membership.save()
    _record(membership, event, by=by, last_day=last_day.isoformat())


def must_be_known(person: Person) -> None:
    """Refuse changes to someone who was merged or whose details were removed."""
    if person.merged_into_id:
        raise Refused(f"{person.name} was merged with {person.merged_into.name}")
    if person.anonymised_on:
        raise Refused(f"{person.name} has left and their details have been removed")


def _must_reach(role: Role, *, by: Person | None) -> None:
    if by is not None and not may_give(by, role):
        raise Refused(
            "Only an administrator or business manager can give or end the role of "
            f"{role.label.lower()}",
            field="role",
        )


def _must_not_be_over(membership: Membership, *, on: date) -> None:
    if membership.to_date and membership.to_date < on:
        raise Refused(
            f"This role ended on {in_words(membership.to_date)}. Give a new role "
            "instead"
        )


def _must_not_meet_another(membership: Membership, last_day: date | None) -> None:
    """Refuse if the same role was given again for later."""
    later = Membership.objects.filter(
        person=membership.person_id,
        organisation=membership.organisation_id,
        role=membership.role,
        from_date__gt=membership.from_date,
    ).exclude(pk=membership.pk)
    if last_day is not None:
        later = later.filter(from_date__lte=last_day)
    if again := later.order_by("from_date").first():
        raise Refused(
            f"They have the same role from {in_words(again.from_date)}",
            field="last_day",
        )


def _must_leave_an_administrator(membership: Membership, last_day: date) -> None:
    """Refuse if no one who can sign in would be an administrator the day after."""
    if membership.role != Role.ADMINISTRATOR:
        return
    # Serialise two administrators who end each other's roles at the same time.
    Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    next_day = last_day + timedelta(days=1)
    others = Membership.objects.filter(
        Q(to_date=None) | Q(to_date__gte=next_day),
        role=Role.ADMINISTRATOR,
        from_date__lte=next_day,
        person__user__is_active=True,
    ).exclude(person=membership.person_id)
    if not others.exists():
        raise Refused(
            "No one else would be an administrator on "
            f"{in_words(next_day)}. Give someone else the role first"
        )


def _record(membership: Membership, event: str, *, by: Person | None, **detail) -> None:
    history.record(
        membership.person,
        event,
        by=by,
        role=membership.get_role_display(),
        organisation=membership.organisation.name,
        **detail,
    )
