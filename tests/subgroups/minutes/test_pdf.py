"""Minutes as PDF: what they say, and that they are tagged and in English."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from partnership.drawing import pdf
from subgroups.meetings import services as meetings
from subgroups.meetings.services import Attended
from subgroups.minutes import services as minutes
from tests.gates import require_or_skip
from tests.subgroups.factories import AgendaItemFactory, MeetingFactory


@pytest.fixture(autouse=True)
def _pango():
    require_or_skip(pdf.is_available(), "Pango is not installed")


@pytest.fixture
def minuted(item, seats, chris, lena, mo, olu, today):
    """Two of four seats present; quorate because the chair said so."""
    meeting = item.meeting
    meetings.record_attendance(
        meeting,
        attended=[
            Attended(person=chris, kind="present", seat=seats[0], is_chair=True),
            Attended(person=lena, kind="present", seat=seats[1], is_minute_taker=True),
            Attended(person=mo, kind="apologies", seat=seats[2]),
            Attended(person=olu, kind="visitor", role_words="Police"),
        ],
        by=lena,
        on=today,
    )
    meetings.determine_quorum(
        meeting, is_quorate=True, reason="Nothing was decided", by=lena, on=today
    )
    minutes.write_notes(item, notes="CH asked about buses.", by=lena)
    minutes.record_decision(item, text="To ask the county", by=lena)
    minutes.raise_from_item(item, text="Ask it", owner_words="CH", by=lena, on=today)
    meeting.refresh_from_db()
    return meeting


def test_what_the_minutes_show(minuted, item, chris, lena, mo, olu):
    shown = minuted.as_minuted(by=mo)

    assert [row.person for row in shown["attendance"]["in_room"]] == [chris, lena]
    assert [row.person for row in shown["attendance"]["apologies"]] == [mo]
    assert [row.person for row in shown["attendance"]["visitor"]] == [olu]
    assert (shown["items"], shown["quorum_changes"]) == ([item], [])
    assert shown["quorum"].statement == (
        "2 of 4 seats represented; 3 needed (75% of all seats). "
        "Chair determined meeting quorate: "
        "Nothing was decided."
    )


def test_the_pdf(client_of, mo, minuted):
    response = client_of(mo).get(
        reverse("subgroups:minutes_pdf", kwargs={"pk": minuted.pk})
    )

    assert response.headers["Content-Type"] == "application/pdf"
    reader = PdfReader(BytesIO(response.content))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for words in (
        "Minutes of 21 October 2025",
        "Draft, not yet agreed.",
        "Chris (CH) – Chair",
        "Lena (LE) – Minutes",
        "Olu, Police (OL)",
        "Chair determined meeting quorate: Nothing was decided.",
        "1. Attendance at school",
        "CH asked about buses.",
        "To ask the county",
        "CH: Ask it",
        "No date",
    ):
        assert words in text
    catalogue = reader.trailer["/Root"]
    assert catalogue["/Lang"] == "en-GB"
    assert catalogue["/MarkInfo"]["/Marked"]
    assert reader.metadata.title.startswith("Minutes: Education subgroup")


def pages_of(client, meeting) -> list[str]:
    response = client.get(reverse("subgroups:minutes_pdf", kwargs={"pk": meeting.pk}))
    pages = PdfReader(BytesIO(response.content)).pages
    return [" ".join(page.extract_text().split()) for page in pages]


def test_every_page_of_a_draft_says_so_at_its_foot(client_of, mo, minuted, item, lena):
    minutes.write_notes(item, notes="\n\n".join(["CH asked again."] * 90), by=lena)

    pages = pages_of(client_of(mo), minuted)

    assert len(pages) > 2
    for number, text in enumerate(pages, 1):
        foot = f"Draft, not yet agreed. Page {number} of {len(pages)}"
        assert text.endswith(foot), text[-120:]


def test_agreed_minutes_print_who_agreed_them_and_what_was_amended(
    client_of, mo, minuted, lena
):
    later = MeetingFactory(subgroup=minuted.subgroup, held_on=date(2026, 1, 20))
    AgendaItemFactory(meeting=minuted, number=2, title="Any other business")
    minutes.circulate_minutes(minuted, by=lena, on=date(2025, 10, 23))
    minutes.agree_minutes(
        minuted,
        agreed_at_meeting=later,
        corrections="Item 1: trains, not buses",
        by=lena,
        on=date(2026, 1, 20),
    )
    minutes.amend(minuted, text="The room was 3", by=lena, on=date(2026, 2, 2))

    response = client_of(mo).get(
        reverse("subgroups:minutes_pdf", kwargs={"pk": minuted.pk})
    )

    pages = PdfReader(BytesIO(response.content)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Agreed on 20 January 2026 at the meeting of 20 January 2026." in text
    assert "Item 1: trains, not buses" in text
    assert "2 February 2026: The room was 3 (Lena)" in text
    assert "Draft" not in text
