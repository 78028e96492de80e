"""The main job, page by page: from a school register to a yearly report as PDF."""

import io
import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.utils.timezone import localdate
from pypdf import PdfReader

from actions.register.models.actions import Action
from audits.returns.models.answers import Given
from audits.signing import services as audits
from partnership.dates.years import ReportYear
from scorecard.yearly_report import services as scorecard
from subgroups.meetings.models.meetings import Meeting
from tests.actions.factories import make_action, make_plan, make_priority
from tests.audits.factories import answer_all, make_question_set
from tests.journeys.conftest import PHONE
from tests.journeys.reading import (
    choose,
    facts,
    fill,
    fill_day,
    fits,
    follow,
    go_back,
    heading,
    press,
    rows,
    saved,
    says,
)
from tests.partnership.sign_in.second_steps import code
from tests.subgroups.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    MeetingFactory,
    QuorumRuleFactory,
    SeatFactory,
    SeatHolderFactory,
    SubgroupFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

REGISTER = Path(__file__).parent.parent / "data" / "register" / "layout-133.csv"


def day_parts(day):
    return day.day, day.month, day.year


@pytest.fixture
def seated(education, partnership, chris, lena, mo):
    """The Education subgroup: three seats and a vacant one, three make a quorum."""
    group = SubgroupFactory(organisation=education, reports_to=partnership)
    for person in (chris, lena, mo):
        SeatHolderFactory(
            seat=SeatFactory(subgroup=group, label=f"{person}’s seat"), person=person
        )
    SeatFactory(subgroup=group, label="Colleges")
    QuorumRuleFactory(subgroup=group)
    return group


@pytest.fixture
def answered(elms, dee, hal, gwen):
    """Elm's return with every answer given and one gap."""
    answer_all(elms, by=dee, deputies=Given(number=0))
    return elms


def test_an_empty_deployment_begins_with_a_link(live_server, new_page, capsys):
    call_command("start_partnership", "Wexcombe", administrator="ada@wexcombe.example")
    link = urlsplit(capsys.readouterr().out.split()[-1]).path
    page = new_page()

    page.goto(f"{live_server.url}{link}")
    heading(page, "Set your password")
    fill(page, "Your full name", "Ada Marsh")
    fill(page, "Choose a password", "three random words")
    press(page, "Set password")
    says(page, "Password set. You can now sign in.")
    fill(page, "Email address", "ada@wexcombe.example")
    fill(page, "Password", "three random words")
    press(page, "Sign in")

    heading(page, "Set up a second step to sign in")
    press(page, "Set up now")
    secret = re.sub(r"\s", "", page.locator(".app-key").inner_text())
    fill(page, "Code", code(secret))
    press(page, "Continue")
    page.goto(live_server.url)
    heading(page, "Your work")
    assert page.goto(f"{live_server.url}{link}").status == 404


def test_a_round_asks_the_schools_of_a_register_file(browser_of, amara):
    call_command("import_schools", str(REGISTER))
    make_question_set()
    page = browser_of(amara, "/rounds/")
    closes_on = localdate() + timedelta(days=30)

    press(page, "Open a round")
    page.get_by_label("Questions").select_option(index=1)
    fill(page, "Title", "Safeguarding audit")
    fill(page, "School year", "2025/26")
    fill_day(page, "Deadline", *day_parts(closes_on))
    press(page, "Open round and invite schools")

    says(page, "Round opened: 0 schools emailed, 2 without a contact")
    heading(page, "Safeguarding audit 2025/26")
    asked = [row[0] for row in rows(page, "Schools and their returns")]
    assert asked == [
        "Café Lane – Ilmarsh School",
        "St Zoë’s Church of England Primary School",
    ]


def test_amara_writes_a_plan_and_its_due_text_is_kept(browser_of, amara):
    year = ReportYear.containing(localdate())
    page = browser_of(amara, "/plans/")

    press(page, "Create a plan")
    fill(page, "Title", "Business plan")
    choose(page, "What kind of plan is it?", "Priorities of the year")
    fill_day(page, "First day of the plan year", *day_parts(year.start))
    fill_day(page, "Last day of the plan year", *day_parts(year.end))
    press(page, "Create plan")
    press(page, "Add a priority")
    fill(page, "Reference", "WSCP1")
    fill(page, "Title", "Children who go missing")
    press(page, "Add priority")
    press(page, "Add an action")
    fill(page, "What needs to be done", "Write the pathway")
    fill(page, "Owners", "Amara")
    fill(page, "Due", "By end of March")
    press(page, "Add action")

    heading(page, "Write the pathway")
    known = facts(page)
    kept, read_as, *_ = known["Due"].split("\n\n")
    assert (known["Owners"], kept) == ("Amara", "By end of March")
    assert read_as == f"Read as: By 31 March {year.end.year}"


