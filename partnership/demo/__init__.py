"""The demonstration partnership's people, organisations and schools. All are invented.

Everything is done through services, on days counted from `World.today` with the clock
set to those days, so that two demonstrations of one day are identical.
"""

from base64 import b32encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from hashlib import sha1

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.files.base import ContentFile
from django.utils.timezone import make_aware

from partnership.access import OFFICERS, Role
from partnership.dates import clock
from partnership.demo import rules as demo_rules
from partnership.demo.schools import register_file
from partnership.organisations import services as organisations_services
from partnership.people import inviting, roles
from partnership.people import services as people_services
from partnership.people.models import Organisation, Person
from partnership.policy import values as policy
from partnership.registers import services as registers
from partnership.schools.links import link_schools
from partnership.schools.models import School
from partnership.sign_in import services as sign_in

NAME = "Wexcombe Safeguarding Children Partnership"
PASSWORD = "quorate-demo-2026"  # noqa: S105 – printed for people trying the demonstration
Kind = Organisation.Kind


@dataclass
class World:
    """What the demonstrations of the other apps build on."""

    today: date
    people: dict[str, Person] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    schools: list[School] = field(default_factory=list)

    @property
    def by(self) -> Person:
        """The business manager, who does most of the work."""
        return self.people["amara"]

    def day(self, offset: int) -> date:
        """The day a number of days from today; negative numbers are in the past."""
        return self.today + timedelta(days=offset)

    @contextmanager
    def on(self, day: date, hour: int = 10, minute: int = 0) -> Iterator[date]:
        """Make everything in this context happen on a day."""
        with clock.at(instant(day, hour, minute)):
            yield day


