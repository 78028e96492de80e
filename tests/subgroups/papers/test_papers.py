"""Papers: what is taken, what is refused, and who may open which."""

import socket
import struct
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from partnership.guards.outcomes import Refused
from partnership.history.models import Download
from subgroups.agenda import sending
from subgroups.agenda import services as agenda
from subgroups.papers import services as papers
from subgroups.papers.models import Paper
from tests.subgroups.factories import AgendaItemFactory, MeetingFactory
from tests.subgroups.pages import errors, page, url, words
from tests.subgroups.papers.making import pdf, upload, word

MANY = 50 * 1024 * 1024 + 1


# Uploading.


def test_a_paper_for_two_items_is_added_from_its_page(client_of, lena, coming, items):
    client = client_of(lena)

    response = client.post(
        url("add_paper", coming),
        {"file": upload(pdf("One", "Two")), "items": [items[0].pk, items[2].pk]},
    )

    assert response.status_code == 302
    [paper] = Paper.objects.all()
    assert (paper.title, paper.kind, paper.pages) == ("Scorecard", "pdf", 2)
    shown = page(client.get(url("meeting", coming))).select("tbody tr")
    assert ["Scorecard" in row.get_text() for row in shown] == [True, False, True]
    # The third item has that title itself.
    assert len(shown[2].select(f'a[href="{paper.get_absolute_url()}"]')) == 1


@pytest.mark.parametrize(
    ("content", "name", "error"),
    [
        (
            pdf("Secret", password="opensesame"),
            "Scan.pdf",
            "This PDF is protected by a password. Save a copy without one and upload "
            "it",
        ),
        (
            b"%PDF-1.7\n" + b"\x00\x01broken" * 99,
            "Scan.pdf",
            "This PDF is damaged and cannot be read. Save or scan it again and upload "
            "the new file",
        ),
        (
            b"MZ\x90\x00\x03\x00\x00\x00" * 20,
            "Report.pdf",
            "The selected file must be a PDF or Word document (DOCX)",
        ),
        (
            pdf("A PDF"),
            "Report.exe",
            "The selected file must be a PDF or Word document (DOCX)",
        ),
        (b"", "Empty.pdf", "The selected file is empty"),
    ],
    ids=["password", "broken", "exe as pdf", "pdf as exe", "empty"],
)
def test_what_cannot_be_read_is_refused_in_words(
    client_of, lena, coming, items, content, name, error
):
    response = client_of(lena).post(
        url("add_paper", coming),
        {"file": upload(content, name), "items": [items[0].pk], "title": "My title"},
    )

    assert errors(response) == [error]
    assert page(response).find(id="id_title")["value"] == "My title"
    assert not Paper.objects.exists()


def test_a_scan_that_is_too_large_is_refused_in_words(client_of, lena, coming, items):
    response = client_of(lena).post(
        url("add_paper", coming),
        {"file": upload(b"%PDF-1.7" + b" " * MANY), "items": [items[0].pk]},
    )

    assert errors(response) == ["The selected file must be smaller than 50MB"]
    assert "scan it in black and white" in words(response)


def test_the_service_refuses_what_the_form_would(coming, items, lena):
    file = SimpleUploadedFile("a.pdf", b"%PDF-" + b" " * MANY)

    with pytest.raises(Refused, match="smaller than 50MB"):
        papers.add_paper(coming, file=file, items=[items[0]], by=lena)


def test_a_word_document_is_kept_as_it_is(add, items):
    paper = add("Plan", items[0], content=word(), name="Plan.docx")

    assert (paper.kind, paper.pages) == ("docx", None)


def test_a_paper_is_not_added_to_another_meetings_item(coming, lena, items):
    other = AgendaItemFactory(meeting=MeetingFactory(subgroup=coming.subgroup))

    with pytest.raises(Refused, match="another meeting"):
        papers.add_paper(coming, file=upload(pdf("A")), items=[other], by=lena)


def test_circulated_minutes_take_no_more_papers(circulated, item, lena):
    with pytest.raises(Refused, match="circulated"):
        papers.add_paper(circulated, file=upload(pdf("A")), items=[item], by=lena)


# Changing and removing.


def test_a_new_version_takes_the_place_of_the_old(
    client_of, add, items, lena, outbox_delivers, tmp_path
):
    paper = add("Scorecard", items[0])
    before = paper.file.name

    with outbox_delivers():
        client_of(lena).post(
            url("edit_paper", paper),
            {
                "version": 1,
                "title": "Scorecard",
                "items": [items[0].pk],
                "file": upload(pdf("A", "B", "C")),
            },
        )

    paper.refresh_from_db()
    assert paper.pages == 3
    assert not (tmp_path / before).exists()
    assert (tmp_path / paper.file.name).exists()


def test_the_second_of_two_sees_what_the_first_saved(client_of, add, items, lena):
    paper = add("Scorecard", items[0])
    typed = {"version": 1, "items": [items[0].pk]}
    client = client_of(lena)
    client.post(url("edit_paper", paper), {**typed, "title": "Figures"})

    second = client.post(url("edit_paper", paper), {**typed, "title": "Numbers"})

    assert "Someone else changed this" in words(second)
    assert "Figures" in words(second)
    assert "%PDF" not in words(second)
    paper.refresh_from_db()
    assert paper.title == "Figures"


