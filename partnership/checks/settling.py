"""Dealing with the changes a school reported: making them or setting them aside."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models.functions import Lower

from partnership.access import Role
from partnership.checks.models import PeopleCheck
from partnership.checks.services import CHANGED, LEFT, NEW, WAITING
from partnership.dates import clock
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Membership, Person
from partnership.people.roles import join, leave
from partnership.people.services import add_person, edit_person

APPLIED, SET_ASIDE = "applied", "set_aside"
STATES = {
    WAITING: ("To check", "blue"),
    APPLIED: ("Change made", "green"),
    SET_ASIDE: ("Set aside", "grey"),
}


@dataclass(frozen=True)
class Change:
    """A reported change beside our record."""

    number: int
    kind: str
    state: str
    words: str
    said: str
    membership: Membership | None
    name: str
    email: str
    job_title: str
    role: str
    # People who already have the address or the name given for someone new.
    known: Person | None
    namesakes: list[Person]

    @property
    def is_waiting(self) -> bool:
        return self.state == WAITING

    @property
    def state_words(self) -> str:
        return STATES[self.state][0]

    @property
    def colour(self) -> str:
        return STATES[self.state][1]

    @property
    def has_ended(self) -> bool:
        """Whether the role it is about has already ended or been withdrawn."""
        return self.kind != NEW and (
            self.membership is None or self.membership.to_date is not None
        )

    @property
    def who(self) -> str:
        """The person it is about."""
        if self.membership:
            return self.membership.person.name
        return self.name or "Someone whose role was withdrawn"

    @property
    def role_words(self) -> str:
        if self.membership:
            return self.membership.get_role_display()
        return Role(self.role).label if self.role else ""


def changes_of(check: PeopleCheck) -> list[Change]:
    """A school's reported changes beside our records, in four queries."""
    held = (
        Membership.objects.filter(
            pk__in=[one["membership"] for one in check.changes if "membership" in one]
        )
        .select_related("person", "organisation")
        .in_bulk()
    )
    new = [one for one in check.changes if one["kind"] == NEW]
    known = Person.objects.known()
    given = Person.objects.in_bulk(
        [one["person"] for one in check.changes if one.get("person")]
    )
    by_email = {
        person.email.lower(): person
        for person in known.annotate(address=Lower("email")).filter(
            address__in=[one["email"].lower() for one in new if one.get("email")]
        )
    }
    by_name: dict[str, list[Person]] = {}
    for person in known.filter(name__in=[one.get("name", "") for one in new]):
        by_name.setdefault(person.name, []).append(person)
    return [
        Change(
            number=number,
            kind=one["kind"],
            state=one["state"],
            words=one["words"],
            said=one.get("said", ""),
            membership=held.get(one.get("membership")),
            name=one.get("name") or (person.name if person else ""),
            email=one.get("email", ""),
            job_title=one.get("job_title", ""),
            role=one.get("role", ""),
            known=person,
            namesakes=by_name.get(one.get("name", ""), []),
        )
        for number, one in enumerate(check.changes)
        for person in [
            given.get(one.get("person")) or by_email.get(one.get("email", "").lower())
        ]
    ]


def _waiting(check: PeopleCheck, number: int, version: int | None) -> dict[str, Any]:
    """Lock the check and return the change to deal with."""
    check.claim(version)
    if not 0 <= number < len(check.changes):
        raise Refused("The school did not report this change")
    if check.changes[number]["state"] != WAITING:
        raise Refused("This has already been dealt with")
    return check.changes[number]


@transaction.atomic
def apply_change(
    check: PeopleCheck, *, number: int, version: int | None, by: Person, on: date
) -> None:
    """Make a reported change: end the role, or add the person and role.

    Raises:
        Refused: it has been dealt with, or is free text that an officer must act on.
        Changed: someone else dealt with it meanwhile.
    """
    change = _waiting(check, number, version)
    if change["kind"] == CHANGED:
        raise Refused("Edit our record to match the school’s answer")
    if change["kind"] == LEFT:
        _end(change, by=by, on=on)
    else:
        _add(check, change, by=by, on=on)
    _deal_with(check, change, APPLIED, by=by)


def _end(change: dict[str, Any], *, by: Person, on: date) -> None:
    membership = Membership.objects.filter(pk=change["membership"]).first()
    if membership is not None and membership.to_date is None:
        leave(membership, by=by, on=on)


def _add(check: PeopleCheck, change: dict, *, by: Person, on: date) -> None:
    """Give the role to the person with the address, else to someone new."""
    email = change["email"]
    person = (
        Person.objects.known().filter(email__iexact=email).first() if email else None
    )
    if person is None:
        person = add_person(
            name=change["name"], email=email, job_title=change["job_title"], by=by
        )
    has_it = Membership.objects.not_over(on=on).filter(
        person=person, organisation=check.organisation, role=change["role"]
    )
    if not has_it.exists():
        join(person, check.organisation, Role(change["role"]), by=by, on=on)
    # From now on refer to the person, so that no personal details are stored here.
    change["person"] = person.pk
    for said in ("name", "email", "job_title"):
        change[said] = ""


@transaction.atomic
def edit_change(
    check: PeopleCheck,
    *,
    number: int,
    name: str,
    email: str,
    job_title: str,
    role: str,
    version: int | None,
    person_version: int | None = None,
    by: Person,
    on: date,
) -> None:
    """Edit our record to match a change the school described in its own words.

    A new role starts on the day and the old one ends.

    Raises:
        Refused: it has been dealt with; or the address or role cannot be given.
        Changed: someone else dealt with it meanwhile.
    """
    change = _waiting(check, number, version)
    membership = (
        Membership.objects.select_related("person", "organisation")
        .filter(pk=change.get("membership"))
        .first()
    )
    if change["kind"] != CHANGED or membership is None:
        raise Refused("There is nothing to edit")
    person = membership.person
    edit_person(
        person,
        name=name,
        initials=person.initials,
        aliases=person.aliases,
        email=email,
        job_title=job_title,
        version=person_version,
        by=by,
    )
    if role != membership.role:
        if membership.to_date is None:
            leave(membership, by=by, on=on)
        join(person, check.organisation, Role(role), by=by, on=on)
    _deal_with(check, change, APPLIED, by=by)


@transaction.atomic
def set_aside(
    check: PeopleCheck, *, number: int, words: str, version: int | None, by: Person
) -> None:
    """Set a reported change aside, with a reason.

    Raises:
        Refused: it has already been dealt with.
        Changed: someone else dealt with it meanwhile.
    """
    change = _waiting(check, number, version)
    for said in {"email", "job_title"} & change.keys():
        change[said] = ""
    change["said"] = words
    _deal_with(check, change, SET_ASIDE, by=by)


def _deal_with(check: PeopleCheck, change: dict, state: str, *, by: Person) -> None:
    change["state"] = state
    if all(one["state"] != WAITING for one in check.changes):
        check.settled_at, check.settled_by = clock.now(), by
    check.save()
    words = {APPLIED: "change taken over", SET_ASIDE: "change set aside"}[state]
    history.record(
        check, words, by=by, kind=change["kind"], said=change.get("said", "")
    )
