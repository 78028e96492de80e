"""The pages and files of what moved, of reports, of a priority on a page."""

from datetime import date
from io import BytesIO

import pytest
import time_machine
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from actions.plans.models import Plan
from actions.register.models.actions import Action
from actions.register.services import endings, progress
from partnership.drawing import pdf
from partnership.history.models import Download
from partnership.pages.forms.dates import date_data
from partnership.people import downloads
from tests.actions.factories import make_action, make_plan, make_priority
from tests.actions.pages import errors, page
from tests.actions.reports.reported import ON, SINCE, add, make_reported, update
from tests.gates import require_or_skip

pytestmark = pytest.mark.long

PAGES = ("plan_movement", "by_exception", "in_full", "timeline")
FILES = ("by_exception", "in_full", "plan_movement")


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2025-10-22 09:00Z", tick=False):
        yield


@pytest.fixture
def reported(amara, bryn, partnership):
    return make_reported(amara, bryn)


@pytest.fixture
def plan(reported):
    return reported[0].plan


def ask(client, name, row, **days):
    query = {}
    for field, day in days.items():
        query |= date_data(field, day)
    return client.get(reverse(f"actions:{name}", args=[row.pk]), query)


def words(element) -> str:
    return " ".join(element.get_text(" ").split())


def headings(soup) -> list[str]:
    return [words(heading) for heading in soup.main.find_all("h2")]


class TestMovement:
    def test_of_a_plan_counts_a_quarter_back(self, client_of, mo, plan):
        soup = page(ask(client_of(mo), "plan_movement", plan))

        assert "From 22 July 2025 to 22 October 2025" in words(soup.main)
        assert headings(soup) == [
            "Closed: 1",
            "Awaiting check: 1",
            "Updated: 4",
            "Slipped: 1",
            "New: 1",
            "No update: 2",
            "Withdrawn: 1",
            "Carried forward: 1",
        ]
        assert "Reason for the rating: It changed" in words(soup.main)

    def test_counts_from_the_chosen_day(self, client_of, mo, plan):
        soup = page(ask(client_of(mo), "plan_movement", plan, since=date(2025, 10, 1)))

        assert "From 1 October 2025 to 22 October 2025" in words(soup.main)
        assert "Awaiting check: 1" in headings(soup)
        assert "Slipped: 1" not in headings(soup)

    @pytest.mark.parametrize("reader", ["amara", "bryn", "mo"])
    def test_counts_from_the_last_report_an_officer_downloaded(
        self, client_of, amara, bryn, mo, plan, reader
    ):
        for day, person in (("2025-09-01", amara), ("2025-10-21", mo)):
            with time_machine.travel(f"{day} 09:00Z", tick=False):
                downloads.record(plan, "Report by exception", by=person)
        downloads.record(plan, "Report by exception", by=amara)
        reader = {"amara": amara, "bryn": bryn, "mo": mo}[reader]

        soup = page(ask(client_of(reader), "plan_movement", plan))

        assert "From 1 September 2025 to 22 October 2025" in words(soup.main)
        [link] = [a for a in soup.main.find_all("a") if words(a) == "The last report"]
        assert "since-day=1&since-month=9&since-year=2025" in link["href"]

    def test_a_future_date_is_refused_and_the_default_period_is_shown(
        self, client_of, mo, plan
    ):
        response = ask(client_of(mo), "plan_movement", plan, since=date(2026, 1, 1))

        soup = page(response)
        assert errors(soup) == ["Since must be today or in the past"]
        assert "From 22 July 2025 to 22 October 2025" in words(soup.main)

    def test_since_must_be_before_the_as_at_date(self, client_of, mo, plan):
        response = ask(
            client_of(mo), "by_exception", plan, since=ON, on=date(2025, 10, 1)
        )

        assert errors(page(response)) == [
            "The since date must be before the as at date"
        ]

    def test_of_the_register_leaves_schools_out_for_officers(
        self, client_of, amara, elm, education
    ):
        make_action(elm.organisation, text="A school's own", on=ON)
        make_action(education, text="The board's", on=ON)

        soup = page(client_of(amara).get(reverse("actions:movement")))

        assert "The board's" in words(soup.main)
        assert "A school's own" not in words(soup.main)

    def test_of_the_register_shows_a_school_its_own(
        self, client_of, dee, elm, education
    ):
        make_action(elm.organisation, text="A school's own", on=ON)
        make_action(education, text="The board's", on=ON)

        soup = page(client_of(dee).get(reverse("actions:movement")))

        assert "A school's own" in words(soup.main)
        assert "The board's" not in words(soup.main)

    def test_long_heads_are_cut_on_the_page_and_whole_in_excel(
        self, client_of, amara, education
    ):
        for number in range(23):
            make_action(education, text=f"New {number}", on=ON)
        client = client_of(amara)

        soup = page(client.get(reverse("actions:movement")))
        book = load_workbook(
            BytesIO(client.get(reverse("actions:movement_file")).content)
        )

        assert "And 3 more: the Excel file has all of them." in words(soup.main)
        assert book["Movement"].max_row == 1 + 23
        assert Download.objects.get().words == (
            "Movement of the register, 2025-07-22 to 2025-10-22"
        )


