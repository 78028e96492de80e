"""The pack of a meeting: page numbers that stay, bookmarks, supplements, Word."""

import os
import shutil
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader

from partnership.drawing.pdf import is_available
from partnership.guards.outcomes import Refused
from subgroups.agenda import sending
from subgroups.agenda import services as agenda
from subgroups.papers import packs
from subgroups.papers import services as papers
from subgroups.papers.binding import Bound, Mark, bind
from subgroups.papers.models import Pack
from tests.gates import require_or_skip
from tests.subgroups.pages import page, url, words
from tests.subgroups.papers.making import pdf, upload, word

# Binding alone.


def bound(*papers, marks=()):
    made = bind(
        pdf("Contents"),
        [
            Bound(title, BytesIO(content), first, pages)
            for title, content, first, pages in papers
        ],
        marks=marks,
        title="Pack",
    )
    return PdfReader(BytesIO(made))


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_each_page_is_stamped_with_its_number(rotate):
    made = bound(
        ("A", pdf("Alpha", "Beta", rotate=rotate), 1, 2),
        ("B", pdf("Gamma"), 7, 1),
    )

    texts = ["".join(sheet.extract_text().split()) for sheet in made.pages]
    assert texts[0] == "Contents|"
    assert [sorted(text.split("|")) for text in texts[1:]] == [
        ["1", "Alpha"],
        ["2", "Beta"],
        ["7", "Gamma"],
    ]
    assert made.page_labels == ["i", "1", "2", "7"]


def test_bookmarks_lead_to_their_pages():
    marks = [
        Mark("Contents"),
        Mark("1. Welcome", 7, [Mark("B (page 7)", 7)]),
        Mark("2. Scorecard", 1, [Mark("A (pages 1 to 2)", 1), Mark("B (page 7)", 7)]),
    ]

    made = bound(("A", pdf("x", "y"), 1, 2), ("B", pdf("z"), 7, 1), marks=marks)

    assert _outline(made, made.outline) == [
        ("Contents", 0),
        ("1. Welcome", 3),
        [("B (page 7)", 3)],
        ("2. Scorecard", 1),
        [("A (pages 1 to 2)", 1), ("B (page 7)", 3)],
    ]


def _outline(made, outline):
    return [
        _outline(made, entry)
        if isinstance(entry, list)
        else (entry.title, made.get_destination_page_number(entry))
        for entry in outline
    ]


@pytest.mark.parametrize(
    ("rotate", "place"),
    # In the middle of the lower edge of the page as it is shown, A4 upright.
    [(0, (297, 18)), (90, (577, 421)), (180, (297, 824)), (270, (18, 421))],
)
def test_the_number_stands_at_the_lower_edge_as_the_page_is_shown(rotate, place):
    made = bind(
        pdf("Contents"),
        [Bound("A", BytesIO(pdf("Alpha", rotate=rotate)), 8, 1)],
        marks=[],
        title="Pack",
    )

    with pdfium.PdfDocument(made) as shown:
        text = shown[1].get_textpage()
        where = text.get_text_range().index("8")
        left, bottom, right, top = text.get_charbox(where)

    assert ((left + right) / 2, (bottom + top) / 2) == pytest.approx(place, abs=4)


# The pack of a meeting.


@pytest.fixture
def make(coming, lena):
    """Makes the pack as its worker does, and reads it."""
    require_or_skip(is_available(), "Pango is not installed")

    def made():
        pack = packs.ask_for_pack(coming, by=lena)
        packs.make_pack(pack.pk)
        pack.refresh_from_db()
        assert pack.is_ready, pack.error
        with pack.file.open("rb") as file:
            return pack, PdfReader(BytesIO(file.read()))

    return made


def numbered(made) -> dict[str, str]:
    """The label of each page of a paper, by the words on it."""
    return {
        words_of.partition(" |")[0].strip(): label
        for label, sheet in zip(made.page_labels, made.pages, strict=True)
        if " |" in (words_of := sheet.extract_text())
    }


def test_papers_are_bound_in_the_order_of_the_agenda(add, items, make):
    add("Third", items[2], pages=1)
    add("First", items[0], pages=2)
    add("Both", items[0], items[2], pages=1)

    pack, made = make()

    assert numbered(made) == {
        "First page 1": "1",
        "First page 2": "2",
        "Both page 1": "3",
        "Third page 1": "4",
    }
    assert pack.pages == 4
    flat = [entry for entry in made.outline if not isinstance(entry, list)]
    assert [entry.title for entry in flat] == [
        "Agenda and contents",
        "1. Welcome",
        "2. Restricted item",
        "3. Scorecard",
    ]
    contents = " ".join(made.pages[0].extract_text().split())
    assert "Both, page 3" in contents


def test_a_late_supplement_renumbers_nothing(add, coming, items, lena, make, today):
    add("Third", items[2], pages=2)
    _, before = make()
    sending.publish_agenda(coming, by=lena, on=today)

    add("Late", items[0], pages=1)
    _, after = make()

    assert numbered(before).items() <= numbered(after).items()
    assert numbered(after)["Late page 1"] == "3"


def test_before_publishing_pages_follow_the_agenda(add, items, make):
    add("Third", items[2], pages=2)
    make()
    add("First", items[0], pages=1)

    _, made = make()

    assert numbered(made)["First page 1"] == "1"


