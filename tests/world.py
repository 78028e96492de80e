"""The world of the access table and of the gates: one row of everything, and a twin.

Each app's `tests/<app>/world.py` builds its own rows (`rows(world)`), says what more
its URLs need (`EXTRA_KWARGS`), and what somebody would put there who has it from
another row (`FOREIGN_KWARGS`). Who may open what stands in `access_table.md`.
"""

import importlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache

import pytest
from django.db import transaction
from django.db.models import Model
from django.test import Client
from django.test.client import ClientHandler
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.timezone import localdate

from partnership.access import Permission, Role
from partnership.people.models import Membership, Organisation, Person, Sharing
from tests.access_table import NAMED, Standing
from tests.factories import (
    LONG_AGO,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    SchoolFactory,
    make_user,
)

# One for everybody: each would load all middleware anew.
HANDLER = ClientHandler(enforce_csrf_checks=False)
APPS = ("partnership", "actions", "subgroups", "audits", "scorecard")
Kind = Organisation.Kind
HELD = [Role(value) for value, _ in Membership.HELD]
PLACE = {
    **dict.fromkeys(
        (
            Role.ADMINISTRATOR,
            Role.BUSINESS_MANAGER,
            Role.BOARD_OFFICER,
            Role.EXECUTIVE,
            Role.SCRUTINEER,
        ),
        "partnership",
    ),
    **dict.fromkeys(
        (Role.SUBGROUP_CHAIR, Role.MINUTE_TAKER, Role.MEMBER, Role.DEPUTY), "subgroup"
    ),
    **dict.fromkeys(
        (
            Role.HEAD,
            Role.DSL,
            Role.GOVERNOR,
            Role.CHAIR_OF_GOVERNORS,
            Role.PROPRIETOR,
            Role.COLLEAGUE,
            Role.CONTACT,
        ),
        "school",
    ),
    Role.TRUST_LEAD: "trust",
}


