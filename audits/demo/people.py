"""Invented heads, leads and governors for the schools of the demonstration."""

from dataclasses import dataclass

from partnership.access import Role
from partnership.demo import World
from partnership.people import roles as people_roles
from partnership.people import services as people_services
from partnership.people.models import Person
from partnership.schools.models import School

FIRST = [
    "Alma",
    "Benedikt",
    "Carys",
    "Devendra",
    "Elowen",
    "Farid",
    "Greta",
    "Hamish",
    "Ilse",
    "Jonas",
    "Kezia",
    "Leif",
    "Maud",
    "Nadim",
    "Orla",
    "Piet",
    "Quilla",
    "Rowan",
    "Saskia",
    "Tomos",
    "Ulla",
    "Vikram",
    "Wren",
    "Xanthe",
    "Yusuf",
    "Zelda",
    "Anwen",
]
LAST = [
    "Ashdown",
    "Birkett",
    "Calloway",
    "Draycott",
    "Eversley",
    "Fenwright",
    "Garrod",
    "Hollis",
    "Ingram",
    "Jessop",
    "Kirkbride",
    "Lathbury",
    "Marwood",
    "Netherby",
    "Orchard",
    "Pemble",
    "Quayle",
    "Redfern",
    "Southwell",
    "Thackeray",
    "Underhill",
    "Vance",
    "Whitlock",
    "Yarrow",
    "Zeller",
    "Amberley",
    "Brackenbury",
    "Cotterill",
    "Dunmore",
]
# In one school of three the head is the lead as well.
HEAD_LEADS_EVERY = 3


@dataclass(frozen=True)
class Team:
    """Who answers and signs for a school."""

    dsl: Person
    head: Person
    governor: Person


def teams(world: World, schools: list[School]) -> dict[int, Team]:
    """A team for each school, by school; Elm Primary has its own already."""
    people = world.people
    found = {}
    names = iter(
        f"{first} {last}"
        for shift in range(len(FIRST))
        for place, last in enumerate(LAST)
        for first in [FIRST[(place + shift) % len(FIRST)]]
    )
    joined = world.day(-780)
    with world.on(joined):
        for number, school in enumerate(schools):
            if school.organisation == world.organisations["elm"]:
                found[school.pk] = Team(people["dee"], people["hal"], people["gwen"])
                continue

            def enter(
                key: str, job_title: str, *roles: Role, school: School = school
            ) -> Person:
                person = people_services.add_person(
                    name=next(names),
                    email=f"{key}.{school.urn}@wexcombe.example",
                    job_title=job_title,
                    by=None,
                )
                for role in roles:
                    people_roles.join(
                        person, school.organisation, role, by=None, on=joined
                    )
                return person

            governor = enter("governor", "Safeguarding governor", Role.GOVERNOR)
            if number % HEAD_LEADS_EVERY == 0:
                head = dsl = enter("head", "Headteacher", Role.HEAD, Role.DSL)
            else:
                head = enter("head", "Headteacher", Role.HEAD)
                dsl = enter("dsl", "Designated safeguarding lead", Role.DSL)
            found[school.pk] = Team(dsl, head, governor)
    return found
