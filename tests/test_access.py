"""Who may do what, and where: the code is held against `access_table.md`.

The table is written down as people read it, and nothing in it is computed from what is
tested here. Every row has something to leak; those who hold a role elsewhere, or whom
only other rows name, walk their numbers through every page, in turn.
"""

from collections import defaultdict

import pytest
from django.test import Client

from partnership.access import GRANTS, Permission, Role, allowed, link_address
from partnership.sign_in.models import User
from tests.access_table import (
    PAGES,
    PERMISSIONS,
    READERS,
    ROLES,
    ROWS,
    Page,
    granted,
)
from tests.pages import address, reader
from tests.world import (
    GUARDED,
    HELD,
    LINKED,
    PLACE,
    REST,
    Someone,
    about,
    foreign_kwargs,
    permission_of,
    secrets,
    urls,
)

pytestmark = [pytest.mark.slow, pytest.mark.gate]

# Pages that need no grant: (anonymous, signed in), each with its reason.
OPEN = {
    "scorecard:home": (200, 200),  # signed out: what is published, and the door
    "scorecard:feed": (404, 404),  # a false address of a calendar: tells nothing
    "partnership:accessibility": (200, 200),  # the law wants it public
    "partnership:cookies": (200, 200),  # read before one signs in
    "partnership:privacy": (200, 200),  # read by whoever is named here
    "partnership:logo": (404, 404),  # a picture that is not shown now
    "subgroups:public_arrangement": (200, 200),  # published for everyone
    "subgroups:public_terms": (200, 200),  # published for everyone
    "scorecard:api_actions": (401, 401),  # by key, never by session
    "scorecard:api_figures": (401, 401),
    "scorecard:api_measures": (401, 401),
    "scorecard:api_returns": (401, 401),
    "scorecard:api_risks": (401, 401),
    "scorecard:api_rounds": (401, 401),
    "partnership:check_answered": (200, 200),  # thanks a school, tells nothing
    "audits:signed_by_code": (200, 200),  # thanks a governor, tells nothing
    "actions:update_received": (200, 200),  # thanks an owner, tells nothing
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
    "account_request_login_code": (200, 302),
    "account_confirm_login_code": (302, 302),  # no code asked for: back to sign-in
    "account_change_password": (302, 200),  # one's own
    "account_set_password": (302, 302),  # has a password: to the change page
    "account_reauthenticate": (302, 200),  # one's own
    "mfa_authenticate": (302, 302),  # only between the steps of signing in
    "mfa_login_webauthn": (302, 302),  # a script asks it for JSON
    "mfa_index": (302, 200),  # one's own
    "mfa_reauthenticate": (302, 302),  # has no app: to the password
    "mfa_activate_totp": (302, 302),  # asks for the password first
    "mfa_replace_totp": (302, 302),
    "mfa_deactivate_totp": (302, 404),  # has no app
    "mfa_view_recovery_codes": (302, 404),  # has none
    "mfa_generate_recovery_codes": (302, 302),
    "mfa_list_webauthn": (302, 200),  # one's own
    "mfa_add_webauthn": (302, 302),  # asks for the password first
    "mfa_remove_webauthn": (302, 302),
    "mfa_edit_webauthn": (302, 302),
    "mfa_reauthenticate_webauthn": (302, 302),  # has no passkey: to the password
    "openid_connect_login": (404, 404),  # no provider is named
    "openid_connect_callback": (404, 404),
    "partnership:time_left": (200, 200),  # tells no more than how long
    "socialaccount_login_cancelled": (200, 200),
}


def test_every_url_is_guarded_linked_or_open():
    assert set(REST) == set(OPEN), "a URL without @requires must stand in OPEN"


def test_each_page_asks_for_the_permission_that_is_written_down():
    asked = {
        name: Page(
            permission_of(urls()[name]).name.lower(),
            about(urls()[name]).__name__ if about(urls()[name]) else "",
        )
        for name in GUARDED
    }
    assert asked == PAGES


def test_each_role_is_granted_what_is_written_down():
    in_code = {
        role.label: {permission.name.lower() for permission in granted_to}
        for role, granted_to in GRANTS.items()
    }
    assert in_code == {role: granted({role}) for role in ROLES}
    assert {permission.name.lower() for permission in Permission} == set(PERMISSIONS)


def ask(client: Client, path: str) -> tuple[int, str]:
    """The status and the text of a GET, or of an empty POST where a page only acts."""
    response = client.get(path)
    if response.status_code == 405:
        response = client.post(path)
    # A file that is sent in pieces closes at its end.
    return response.status_code, b"".join(response).decode(errors="ignore")


def answer(client: Client, path: str) -> int:
    status, _ = ask(client, path)
    return status


def same(status: int, wanted: int) -> bool:
    """An act that is allowed redirects, draws its form, or refuses for its state."""
    return status == wanted or (
        wanted == 200 and status in {204, 302, 303, 400, 409, 422}
    )


# Roles that may do the same, held in the same place, walk as one.
WALKERS = list(
    {
        (PLACE[role], frozenset(granted({role.label}))): role.label for role in HELD
    }.values()
)
OUTSIDERS = [
    "a body elsewhere",
    "a school elsewhere",
    "a trust elsewhere",
    "named elsewhere",
]


