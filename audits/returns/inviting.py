"""Inviting schools to answer a round: who is emailed, and which schools nobody is."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from audits.returns.models.returns import ANSWERING_ROLES, AuditReturn
from audits.rounds.models import Round
from partnership.outbox import messages
from partnership.pages import addresses
from partnership.people.models import Membership, Person
from partnership.schools.models import School


@dataclass(frozen=True)
class Invited:
    """How many schools a round asks, without a contact, and how many people."""

    schools: int
    without_contact: int
    people: int

    @property
    def in_words(self) -> str:
        """What happened: “1 school emailed, 2 without a contact”."""
        emailed = self.schools - self.without_contact
        said = f"{emailed} school{'' if emailed == 1 else 's'} emailed"
        return (
            f"{said}, {self.without_contact} without a contact"
            if self.without_contact
            else said
        )


def would_be_invited(*, on: date) -> Invited:
    """What opening a round today would do."""
    schools = School.objects.in_scope_of_section_175()
    return _counted(schools.values_list("organisation", flat=True), on=on)


def invited_to(round_: Round, *, on: date) -> Invited:
    """What a round has asked, by the contacts of a day."""
    asked = round_.returns.current().values_list("school__organisation", flat=True)
    return _counted(asked, on=on)


def _counted(organisations: Iterable[int], *, on: date) -> Invited:
    asked = set(organisations)
    contacts = list(
        _contacts(asked, on=on).values_list("organisation", "person").distinct()
    )
    reached = {organisation for organisation, _ in contacts}
    people = {person for _, person in contacts}
    return Invited(len(asked), len(asked - reached), len(people))


def _contacts(organisations: Iterable[int], *, on: date):
    """The heads and DSLs with an email address at these schools."""
    return (
        Membership.objects.current(on=on)
        .filter(organisation__in=organisations, role__in=ANSWERING_ROLES)
        .exclude(person__email="")
    )


def invite(round_: Round, returns: list[AuditReturn], *, on: date) -> None:
    """Send each DSL and head one email about all of their schools."""
    by_organisation = {row.school.organisation_id: row for row in returns}
    returns_of: dict[Person, list[AuditReturn]] = defaultdict(list)
    for membership in (
        _contacts(by_organisation, on=on)
        .select_related("person")
        .order_by("person", "organisation")
    ):
        row = by_organisation[membership.organisation_id]
        if row not in returns_of[membership.person]:
            returns_of[membership.person].append(row)
    of_the_round = {
        "title": round_.title,
        "round": str(round_),
        "date": date_format(round_.closes_on, "j F Y"),
        "last_day": date_format(round_.closes_on, "l j F Y"),
    }
    messages.send_each(
        "round_opened",
        {
            person: {
                **of_the_round,
                "returns": "\n\n".join(
                    f"{row.school}\n{addresses.absolute(row.get_absolute_url())}"
                    for row in theirs
                ),
            }
            for person, theirs in returns_of.items()
        },
    )