def test_lena_sees_the_quorum_as_she_records_attendance(browser_of, seated, lena):
    today = localdate()
    page = browser_of(lena, f"/subgroups/{seated.pk}/meetings/plan/")

    fill_day(page, "Date", *day_parts(today))
    fill(page, "Starts at", "9.30am")
    fill(page, "Place", "Room 2")
    press(page, "Plan meeting")
    heading(page, f"Meeting of {today.day} {today:%B %Y}")
    press(page, "Record attendance")
    for name, kind in (("Chris", "Present"), ("Lena", "Present"), ("Mo", "Apologies")):
        choose(page, name, kind)
    press(page, "Save attendance")
    says(page, "Not quorate")
    choose(page, "Mo", "Present")
    press(page, "Save attendance")

    says(page, "Quorate")
    assert Meeting.objects.get().quorum().is_quorate


def test_lena_raises_an_action_and_reads_it_in_the_minutes(
    browser_of, seated, lena, mo
):
    meeting = MeetingFactory(
        subgroup=seated, held_on=localdate(), status=Meeting.Status.HELD
    )
    AttendanceFactory(meeting=meeting, person=mo, initials="MO")
    item = AgendaItemFactory(meeting=meeting, title="Attendance at school")
    page = browser_of(lena, f"/items/{item.pk}/")

    press(page, "Write notes")
    fill(page, "Notes", "Two schools worry about late starts.")
    press(page, "Save notes")
    press(page, "Raise an action")
    fill(page, "Action", "Ask every school when its day starts")
    fill(page, "Owner", "MO")
    press(page, "Raise action")
    says(page, "This action has no due date. Ask when it will be done.")
    go_back(page)
    press(page, "Read the minutes")

    says(page, "Two schools worry about late starts.")
    says(page, "Ask every school when its day starts")
    assert [owner.person for owner in Action.objects.get().owners.all()] == [mo]


def test_dee_answers_on_her_phone_and_finds_it_again(browser_of, elms, dee):
    page = browser_of(dee, "/returns/", width=PHONE)

    follow(page, "Elm Primary School")
    follow(page, "A. Leads")
    choose(page, "A1 Is your lead a senior leader?", "Yes")
    saved(page, "A1")
    fill(page, "A2 How many deputies?", "3")
    saved(page, "A2")
    page.reload()

    assert page.get_by_label("A2 How many deputies?").input_value() == "3"
    assert page.get_by_label("Yes", exact=True).is_checked()
    assert fits(page)


def test_dee_checks_her_answers_and_sends_them_for_signing(
    browser_of, answered, dee, mailoutbox
):
    page = browser_of(dee, f"/returns/{answered.pk}/", width=PHONE)

    follow(page, "Check answers and send for signing")
    says(page, "97.5")
    assert fits(page)
    press(page, "Send for signing")

    says(page, "Return sent for signing")
    assert [letter.to for letter in mailoutbox] == [["hal@wexcombe.example"]]


def test_head_and_governor_sign_and_the_school_has_its_receipt(
    browser_of, answered, dee, hal, gwen
):
    audits.declare_ready(answered, by=dee)

    for signatory, role in ((hal, "head"), (gwen, "governor")):
        page = browser_of(signatory, f"/returns/{answered.pk}/", width=PHONE)
        follow(page, f"Sign as {role}")
        page.get_by_label("I have read this return").check()
        press(page, "Sign")
        says(page, f"Signed as {role}")
    page = browser_of(dee, f"/returns/{answered.pk}/", width=PHONE)
    follow(page, "Submit return")
    press(page, "Submit return")

    heading(page, "Return submitted")
    answered.refresh_from_db()
    says(page, answered.receipt_number)
    says(page, "Train a deputy")
    assert fits(page)


def test_amara_makes_the_yearly_report_and_downloads_it(browser_of, amara):
    today = localdate()
    year = ReportYear.containing(today)
    priority = make_priority(make_plan(amara, start=year.start))
    make_action(priority=priority, by=amara, on=today)
    edition = scorecard.open_edition(year, by=amara, on=today)
    page = browser_of(amara, f"/yearly-report/{edition.pk}/")

    press(page, "Create PDF")
    says(page, "The PDF is ready")
    with page.expect_download() as download:
        press(page, "Download the PDF")

    reader = PdfReader(io.BytesIO(download.value.path().read_bytes()))
    text = " ".join(" ".join(one.extract_text().split()) for one in reader.pages)
    assert download.value.suggested_filename == f"yearly-report-{year.slug}.pdf"
    assert f"Yearly report {year.label}" in reader.metadata.title
    assert "Children who go missing" in text
