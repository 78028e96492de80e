"""Signing in and out, as people do it."""

import re

import pytest

from tests.journeys.conftest import PHONE
from tests.journeys.reading import fill, fits, heading, press, problems

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def code_in(letters) -> str:
    """The code in the one letter that was sent."""
    [letter] = letters
    return re.search(r"asked for it:\s+(\S+)", letter.body)[1]


def test_dee_signs_in_with_a_code_and_lands_where_she_was_going(
    live_server, new_page, elms, dee, mailoutbox
):
    mailoutbox.clear()
    page = new_page(width=PHONE)
    page.goto(f"{live_server.url}/returns/{elms.pk}/")

    press(page, "Email me a code")
    fill(page, "Email address", "DEE@wexcombe.example ")
    press(page, "Email me a code")
    heading(page, "Enter the code")
    assert fits(page)
    fill(page, "Code", code_in(mailoutbox).lower())
    press(page, "Sign in")

    heading(page, "Safeguarding audit 2024/25")


def test_a_wrong_password_keeps_the_address(live_server, new_page, mo):
    page = new_page()
    page.goto(f"{live_server.url}/account/login/")

    fill(page, "Email address", mo.email)
    fill(page, "Password", "not his password")
    press(page, "Sign in")

    assert problems(page) == ["Your email address or password is incorrect"]
    assert page.title().startswith("Error: ")
    assert page.get_by_label("Email address").input_value() == mo.email
    assert page.get_by_label("Password", exact=True).input_value() == ""


@pytest.mark.parametrize("scripts", [True, False])
def test_mo_signs_out_and_going_back_shows_nothing(browser_of, mo, scripts):
    page = browser_of(mo, "/actions/", scripts=scripts)

    heading(page, "Actions")
    press(page, "Sign out")
    press(page, "Sign in")
    heading(page, "Sign in")
    page.go_back()
    page.go_back()

    heading(page, "Sign in")
    assert "/account/login/?next=/actions/" in page.url
