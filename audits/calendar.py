"""Calendar entries for audits: the deadlines of rounds and returns."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from audits.returns.acts import SIGNERS
from audits.returns.models.returns import AuditReturn
from audits.rounds.models import Round
from partnership.access import Permission
from partnership.pages.calendars import CalendarEntry, Status
from partnership.people.models import Organisation, Person

Kind = Organisation.Kind


def calendar_entries(
    person: Person,
    *,
    organisation: Organisation | None = None,
    start: date,
    end: date,
) -> list[CalendarEntry]:
    """The deadlines of rounds a person can see and of their schools' returns.

    With a school, only its returns; with any other organisation, nothing.
    """
    if organisation is None:
        schools = _schools(person)
        rounds = _rounds(person, start, end)
    else:
        schools = {organisation.pk} if organisation.kind == Kind.SCHOOL else set()
        rounds = ()
    return [*rounds, *_returns(person, schools, start, end)]


def _schools(person: Person) -> set[int]:
    """The schools, as organisations, that a person belongs to or leads."""
    return person.organisations_where(
        Permission.SEE_RETURN
    ) - person.organisations_where(Permission.MANAGE_ROUND)


def _rounds(person: Person, start: date, end: date) -> Iterator[CalendarEntry]:
    for row in (
        Round.objects.visible_to(person)
        .filter(closes_on__range=(start, end))
        .order_by("closes_on", "pk")
    ):
        is_planned = row.status == Round.Status.PLANNED
        yield CalendarEntry(
            uid=f"round-{row.pk}",
            words=f"{row} closes",
            url=row.get_absolute_url(),
            sequence=row.version,
            day=row.closes_on,
            status=Status.TENTATIVE if is_planned else Status.CONFIRMED,
        )


def _returns(
    person: Person, schools: set[int], start: date, end: date
) -> Iterator[CalendarEntry]:
    if schools:
        for row in (
            AuditReturn.objects.visible_to(person)
            .outstanding()
            .filter(
                Q(own_deadline__range=(start, end))
                | Q(own_deadline=None, round__closes_on__range=(start, end)),
                school__organisation__in=schools,
            )
            .prefetch_related("signatures")
            .order_by("pk")
        ):
            yield _return(row, person)


def _return(row: AuditReturn, person: Person) -> CalendarEntry:
    awaits = row.next_to_sign if row.is_ready else None
    is_theirs = awaits and {*SIGNERS[awaits]} & row.roles_of(person)
    verb = "needs your signature" if is_theirs else "is due"
    return CalendarEntry(
        uid=f"return-{row.pk}",
        words=f"{row} {verb}",
        url=row.get_absolute_url(),
        sequence=row.version,
        day=row.closes_on,
    )