def test_pages_of_what_was_removed_or_has_grown_are_not_used_again(
    add, coming, items, lena, make, today
):
    gone, grown = add("Gone", items[0]), add("Grown", items[0], pages=1)
    add("Last", items[2], pages=1)
    make()
    sending.publish_agenda(coming, by=lena, on=today)
    papers.remove_paper(gone, by=lena)
    papers.change_paper(
        grown,
        title="Grown",
        items=[items[0]],
        file=upload(pdf("Grown page 1", "Grown page 2")),
        by=lena,
    )
    make()
    add("Late", items[2], pages=1)

    _, made = make()

    assert numbered(made) == {
        "Last page 1": "4",
        "Grown page 1": "5",
        "Grown page 2": "6",
        "Late page 1": "7",
    }
    contents = " ".join(made.pages[0].extract_text().split())
    assert "Pages no longer used" in contents
    assert "Pages 1 to 2" in contents


def test_a_restricted_paper_is_not_in_the_pack(add, items, make):
    add("Statement", items[1])
    add("Scorecard", items[0])

    pack, made = make()

    everything = "".join(sheet.extract_text() for sheet in made.pages)
    assert "Statement" not in everything
    assert "Conduct" not in everything
    assert pack.left_out == ["Papers of item 2, which is restricted"]


def test_the_pack_says_that_it_is_not_accessible_and_links_the_papers(
    add, coming, items, make
):
    paper = add("Scorecard", items[0])

    _, made = make()

    first = made.pages[0]
    links = [
        annotation.get_object()["/A"]["/URI"]
        for annotation in first["/Annots"]
        if "/URI" in annotation.get_object().get("/A", {})
    ]
    assert "This pack may not be accessible" in first.extract_text()
    assert {link.partition("://")[2].partition("/")[2] for link in links} == {
        coming.get_absolute_url()[1:],
        paper.get_absolute_url()[1:],
    }
    assert "/StructTreeRoot" not in made.trailer["/Root"]


def test_a_word_document_is_listed_without_libreoffice(add, items, make, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    add("Plan", items[0], content=word(), name="Plan.docx")

    pack, _ = make()

    assert pack.left_out == ["Plan, a Word document: open it by itself"]


def office(folder: Path, *, script: str) -> None:
    """A program in the place of LibreOffice, called as it is called."""
    program = folder / "soffice"
    program.write_text(f"#!{shutil.which('sh')}\n{script}\n")
    program.chmod(0o700)


def test_a_word_document_is_bound_with_libreoffice(
    add, items, make, monkeypatch, tmp_path
):
    (tmp_path / "made.pdf").write_bytes(pdf("Plan page 1"))
    # --outdir and its folder come before the document.
    office(
        tmp_path,
        script=f'while [ "$1" != --outdir ]; do shift; done; '
        f'cp {tmp_path}/made.pdf "$2/paper.pdf"',
    )
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    paper = add("Plan", items[0], content=word(), name="Plan.docx")

    pack, made = make()

    paper.refresh_from_db()
    assert (pack.left_out, paper.pages) == ([], 1)
    assert numbered(made) == {"Plan page 1": "1"}


def test_a_word_document_that_libreoffice_cannot_read_is_listed(
    add, items, make, monkeypatch, tmp_path
):
    office(tmp_path, script="exit 1")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    add("Plan", items[0], content=word(), name="Plan.docx")

    pack, _ = make()

    assert len(pack.left_out) == 1


# Asking for it.


def test_one_pack_is_in_hand_at_a_time(coming, items, lena):
    first = packs.ask_for_pack(coming, at_once=False, by=lena)

    assert packs.ask_for_pack(coming, at_once=False, by=lena) == first


def test_a_file_that_has_gone_fails_in_words(add, coming, items, lena):
    paper = add("Scorecard", items[0])
    paper.file.delete(save=False)
    Pack.objects.all().delete()
    pack = packs.ask_for_pack(coming, at_once=False, by=lena)

    with pytest.raises((OSError, ValueError)):
        packs.make_pack(pack.pk)

    pack.refresh_from_db()
    assert pack.error.startswith("Something went wrong")


def test_a_pack_is_asked_for_and_opened(
    client_of, add, coming, items, lena, dara, outbox_delivers
):
    require_or_skip(is_available(), "Pango is not installed")
    add("Scorecard", items[0])
    client = client_of(lena)

    with outbox_delivers():
        asked = client.post(url("ask_for_pack", coming))
    pack = Pack.objects.get()
    shown = words(client.get(asked.url))
    opened = client_of(dara).get(url("pack_file", pack))

    assert "The pack is ready" in shown
    assert b"".join(opened).startswith(b"%PDF-")
    assert "Agenda and papers in one PDF" in words(client.get(url("meeting", coming)))


def test_a_pack_that_is_not_ready_is_not_downloaded(client_of, coming, items, lena):
    pack = packs.ask_for_pack(coming, at_once=False, by=lena)
    client = client_of(lena)

    assert client.get(url("pack_file", pack)).status_code == 409
    assert page(client.get(url("pack", pack))).find(attrs={"data-hx-get": True})
    with pytest.raises(Refused):
        pack.move("finish")


def test_a_restricted_item_made_open_joins_the_pack(add, items, lena, make):
    add("Statement", items[1])
    make()
    agenda.correct_item(items[1], title="Conduct", purpose="decision", by=lena)

    _, made = make()

    assert "Statement page 1" in numbered(made)
