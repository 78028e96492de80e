"""A section in a browser: what is asked, rows, and what waits in this browser."""

import re

import pytest

from audits.returns.models.answers import Answer
from tests.audits.factories import make_question_set, make_round, question, return_of
from tests.subgroups.room.writing import become, kept_on_device
from tests.tabs import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

COLUMNS = [
    {"key": "name", "label": "Name", "kind": "text"},
    {"key": "trained", "label": "Trained on", "kind": "date"},
    {"key": "cover", "label": "Covers holidays", "kind": "yes_no"},
]
SECTIONS = [
    {
        "letter": "A",
        "title": "Records",
        "questions": [
            {
                "code": "records",
                "kind": "rag",
                "text": "How good are your records?",
                "descriptors": {"amber": "Some are late"},
            },
            {
                "code": "late",
                "kind": "text",
                "text": "Why are some late?",
                "show_if": [{"code": "records", "answers": ["amber", "red"]}],
            },
            {"code": "pupils", "kind": "count", "text": "How many pupils?"},
            {
                "code": "many",
                "kind": "text",
                "text": "How do you reach them all?",
                "show_if": [{"code": "pupils", "above": 500}],
            },
            {
                "code": "deputies",
                "kind": "table",
                "text": "Who are the deputies?",
                "columns": COLUMNS,
            },
            {"code": "lead", "kind": "person_date", "text": "Who leads?"},
        ],
    },
    {
        "letter": "B",
        "title": "More",
        "questions": [{"code": "more", "kind": "text", "text": "Anything else?"}],
    },
]


@pytest.fixture
def records(elm):
    question_set = make_question_set("browser", SECTIONS)
    return return_of(make_round(elm, question_set=question_set), elm)


@pytest.fixture
def section(live_server, records, dee, new_page):
    """Section A in Dee's browser."""

    def open_section(**wanted):
        page = new_page(**wanted)
        become(page.context, dee, live_server.url)
        page.goto(f"{live_server.url}/returns/{records.pk}/sections/A/")
        return page

    return open_section


@pytest.fixture
def box(records):
    """A question's box on a page, by its code."""

    def of(page, code):
        return page.locator(f"[data-question=q{question(records, code).pk}]")

    return of


def status(box, words):
    box.locator("[data-status]").filter(has_text=re.compile(words)).wait_for()


def kept(code):
    answer = Answer.objects.filter(question__code=code).first()
    return answer and answer.in_words


def test_questions_come_and_go_with_the_answers_they_depend_on(section, box):
    page = section()
    late, many = box(page, "late"), box(page, "many")
    late.wait_for(state="hidden")

    page.get_by_label("Amber").check()
    late.wait_for(state="visible")
    late.locator("textarea").first.fill("Staff left")
    status(late, "Saved at")
    box(page, "pupils").locator("input[type=text]").first.fill("1,200")
    many.wait_for(state="visible")
    page.get_by_label("Green").check()
    late.wait_for(state="hidden")
    status(box(page, "records"), "Saved at")

    # What was typed is kept, and is not counted.
    assert (kept("late"), counts("late")) == ("Staff left", False)
    page.get_by_label("Red").check()
    late.wait_for(state="visible")
    assert late.locator("textarea").first.input_value() == "Staff left"


def counts(code):
    return Answer.objects.get(question__code=code).is_counted


