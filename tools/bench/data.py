"""The large data set, loaded in bulk, past the services but for what is few.

The same scale and day give the same rows. `build` fills an empty, migrated database.
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from partnership.access import Role
from partnership.dates.years import ReportYear
from partnership.people.models import Membership, Organisation, Person
from partnership.schools.models import School, derive_phase
from partnership.sign_in import services
from partnership.sign_in.models import User
from tools.bench import (
    actions_data,
    audits_data,
    learning_data,
    messages_data,
    report_data,
    room_data,
    structure_data,
)
from tools.bench.register_rows import school_row

Kind = Organisation.Kind
LONG_AGO = date(2019, 9, 2)
FIRST = ("Ada", "Ben", "Cleo", "Dev", "Esme", "Finn", "Gita", "Hugo", "Ines", "Jude")
LAST = ("Ambrose", "Bexley", "Corran", "Dunmore", "Eastlake", "Farrow", "Greaves")
BODIES = ("Education", "Exploitation", "Neglect", "Learning", "Health", "Early Help")
BODIES += ("Practice Review", "Quality Assurance")
AGENCIES = ("Council", "Integrated Care Board", "Police", "Probation", "Youth Justice")
AGENCIES += ("Mental Health Trust", "Fire and Rescue", "Voluntary Sector Forum")
MEMBERS = 12


@dataclass(frozen=True, kw_only=True)
class Scale:
    """How much of everything; the defaults are those of design.md section 5."""

    schools: int = 1200
    rounds: int = 5
    board_actions: int = 5000
    actions_per_school: int = 10
    messages: int = 100_000
    # Enough words for a yearly report of some sixty pages with twenty charts.
    measures: int = 20
    paragraphs: int = 4


@dataclass(kw_only=True)
class World:
    """What was built so far, for the parts that stand on it."""

    scale: Scale
    on: date
    partnership: Organisation
    agencies: list[Organisation]
    subgroups: list[Organisation]
    manager: Person
    members: list[list[Person]]
    schools: list[School]
    dsls: list[Person]
    heads: list[Person]
    random: random.Random
    # The year of the yearly report: the first actions were raised in its last weeks.
    reported: ReportYear

    @property
    def days_of_actions(self) -> int:
        return (self.on - self.reported.end).days + 15

    def day(self, offset: int) -> date:
        return self.on + timedelta(days=offset)


@transaction.atomic
def build(scale: Scale, *, on: date) -> None:
    """Organisations and people first, then what each app keeps of them."""
    world = _world(scale, on)
    _members(world)
    _schools(world)
    with audits_data.without_triggers():
        audits_data.build(world)
        actions_data.build(world)
    learning_data.build(world)
    report_data.build(world)
    structure_data.build(world)
    room_data.build(world)
    messages_data.build(world)


def _world(scale: Scale, on: date) -> World:
    partnership, *others = Organisation.objects.bulk_create(
        [
            Organisation(kind=Kind.PARTNERSHIP, name="Benchshire Partnership"),
            *(Organisation(kind=Kind.AGENCY, name=f"Benchshire {a}") for a in AGENCIES),
            *(Organisation(kind=Kind.SUBGROUP, name=f"{b} Subgroup") for b in BODIES),
        ]
    )
    (manager,) = _people(["Amara Bench"], "amara")
    _seat([(manager, partnership, Role.BUSINESS_MANAGER)])
    services.add_second_step(manager.user, secret="A" * 32, by=None)
    return World(
        scale=scale,
        on=on,
        partnership=partnership,
        agencies=others[: len(AGENCIES)],
        subgroups=others[len(AGENCIES) :],
        manager=manager,
        members=[],
        schools=[],
        dsls=[],
        heads=[],
        random=random.Random(175),
        reported=ReportYear.containing(on).previous().previous(),
    )


def _name(number: int) -> str:
    return f"{FIRST[number % 10]} {LAST[number // 10 % 7]}"


def _people(names: list[str], address: str) -> list[Person]:
    """People with accounts that no password opens; `address` begins their e-mail."""
    people = Person.objects.bulk_create(
        Person(name=name, email=f"{address}{number or ''}@bench.example")
        for number, name in enumerate(names)
    )
    User.objects.bulk_create(
        User(email=person.email, person=person, password="!") for person in people
    )
    return people


def _seat(held: list[tuple[Person, Organisation, Role]]) -> None:
    Membership.objects.bulk_create(
        Membership(
            person=person, organisation=organisation, role=role, from_date=LONG_AGO
        )
        for person, organisation, role in held
    )


def _members(world: World) -> None:
    """A chair and a dozen members for every subgroup; the first chairs."""
    for number, subgroup in enumerate(world.subgroups):
        names = [_name(number * 17 + n) for n in range(MEMBERS)]
        people = _people(names, f"member{number}-")
        chair, *rest = people
        _seat(
            [
                (chair, subgroup, Role.SUBGROUP_CHAIR),
                *((person, subgroup, Role.MEMBER) for person in rest),
            ]
        )
        world.members.append(people)


def _schools(world: World) -> None:
    """Open schools as the register has them, each with a DSL and a head."""
    open_rows = (
        row
        for row in map(school_row, range(10 * world.scale.schools + 10))
        if row["EstablishmentStatus (name)"] == "Open"
    )
    rows = [row for row, _ in zip(open_rows, range(world.scale.schools), strict=False)]
    organisations = Organisation.objects.bulk_create(
        Organisation(
            kind=Kind.SCHOOL,
            name=row["EstablishmentName"],
            email=f"office{row['URN']}@bench.example",
        )
        for row in rows
    )
    world.schools = School.objects.bulk_create(
        _school(row, organisation)
        for row, organisation in zip(rows, organisations, strict=True)
    )
    count = len(rows)
    world.dsls = _people([_name(n) for n in range(count)], "dsl")
    world.heads = _people([_name(n + 31) for n in range(count)], "head")
    for people, role in ((world.dsls, Role.DSL), (world.heads, Role.HEAD)):
        _seat([(p, o, role) for p, o in zip(people, organisations, strict=True)])


def _school(row: dict[str, str], organisation: Organisation) -> School:
    type_code = int(row["TypeOfEstablishment (code)"])
    low, high = int(row["StatutoryLowAge"]), int(row["StatutoryHighAge"])
    phase = row["PhaseOfEducation (name)"]
    return School(
        organisation=organisation,
        urn=int(row["URN"]),
        la_code="601",
        la_name="County of Benchshire",
        establishment_number=row["EstablishmentNumber"],
        type_code=type_code,
        type_name=row["TypeOfEstablishment (name)"],
        type_group=row["EstablishmentTypeGroup (name)"],
        phase=phase,
        derived_phase=derive_phase(
            phase, type_code=type_code, low_age=low, high_age=high
        ),
        low_age=low,
        high_age=high,
        pupils=int(row["NumberOfPupils"]),
        town=row["Town"],
        postcode=row["Postcode"],
        opened_on=date(1990, 9, 1),
    )
