"""Passkeys, with a real browser and the virtual authenticator that it brings."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from partnership.history import services as history
from tests.journeys.conftest import PHONE
from tests.journeys.reading import fill, fits, heading, press
from tests.partnership.sign_in.second_steps import PASSWORD, give_password

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def with_authenticator(page, *, verifies: bool = True) -> None:
    """Give the browser a place for passkeys, which knows its owner or does not."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": verifies,
                "automaticPresenceSimulation": True,
            }
        },
    )


def add_passkey(page, site: str, *, name: str = "Office computer") -> None:
    page.goto(f"{site}{reverse('mfa_add_webauthn')}")
    fill(page, "Name", name)
    press(page, "Add a passkey")


def test_mo_adds_a_passkey_and_signs_in_with_nothing_else(live_server, browser_of, mo):
    page = browser_of(mo)
    with_authenticator(page)

    add_passkey(page, live_server.url)
    heading(page, "Recovery codes")
    press(page, "Sign out")
    page.goto(f"{live_server.url}/account/login/")
    press(page, "Use a passkey")

    page.wait_for_url(f"{live_server.url}/")
    assert Authenticator.objects.get(type="webauthn").wrap().name == "Office computer"
    assert history.of(mo)[0].detail["how"] == "a passkey"


def test_amara_uses_it_instead_of_the_code_of_her_app(live_server, new_page, amara):
    give_password(amara)
    page = new_page(width=PHONE)
    with_authenticator(page)
    page.goto(f"{live_server.url}/account/login/")
    fill(page, "Email address", amara.email)
    fill(page, "Password", PASSWORD)
    press(page, "Sign in")
    heading(page, "Your second step")
    assert page.get_by_text("Use a passkey instead").count() == 0
    _give_passkey(page, live_server.url, amara)

    page.goto(f"{live_server.url}/account/login/")
    heading(page, "Your second step")
    assert fits(page)
    press(page, "Use a passkey instead")

    page.wait_for_url(f"{live_server.url}/")
    assert history.of(amara)[0].detail["how"] == "password, then a passkey"


def _give_passkey(page, site: str, person) -> None:
    """Add a passkey in another tab of the same browser, and sign out there."""
    kept = page.context.cookies()
    client = Client()
    client.force_login(person.user, backend="partnership.sign_in.backend.SignInBackend")
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 9e9}]
    session["account_authentication_methods_user"] = str(person.user.pk)
    session.save()
    page.context.add_cookies(
        [{"name": "sessionid", "value": session.session_key, "url": site}]
    )
    add_passkey(page, site)
    page.wait_for_url("**/account/**")
    heading(page, "Recovery codes")
    page.context.clear_cookies()
    page.context.add_cookies(kept)


def test_a_key_that_does_not_know_its_owner_is_no_passkey(live_server, browser_of, mo):
    page = browser_of(mo)
    with_authenticator(page, verifies=False)

    add_passkey(page, live_server.url)

    page.get_by_text("No passkey was used").wait_for()
    assert not Authenticator.objects.exists()


def test_a_passkey_that_we_do_not_know_is_refused(live_server, browser_of, mo):
    page = browser_of(mo)
    with_authenticator(page)
    add_passkey(page, live_server.url)
    heading(page, "Recovery codes")
    Authenticator.objects.all().delete()
    press(page, "Sign out")

    page.goto(f"{live_server.url}/account/login/")
    press(page, "Use a passkey")

    page.get_by_text("The passkey was not accepted").wait_for()
    assert "_auth_user_id" not in Client().session


def test_where_it_cannot_work_the_page_says_so(live_server, browser_of, new_page, mo):
    by_number = live_server.url.replace("localhost", "127.0.0.1")
    page = new_page()
    page.goto(f"{by_number}/account/login/")
    assert page.get_by_text("a number (an IP address)").is_visible()
    assert page.get_by_role("button", name="Use a passkey").count() == 0

    plain = browser_of(mo, reverse("mfa_add_webauthn"), scripts=False)
    assert plain.get_by_text("Passkeys need JavaScript").is_visible()
    assert plain.get_by_role("button", name="Add a passkey").count() == 0


def test_mo_renames_and_removes_it(live_server, browser_of, mo):
    page = browser_of(mo)
    with_authenticator(page)
    add_passkey(page, live_server.url)
    heading(page, "Recovery codes")

    page.goto(f"{live_server.url}{reverse('mfa_list_webauthn')}")
    page.get_by_role("link", name="Rename").click()
    fill(page, "Name", "Old laptop")
    press(page, "Save")
    page.get_by_role("link", name="Remove Old laptop").click()
    press(page, "Remove it")

    heading(page, "Passkeys")
    assert not Authenticator.objects.exists()
    assert history.of(mo).filter(event="second step removed").exists()
