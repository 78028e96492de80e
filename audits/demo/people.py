"""Invented heads, leads and governors for the demonstration schools."""

import csv
import io
from dataclasses import dataclass

from django.core.files.base import ContentFile

from partnership.access import Role
from partnership.demo import World
from partnership.lists.services import LISTS, carry_out
from partnership.people.models import Person
from partnership.schools.models import School
from partnership.uploads.services import import_now

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
# In one school in three the head is also the lead.
HEAD_LEADS_EVERY = 3


@dataclass(frozen=True)
class Team:
    """The people who answer and sign for a school."""

    dsl: Person
    head: Person
    governor: Person


def teams(world: World, schools: list[School]) -> dict[int, Team]:
    """A team for each school, from one imported list; Elm Primary has its own."""
    people = world.people
    elm = world.organisations["elm"]
    joined = world.day(-780)
    names = iter(
        f"{first} {last}"
        for shift in range(len(FIRST))
        for place, last in enumerate(LAST)
        for first in [FIRST[(place + shift) % len(FIRST)]]
    )
    rows: list[tuple[str, ...]] = []

    def enter(key: str, job_title: str, *roles: Role) -> str:
        name, email = next(names), f"{key}.{school.urn}@wexcombe.example"
        rows.extend(
            (name, email, job_title, school.urn, role.label, f"{joined:%d/%m/%Y}")
            for role in roles
        )
        return email

    emails = {}
    for number, school in enumerate(schools):
        if school.organisation == elm:
            continue
        governor = enter("governor", "Safeguarding governor", Role.GOVERNOR)
        if number % HEAD_LEADS_EVERY == 0:
            head = dsl = enter("head", "Headteacher", Role.HEAD, Role.DSL)
        else:
            head = enter("head", "Headteacher", Role.HEAD)
            dsl = enter("dsl", "Designated safeguarding lead", Role.DSL)
        emails[school.pk] = (dsl, head, governor)
    with world.on(joined) as day:
        preview = import_now(LISTS, _list(rows), dry_run=True, by=None, on=day)
        carry_out(preview, by=None)  # the list itself is not saved
    by_email = {person.email: person for person in Person.objects.all()}
    return {
        school.pk: Team(*(by_email[email] for email in emails[school.pk]))
        if school.pk in emails
        else Team(people["dee"], people["hal"], people["gwen"])
        for school in schools
    }


def _list(rows: list[tuple[str, ...]]) -> ContentFile:
    text = io.StringIO(newline="")
    headings = ("Name", "E-mail", "Job title", "URN", "Role", "Start date")
    csv.writer(text).writerows([headings, *rows])
    return ContentFile(text.getvalue().encode(), name="schools.csv")
