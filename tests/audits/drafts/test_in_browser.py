"""An officer writes a draft in a browser, by keyboard, on a phone, without scripts."""

import re

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from audits.questions.models import Question, QuestionSet
from tests.tabs import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def bryns(live_server, bryn, new_page):
    """Opens a page of Bryn’s."""
    client = Client()
    client.force_login(bryn.user, backend="partnership.sign_in.backend.SignInBackend")
    cookie = {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": live_server.url,
    }

    def open_page(path, **options):
        page = new_page(**options)
        page.context.add_cookies([cookie])
        page.goto(f"{live_server.url}{path}")
        return page

    return open_page


def press(page, name, *, role="button"):
    """Press with the keyboard what is called so, and wait for the next page."""
    control = page.get_by_role(role, name=name, exact=True)
    control.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_question_is_added_with_the_keyboard(bryns, blank, scripts):
    page = bryns(blank.get_absolute_url(), scripts=scripts, width=320)

    press(page, "Add a section")
    page.get_by_label("Title").fill("Leads")
    press(page, "Save")
    press(page, "Add a question")
    page.get_by_label("One of several").focus()
    page.keyboard.press("Space")
    press(page, "Continue")
    page.get_by_role("textbox", name="Question").fill("How often do you meet?")
    page.get_by_label("Answer", exact=True).nth(0).fill("Weekly")
    page.get_by_label("Answer", exact=True).nth(1).fill("Never")
    press(page, "Add another answer")
    expect(page.get_by_label("Answer", exact=True)).to_have_count(3)
    page.get_by_label("Answer", exact=True).nth(2).fill("Monthly")
    press(page, "Move up row 3")
    expect(page.get_by_label("Answer", exact=True).nth(1)).to_have_value("Monthly")
    page.get_by_label("Shows a gap").nth(2).check()
    page.get_by_label("Statutory").check()
    press(page, "Save")

    expect(page).to_have_url(re.compile(r"#question-\d+$"))
    question = Question.objects.get()
    assert question.choices == [
        ["weekly", "Weekly"],
        ["monthly", "Monthly"],
        ["never", "Never"],
    ]
    assert (question.gap_answers, question.is_statutory) == (["never"], True)


FORMS = ["multiple", "rag", "level", "rate", "person_date", "table", "evidence"]


@pytest.mark.parametrize("kind", FORMS)
def test_the_form_of_every_kind_fits_a_phone(bryns, draft, kind):
    section = draft.sections.first()
    path = f"/question-sets/sections/{section.pk}/questions/new/?kind={kind}"

    page = bryns(path, width=320)

    expect(page.get_by_role("heading", level=1)).to_have_text("Add a question")
    for folded in page.locator("details").all():
        folded.locator("summary").click()
    width = page.evaluate("document.documentElement.scrollWidth")
    assert (width, violations(page)) == (320, [])


def test_an_edition_is_previewed_compared_and_put_in_force(bryns, in_force):
    page = bryns(in_force.get_absolute_url())

    press(page, "Start a new edition")
    page.get_by_label("Edition", exact=True).fill("2026/27")
    press(page, "Start this edition")
    press(page, "Edit section A")
    press(page, "Copy A2")
    page.get_by_role("textbox", name="Question").fill("How many governors?")
    press(page, "Save")
    press(page, "Question set", role="link")
    press(page, "Preview as a school", role="link")
    page.get_by_label("Phase").select_option("Primary")
    page.get_by_label("Sector").select_option("Independent")
    press(page, "Show the questions")
    expect(page.get_by_text("7 questions, about 9 minutes")).to_be_visible()
    assert violations(page) == []
    press(page, "Question set", role="link")
    press(page, "Compare editions", role="link")
    expect(
        page.get_by_role("row").filter(has_text="How many governors?")
    ).to_contain_text("New")
    assert violations(page) == []
    press(page, "Question set", role="link")
    press(page, "Put in force")

    expect(page.get_by_text("Questions put in force.")).to_be_visible()
    assert QuestionSet.objects.in_force().count() == 2
