"""From the sign-in page to a real provider and back, under the browser's own rules."""

import pytest
from django.urls import reverse

from tests.journeys.reading import heading
from tests.partnership.sign_in.openid_provider import named, running_provider

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scripts", [True, False])
def test_mo_goes_there_and_lands_where_he_was_going(
    live_server, new_page, settings, monkeypatch, mo, scripts
):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with running_provider(live_server.url) as server:
        named(settings, server)
        page = new_page(scripts=scripts)
        page.goto(f"{live_server.url}{reverse('subgroups:subgroups')}")

        page.get_by_role("button", name="Continue to sign in").click()
        page.get_by_label("Who").fill("number-1")
        page.get_by_role("button", name="Sign in").click()

        page.wait_for_url(f"{live_server.url}{reverse('subgroups:subgroups')}")
        heading(page, "Subgroups")


def test_where_the_policy_does_not_name_it_the_browser_refuses(
    live_server, new_page, settings, monkeypatch
):
    """So the test above shows that the policy is what lets the form through."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with running_provider(live_server.url) as server:
        named(settings, server)
        settings.OPENID_ORIGINS = []
        page = new_page()
        refused = []
        page.on("console", lambda said: refused.append(said.text))
        page.goto(f"{live_server.url}/account/login/")

        page.get_by_role("button", name="Continue to sign in").click()
        page.wait_for_timeout(1500)

        assert page.url.startswith(live_server.url)
        assert any("form-action" in said for said in refused)
