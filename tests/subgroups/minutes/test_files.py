"""Minutes and the action log as Word and PDF: what they say, and to whom."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from partnership.drawing import pdf
from partnership.history.models import Download
from subgroups.agenda import services as agenda
from subgroups.meetings.models.meetings import Meeting
from subgroups.minutes import services
from subgroups.minutes.action_log import action_log
from tests.gates import require_or_skip
from tests.subgroups.factories import AgendaItemFactory
from tests.subgroups.pages import url

pytestmark = pytest.mark.usefixtures("_today")


@pytest.fixture
def minuted(drafted, item, lena, today):
    """An open item and a restricted one, each with an action."""
    secret = agenda.add_agenda_item(
        drafted, title="A member of staff", access="restricted", by=lena
    )
    services.record_decision(item, text="To ask the county", by=lena)
    for one, text in ((item, "Ask it"), (secret, "Ring the adviser")):
        services.raise_from_item(
            one, text=text, owner_words="CH", due_words="1 Oct 2025", by=lena, on=today
        )
    return Meeting.objects.get(pk=drafted.pk)


def read(response) -> "Document":
    assert response.status_code == 200
    return Document(BytesIO(response.content))


def lines(document) -> list[tuple[str, str]]:
    return [(one.style.name, one.text) for one in document.paragraphs if one.text]


def cells(document) -> list[list[str]]:
    return [[c.text for c in row.cells] for t in document.tables for row in t.rows]


def pdf_text(response) -> str:
    pages = PdfReader(BytesIO(response.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_minutes_as_word(client_of, lena, minuted):
    document = read(client_of(lena).get(url("minutes_word", minuted)))

    said = lines(document)
    assert said[0] == (
        "Title",
        "Education subgroup: Minutes of 21 October 2025 (draft)",
    )
    assert ("Heading 1", "1. Attendance at school") in said
    assert ("Normal", "CH asked about attendance.") in said
    assert ("List Bullet", "Decision 1.1: To ask the county") in said
    assert ("Heading 1", "2. A member of staff") in said
    refs = [one.action.ref for item in minuted.items.all()
            for one in item.minuted_actions.all()]  # fmt: skip
    assert cells(document) == [
        ["Reference", "Action", "Owners", "Due"],
        [refs[0], "Ask it", "CH", "1 Oct 2025"],
        [refs[1], "Ring the adviser", "CH", "1 Oct 2025"],
    ]
    [table] = document.tables
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert said[-2][1].startswith("Signed by the chair as a true record: _")
    about = document.core_properties
    assert (about.title, about.language) == (said[0][1], "en-GB")
    running = document.sections[0].header.paragraphs[0].text
    assert running == "Education subgroup · Minutes of 21 October 2025 (draft)"
    assert Download.objects.get().words.startswith("Minutes of Education subgroup")


@pytest.mark.parametrize(
    ("reader", "name"),
    [("lena", "redacted_minutes_word"), ("mo", "minutes_word")],
)
def test_restricted_items_are_not_in_the_file(
    client_of, request, minuted, reader, name
):
    person = request.getfixturevalue(reader)

    document = read(client_of(person).get(url(name, minuted)))

    said = " ".join(text for _, text in lines(document))
    assert "2. Restricted item" in said
    assert "A member of staff" not in said
    assert [row[1] for row in cells(document)] == ["Action", "Ask it"]


def test_agreed_minutes_as_word_say_when_and_are_no_draft(client_of, mo, agreed):
    document = read(client_of(mo).get(url("minutes_word", agreed)))

    said = [text for _, text in lines(document)]
    assert said[0] == "Education subgroup: Minutes of 21 October 2025"
    assert "Agreed on 20 January 2026 at the meeting of 20 January 2026." in said


def test_minutes_as_pdf_end_with_their_actions_and_a_place_to_sign(
    client_of, lena, mo, minuted
):
    require_or_skip(pdf.is_available(), "Pango is not installed")

    whole = pdf_text(client_of(lena).get(url("minutes_pdf", minuted)))
    seen = pdf_text(client_of(mo).get(url("minutes_pdf", minuted)))

    assert "Actions of this meeting Reference Action Owners Due" in whole
    assert "Signed by the chair as a true record: Date:" in whole
    assert "Ring the adviser" in whole
    assert "Ring the adviser" not in seen


def test_the_action_log_divides_and_says_what_is_from_a_draft(minuted, lena, mo, today):
    item = minuted.items.first()
    services.raise_from_item(
        item, text="Later", owner_words="LE", due_words="1 Dec 2025", by=lena, on=today
    )
    visible = type(item.minuted_actions.first().action).objects.visible_to

    log = action_log(minuted.subgroup, visible(lena), on=today)
    seen = action_log(minuted.subgroup, visible(mo), on=today)

    assert [row.text for row in log.overdue] == ["Ask it", "Ring the adviser"]
    assert [(row.text, row.owners, row.due) for row in log.open] == [
        ("Later", "LE", "1 Dec 2025")
    ]
    assert log.open[0].state.endswith("From draft minutes")
    assert (log.closed, log.since) == ([], date(2025, 10, 21))
    assert [row.text for row in seen.overdue] == ["Ask it"]


def test_the_action_log_as_word(client_of, mo, minuted):
    document = read(client_of(mo).get(url("action_log_word", minuted.subgroup)))

    said = lines(document)
    assert said[0] == ("Title", "Education subgroup: Action log of 22 October 2025")
    assert ("Heading 1", "Overdue") in said
    assert [row[1] for row in cells(document)] == ["Action", "Ask it"]
    assert Download.objects.get().words == "Action log of Education subgroup"


def test_the_action_log_as_pdf(client_of, mo, minuted):
    require_or_skip(pdf.is_available(), "Pango is not installed")

    text = pdf_text(client_of(mo).get(url("action_log_pdf", minuted.subgroup)))

    assert "Overdue: 1 action" in text
    assert "Ring the adviser" not in text


def test_an_empty_log_says_so(client_of, mo, group):
    document = read(client_of(mo).get(url("action_log_word", group)))

    assert lines(document)[-1] == ("Normal", "No actions.")


@pytest.mark.parametrize("count", [1, 30])
def test_the_action_log_asks_a_fixed_number_of_queries(
    count, minuted, lena, today, django_assert_num_queries
):
    item = AgendaItemFactory(meeting=minuted, number=9, title="Many")
    for number in range(count):
        services.raise_from_item(
            item, text=f"Do {number}", owner_words="CH", by=lena, on=today
        )
    visible = type(item.minuted_actions.first().action).objects.visible_to(lena)

    with django_assert_num_queries(5):
        action_log(minuted.subgroup, visible, on=today)