def test_without_scripts_each_condition_is_told(section, box):
    page = section(scripts=False, width=320)

    late = box(page, "late")

    assert late.is_visible()
    assert late.get_by_text("Answer this only if A1 is Amber or Red.").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_row_is_added_and_saved_where_one_is(section, box):
    page = section(width=320)
    deputies = box(page, "deputies")

    deputies.get_by_label("Name").fill("Sam Roe")
    status(deputies, "Saved at")
    deputies.get_by_role("button", name="Add another row").click()
    second = deputies.get_by_role("group", name="Row 2")
    second.get_by_label("Name").fill("Ada Lind")
    second.get_by_label("Trained on").fill("3 June 2025")
    second.get_by_label("Covers holidays").select_option("yes")
    status(deputies, "Saved at")
    page.get_by_role("button", name="Save and continue").click()
    page.wait_for_url("**/sections/B/")

    assert kept("deputies") == (
        "Name: Sam Roe\nName: Ada Lind; Trained on: 3 June 2025; Covers holidays: Yes"
    )
    page.go_back()
    page.wait_for_url("**/sections/A/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert violations(page) == []


def test_nothing_is_said_to_wait_after_a_good_save(section, box):
    page = section()
    page.fill(f"#id_{name_of(box, page, 'pupils')}", " 1,200 ")
    page.get_by_role("button", name="Save and continue").click()
    page.wait_for_url("**/sections/B/")

    page.wait_for_function("Object.keys(localStorage).length === 0")
    page.goto(page.url.replace("/B/", "/A/"))
    box(page, "pupils").wait_for()

    assert not page.get_by_text("was not saved").is_visible()
    assert kept("pupils") == "1,200"


def name_of(box, page, code):
    return box(page, code).get_attribute("data-question")


def test_what_waits_but_says_the_same_is_let_go(section, box):
    page = section()
    page.fill(f"#id_{name_of(box, page, 'pupils')}", "1200")
    status(box(page, "pupils"), "Saved at")
    name = name_of(box, page, "pupils")
    # As a version of long ago left it: the same number, written otherwise.
    page.evaluate(
        """(name) => {
            const { dataset } = document.querySelector("[data-autosave]");
            const kept = { typed: [[name, " 1,200"]], version: "0" };
            const own = `return.${dataset.person}.${dataset.autosave}.${name}`;
            localStorage.setItem(own, JSON.stringify(kept));
        }""",
        name,
    )

    page.reload()
    status(box(page, "pupils"), "^Saved$")

    page.wait_for_function("Object.keys(localStorage).length === 0")


def test_one_stuck_answer_is_dropped_without_the_others(section, box):
    page = section()
    pupils, late = box(page, "pupils"), box(page, "lead")
    pupils.locator("input[type=text]").first.fill("many")
    status(pupils, "must be a number")
    late.get_by_label("Year").fill("25")
    status(late, "Not saved")
    assert len(kept_on_device(page)) == 2

    with page.expect_navigation():
        pupils.get_by_role("button", name="Discard what I typed").click()
    status(box(page, "lead"), "Not saved")

    assert box(page, "lead").get_by_label("Year").input_value() == "25"
    assert box(page, "pupils").locator("input[type=text]").first.input_value() == ""
    assert len(kept_on_device(page)) == 1


def test_signing_out_warns_of_unsent_answers_and_lets_go_of_them(
    section, box, live_server
):
    page = section()
    other = page.context.new_page()
    other.goto(f"{live_server.url}/returns/")
    page.route("**/answers/*/", lambda route: route.abort())
    box(page, "pupils").locator("input[type=text]").first.fill("900")
    status(box(page, "pupils"), "No connection")
    asked = []

    def answer(dialog):
        asked.append(dialog.message.split(".")[0])
        dialog.dismiss() if len(asked) == 1 else dialog.accept()

    other.on("dialog", answer)
    other.get_by_role("button", name="Sign out").click()
    assert len(kept_on_device(page)) == 1
    other.get_by_role("button", name="Sign out").click()
    other.wait_for_url(lambda address: "returns" not in address)
    page.wait_for_url(lambda address: "sections" not in address)

    assert asked == ["You have unsent answers"] * 2
    assert kept_on_device(other) == []
    assert kept("pupils") is None


def test_what_one_person_left_is_not_shown_to_another(
    section, box, records, cole, live_server
):
    page = section()
    page.route("**/answers/*/", lambda route: route.abort())
    box(page, "pupils").locator("input[type=text]").first.fill("900")
    status(box(page, "pupils"), "No connection")
    become(page.context, cole, live_server.url)

    other = page.context.new_page()
    other.goto(page.url)
    box(other, "pupils").wait_for()
    assert box(other, "pupils").locator("input[type=text]").first.input_value() == ""
    page.unroute("**/answers/*/")
    # It is tried again, for a page that is not Cole's to see.
    page.wait_for_url(lambda address: "sections" not in address)

    assert kept("pupils") is None
