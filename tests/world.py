"""The world of the access table and of the gates: one row of everything, and a twin.

Each app's `tests/<app>/world.py` builds its own rows (`rows(world)`), says what more
its URLs need (`EXTRA_KWARGS`) and which cells differ from what the grants say
(`EXCEPTIONS`).
"""

import importlib
from dataclasses import dataclass, field, replace
from functools import cache

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from partnership.access import GRANTS, Permission, Role
from partnership.people.models import Membership, Organisation, Person
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    SchoolFactory,
    make_user,
)

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
            Role.COLLEAGUE,
            Role.TRUST_LEAD,
            Role.CONTACT,
        ),
        "school",
    ),
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
    """Rows at home, and the same organisations elsewhere."""

    partnership: Organisation
    subgroup: Organisation
    school: Organisation
    other_subgroup: Organisation
    other_school: Organisation
    amara: Person
    rows: dict = field(default_factory=dict)
    kwargs: dict = field(default_factory=dict)
    exceptions: dict = field(default_factory=dict)
    users: dict = field(default_factory=dict)
    clients: dict = field(default_factory=dict)

    def sign_in(self, role: Role, place: str, *, elsewhere: bool) -> None:
        """Enter someone with one role, and keep the cookie of their session."""
        person = PersonFactory(name=f"{role.label} {place}")
        MembershipFactory(person=person, organisation=getattr(self, place), role=role)
        user = make_user(person, role, password="not a hash")  # noqa: S106
        client = Client()
        client.force_login(user, backend="partnership.sign_in.backend.SignInBackend")
        self.users[role, elsewhere] = client.cookies.output(header="")

    def client(self, role: Role, *, elsewhere: bool = False) -> Client:
        return self.clients[role, elsewhere]

    def path(self, url_name: str) -> str:
        model = about(urls()[url_name])
        if model is None:
            return reverse(url_name, kwargs=self._extra(url_name, None))
        row = self.rows[model]
        return reverse(url_name, kwargs={"pk": row.pk, **self._extra(url_name, row)})

    def _extra(self, url_name, row):
        make = self.kwargs.get(url_name)
        return make(row) if make else {}


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
        clients={key: _client(cookies) for key, cookies in built.users.items()},
    )


def _client(cookies) -> Client:
    client = Client()
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
        other_subgroup=OrganisationFactory(kind=Kind.SUBGROUP, name="Quality subgroup"),
        other_school=SchoolFactory(organisation__name="Oak Academy").organisation,
        amara=amara,
    )
    for module in worlds().values():
        world.rows.update(module.rows(world))
        world.kwargs.update(getattr(module, "EXTRA_KWARGS", {}))
        world.exceptions.update(getattr(module, "EXCEPTIONS", {}))
    for role in HELD:
        world.sign_in(role, PLACE[role], elsewhere=False)
        if PLACE[role] != "partnership":
            world.sign_in(role, f"other_{PLACE[role]}", elsewhere=True)
    return world


def expected(world: World, url_name: str, role: Role, *, elsewhere: bool) -> int:
    """What the grants say, before any exception."""
    pattern = urls()[url_name]
    model, permission = about(pattern), permission_of(pattern)
    if model is None:
        return 200 if permission in GRANTS[role] else 403
    reaches = PLACE[role] == "partnership" or not elsewhere
    row = world.rows[model]
    if PLACE[role] != "partnership":
        at_home = getattr(world, PLACE[role])
        roles_there = at_home.pk in organisations_of(row)
        reaches = reaches and roles_there
    if not reaches or model.seen_with not in GRANTS[role]:
        return 404
    return 200 if permission in GRANTS[role] else 403


class Asked(dict):
    """A standing that remembers which organisations it was asked about."""

    def __init__(self):
        super().__init__()
        self.organisations = set()

    def get(self, organisation, default=None):
        self.organisations.add(organisation)
        return default


def organisations_of(row) -> set[int]:
    """The organisations at which a row looks for roles."""
    nobody = Person(pk=0)
    nobody.standing = Asked()
    nobody._partnership_roles = set()
    row.roles_of(nobody)
    return nobody.standing.organisations
