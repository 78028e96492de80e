"""Every URL × every role, one table. Nothing may be left out of it.

Each cell follows from the grants: what a role may not see is 404, what it may see but
not do is 403, and only what differs stands in an app's `world.EXCEPTIONS`, with a
reason. Every row has a twin elsewhere: the same role at another organisation must not
reach it, and nobody signed out reaches anything that is not published.
"""

import importlib
from dataclasses import dataclass, field
from functools import cache

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from partnership.access import GRANTS, Permission, Role, link_address
from partnership.models import Membership, Organisation, Person, User
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    SchoolFactory,
)

APPS = ("actions", "subgroups", "audits", "scorecard")
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
        (Role.HEAD, Role.DSL, Role.GOVERNOR, Role.COLLEAGUE, Role.TRUST_LEAD), "school"
    ),
}

# Pages that need no grant: (anonymous, signed in), each with its reason.
OPEN = {
    "partnership:live": (200, 200),  # asked by the machine that runs us
    "partnership:ready": (200, 200),  # likewise
    "account_login": (200, 302),  # the door itself
    "account_logout": (302, 200),  # asks before it signs out
    "account_signup": (200, 302),  # says that people are invited
    "account_inactive": (200, 200),  # says that an account is closed
    "account_reset_password": (200, 200),  # asks for an address, tells nothing
    "account_reset_password_done": (200, 200),
    "account_reset_password_from_key": (200, 200),  # a false key: says so
    "account_reset_password_from_key_done": (200, 200),
    "account_confirm_email": (200, 200),  # a false key: says so
    "account_email_verification_sent": (200, 200),
    "account_request_login_code": (200, 302),
    "account_confirm_login_code": (302, 302),  # no code asked for: back to sign-in
    "account_change_password": (302, 200),  # one's own
    "account_set_password": (302, 302),  # has a password: to the change page
    "account_email": (302, 200),  # one's own
    "account_reauthenticate": (302, 200),  # one's own
}


def _patterns(resolver, namespace=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _patterns(pattern, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", pattern


@cache
def urls() -> dict[str, URLPattern]:
    """Every named URL of the site."""
    return dict(_patterns(get_resolver()))


def worlds():
    return {
        app: importlib.import_module(f"tests.{app}.world") for app in APPS
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


def test_every_url_is_guarded_linked_or_open():
    assert set(REST) == set(OPEN), "a URL without @requires must stand in OPEN"


def test_every_guarded_subject_says_what_it_is_seen_with():
    unsaid = {
        about(urls()[name]).__name__
        for name in GUARDED
        if about(urls()[name]) and not hasattr(about(urls()[name]), "seen_with")
    }
    assert unsaid == set()


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
    clients: dict = field(default_factory=dict)

    def client(self, role: Role, *, elsewhere: bool = False) -> Client:
        key = role, elsewhere
        if key not in self.clients:
            place = PLACE[role]
            if elsewhere:
                place = f"other_{place}"
            person = PersonFactory(name=f"{role.label} {place}")
            MembershipFactory(
                person=person, organisation=getattr(self, place), role=role
            )
            user = User.objects.create(person=person, email=person.email)
            client = Client()
            client.force_login(user, backend="partnership.sign_in.SignInBackend")
            self.clients[key] = client
        return self.clients[key]

    def path(self, url_name: str) -> str:
        model = about(urls()[url_name])
        if model is None:
            return reverse(url_name, kwargs=self._extra(url_name, None))
        row = self.rows[model]
        return reverse(url_name, kwargs={"pk": row.pk, **self._extra(url_name, row)})

    def _extra(self, url_name, row):
        make = self.kwargs.get(url_name)
        return make(row) if make else {}


@pytest.fixture
def world(db):
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


def answer(client: Client, pattern, path: str) -> int:
    """The status of a GET, or of an empty POST where a page only acts."""
    response = client.get(path)
    if response.status_code == 405:
        response = client.post(path)
    return response.status_code


def same(status: int, wanted: int) -> bool:
    """An act answers with a redirect, a refusal in this state (409) or a form (200)."""
    return status == wanted or (wanted == 200 and status in {302, 303, 204, 400, 409, 422})


@pytest.mark.parametrize("url_name", GUARDED)
def test_each_role_gets_what_its_grants_say(url_name, world):
    wrong = {}
    for role in HELD:
        for elsewhere in (False, True):
            if elsewhere and PLACE[role] == "partnership":
                continue
            wanted = world.exceptions.get(
                (url_name, role, "elsewhere") if elsewhere else (url_name, role),
                expected(world, url_name, role, elsewhere=elsewhere),
            )
            status = answer(
                world.client(role, elsewhere=elsewhere),
                urls()[url_name],
                world.path(url_name),
            )
            if not same(status, wanted):
                where = "elsewhere" if elsewhere else "here"
                wrong[f"{role.label} {where}"] = f"{status}, not {wanted}"
    assert wrong == {}


@pytest.mark.parametrize("url_name", GUARDED)
def test_nobody_signed_out_gets_in(url_name, world):
    wanted = world.exceptions.get((url_name, "anonymous"), 302)

    status = answer(Client(), urls()[url_name], world.path(url_name))

    assert status == wanted


@pytest.mark.parametrize("url_name", REST)
def test_open_pages_are_open(url_name, world):
    kwargs = {
        "account_reset_password_from_key": {"uidb36": "1", "key": "false-key"},
        "account_confirm_email": {"key": "false-key"},
    }.get(url_name, {})
    path = reverse(url_name, kwargs=kwargs)

    statuses = (
        Client().get(path).status_code,
        world.client(Role.MEMBER).get(path).status_code,
    )

    assert statuses == OPEN[url_name]


@pytest.mark.parametrize("url_name", LINKED)
class TestALink:
    def path(self, url_name, world):
        view = urls()[url_name].callback
        row = (
            User.objects.create(person=world.amara, email="amara@wexcombe.example")
            if view.about is User
            else world.rows[view.about]
        )
        return row, link_address(url_name, view.link_purpose, row)

    def test_opens_its_page_without_changing_anything(self, url_name, world):
        row, path = self.path(url_name, world)
        before = type(row).objects.values().get(pk=row.pk)

        response = Client().get(path)

        assert response.status_code == 200
        assert type(row).objects.values().get(pk=row.pk) == before

    def test_a_false_token_opens_nothing(self, url_name, world):
        _, path = self.path(url_name, world)

        assert Client().get(f"{path[:-3]}x/").status_code == 404

    def test_a_link_for_another_purpose_opens_nothing(self, url_name, world):
        row, _ = self.path(url_name, world)
        path = link_address(url_name, "another purpose", row)

        assert Client().get(path).status_code == 404
