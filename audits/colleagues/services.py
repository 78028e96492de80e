"""Adding and removing colleagues who help with a return, and giving them sections."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.utils.formats import date_format

from audits.colleagues.models import Delegation
from audits.questions.models import Section
from audits.returns.models.returns import AuditReturn
from partnership.access import Permission, Role, granting
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.outbox import messages
from partnership.pages import addresses
from partnership.people.models import Membership, Person
from partnership.people.roles import end_role, join, take_back_role
from partnership.people.services import add_person

ANSWERING = granting(Permission.ANSWER_RETURN)


def answering(audit_return: AuditReturn, *, on: date) -> QuerySet[Membership]:
    """The roles by which people answer for a school, each person’s together."""
    return (
        Membership.objects.current(on=on)
        .filter(organisation=audit_return.school.organisation_id, role__in=ANSWERING)
        .select_related("person", "organisation")
        .order_by(Lower("person__name"), "person", "pk")
    )


def colleagues(audit_return: AuditReturn, *, on: date) -> QuerySet[Membership]:
    """Those of them whom the school itself added and may remove."""
    return answering(audit_return, on=on).filter(role=Role.COLLEAGUE)


@transaction.atomic
def add_colleague(
    audit_return: AuditReturn, *, name: str, email: str, by: Person, on: date
) -> Membership:
    """Let a colleague answer for the school, and email them a link to its return.

    Someone who is already in the directory keeps the name they have there.

    Raises:
        Refused: they may answer for the school already, or have left.
    """
    person = Person.objects.filter(email__iexact=email).first() or add_person(
        name=name, email=email, by=by
    )
    if answering(audit_return, on=on).filter(person=person).exists():
        raise Refused(
            f"{person.name} can already answer for {audit_return.school}", field="email"
        )
    membership = join(
        person, audit_return.school.organisation, Role.COLLEAGUE, by=by, on=on
    )
    history.record(audit_return, "colleague added", by=by, colleague=person.name)
    messages.send(
        "colleague_added",
        to=[person],
        by=by.name,
        **_about(audit_return),
        link=addresses.absolute(audit_return.get_absolute_url()),
    )
    return membership


@transaction.atomic
def remove_colleague(
    audit_return: AuditReturn, *, membership: Membership, by: Person, on: date
) -> None:
    """End a colleague’s access at once; what they answered stays.

    Raises:
        Refused: they have already been removed.
    """
    person = membership.person
    if membership.from_date >= on:
        take_back_role(membership, by=by, on=on)
    else:
        end_role(
            membership, last_day=on - timedelta(days=1), version=None, by=by, on=on
        )
    if not answering(audit_return, on=on).filter(person=person).exists():
        Delegation.objects.filter(
            person=person, audit_return__school=audit_return.school
        ).exclude(audit_return__status=AuditReturn.Status.SUBMITTED).delete()
    history.record(audit_return, "colleague removed", by=by, colleague=person.name)


@transaction.atomic
def give_sections(
    audit_return: AuditReturn,
    *,
    people: Mapping[Section, Person | None],
    by: Person,
    on: date,
) -> None:
    """Ask colleagues to answer sections, and email those who were not asked before.

    Everyone who may answer can still answer every section.

    Raises:
        Refused: someone may not answer for the school, or it can no longer be answered.
    """
    audit_return.claim(None)
    audit_return.guard("give_sections")
    able = set(answering(audit_return, on=on).values_list("person", flat=True))
    given = dict(audit_return.delegations.values_list("section", "person"))
    asked: dict[Person, list[Section]] = defaultdict(list)
    for section, person in people.items():
        if person is None:
            audit_return.delegations.filter(section=section).delete()
            continue
        if person.pk not in able:
            raise Refused(f"{person} cannot answer for {audit_return.school}")
        if given.get(section.pk) != person.pk:
            Delegation.objects.update_or_create(
                audit_return=audit_return, section=section, defaults={"person": person}
            )
            asked[person].append(section)
    if given == dict(audit_return.delegations.values_list("section", "person")):
        return
    history.record(
        audit_return,
        "sections given",
        by=by,
        sections=", ".join(map(str, audit_return.delegations.in_force(on=on)))
        or "none",
    )
    _tell(audit_return, asked, by=by)


def _tell(
    audit_return: AuditReturn, asked: Mapping[Person, list[Section]], *, by: Person
) -> None:
    link = addresses.absolute(audit_return.get_absolute_url())
    messages.send_each(
        "sections_given",
        {
            person: {
                "by": by.name,
                **_about(audit_return),
                "sections": "\n".join(f"- {section}" for section in sections),
                "link": link,
            }
            for person, sections in asked.items()
            if person != by
        },
    )


def _about(audit_return: AuditReturn) -> dict[str, str]:
    return {
        "school": str(audit_return.school),
        "round": str(audit_return.round),
        "last_day": date_format(audit_return.round.closes_on, "l j F Y"),
    }