def instant(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """A time of a day, by the clock on the wall."""
    return make_aware(datetime.combine(day, time(hour, minute)))


# key, name, initials, job title, role, organisation, part in the demonstration
PEOPLE = [
    ("amara", "Amara Okafor", "AO", "Business manager", Role.BUSINESS_MANAGER, "partnership", "runs the plan, rounds and report"),
    ("adi", "Adi Marchetti", "AM", "Systems administrator", Role.ADMINISTRATOR, "partnership", "looks after people and roles"),
    ("bryn", "Bryn Hallett", "BH", "Board officer", Role.BOARD_OFFICER, "partnership", "chases actions and returns"),
    ("eve", "Eve Lindqvist", "EL", "Director of children’s services", Role.EXECUTIVE, "partnership", "executive, for the council"),
    ("imran", "Imran Sethi", "IS", "Chief nursing officer", Role.EXECUTIVE, "partnership", "executive, for the integrated care board"),
    ("sol", "Sol Abernethy", "SA", "Assistant chief constable", Role.EXECUTIVE, "partnership", "executive, for the police"),
    ("scarlett", "Scarlett Nwosu", "SN", "Independent scrutineer", Role.SCRUTINEER, "partnership", "reads everything, decides nothing"),
    ("chris", "Chris Penhallow", "CP", "Assistant director, education", Role.SUBGROUP_CHAIR, "education", "chairs the Education subgroup"),
    ("lena", "Lena Fairbrother", "LF", "Education safeguarding officer", Role.MINUTE_TAKER, "education", "takes its minutes"),
    ("mo", "Mo Rahimi", "MR", "Governor services manager", Role.MEMBER, "education", "member of the Education subgroup"),
    ("dara", "Dara Quigley", "DQ", "Deputy head", Role.DEPUTY, "education", "deputy on the Education subgroup"),
    ("olu", "Olu Adeyemi", "OA", "Detective inspector", Role.MEMBER, "quality", "member of another subgroup"),
    ("dee", "Dee Castellane", "DC", "Designated safeguarding lead", Role.DSL, "elm", "answers the audit for Elm Primary School"),
    ("hal", "Hal Brightwater", "HB", "Headteacher", Role.HEAD, "elm", "signs as its head"),
    ("gwen", "Gwen Tolliver", "GT", "Safeguarding governor", Role.GOVERNOR, "elm", "signs as its governor"),
    ("cole", "Cole Umarov", "CU", "School business manager", Role.COLLEAGUE, "elm", "helps to answer sections"),
    ("tara", "Tara Winslade", "TW", "Trust safeguarding lead", Role.TRUST_LEAD, "trust", "sees the schools that share with the trust"),
]  # fmt: skip

AGENCIES = {
    "council": ("Wexcombe Council", "Council"),
    "icb": ("Wexcombe and Vale Integrated Care Board", "ICB"),
    "police": ("Wexcombe Constabulary", "Police"),
    "health_trust": ("Ashmere Hospitals NHS Trust", "Health trust"),
    "probation": ("Wexcombe Probation Service", "Probation"),
    "early_years": ("Wexcombe Early Years Alliance", "Early years"),
    "primary_heads": ("Wexcombe Primary Heads Association", "Primary heads"),
    "secondary_heads": ("Wexcombe Secondary Heads Association", "Secondary heads"),
    "special_heads": ("Wexcombe Special Heads Association", "Special heads"),
    "colleges": ("Coldharbour Colleges Group", "Colleges"),
    "governors": ("Wexcombe Governors’ Association", "Governors"),
    "voluntary": ("Denholt Youth Project", "Voluntary sector"),
}

SUBGROUPS = {
    "executive": ("Executive", "Executive"),
    "education": ("Education subgroup", "Education"),
    "quality": ("Quality assurance subgroup", "Quality"),
}

# name, initials, job title, role, agency, days from today until the start, last day
LATELY = [
    ("Nessa Farrow", "NF", "Business support", Role.CONTACT, "probation", -200, None),
    ("Oswin Dale", "OD", "Coordinator", Role.CONTACT, "voluntary", -150, None),
    ("Petra Lindholm", "PL", "Detective sergeant", Role.MEMBER, "police", -20, None),
    ("Quentin Ayre", "QA", "Designated nurse", Role.MEMBER, "icb", -3, None),
    ("Rosalind Keats", "RK", "Named doctor", Role.MEMBER, "health_trust", 9, None),
    ("Tilda Brook", "TB", "Policy officer", Role.MEMBER, "council", -300, -60),
]
# Invited when their role was given: one long ago, so expired, and one just now.
INVITED = {"Petra Lindholm", "Quentin Ayre"}

# Those who also need a code from an app; `demo_code` prints the current one.
DEMO_OFFICERS = [
    f"{key}@wexcombe.example" for key, _, _, _, role, *_ in PEOPLE if role in OFFICERS
]

DEMO_USERS = [
    (f"{key}@wexcombe.example", name, role.label, does)
    for key, name, _, _, role, _, does in PEOPLE
]


def encoded_password() -> str:
    """One password hash for all demonstration users, with a fixed salt for equal dumps."""
    return Argon2PasswordHasher().encode(PASSWORD, "quorate-demonstration")


def totp_secret(email: str) -> str:
    """The TOTP secret of a demonstration officer, which is printed and not secret."""
    return b32encode(sha1(f"{PASSWORD} {email}".encode()).digest()).decode()  # noqa: S324


def give_apps() -> None:
    """Set up the printed authenticator app for demonstration officers without one.

    Also used for demonstrations built before officers needed an app.
    """
    for email in DEMO_OFFICERS:
        person = Person.objects.filter(user__email=email).first()
        if person is not None and not sign_in.sign_in_of(person).has_app:
            sign_in.add_second_step(person.user, secret=totp_secret(email), by=None)


def _import_schools(day: date) -> None:
    """Upload the register and import it, without waiting for a worker."""
    file = ContentFile(register_file(), name="wexcombe-register.csv")
    register = registers.upload(file=file, la_codes=[], by=None)
    registers.work_on(register.pk, on=day)
    register.refresh_from_db()
    registers.import_register(register, by=None)
    registers.work_on(register.pk, on=day)


def build(today: date) -> World:
    """Set up the partnership: its policy, organisations, schools, people and roles."""
    world = World(today)
    with world.on(world.day(-800)):
        organisations_services.start_partnership(
            name=NAME, administrator="adi@wexcombe.example", on=world.day(-800)
        )
        world.organisations["partnership"] = Organisation.objects.get(
            kind=Kind.PARTNERSHIP
        )
        _name_policy()
        for kind, entries in ((Kind.AGENCY, AGENCIES), (Kind.SUBGROUP, SUBGROUPS)):
            for key, (name, short_name) in entries.items():
                world.organisations[key] = organisations_services.add_organisation(
                    kind=kind, name=name, short_name=short_name, by=None
                )
        _import_schools(world.day(-800))
        _find_schools(world)
        _people(world)
    demo_rules.build(world)
    _lately(world)
    return world


def _name_policy() -> None:
    policy.change("partnership_short_name", "Wexcombe SCP", by=None)
    policy.change("reply_to", "safeguarding.board@wexcombe.example", by=None)


def _find_schools(world: World) -> None:
    world.schools = list(
        School.objects.select_related("organisation", "trust").order_by("urn")
    )
    elm = next(s for s in world.schools if s.organisation.name == "Elm Primary School")
    world.organisations["elm"] = elm.organisation
    world.organisations["trust"] = elm.trust
    _link_schools(world)


def _link_schools(world: World) -> None:
    """An academy that took over from a school which the register says has closed."""
    gone = next(one for one in world.schools if one.status == School.Status.CLOSED)
    academy = next(
        one
        for one in world.schools
        if one.is_open and one.sector == School.Sector.ACADEMY
    )
    with world.on(world.day(-500)):
        link_schools(
            predecessor=gone,
            successor=academy,
            on=gone.closed_on + timedelta(days=1),
            by=None,
        )


def _people(world: World) -> None:
    """Add everyone, give them roles from long ago, and let them all sign in."""
    password, joined = encoded_password(), world.day(-800)
    for key, name, initials, job_title, role, place, _ in PEOPLE:
        organisation = world.organisations[place]
        email = f"{key}@wexcombe.example"
        if key == "adi":
            person = Person.objects.get(email=email)
            people_services.name_person(
                person, name=name, initials=initials, job_title=job_title, by=person
            )
            sign_in.set_first_password(person.user, encoded_password=password)
            for held in person.memberships.filter(role=Role.BUSINESS_MANAGER):
                # Without a person, since permissions are checked on the real date.
                roles.leave(held, by=None, on=joined)
        else:
            person = people_services.add_person(
                name=name,
                initials=initials,
                email=email,
                job_title=job_title,
                by=None,
            )
            people_services.give_sign_in(person, encoded_password=password, by=None)
            roles.join(person, organisation, role, by=None, on=joined)
        world.people[key] = person
    give_apps()
    organisations_services.share_with_trust(
        world.organisations["elm"],
        world.organisations["trust"],
        by=world.people["hal"],
        on=world.day(-300),
    )


def _lately(world: World) -> None:
    """People who recently joined or left, were invited, or are contacts only."""
    bryn = world.people["bryn"]
    for name, initials, job_title, role, agency, begins, ends in LATELY:
        first_day = world.day(begins)
        with world.on(min(first_day, world.day(-1)), hour=9) as day:
            person = inviting.add_person_at(
                world.organisations[agency],
                name=name,
                initials=initials,
                email=f"{name.replace(' ', '.').lower()}@wexcombe.example",
                job_title=job_title,
                role=role,
                from_date=first_day,
                is_invited=name in INVITED,
                by=bryn,
                on=day,
            )
        if ends is not None:
            with world.on(world.day(ends)) as day:
                roles.leave(person.memberships.get(), by=bryn, on=day)
