"""Two people at once, a lost connection, a wrong number: what was typed stays."""

import pytest

from actions.register.models.actions import Action
from audits.returns.models.answers import Answer
from tests.actions.factories import make_action
from tests.audits.factories import question
from tests.journeys.conftest import PHONE
from tests.journeys.reading import (
    fill,
    fill_day,
    heading,
    press,
    problems,
    rows,
    saved,
    says,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# As pasted from a word processor, with what people are called and how they write.
PASTED = "“Every child’s voice” – O’Brien-Żółć said: 👩🏽‍🏫 café…\n"
# The longest that is kept.
LONG = ("“Every child’s voice” – O’Brien-Żółć said…\n" * 500)[:19_999] + "…"


@pytest.fixture
def action(education, amara):
    return make_action(education, text="Write the pathway", by=amara)


def answers(audit_return) -> dict:
    """What is kept of a return, by question code."""
    kept = Answer.objects.filter(audit_return=audit_return).select_related("question")
    return {answer.question.code: answer.in_words for answer in kept}


def test_the_second_to_save_an_action_sees_theirs_and_hers(
    browser_of, action, amara, bryn
):
    amaras = browser_of(amara, f"/actions/{action.pk}/edit/")
    bryns = browser_of(bryn, f"/actions/{action.pk}/edit/")

    fill(bryns, "What needs to be done", "Write and test the pathway")
    press(bryns, "Save")
    says(bryns, "Action saved")
    fill(amaras, "What needs to be done", "Write the pathway with O’Brien-Żółć")
    press(amaras, "Save")

    assert problems(amaras) == [
        "Someone else changed this while you were editing it. Nothing has been saved."
    ]
    assert rows(amaras, "What was saved and what you typed") == [
        [
            "What needs to be done",
            "Write and test the pathway",
            "Write the pathway with O’Brien-Żółć",
        ]
    ]
    press(amaras, "Save")
    says(amaras, "Action saved")
    assert Action.objects.get().text == "Write the pathway with O’Brien-Żółć"


def test_two_people_answer_one_section_at_once(browser_of, elms, dee, cole):
    path = f"/returns/{elms.pk}/sections/A/"
    dees, coles = browser_of(dee, path, width=PHONE), browser_of(cole, path)

    fill(coles, "A2 How many deputies?", "1")
    saved(coles, "A2")
    dees.get_by_label("Partly").check()
    saved(dees, "A1")
    fill(dees, "A2 How many deputies?", "1,234")
    says(dees, "Cole changed this answer while you were editing it: “1”")
    press(dees, "Save and continue")

    heading(dees, "B. Practice")
    assert answers(elms) == {"dsl-in-leadership": "Partly", "deputies": "1,234"}


def test_what_is_written_without_a_connection_is_sent_when_it_is_back(
    browser_of, elms, dee
):
    page = browser_of(dee, f"/returns/{elms.pk}/sections/B/", width=PHONE)

    page.context.set_offline(True)
    fill(page, "B4 What works well?", LONG)
    says(page, "No connection. Your answer is saved in this browser")
    assert answers(elms) == {}
    page.context.set_offline(False)
    saved(page, "B4")

    assert answers(elms) == {"practice": LONG}


@pytest.mark.parametrize("scripts", [True, False])
def test_a_wrong_number_keeps_everything_typed(browser_of, elms, dee, scripts):
    page = browser_of(
        dee, f"/returns/{elms.pk}/sections/B/", width=PHONE, scripts=scripts
    )
    when, trained, well = (
        question(elms, c) for c in ("reviewed", "trained", "practice")
    )

    page.get_by_label("Early help").check()
    fill_day(page, "B2 When was it reviewed?", 31, 2, 2026)
    fill(page, "B3 How many are trained?", "abc")
    fill(page, "B4 What works well?", PASTED)
    press(page, "Save and continue")

    assert problems(page) == [
        "Question B2 must be a real date",
        "Question B3 must be a number, like 12.5",
    ]
    assert page.get_by_label("Early help").is_checked()
    assert page.locator(f"#id_q{when.pk}-day").input_value() == "31"
    assert page.locator(f"#id_q{trained.pk}").input_value() == "abc"
    assert page.locator(f"#id_q{well.pk}").input_value() == PASTED
    assert answers(elms) == {"challenges": "Early help", "practice": PASTED.strip()}


def test_the_button_saves_a_section_without_scripts(browser_of, elms, dee):
    page = browser_of(
        dee, f"/returns/{elms.pk}/sections/A/", width=PHONE, scripts=False
    )

    page.get_by_label("Yes", exact=True).check()
    fill(page, "A2 How many deputies?", " 1,234 ")
    press(page, "Save and continue")

    heading(page, "B. Practice")
    page.go_back()
    heading(page, "A. Leads")
    press(page, "Save and continue")
    heading(page, "B. Practice")
    assert answers(elms) == {"dsl-in-leadership": "Yes", "deputies": "1,234"}


def test_pressing_while_an_answer_is_on_its_way_saves_the_last_words(
    browser_of, elms, dee
):
    page = browser_of(dee, f"/returns/{elms.pk}/sections/B/", width=PHONE)
    on_their_way = []

    def is_slow(route):
        on_their_way.append((route, route.fetch()))
        page.evaluate("document.body.dataset.kept = 'yes'")

    page.route("**/answers/*/", is_slow)
    fill(page, "B4 What works well?", "A lot")
    page.locator("body[data-kept]").wait_for()
    fill(page, "B4 What works well?", "A lot works well")
    press(page, "Save and continue")
    [(route, answer)] = on_their_way
    route.fulfill(response=answer)

    heading(page, "Check your answers")
    assert answers(elms) == {"practice": "A lot works well"}
