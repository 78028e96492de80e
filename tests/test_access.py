"""Every URL × every role, one table. Nothing may be left out of it.

Each cell follows from the grants: what a role may not see is 404, what it may see but
not do is 403, and only what differs stands in an app's `world.EXCEPTIONS`, with a
reason. Every row has a twin elsewhere: the same role at another organisation must not
reach it, and nobody signed out reaches anything that is not published.
"""

import pytest
from django.test import Client
from django.urls import reverse

from partnership.access import Role, link_address
from partnership.sign_in.models import User
from tests.pages import ADDRESSES_OF_OPEN_PAGES
from tests.world import GUARDED, HELD, LINKED, PLACE, REST, about, expected, urls

pytestmark = [pytest.mark.slow, pytest.mark.gate]

# Pages that need no grant: (anonymous, signed in), each with its reason.
OPEN = {
    "scorecard:home": (200, 200),  # signed out: what is published, and the door
    "scorecard:feed": (404, 404),  # a false address of a calendar: tells nothing
    "partnership:accessibility": (200, 200),  # the law wants it public
    "partnership:cookies": (200, 200),  # read before one signs in
    "partnership:privacy": (200, 200),  # read by whoever is named here
    "partnership:logo": (404, 404),  # a picture that is not shown now
    "scorecard:api_actions": (401, 401),  # by key, never by session
    "scorecard:api_figures": (401, 401),
    "scorecard:api_measures": (401, 401),
    "scorecard:api_returns": (401, 401),
    "scorecard:api_risks": (401, 401),
    "scorecard:api_rounds": (401, 401),
    "partnership:check_answered": (200, 200),  # thanks a school, tells nothing
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


def test_every_guarded_subject_says_what_it_is_seen_with():
    unsaid = {
        about(urls()[name]).__name__
        for name in GUARDED
        if about(urls()[name]) and not hasattr(about(urls()[name]), "seen_with")
    }
    assert unsaid == set()


def answer(client: Client, pattern, path: str) -> int:
    """The status of a GET, or of an empty POST where a page only acts."""
    response = client.get(path)
    if response.status_code == 405:
        response = client.post(path)
    b"".join(response)  # a file that is sent in pieces closes at its end
    return response.status_code


def same(status: int, wanted: int) -> bool:
    """An act that is allowed redirects, draws its form, or refuses for its state."""
    return status == wanted or (
        wanted == 200 and status in {204, 302, 303, 400, 409, 422}
    )


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
    path = reverse(url_name, kwargs=ADDRESSES_OF_OPEN_PAGES.get(url_name, {}))

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