def _patterns(resolver, namespace=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from _patterns(pattern, namespace + inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", pattern


@cache
def urls() -> dict[str, URLPattern]:
    """Every named URL of the site."""
    return dict(_patterns(get_resolver()))


def worlds():
    return {app: importlib.import_module(f"tests.{app}.world") for app in APPS}


def foreign_kwargs() -> dict[str, Callable]:
    """For each page whose address has a second number: one that is not its row's."""
    return {
        name: make
        for module in worlds().values()
        for name, make in getattr(module, "FOREIGN_KWARGS", {}).items()
    }


@cache
def secrets() -> dict[str, str]:
    """Words that stand in one row only, by the name that the access table gives it."""
    return {
        row: words
        for module in worlds().values()
        for row, words in getattr(module, "SECRETS", {}).items()
    }


def about(pattern):
    return getattr(pattern.callback, "about", None)


def permission_of(pattern) -> Permission | None:
    return getattr(pattern.callback, "permission", None)


GUARDED = sorted(name for name, p in urls().items() if permission_of(p))
LINKED = sorted(
    name for name, p in urls().items() if getattr(p.callback, "link_purpose", None)
)
REST = sorted(set(urls()) - set(GUARDED) - set(LINKED))


@dataclass
class World:
    """Rows at home, and the same organisations elsewhere.

    `rows` holds one row of each model that a page is about; under the name that the
    access table gives it, also each row that is seen otherwise than most of its kind.
    """

    partnership: Organisation
    subgroup: Organisation
    school: Organisation
    trust: Organisation
    other_subgroup: Organisation
    other_school: Organisation
    other_trust: Organisation
    amara: Person
    # Who the rows themselves name, by the role that they give; and whom only others do.
    named: dict[str, Person] = field(default_factory=dict)
    named_elsewhere: Person | None = None
    rows: dict = field(default_factory=dict)
    kwargs: dict = field(default_factory=dict)
    people: dict[str, "Someone"] = field(default_factory=dict)
    clients: dict = field(default_factory=dict)

    def client(self, role: Role) -> Client:
        """Someone who holds one role, where the rows belong."""
        return self.clients[role.label]

    def path(self, url_name: str, more: Callable | None = None) -> str:
        """The address of a page about its row; `more` in place of its other parts."""
        model = about(urls()[url_name])
        row = self.rows[model] if model else None
        make = more or self.kwargs.get(url_name, lambda row: {})
        kwargs = {"pk": row.pk} if model else {}
        return reverse(url_name, kwargs={**kwargs, **make(row)})

    def about(self, name: str) -> "World":
        """The same world, in which pages are about a row of that name."""
        row = self.row(name)
        return replace(self, rows={**self.rows, type(row): row})

    def row(self, name: str) -> Model:
        """A row by its name in the access table."""
        by_name = {getattr(key, "__name__", key): row for key, row in self.rows.items()}
        return by_name[name]


@dataclass(frozen=True)
class Someone:
    """One person whom the access table is tried on, and the cookie of their session."""

    person: Person
    standing: Standing
    cookies: str


@pytest.fixture(scope="module")
def built_world(django_db_setup, django_db_blocker):
    """The world, built once for a module inside a transaction that is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield _build()
        transaction.set_rollback(True)


@pytest.fixture
def world(built_world, db):
    """The world as it was built, whatever the test before did to it."""
    return signed_in(built_world)


def signed_in(built: World) -> World:
    """A copy of a world with a fresh client for everyone in it."""
    return replace(
        built,
        rows=dict(built.rows),
        clients={name: _client(one.cookies) for name, one in built.people.items()},
    )


def _client(cookies) -> Client:
    client = Client()
    client.handler = HANDLER
    client.cookies.load(cookies)
    return client


def _build() -> World:
    partnership = OrganisationFactory(kind=Kind.PARTNERSHIP, name="Wexcombe")
    amara = PersonFactory(name="Amara")
    MembershipFactory(
        person=amara, organisation=partnership, role=Role.BUSINESS_MANAGER
    )
    world = World(
        partnership=partnership,
        subgroup=OrganisationFactory(kind=Kind.SUBGROUP, name="Education subgroup"),
        school=SchoolFactory(organisation__name="Elm Primary School").organisation,
        trust=OrganisationFactory(kind=Kind.TRUST, name="Wood Trust"),
        other_subgroup=OrganisationFactory(kind=Kind.SUBGROUP, name="Quality subgroup"),
        other_school=SchoolFactory(organisation__name="Oak Academy").organisation,
        other_trust=OrganisationFactory(kind=Kind.TRUST, name="Hill Trust"),
        amara=amara,
        named={role: PersonFactory(name=role) for role in NAMED},
        named_elsewhere=PersonFactory(name="Named on other rows"),
    )
    _share(world)
    for module in worlds().values():
        world.rows.update(module.rows(world))
        world.kwargs.update(getattr(module, "EXTRA_KWARGS", {}))
    world.people = {
        **{role.label: _holder(world, role) for role in HELD},
        **{role: _named(person, role) for role, person in world.named.items()},
        **_outsiders(world),
    }
    return world


def _share(world: World) -> None:
    """Each school shares with a trust; the one at home once did with the other, too."""
    for school, trust, until in (
        (world.school, world.trust, None),
        (world.other_school, world.other_trust, None),
        (world.school, world.other_trust, localdate() - timedelta(days=1)),
    ):
        Sharing.objects.create(
            school=school,
            trust=trust,
            from_date=LONG_AGO,
            to_date=until,
            agreed_by=world.amara,
        )


def _someone(person: Person, standing: Standing, *held) -> Someone:
    for role, organisation in held:
        MembershipFactory(person=person, organisation=organisation, role=role)
    roles = [role for role, _ in held]
    user = make_user(person, *roles, password="not a hash")  # noqa: S106
    client = Client()
    client.force_login(user, backend="partnership.sign_in.backend.SignInBackend")
    return Someone(person, standing, client.cookies.output(header=""))


def _holder(world: World, role: Role) -> Someone:
    place = PLACE[role]
    where = "school" if place == "trust" else place
    standing = (
        Standing(everywhere=frozenset({role.label}))
        if place == "partnership"
        else Standing(there=frozenset({(where, role.label)}))
    )
    person = PersonFactory(name=f"{role.label} {place}")
    return _someone(person, standing, (role, getattr(world, place)))


def _named(person: Person, role: str) -> Someone:
    """Whom rows name, and who holds nothing else, unless the row asks for it."""
    if role == Role.SCRUTINY_RECORDER.label:
        membership = person.memberships.get()
        everywhere = frozenset({membership.get_role_display()})
        return _someone(person, Standing(everywhere, named=frozenset({role})))
    return _someone(person, Standing(named=frozenset({role})))


def _outsiders(world: World) -> dict[str, Someone]:
    """Those who hold everything that can be held, elsewhere: one for each place."""
    held = {
        "a body": [
            (role, world.other_subgroup) for role in HELD if PLACE[role] == "subgroup"
        ],
        "a school": [
            (role, world.other_school) for role in HELD if PLACE[role] == "school"
        ],
        "a trust": [(Role.TRUST_LEAD, world.other_trust)],
    }
    return {
        **{
            f"{place} elsewhere": _someone(
                PersonFactory(name=f"{place} elsewhere"),
                Standing(elsewhere=frozenset(role.label for role, _ in roles)),
                *roles,
            )
            for place, roles in held.items()
        },
        "named elsewhere": _someone(world.named_elsewhere, Standing()),
    }
