"""Rows of a rule by hand: at phone width, without a script, and by keyboard."""

import pytest
from django.conf import settings
from django.test import Client

from partnership.policy import services
from partnership.policy import values as policy
from tests.tabs import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# One of each kind of form; the gate of every page holds the ratings.
KINDS = [
    "colour",
    "guidance_editions",
    "logo",
    "privacy_lawful_bases",
    "reminder_ladder",
    "retention_periods",
    "school_terms",
    "signatures_required",
]


@pytest.fixture
def rule(live_server, amara, new_page):
    """Opens the page of a rule as Amara."""
    client = Client()
    client.force_login(amara.user, backend="partnership.sign_in.backend.SignInBackend")
    cookie = {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": live_server.url,
    }

    def open_rule(name, **how):
        page = new_page(**how)
        page.context.add_cookies([cookie])
        page.goto(f"{live_server.url}/settings/rules/{name}/")
        return page

    return open_rule


def names(page):
    return [box.input_value() for box in page.locator("[name$=-name]").all()]


def test_a_term_is_added_filled_moved_and_saved_on_a_phone_without_scripts(rule):
    page = rule("school_terms", width=320, scripts=False)

    page.get_by_role("button", name="Add another row").click()
    page.get_by_label("Name").last.fill("Michaelmas")
    for part, text in (("day", "1"), ("month", "9"), ("year", "2027")):
        page.locator(f"[name=rows-3-starts-{part}]").fill(text)
    for part, text in (("day", "17"), ("month", "December"), ("year", "2027")):
        page.locator(f"[name=rows-3-ends-{part}]").fill(text)
    page.get_by_role("button", name="Move up row 4").click()
    page.get_by_role("button", name="Remove row 4").click()
    page.wait_for_url("**#rows-2")

    assert names(page) == ["Autumn", "Spring", "Michaelmas"]
    assert policy.is_default("school_terms")

    page.get_by_role("button", name="Save", exact=True).last.click()

    page.get_by_text("“School terms” saved").wait_for()
    assert policy.get("school_terms")[2] == {
        "name": "Michaelmas",
        "starts": "2027-09-01",
        "ends": "2027-12-17",
    }


@pytest.mark.parametrize("scripts", [True, False])
def test_the_enter_key_saves_and_moves_nothing(rule, scripts):
    page = rule("school_terms", scripts=scripts)

    page.get_by_label("Name").nth(1).fill("Lent")
    page.keyboard.press("Enter")

    page.get_by_text("“School terms” saved").wait_for()
    assert [row["name"] for row in policy.get("school_terms")] == [
        "Autumn",
        "Lent",
        "Summer",
    ]


def test_the_hidden_button_is_not_on_the_way_of_the_tab_key(rule):
    page = rule("school_terms", scripts=False)

    page.locator("main").get_by_role("button").first.wait_for()
    shown = [button.inner_text() for button in page.locator("main button").all()]

    assert shown[0] == "Save"
    assert page.locator("main button").first.get_attribute("tabindex") == "-1"
    assert page.get_by_role("button", name="Save", exact=True).count() == 1


@pytest.mark.parametrize("width", [320, 1280])
def test_what_two_people_wrote_fits_however_long_its_words(rule, adi, width):
    page = rule("privacy_where_kept", width=width)
    services.change_rule(
        "privacy_where_kept", value=f"https://{'far' * 60}.example/", by=adi
    )

    page.locator("[name=value]").fill("near" * 60)
    page.get_by_role("button", name="Save", exact=True).last.click()

    page.get_by_text("These answers differ").wait_for()
    assert page.get_by_role("cell", name="far").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert violations(page) == []


def test_each_kind_of_form_is_accessible_and_fits_a_phone(rule):
    problems = {}
    for name in KINDS:
        page = rule(name, width=320)
        wide = page.evaluate("document.documentElement.scrollWidth")
        found = violations(page) + ([f"{wide} px wide"] if wide > 320 else [])
        with page.expect_navigation():
            page.locator("form.app-form button").last.click()
        problems[name] = found + violations(page)

    assert {name: found for name, found in problems.items() if found} == {}
