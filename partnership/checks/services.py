"""Asking schools to check their contacts, and their answers.

Anyone with the email link may answer, but an answer never gives anyone a role or a
sign-in by itself. Reported changes wait for an officer to make them or set them aside.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime

from partnership.access import Role, link_address
from partnership.checks.models import PeopleCheck
from partnership.dates import clock
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.outbox import mailings
from partnership.outbox.mailings import Addressed
from partnership.pages import addresses as messages
from partnership.people.models import Membership, Organisation, Person
from partnership.people.roles import PLACES

# Who is emailed at a school, as well as its own address.
ANSWERING = (Role.HEAD, Role.DSL)
# The roles for which a school may report someone new.
ROLES_OF_A_SCHOOL = [role for role, kinds in PLACES.items() if "school" in kinds]
LINK_DAYS = 60
MOST_CHANGES = 60
LEFT, CHANGED, NEW = "left", "changed", "new"
WAITING = "waiting"
REMINDER = "people_check_reminder"
BATCH = 1000


@dataclass(frozen=True)
class Asked:
    """The result of asking schools."""

    checks: Sequence[PeopleCheck] = ()
    letters: int = 0
    # Schools without an email address.
    unreachable: Sequence[Organisation] = ()
    # Schools already asked that have not answered.
    waiting: int = 0


@dataclass(frozen=True)
class Reported:
    """One change that a school reports."""

    kind: str
    membership: int | None = None
    name: str = ""
    email: str = ""
    job_title: str = ""
    role: str = ""
    words: str = ""


def with_reach(schools: QuerySet[Organisation], *, on: date) -> QuerySet[Organisation]:
    """Organisations, annotated with whether there is an email address for them."""
    written_to = (
        Membership.objects.current(on=on)
        .filter(organisation=OuterRef("pk"), role__in=ANSWERING)
        .exclude(person__email="")
    )
    return schools.annotate(is_reachable=Q(Exists(written_to)) | ~Q(email=""))


@transaction.atomic
def ask_schools(
    *, schools: QuerySet[Organisation], by: Person | None, on: date
) -> Asked:
    """Ask schools to check their contacts, each only once until it answers.

    Raises:
        Refused: there is no one to ask.
    """
    # If two officers ask at once, the second sees the schools the first has asked.
    schools = list(
        with_reach(schools.filter(closed_on=None), on=on)
        .select_for_update(of=("self",))
        .order_by("name", "pk")
    )
    waiting = set(
        PeopleCheck.objects.unanswered()
        .filter(organisation__in=schools)
        .values_list("organisation_id", flat=True)
    )
    fresh = [one for one in schools if one.is_reachable and one.pk not in waiting]
    unreachable = [one for one in schools if not one.is_reachable]
    if not fresh:
        raise Refused(
            "There is no one to ask: these schools have already been asked, or have "
            "no email address"
        )
    checks = PeopleCheck.objects.bulk_create(
        (
            PeopleCheck(organisation=one, asked_at=clock.now(), asked_by=by)
            for one in fresh
        ),
        batch_size=BATCH,
    )
    history.record_many(((check, "asked", {}) for check in checks), by=by)
    letters = _write(checks, "people_check", on=on)
    return Asked(checks, letters, unreachable, len(waiting))


@transaction.atomic
def remind_schools(*, by: Person | None, on: date) -> int:
    """Remind every school that has not answered, at most once a day.

    Raises:
        Refused: every school has answered or was emailed today.
    """
    checks = [
        check
        for check in PeopleCheck.objects.unanswered()
        .filter(organisation__closed_on=None)
        .select_related("organisation")
        .select_for_update(of=("self",))
        if localtime(check.reminded_at or check.asked_at).date() < on
    ]
    if not checks:
        raise Refused("Every school has answered or was emailed today")
    PeopleCheck.objects.filter(pk__in=[check.pk for check in checks]).update(
        reminded_at=clock.now()
    )
    history.record_many(((check, "reminded", {}) for check in checks), by=by)
    _write(checks, REMINDER, on=on)
    return len(checks)


def _write(checks: Sequence[PeopleCheck], kind: str, *, on: date) -> int:
    """One email to each address of the head, the DSL and the school."""
    to_write = []
    people = _written_to([check.organisation_id for check in checks], on=on)
    last_day = _day(on + timedelta(days=LINK_DAYS - 1))
    for check in checks:
        school = check.organisation
        values = {
            "school": school.name,
            "link": messages.absolute(
                link_address("partnership:answer_by_link", "people_check", check)
            ),
            "last_day": last_day,
        }
        if kind == REMINDER:
            values["asked_on"] = _day(localtime(check.asked_at).date())
        addresses: dict[str, Person | None] = {}
        for person in people[school.pk]:
            addresses.setdefault(person.email.lower(), person)
        if school.email:
            addresses.setdefault(school.email.lower(), None)
        to_write += [
            (
                check,
                Addressed(
                    address=person.email if person else school.email,
                    name=person.name if person else school.name,
                    person=person,
                    key=f"{kind}:{check.pk}:{on.isoformat()}:{number}",
                    values=values,
                ),
            )
            for number, person in enumerate(addresses.values())
        ]
    written = mailings.send_to_all(kind, [letter for _, letter in to_write])
    through = PeopleCheck.messages.through
    through.objects.bulk_create(
        (
            through(peoplecheck_id=check.pk, message_id=written[letter.key].pk)
            for check, letter in to_write
            if letter.key in written
        ),
        batch_size=BATCH,
    )
    return len(written)


def _written_to(schools: list[int], *, on: date) -> dict[int, list[Person]]:
    """The heads and DSLs with an email address, by school."""
    found: dict[int, list[Person]] = defaultdict(list)
    for held in (
        Membership.objects.current(on=on)
        .filter(organisation__in=schools, role__in=ANSWERING)
        .exclude(person__email="")
        .select_related("person")
        .order_by("person", "pk")
    ):
        found[held.organisation_id].append(held.person)
    return found


def _day(day: date) -> str:
    return date_format(day, "j F Y")


# The answer.


def people_of(check: PeopleCheck, *, on: date) -> list[Membership]:
    """The roles at the school that the check asks about."""
    return list(
        Membership.objects.current(on=on)
        .filter(organisation=check.organisation_id)
        .select_related("person")
        .order_by("person__name", "pk")
    )


@transaction.atomic
def confirm_people(
    check: PeopleCheck, *, version: int, by: Person | None, on: date
) -> None:
    """Confirm that all contacts are correct, which completes the check.

    Raises:
        Refused: it has been answered.
        Changed: it was answered while the page was open.
    """
    _answer(check, [], version=version, by=by)
    check.settled_at = check.answered_at
    check.save()
    people = len(people_of(check, on=on))
    history.record(check, "confirmed", by=by, people=people, how=_how(by))


@transaction.atomic
def report_changes(
    check: PeopleCheck,
    *,
    changes: Sequence[Reported],
    version: int,
    by: Person | None,
    on: date,
    confirmed: Iterable[str] = (),
) -> None:
    """Report changes for an officer to deal with; no one's role changes yet.

    `confirmed` names the texts confirmed not to identify a child.

    Raises:
        Refused: it has been answered, reports nothing, or names someone from elsewhere.
    """
    if not changes:
        raise Refused("Enter what has changed, or select “These contacts are correct”")
    if len(changes) > MOST_CHANGES:
        raise Refused(f"Report up to {MOST_CHANGES} changes at once")
    held = {one.pk: one for one in people_of(check, on=on)}
    reported = [_kept(one, held) for one in changes]
    _answer(check, reported, version=version, by=by)
    check.save()
    history.record(
        check,
        "changes reported",
        by=by,
        changes=len(reported),
        confirmed=[*confirmed],
        how=_how(by),
    )


def _how(by: Person | None) -> str:
    return "" if by else "the email link, without signing in"


def _answer(
    check: PeopleCheck, changes: list[dict], *, version: int, by: Person | None
) -> None:
    check.claim(version)
    check.guard("answer")
    check.answered_at, check.answered_by, check.changes = clock.now(), by, changes


def _kept(one: Reported, held: dict[int, Membership]) -> dict[str, Any]:
    """A change as it is stored until an officer has dealt with it."""
    if one.kind in {LEFT, CHANGED}:
        if one.membership not in held:
            raise Refused("Someone on this list no longer has a role at your school")
        # Refer to the membership, so that no personal details are stored here.
        about = {"membership": one.membership}
    elif one.kind == NEW and one.role in ROLES_OF_A_SCHOOL and one.name:
        about = {
            "name": one.name,
            "email": one.email,
            "job_title": one.job_title,
            "role": one.role,
        }
    else:
        raise Refused("Enter who is new and their role")
    return {"kind": one.kind, "state": WAITING, "words": one.words, **about}