FOREIGN = foreign_kwargs()
# Each page with its row; what only shows, also with each row that is seen otherwise.
WALKED = [
    (url_name, row)
    for url_name, page in PAGES.items()
    for row in (page.row, *ROWS)
    if row == page.row
    or (
        page.permission.startswith("see_")
        and row.startswith(f"{page.row} ")
        and url_name not in FOREIGN
    )
]


def walkers_of(page: Page, world, turn: int) -> list[str]:
    """Everyone a page is there for, and of the refused one from each place, in turn.

    Whoever is refused never enters the view, and everybody is asked below which rows
    they see and what they may do with them. What others read on a page may differ for
    each; they come last: what they do must not be why someone else is refused.
    """
    given = ROWS[page.row].gives - {*READERS.values()} if page.row else set()
    there, refused = [], defaultdict(list)
    for name in [*WALKERS, *OUTSIDERS, *sorted(given)]:
        standing = world.people[name].standing
        if (status := standing.answer(page)) == 200:
            there.append(name)
        else:
            refused[status, standing.places].append(name)
    return [*(names[turn % len(names)] for names in refused.values()), *there]


@pytest.mark.usefixtures("pdfs_as_html")
@pytest.mark.parametrize(("url_name", "row"), dict.fromkeys(WALKED))
def test_each_person_gets_what_is_written_down(url_name, row, world):
    page, wrong = Page(PAGES[url_name].permission, row), {}
    world = world.about(row) if row else world
    for name in walkers_of(page, world, turn=WALKED.index((url_name, row))):
        wanted = world.people[name].standing.answer(page)
        status, text = ask(world.clients[name], world.path(url_name))
        if not same(status, wanted):
            wrong[name] = f"{status}, not {wanted}"
        elif told := told_to(world.people[name], text):
            wrong[name] = f"reads of what they do not see: {told}"
    assert wrong == {}


def told_to(one: Someone, text: str) -> list[str]:
    """Rows that someone does not see, and whose words stand on a page all the same."""
    return [
        row
        for row, words in secrets().items()
        if words in text and not one.standing.sees(ROWS[row])
    ]


@pytest.mark.parametrize("row", ROWS)
def test_each_row_is_seen_by_whom_is_written_down(row, world):
    subject, wrong = world.row(row), {}
    rows = type(subject).objects
    for name, one in world.people.items():
        is_seen = rows.visible_to(one.person).filter(pk=subject.pk).exists()
        if is_seen != one.standing.sees(ROWS[row]):
            wrong[name] = "sees it" if is_seen else "does not see it"
    assert wrong == {}


@pytest.mark.parametrize("row", ROWS)
def test_each_row_lets_do_what_is_written_down(row, world):
    subject, wrong = world.row(row), {}
    for name, one in world.people.items():
        if not one.standing.sees(ROWS[row]):
            continue
        may = {p.name.lower() for p in Permission if allowed(one.person, p, subject)}
        if may != (wanted := granted(one.standing.roles_at(ROWS[row]))):
            wrong[name] = {"too much": may - wanted, "too little": wanted - may}
    assert wrong == {}


@pytest.mark.parametrize("row", [row for row in ROWS if row.startswith("Action")])
@pytest.mark.parametrize(
    ("listed", "permission"),
    [("updatable_by", "update_action"), ("editable_by", "raise_action")],
)
def test_lists_of_what_one_may_change_agree(listed, permission, row, world):
    subject, wrong = world.row(row), []
    for name, one in world.people.items():
        rows = getattr(type(subject).objects, listed)(one.person)
        may = permission in granted(one.standing.roles_at(ROWS[row]))
        if rows.filter(pk=subject.pk).exists() != (
            one.standing.sees(ROWS[row]) and may
        ):
            wrong.append(name)
    assert wrong == []


def test_every_second_number_in_an_address_is_tried():
    numbered = {
        name for name in GUARDED if str(urls()[name].pattern).count("<int:") > 1
    }
    assert numbered == set(FOREIGN)


@pytest.mark.parametrize("url_name", FOREIGN)
def test_what_belongs_to_another_row_is_not_found(url_name, world):
    path = world.path(url_name, FOREIGN[url_name])

    assert answer(reader(world, url_name), path) == 404


def test_nobody_signed_out_gets_in(world):
    answers = {name: answer(Client(), world.path(name)) for name in GUARDED}

    assert answers == dict.fromkeys(GUARDED, 302)


@pytest.mark.parametrize("url_name", REST)
def test_open_pages_are_open(url_name, world):
    path = address(world, url_name)

    member = world.client(Role.MEMBER)
    statuses = (Client().get(path).status_code, member.get(path).status_code)
    heads = (Client().head(path).status_code, member.head(path).status_code)

    assert (statuses, heads) == (OPEN[url_name], OPEN[url_name])


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

        scanned = Client().head(path)
        response = Client().get(path)

        assert (scanned.status_code, scanned.content) == (200, b"")
        assert response.status_code == 200
        assert type(row).objects.values().get(pk=row.pk) == before

    def test_a_false_token_opens_nothing(self, url_name, world):
        _, path = self.path(url_name, world)

        assert Client().get(f"{path[:-3]}x/").status_code == 404

    def test_a_link_for_another_purpose_opens_nothing(self, url_name, world):
        row, _ = self.path(url_name, world)
        path = link_address(url_name, "another purpose", row)

        assert Client().get(path).status_code == 404
