"""A plan from its workbook to the next year's: imported, worked, rated, closed."""

from collections import Counter
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils.timezone import localdate

from actions.plans.models import Plan
from actions.register.models.actions import Action
from actions.year_end.models import YearEnd
from actions.year_end.services import closing
from partnership.dates.years import ReportYear
from partnership.spreadsheets.writing import EXCEL
from tests.actions.imports.demonstration_file import demonstration_file
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


def import_plan(page, year) -> None:
    """A plan of the year, taken over from the workbook it was written in."""
    press(page, "Create a plan")
    fill(page, "Title", f"Business plan {year.start.year} to {year.end.year}")
    choose(page, "What kind of plan is it?", "Priorities of the year")
    fill_day(page, "First day of the plan year", *day_parts(year.start))
    fill_day(page, "Last day of the plan year", *day_parts(year.end))
    page.get_by_label("A second person checks each completed action").check()
    press(page, "Create plan")
    press(page, "Import a file")
    page.get_by_label("The file").set_input_files(
        {
            "name": "plan.xlsx",
            "mimeType": EXCEL,
            "buffer": demonstration_file(year.start),
        }
    )
    press(page, "Upload and preview")
    heading(page, "Check the file")
    says(page, "Nothing has been changed yet.")
    press(page, "Import this file")
    says(page, "The file was imported")


def give_to_mo(page, action) -> None:
    """The plan names nobody, so Amara matches the owner to the directory."""
    page.goto(
        page.url.partition("/plans/")[0].partition("/actions/")[0]
        + action.get_absolute_url()
    )
    follow(page, "Match owners to the directory")
    page.get_by_label("Who is “Independent Chair”?").select_option(label="Mo")
    press(page, "Save")


def report(page, action, words: str, *, rating: str, reason: str = "") -> None:
    page.goto(page.url.partition("/actions/")[0] + action.get_absolute_url())
    press(page, "Add an update")
    fill(page, "What has happened?", words)
    choose(page, "How is delivery going?", rating)
    if reason:
        fill(page, "Reason for changing the rating", reason)
    press(page, "Save update")
    says(page, "Update saved")


def test_a_plan_is_imported_worked_and_carried_into_the_next_year(
    browser_of, amara, bryn, mo, year
):
    # Amara takes the plan over from its workbook and has it approved.
    amaras = browser_of(amara, "/plans/")
    import_plan(amaras, year)
    amaras.goto(amaras.url.partition("/imports/")[0] + "/plans/")
    follow(amaras, "Business plan")
    press(amaras, "Approve plan")
    heading(amaras, "Approve the plan")
    press(amaras, "Approve plan")
    says(amaras, "Plan approved")
    written, trained, built = (
        Action.objects.get(ref=ref) for ref in ("WSCP1.1", "WSCP1.2", "WSCP1.4")
    )
    for action in (written, trained, built):
        give_to_mo(amaras, action)
    amaras.goto(amaras.url.partition("/actions/")[0] + "/plans/")
    follow(amaras, "Business plan")

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
    says(mos, "Reason: No one else can train")
    assert fits(mos)

    # He completes one, and Bryn looks whether it is done.
    mos.goto(mos.url.partition("/actions/")[0] + written.get_absolute_url())
    press(mos, "Complete")
    fill(mos, "What difference did it make", "Children are found within a day")
    press(mos, "Complete action")
    says(mos, "Someone else will check it")

    # Amara begins to close the year; the next plan takes the priority over.
    press(amaras, "Close the year")
    heading(amaras, "Close the year")
    press(amaras, "Continue")
    heading(amaras, "Match the priorities")
    press(amaras, "Save")
    heading(amaras, "Close the year")
    says(amaras, "To be checked first")
    bryns = browser_of(bryn, written.get_absolute_url())
    press(bryns, "Check completion")
    choose(bryns, "Is it done?", "Yes, it is complete")
    press(bryns, "Save")
    says(bryns, "Action complete")

    # The executive has decided about most of the others.
    year_end = YearEnd.objects.get()
    for action in year_end.undecided().exclude(pk__in=[trained.pk, built.pk]):
        closing.decide_to_drop(
            year_end,
            action,
            reason="The next plan has other priorities",
            decision_words="Executive of March, item 5",
            by=amara,
            on=localdate(),
        )

    # Bryn drops one by a decision, Amara carries the other.
    bryns.goto(amaras.url)
    bryns.get_by_role("link", name=f"Drop {built.ref}").click()
    fill(bryns, "Reason for dropping it", "The page does what the app was for")
    fill(bryns, "Decision to drop this action", "Executive of March, item 6")
    press(bryns, "Save decision")
    says(bryns, "Decision saved")
    amaras.reload()
    amaras.get_by_role("link", name=f"Carry forward {trained.ref}").click()
    heading(amaras, "Carry forward")
    next_year = year.end + timedelta(days=100)
    fill(amaras, "Due", f"{next_year:%B %Y}")
    fill(amaras, "Reason for carrying it forward", "The trainer comes back in May")
    press(amaras, "Save decision")
    says(amaras, "Every open action has a decision.")

    # All of it is shown once more, and then happens.
    press(amaras, "Check and close the year")
    will = Counter(row[1] for row in rows(amaras, "Decisions"))
    assert will == {"Carried forward": 1, "Dropped": 36}
    press(amaras, "Close the year")
    heading(amaras, "How the year ended")
    assert [
        len(rows(amaras, table))
        for table in ("Completed actions", "Actions carried forward", "Dropped actions")
    ] == [1, 1, 36]
    assert fits(browser_of(amara, urlsplit(amaras.url).path, width=PHONE))

    # The action goes on under the next number, and knows where it comes from.
    follow(amaras, "WSCP1.6")
    heading(amaras, trained.text)
    known = facts(amaras)
    assert known["Owners"].startswith("Independent Chair (Mo)")
    assert "WSCP1.2" in known["Carried forward from"]
    assert Plan.objects.get(status="superseded").start == year.start
