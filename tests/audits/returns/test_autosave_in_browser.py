"""Autosave in a browser: online, offline and without JavaScript."""

import re

import pytest
from django.conf import settings
from django.test import Client

from audits.returns.models.answers import Answer
from partnership.pages import browser_keeps
from tests.audits.factories import question
from tests.tabs import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def section(live_server, elms, dee, new_page):
    """Section A of Elm's return in Dee's browser, with its `path` and `context`."""
    client = Client()
    client.force_login(dee.user, backend="partnership.sign_in.backend.SignInBackend")
    session = client.cookies[settings.SESSION_COOKIE_NAME].value

    def open_section(*, scripts=True):
        page = new_page(scripts=scripts)
        page.context.add_cookies(
            [
                {
                    "name": settings.SESSION_COOKIE_NAME,
                    "value": session,
                    "url": live_server.url,
                }
            ]
        )
        page.goto(f"{live_server.url}/returns/{elms.pk}/sections/A/")
        return page

    return open_section


@pytest.fixture
def deputies(elms):
    return question(elms, "deputies")


def status(page, one, words):
    """Wait until a question's status shows a text."""
    box = page.locator(f"[data-question=q{one.pk}] [data-status]")
    box.filter(has_text=re.compile(words)).wait_for()


def number_kept():
    answer = Answer.objects.filter(number__isnull=False).first()
    return answer and int(answer.number)


def test_an_answer_is_saved_as_it_is_typed(section, deputies):
    page = section()

    page.fill(f"#id_q{deputies.pk}", "several")
    status(page, deputies, "Not saved.*must be a number")
    assert number_kept() is None
    page.fill(f"#id_q{deputies.pk}", "4")
    status(page, deputies, r"Saved at \d\d:\d\d")

    assert number_kept() == 4
    assert page.evaluate("Object.keys(localStorage)") == []


def test_an_answer_given_before_the_script_arrives_is_saved_too(section, deputies):
    page = section()
    held = []
    page.route(re.compile("autosave"), lambda script: held.append(script))

    page.reload(wait_until="commit")
    page.fill(f"#id_q{deputies.pk}", "4")
    assert number_kept() is None
    for script in held:
        script.continue_()
    status(page, deputies, "Saved at")

    assert number_kept() == 4


def test_an_answer_typed_offline_is_sent_when_the_connection_is_back(section, deputies):
    page = section()

    page.context.set_offline(True)
    page.fill(f"#id_q{deputies.pk}", "5")
    status(page, deputies, "No connection")
    assert number_kept() is None
    page.context.set_offline(False)
    status(page, deputies, "Saved at")

    assert number_kept() == 5


def test_a_closed_tab_loses_nothing(section, deputies):
    page = section()
    address, context = page.url, page.context
    context.set_offline(True)
    page.fill(f"#id_q{deputies.pk}", "6")
    status(page, deputies, "No connection")

    page.close(run_before_unload=False)
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    # By this tab or, at the last moment, by the one that closed.
    status(again, deputies, "Saved")

    assert again.input_value(f"#id_q{deputies.pk}") == "6"
    assert number_kept() == 6


def test_an_unsent_answer_is_offered_if_someone_else_has_answered_since(
    section, deputies, elms, cole
):
    page = section()
    address, context = page.url, page.context
    context.set_offline(True)
    page.fill(f"#id_q{deputies.pk}", "6")
    status(page, deputies, "No connection")
    page.close(run_before_unload=False)
    Answer.objects.create(
        audit_return=elms, question=deputies, number=2, by=cole, at="2025-10-01T09:00Z"
    )

    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    status(again, deputies, "was not saved")

    assert again.input_value(f"#id_q{deputies.pk}") == "2"
    again.get_by_role("button", name="Restore my answer").click()
    status(again, deputies, "Saved at")
    assert number_kept() == 6


def test_an_answer_typed_after_sign_out_is_kept(section, deputies):
    page = section()
    page.context.clear_cookies()

    page.fill(f"#id_q{deputies.pk}", "7")
    status(page, deputies, "You have been signed out")

    assert number_kept() is None
    [kept] = page.evaluate("Object.keys(localStorage)")
    names = [one.name.removesuffix("…") for one in browser_keeps.stored()]
    assert [name for name in names if kept.startswith(name)] == ["return."]


def test_the_button_saves_without_javascript(section, deputies):
    page = section(scripts=False)

    page.fill(f"#id_q{deputies.pk}", "8")
    page.get_by_role("button", name="Save and continue").click()

    page.wait_for_url("**/sections/B/")
    assert number_kept() == 8


def test_errors_and_reasons_are_accessible(section, deputies, elms):
    page = section()
    lead = question(elms, "dsl-in-leadership")

    page.check(f"#id_q{lead.pk}-na")
    page.locator(f"#id_q{lead.pk}-reason").wait_for(state="visible")
    page.fill(f"#id_q{deputies.pk}", "several")
    page.get_by_role("button", name="Save and continue").click()
    summary = page.locator(".govuk-error-summary__list a")
    summary.first.wait_for()

    assert summary.all_inner_texts() == [
        "Enter why question A1 does not apply to you",
        "Question A2 must be a number, like 30",
    ]
    assert violations(page) == []
