"""The warning before a session ends: announced, put off, and losing nothing."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from tests.journeys.conftest import PHONE
from tests.journeys.reading import fill, fits, heading, press, says
from tests.partnership.sign_in.second_steps import PASSWORD, give_password
from tests.subgroups.factories import MeetingFactory, SubgroupFactory
from tests.tabs import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _impatient(settings):
    """Sessions end soon, so that nobody waits for an hour."""
    settings.IDLE_LIMIT = timedelta(seconds=8)


@pytest.fixture
def form(chris, education):
    """A page with something to type: Chris adds an item to the agenda."""
    give_password(chris)
    meeting = MeetingFactory(subgroup=SubgroupFactory(organisation=education))
    return reverse("subgroups:add_item", kwargs={"pk": meeting.pk})


def typed(page) -> str:
    return page.get_by_label("Title").input_value()


def sign_in_elsewhere(page, person, *, link: str) -> None:
    """In the tab that the link opens; then back to this one."""
    with page.context.expect_page() as opened:
        page.get_by_role("link", name=link).click()
    tab = opened.value
    fill(tab, "Email address", person.email)
    fill(tab, "Password", PASSWORD)
    press(tab, "Sign in")
    tab.wait_for_url(re.compile("/$"))
    page.bring_to_front()


def dialog(page):
    return page.get_by_role("dialog")


def until_the_end(page, settings) -> None:
    """The session is over, and the next one is to last for the rest of the test."""
    page.get_by_role("heading", name="You have been signed out").wait_for(
        timeout=20_000
    )
    Session.objects.all().delete()
    settings.IDLE_LIMIT = timedelta(minutes=60)


def test_it_comes_before_the_end_and_can_be_put_off(browser_of, chris, form):
    page = browser_of(chris, form, width=PHONE)
    fill(page, "Title", "Half typed")

    dialog(page).wait_for()
    heading_of = dialog(page).get_by_role("heading")
    assert heading_of.inner_text() == "You will be signed out soon"
    told = dialog(page).get_by_role("status").inner_text()
    assert "You have not been active for a while" in told
    assert page.evaluate("document.activeElement.id") == "idle-title"
    assert violations(page) == []
    assert fits(page)
    assert not page.get_by_role("link", name="Sign in again").is_visible()
    press(page, "Stay signed in")

    dialog(page).wait_for(state="hidden")
    assert typed(page) == "Half typed"
    page.wait_for_timeout(3000)
    page.reload()
    heading(page, "Add an agenda item")


def test_what_was_typed_outlives_the_end_and_a_new_sign_in(
    browser_of, chris, form, settings
):
    page = browser_of(chris, form)
    fill(page, "Title", "Three families who wait")

    until_the_end(page, settings)
    assert violations(page) == []
    sign_in_elsewhere(page, chris, link="Sign in again")

    dialog(page).wait_for(state="hidden", timeout=20_000)
    assert typed(page) == "Three families who wait"
    add(page)
    says(page, "Three families who wait")


def test_somebody_else_who_signs_in_there_does_not_see_it(
    browser_of, chris, dara, form, settings
):
    page = browser_of(chris, form)
    fill(page, "Title", "For my eyes only")
    until_the_end(page, settings)

    sign_in_elsewhere(page, give_password(dara), link="Sign in again")

    page.wait_for_url(re.compile("[0-9]/$"), timeout=20_000)
    assert page.get_by_label("Title").count() == 0


def test_work_in_another_tab_keeps_this_one_quiet(live_server, browser_of, chris, form):
    page = browser_of(chris, form)
    other = page.context.new_page()
    for _ in range(5):
        page.wait_for_timeout(2000)
        other.goto(f"{live_server.url}/account/")

    assert not dialog(page).is_visible()


def add(page) -> None:
    page.get_by_role("radio").first.check()
    page.get_by_role("main").get_by_role("button", name=re.compile("^Add")).click()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_form_sent_after_the_end_is_kept_and_sent_again(
    browser_of, chris, form, settings, scripts
):
    """The page leads through: sign in in another tab, come back, press the button."""
    settings.IDLE_LIMIT = timedelta(minutes=60)
    page = browser_of(chris, form, scripts=scripts)
    fill(page, "Title", "Three families who wait")
    Session.objects.all().delete()

    add(page)
    heading(page, "Sign in and send your changes again")
    sign_in_elsewhere(page, chris, link="Sign in (opens in a new tab)")
    press(page, "Send what I typed")
    if not scripts:
        heading(page, "Send your changes again")
        press(page, "Send what I typed")

    says(page, "Three families who wait")


def test_a_form_opened_before_a_new_sign_in_goes_through(
    live_server, browser_of, new_page, chris, form, settings
):
    """The token of the page is old; the script takes the present one."""
    settings.IDLE_LIMIT = timedelta(minutes=60)
    page = browser_of(chris, form)
    fill(page, "Title", "Three families who wait")
    other = page.context.new_page()
    other.goto(f"{live_server.url}/")
    press(other, "Sign out")
    other.goto(f"{live_server.url}/account/login/")
    fill(other, "Email address", chris.email)
    fill(other, "Password", PASSWORD)
    press(other, "Sign in")
    other.wait_for_url(re.compile("/$"))

    add(page)

    says(page, "Three families who wait")
