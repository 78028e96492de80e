"""A plan from its first priority to the next year's: written, worked, rated, closed."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils.timezone import localdate

from actions.models import Action, Plan
from partnership.foundation.dates import ReportYear
from tests.journeys.conftest import PHONE
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

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def day_parts(day):
    return day.day, day.month, day.year


@pytest.fixture
def year():
    """The reporting year we are in."""
    return ReportYear.containing(localdate())


def write_plan(page, year, *, priority: str) -> None:
    press(page, "Create a plan")
    fill(page, "Title", f"Business plan {year.start.year} to {year.end.year}")
    choose(page, "What kind of plan is it?", "Priorities of the year")
    fill_day(page, "First day of the plan year", *day_parts(year.start))
    fill_day(page, "Last day of the plan year", *day_parts(year.end))
    page.get_by_label("A second person checks each completed action").check()
    press(page, "Create plan")
    press(page, "Add a priority")
    fill(page, "Reference", "WSCP1")
    fill(page, "Title", priority)
    fill(page, "Lead as shown in the plan", "The heads’ associations")
    press(page, "Add priority")


def add_action(page, text: str, *, due: str) -> None:
    press(page, "Add an action")
    fill(page, "What is to be done", text)
    fill(page, "Owners", "Mo")
    fill(page, "Due", due)
    fill(page, "Success measure", "It is published and used")
    press(page, "Add action")
    heading(page, text)


def report(page, action, words: str, *, rating: str, reason: str = "") -> None:
    page.goto(page.url.partition("/actions/")[0] + action.get_absolute_url())
    press(page, "Add an update")
    fill(page, "What has happened?", words)
    choose(page, "How does delivery go?", rating)
    if reason:
        fill(page, "Why does a rating change?", reason)
    press(page, "Save update")
    says(page, "Update saved")


def test_a_plan_is_written_worked_and_carried_into_the_next_year(
    browser_of, amara, bryn, mo, year
):
    # Amara writes the plan and has it approved.
    amaras = browser_of(amara, "/plans/")
    write_plan(amaras, year, priority="Children who go missing")
    due = f"end of {year.end:%B %Y}"
    for text in ("Write the pathway", "Train the schools", "Build an app"):
        add_action(amaras, text, due=due)
        follow(amaras, "See")
        heading(amaras, "WSCP1 Children who go missing")
    amaras.goto(amaras.url.partition("/priorities/")[0] + "/plans/")
    follow(amaras, "Business plan")
    press(amaras, "Approve plan")
    says(amaras, "Plan approved")
    written, trained, built = Action.objects.order_by("pk")

    # Mo, who owns all three, reports on his phone; a rating that falls has its reason.
    mos = browser_of(mo, written.get_absolute_url(), width=PHONE)
    report(mos, written, "The draft is out", rating="On track")
    report(mos, trained, "Two schools are trained", rating="On track")
    report(
        mos,
        trained,
        "The trainer is ill",
        rating="At risk",
        reason="No one else can train",
    )
    says(mos, "because No one else can train")
    assert fits(mos)

    # He completes one, and Bryn looks whether it is done.
    mos.goto(mos.url.partition("/actions/")[0] + written.get_absolute_url())
    press(mos, "Complete")
    fill(mos, "What difference did it make", "Children are found within a day")
    press(mos, "Complete action")
    says(mos, "Someone else now checks it")

    # Amara begins to close the year; the next plan takes the priority over.
    press(amaras, "Close the year")
    heading(amaras, "Close the year of this plan")
    press(amaras, "Continue")
    heading(amaras, "Where the priorities go")
    press(amaras, "Save")
    heading(amaras, "Close the year")
    says(amaras, "To be settled first")
    bryns = browser_of(bryn, written.get_absolute_url())
    press(bryns, "Check it")
    choose(bryns, "Is it done?", "Yes, it is complete")
    press(bryns, "Save")
    says(bryns, "Action complete")

    # Bryn drops one by a decision, Amara carries the other.
    bryns.goto(amaras.url)
    bryns.get_by_role("link", name=f"Drop {built.ref}").click()
    fill(bryns, "Why is it dropped?", "The page does what the app was for")
    fill(bryns, "Which decision drops it?", "Executive of March, item 6")
    press(bryns, "Save decision")
    says(bryns, "Decision saved")
    amaras.reload()
    amaras.get_by_role("link", name=f"Carry forward {trained.ref}").click()
    heading(amaras, "Carry forward")
    next_year = year.end + timedelta(days=100)
    fill(amaras, "Due", f"{next_year:%B %Y}")
    fill(amaras, "Why does it go on?", "The trainer comes back in May")
    press(amaras, "Save decision")
    says(amaras, "Every open action has its decision.")

    # All of it is shown once more, and then happens.
    press(amaras, "Check and close the year")
    assert [row[1] for row in rows(amaras, "What will happen")] == [
        "Carried forward",
        "Dropped",
    ]
    press(amaras, "Close the year")
    heading(amaras, "How the year ended")
    assert [
        len(rows(amaras, table))
        for table in ("Completed actions", "Actions carried forward", "Dropped actions")
    ] == [1, 1, 1]
    assert fits(browser_of(amara, urlsplit(amaras.url).path, width=PHONE))

    # The action goes on under the next number, and knows where it comes from.
    follow(amaras, "WSCP1.4")
    heading(amaras, "Train the schools")
    known = facts(amaras)
    assert known["Owners"] == "Mo"
    assert "WSCP1.2" in known["Comes from"]
    assert Plan.objects.get(status="superseded").start == year.start