class TestReports:
    def test_by_exception_says_why_and_counts_the_rest(self, client_of, mo, plan):
        soup = page(ask(client_of(mo), "by_exception", plan))

        text = words(soup.main)
        assert "6 of 12 actions" in text
        assert "6 other actions: 2 complete, 1 on track" in text
        assert "Date moved: August 2025 → December 2025. The lead left" in text
        assert "Nobody is lost." not in text

    def test_in_full_lists_every_action_with_its_outcome(self, client_of, mo, plan):
        soup = page(ask(client_of(mo), "in_full", plan))

        names = [row.th.a.get_text() for row in soup.select(".app-report tbody tr")]
        assert names == list(
            Action.objects.filter(priority__plan=plan).values_list("text", flat=True)
        )
        assert "What difference it made" in words(soup.main)
        assert "Done elsewhere" in words(soup.main)

    def test_each_page_shows_both_legends(self, client_of, mo, plan, reported):
        for name in PAGES:
            soup = page(ask(client_of(mo), name, plan))
            titles = [words(title) for title in soup.select(".app-legend__title")]
            assert titles == [
                "Delivery: are we doing what we said?",
                "Impact: does it make a difference?",
            ], name

    def test_a_lead_gets_reminders_of_the_actions_they_may_see(
        self, client_of, dee, plan
    ):
        other = make_priority(plan, ref="WSCP2", title="Neglect", lead=dee)
        add(other, "Led", "May 2025", dee)

        soup = page(ask(client_of(dee), "in_full", plan))

        assert "closed" not in words(soup.main)
        assert "Led" in words(soup.main)

    def test_a_plan_without_priorities_says_so(self, client_of, amara):
        plan = make_plan(amara, title="Empty plan")
        for name in ("by_exception", "in_full"):
            text = words(page(ask(client_of(amara), name, plan)).main)
            assert "This plan has no priorities yet." in text
        assert "No priorities yet" in words(
            page(ask(client_of(amara), "timeline", plan)).main
        )
        assert "No actions in this period" in words(
            page(ask(client_of(amara), "plan_movement", plan)).main
        )

    @pytest.mark.parametrize("name", FILES)
    def test_an_excel_download_is_recorded(self, client_of, mo, plan, name):
        response = ask(client_of(mo), f"{name}_file", plan, since=SINCE)

        assert response.status_code == 200
        assert response["Content-Disposition"].startswith("attachment; filename=")
        assert load_workbook(BytesIO(response.content)).sheetnames[-1] == (
            "What the ratings mean"
        )
        [taken] = Download.objects.all()
        assert (taken.person, taken.subject_id) == (mo, plan.pk)
        assert taken.words.endswith(": Business plan")


def read(response) -> PdfReader:
    assert response["Content-Type"] == "application/pdf"
    return PdfReader(BytesIO(response.content))