def test_a_removed_paper_takes_its_file_along(
    client_of, add, items, lena, outbox_delivers, tmp_path
):
    paper = add("Scorecard", items[0])

    with outbox_delivers():
        client_of(lena).post(url("remove_paper", paper), {"version": 1})

    assert not Paper.objects.exists()
    assert not (tmp_path / paper.file.name).exists()


def test_an_item_with_papers_is_moved_but_not_removed(add, items, lena, coming):
    paper = add("Scorecard", items[0])
    other = MeetingFactory(
        subgroup=coming.subgroup, held_on=coming.held_on.replace(month=3)
    )
    with pytest.raises(Refused, match="has papers"):
        agenda.remove_item(items[0], by=lena)

    agenda.move_item(items[0], meeting=other, by=lena)

    assert papers.meeting_of(paper) == other
    assert list(Paper.objects.of(other)) == [paper]


def test_a_paper_added_after_publishing_is_a_change(add, coming, items, lena, today):
    sending.publish_agenda(coming, by=lena, on=today)
    add("Scorecard", items[0])
    add("Statement", items[1])

    assert coming.sendings.last().changes_since == [
        "Item 1: paper added, Scorecard",
        "Item 2: paper added, a paper",
    ]


# Who opens what.


@pytest.mark.parametrize(
    ("who", "opens"),
    [
        ("lena", True),
        ("mo", True),
        ("amara", True),
        ("dara", False),
        ("eve", False),
        ("olu", False),
    ],
)
def test_papers_of_a_restricted_item_are_for_whom_it_names(
    request, client_of, add, items, who, opens
):
    paper = add("Statement", items[1])
    client = client_of(request.getfixturevalue(who))

    shown = client.get(url("paper", paper))
    file = client.get(url("paper_file", paper))

    assert {shown.status_code, file.status_code} == {200 if opens else 404}
    assert b"".join(file).startswith(b"%PDF-") is opens
    assert Download.objects.exists() is opens


def test_a_paper_for_an_open_item_too_is_open(client_of, add, items, dara):
    paper = add("Statement", items[1], items[2])

    shown = words(client_of(dara).get(url("paper", paper)))

    assert "item 3: Scorecard" in shown
    assert "Conduct" not in shown


def test_the_file_is_served_as_what_it_is(client_of, add, items, mo):
    paper = add("Score, 2025", items[0])
    document = add("Plan", items[0], content=word(), name="Plan.docx")
    client = client_of(mo)

    pdf_file = client.get(url("paper_file", paper))
    word_file = client.get(url("paper_file", document))

    assert pdf_file["Content-Type"] == "application/pdf"
    assert pdf_file["Content-Disposition"] == 'inline; filename="Score, 2025.pdf"'
    assert pdf_file["X-Content-Type-Options"] == "nosniff"
    assert b"".join(pdf_file).startswith(b"%PDF-")
    assert word_file["Content-Disposition"] == 'attachment; filename="Plan.docx"'
    assert b"".join(word_file).startswith(b"PK")


# ClamAV.


class Scanner(threading.Thread):
    """Answers one INSTREAM as clamd would, by what it reads."""

    def __init__(self):
        super().__init__(daemon=True)
        self.server = socket.create_server(("127.0.0.1", 0))
        self.read = b""

    @property
    def url(self) -> str:
        return f"tcp://127.0.0.1:{self.server.getsockname()[1]}"

    def run(self):
        connection, _ = self.server.accept()
        with connection, connection.makefile("rb") as asked:
            assert asked.read(10) == b"zINSTREAM\0"
            while size := struct.unpack("!L", asked.read(4))[0]:
                self.read += asked.read(size)
            found = b"stream: Eicar FOUND" if b"EICAR" in self.read else b"stream: OK"
            connection.sendall(found + b"\0")
        self.server.close()


@pytest.fixture
def scanner(settings):
    scanner = Scanner()
    settings.CLAMAV_URL = scanner.url
    scanner.start()
    yield scanner
    scanner.join(5)


def test_a_clean_file_is_scanned_and_kept(add, items, scanner):
    paper = add("Scorecard", items[0])

    assert paper.pages == 2
    assert scanner.read.startswith(b"%PDF-")


def test_an_infected_file_is_refused(client_of, lena, coming, items, scanner):
    response = client_of(lena).post(
        url("add_paper", coming),
        {"file": upload(pdf("A") + b"%EICAR"), "items": [items[0].pk]},
    )

    assert errors(response) == [
        "A virus scanner refused this file. It has not been kept"
    ]
    assert not Paper.objects.exists()


def test_without_an_answer_nothing_is_kept(settings, add, items):
    settings.CLAMAV_URL = "unix:///nowhere/clamd.sock"

    with pytest.raises(Refused, match="does not answer"):
        add("Scorecard", items[0])
