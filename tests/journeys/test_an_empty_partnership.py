"""From nothing to an open round: two commands, and then the browser alone."""

import re
from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from partnership.dates.years import ReportYear
from tests.journeys.reading import (
    choose,
    facts,
    fill,
    fill_day,
    fits,
    follow,
    heading,
    press,
    rows,
    says,
)
from tests.machine import Machine, data_folder, link_in, welcome
from tests.partnership.schools.registers import as_csv, school
from tests.partnership.sign_in.second_steps import code

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PASSWORD = "three random words"  # noqa: S105 – of an invented person
STEPS = [
    "Name, colour and logo",
    "People",
    "Subgroups",
    "Plan",
    "Schools",
    "Questions",
    "First round",
    "Scorecard",
]


@pytest.fixture
def site():
    """A machine on which `make start` and `make run` were given."""
    with data_folder(0o711) as home:
        machine = Machine(home)
        began = machine.start("Vale Partnership", "jo@vale.example")
        with machine.run() as run:
            assert welcome(run)
            yield link_in(began.stdout)
            run.terminate()
            run.wait(timeout=60)


@pytest.fixture
def register(tmp_path):
    """Three schools of the Vale, one of another authority, and one that is unclear."""
    vale = {"LA (code)": "885", "LA (name)": "Vale"}
    names = {1: "Ash Primary School", 2: "Birch Academy", 4: "Cedar School"}
    content = as_csv(
        *(school(n, EstablishmentName=name, **vale) for n, name in names.items()),
        school(5),
        school(6, URN="unclear", **vale),
    )
    file = tmp_path / "edubasealldata.csv"
    file.write_bytes(content)
    return file


def home(page) -> list[str]:
    """Go to the home page; answers with the status of each first step."""
    page.locator("header").get_by_role("link", name="Home").first.click()
    heading(page, "Your work")
    items = page.locator(".govuk-task-list__item")
    assert items.locator("a").all_inner_texts() == STEPS
    return items.locator(".govuk-task-list__status").all_inner_texts()


def take_step(page, words: str) -> None:
    """Take the step that comes next, which the home page offers as its button."""
    statuses = home(page)
    done = STEPS.index(words)
    assert statuses == ["Done"] * done + ["Next"] + ["To do"] * (7 - done)
    press(page, words)


def sign_in(page, link: str) -> None:
    page.goto(link)
    fill(page, "Your full name", "Jo Marsh")
    fill(page, "Choose a password", PASSWORD)
    press(page, "Set password")
    fill(page, "Email address", "jo@vale.example")
    fill(page, "Password", PASSWORD)
    press(page, "Sign in")
    press(page, "Set up now")
    secret = re.sub(r"\s", "", page.locator(".app-key").inner_text())
    fill(page, "Code", code(secret))
    press(page, "Continue")
    heading(page, "Recovery codes")


def name_and_people(page) -> None:
    take_step(page, "Name, colour and logo")
    follow(page, "Short name")
    fill(page, "Short name", "Vale SCP")
    press(page, "Save")
    says(page, "“Short name” saved")
    take_step(page, "People")
    press(page, "Add a person")
    follow(page, "without a role")
    fill(page, "Name", "Sam Reed")
    press(page, "Add person")
    heading(page, "Sam Reed")


def subgroup_and_meeting(page) -> None:
    day = localdate() + timedelta(days=14)
    take_step(page, "Subgroups")
    press(page, "Add a subgroup")
    fill(page, "Name of the subgroup", "Education subgroup")
    page.get_by_label("Reports to").select_option(label="Vale Partnership")
    press(page, "Add subgroup")
    press(page, "Plan a meeting")
    fill_day(page, "Date", day.day, day.month, day.year)
    fill(page, "Starts at", "9.30am")
    fill(page, "Place", "Room 2")
    press(page, "Plan meeting")
    heading(page, f"Meeting of {day.day} {day:%B %Y}")


def plan(page) -> None:
    year = ReportYear.containing(localdate())
    take_step(page, "Plan")
    press(page, "Create a plan")
    fill(page, "Title", "Business plan")
    choose(page, "What kind of plan is it?", "Priorities of the year")
    for legend, day in (("First", year.start), ("Last", year.end)):
        parts = (day.day, day.month, day.year)
        fill_day(page, f"{legend} day of the plan year", *parts)
    press(page, "Create plan")
    heading(page, "Business plan")


def schools(page, register) -> None:
    take_step(page, "Schools")
    press(page, "Upload the register")
    page.get_by_label("The file").set_input_files(register)
    fill(page, "Local authority code", "885")
    press(page, "Upload and preview")
    says(page, "Nothing has been changed yet")
    told = facts(page)
    assert told == {"New school": "3", "Of another authority": "1", "Refused": "1"}
    says(page, "URN cannot be “unclear”")
    press(page, "Import these schools")
    says(page, "We have deleted the file")


def questions(page) -> None:
    take_step(page, "Questions")
    press(page, "Use our questions")
    choose(page, "Which questions do you want to use?", "Schools and colleges")
    fill(page, "Edition", "2026/27")
    press(page, "Use these questions")
    says(page, "Check the questions, then put them in force")
    press(page, "Put in force")
    says(page, "Rounds can ask them now")


def first_round(page) -> None:
    closes = localdate() + timedelta(days=30)
    take_step(page, "First round")
    press(page, "Open a round")
    page.get_by_label("Questions").select_option(index=1)
    fill(page, "Title", "Safeguarding audit")
    fill(page, "School year", "2026/27")
    fill_day(page, "Deadline", closes.day, closes.month, closes.year)
    press(page, "Open round and invite schools")
    heading(page, "Safeguarding audit 2026/27")


def test_jo_begins_with_two_commands_and_opens_a_round(site, register, new_page):
    page = new_page()

    sign_in(page, site)
    name_and_people(page)
    subgroup_and_meeting(page)
    plan(page)
    schools(page, register)
    questions(page)
    first_round(page)

    asked = [row[0] for row in rows(page, "Schools and their returns")]
    assert asked == ["Ash Primary School", "Birch Academy", "Cedar School"]
    assert home(page) == ["Done"] * 7 + ["Next"]
    page.set_viewport_size({"width": 320, "height": 900})
    assert fits(page)