class TestOnPaper:
    @pytest.fixture(autouse=True)
    def _pango(self):
        require_or_skip(pdf.is_available(), "Pango is not installed")

    @pytest.mark.parametrize("name", ["by_exception", "in_full"])
    def test_a_report_pdf_is_tagged_landscape_and_dated(
        self, client_of, mo, plan, name
    ):
        made = read(
            ask(client_of(mo), f"{name}_pdf", plan, since=SINCE, on=date(2025, 10, 1))
        )

        text = " ".join(made.pages[0].extract_text().split())
        assert "On 1 October 2025: 2 of 12 actions complete" in text
        assert made.trailer["/Root"]["/Lang"] == "en-GB"
        assert made.trailer["/Root"]["/MarkInfo"]["/Marked"]
        box = made.pages[0].mediabox
        assert box.width > box.height
        # The legend comes before the first action that is rated.
        whole = " ".join(page.extract_text() for page in made.pages)
        legend, *_ = whole.partition("Impact: does it make a difference?")
        assert legend != whole
        assert "Last update" not in legend
        assert Download.objects.get().words.startswith("Report ")

    def test_what_moved_in_a_plan_says_each_with_its_reason(self, client_of, mo, plan):
        made = read(ask(client_of(mo), "plan_movement_pdf", plan, since=SINCE, on=ON))

        whole = " ".join(page.extract_text() for page in made.pages)
        text = " ".join(whole.split())
        assert "What changed, 22 July 2025 to 22 October 2025" in text
        assert "August 2025 → December 2025" in text
        assert "The lead left" in text
        box = made.pages[0].mediabox
        assert box.width > box.height
        assert Download.objects.get().words == (
            "Movement, PDF, since 2025-07-22: Business plan"
        )

    def test_what_moved_in_the_register_is_what_the_reader_sees(
        self, client_of, dee, elm, education
    ):
        make_action(elm.organisation, text="A school's own", on=ON)
        make_action(education, text="The board's", on=ON)

        made = read(client_of(dee).get(reverse("actions:movement_pdf")))

        text = " ".join(page.extract_text() for page in made.pages)
        assert "A school's own" in text
        assert "The board's" not in text

    def test_a_priority_always_fits_one_page(self, client_of, amara, bryn, reported):
        priority, _ = reported
        long = "Children and their families are asked what changed for them. " * 30
        priority.statement = priority.intended_outcomes = long
        priority.title = "W" * 200
        priority.save()
        for number in range(60):
            action = add(priority, long, "December 2025", amara)
            if number % 3 == 0:
                progress.change_due(
                    action, due_text="March 2026", reason=long, by=amara, on=ON
                )
            elif number % 3 == 1:
                endings.complete_action(action, outcome=long, by=amara, on=ON)
                endings.check_action(action, is_done=True, by=bryn, on=ON)
            else:
                update(action, "red", amara, ON, long, impact="red")

        made = read(ask(client_of(amara), "one_pager_pdf", priority))

        assert len(made.pages) == 1
        assert "does it make a difference" in made.pages[0].extract_text()


class TestOnAPage:
    def test_what_a_priority_is_for_and_how_it_goes(self, client_of, mo, reported):
        soup = page(ask(client_of(mo), "one_pager", reported[0]))

        assert headings(soup) == [
            "Progress on 22 October 2025",
            "Next dates",
            "Slipped since 22 July 2025",
            "What difference it made",
        ]
        text = words(soup.main)
        assert "2 of 12 actions complete" in text
        assert "30 September 2025 : quiet" in text
        assert "And 1 more." in text

    def test_the_priority_leads_to_it(self, client_of, mo, reported):
        soup = page(client_of(mo).get(reported[0].get_absolute_url()))

        assert soup.find("a", string="One-page summary") is not None


class TestATimeline:
    def test_is_drawn_with_a_title_and_told_in_a_table(self, client_of, mo, plan):
        soup = page(ask(client_of(mo), "timeline", plan))

        [drawing] = soup.select("figure svg[role=img]")
        assert drawing.title.get_text() == "WSCP1 Children who go missing by month"
        assert "9 actions with a date" in drawing.desc.get_text()
        assert "Today" in [text.get_text() for text in drawing.find_all("text")]
        rows = [row.th.a.get_text() for row in soup.select("tbody tr")]
        assert len(rows) == 9
        assert [words(item) for item in soup.select(".app-report > ul > li")][2] == (
            "WSCP1.8 undated (“tbc”) Not started"
        )

    def test_the_plan_leads_to_all_its_views(self, client_of, mo, plan):
        soup = page(client_of(mo).get(plan.get_absolute_url()))

        links = soup.select(".app-sub-navigation__link")
        assert [link.get_text() for link in links] == [
            "Plan",
            "Movement",
            "By exception",
            "In full",
            "Timeline",
        ]
        assert links[0]["aria-current"] == "page"


@pytest.mark.parametrize(
    "name", ["plan_movement", "by_exception", "in_full", "timeline"]
)
def test_a_page_asks_as_often_for_100_actions_as_for_one(
    client_of, mo, amara, reported, name, django_assert_max_num_queries
):
    priority, _ = reported
    client = client_of(mo)
    asked = []
    for count in (1, 99):
        for _ in range(count):
            update(add(priority, "Do it", "May 2025", amara), "red", amara, SINCE)
        ask(client, name, priority.plan)  # what is read once is read by now
        with django_assert_max_num_queries(40) as seen:
            soup = page(ask(client, name, priority.plan))
        asked.append(len(seen))

    assert asked[0] == asked[1]
    assert len(soup.select(".app-report tbody tr")) >= 20


def test_nobody_of_a_school_reads_a_plan(client_of, dee, plan):
    assert not Plan.objects.visible_to(dee).exists()
    for name in PAGES:
        assert ask(client_of(dee), name, plan).status_code == 404
