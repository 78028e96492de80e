"""From bytes to cells: every dress a spreadsheet comes in, and what is none."""

import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from partnership.guards.outcomes import Refused
from partnership.spreadsheets import limits
from partnership.spreadsheets.cells import letter_of
from partnership.spreadsheets.reading import read
from partnership.spreadsheets.values_alone import UNREAD
from tests.partnership.sheets import altered, csv, saved, xlsx


def lines(content: bytes) -> list[tuple]:
    """Rows as (number, texts …) of the only sheet."""
    (sheet,) = read(content).sheets
    return [(row.number, *(cell.text for cell in row.cells)) for row in sheet.rows]


@pytest.mark.parametrize(
    "content",
    [
        csv("Name,Town", "Zoë Brontë,Élan"),
        csv("Name,Town", "Zoë Brontë,Élan", encoding="cp1252"),
        csv("Name,Town", "Zoë Brontë,Élan", encoding="utf-8-sig"),
        csv("Name;Town", "Zoë Brontë;Élan", ends="\r\n"),
        csv("Name\tTown", "Zoë Brontë\tÉlan"),
        csv("Name|Town", "Zoë Brontë|Élan"),
        csv('"Name","Town"', '" Zoë  Brontë ","Élan "'),
        csv("Name,Town", "Zoë\u200b Brontë\u00a0,Élan\ufeff"),
        csv("Name,Town", "Zoe\u0308 Bronte\u0308,E\u0301lan"),
        xlsx(["Name", "Town"], [" Zoë  Brontë ", "Élan"]),
    ],
)
def test_every_dress_gives_the_same_cells(content):
    assert lines(content) == [(1, "Name", "Town"), (2, "Zoë Brontë", "Élan")]


def test_excels_own_line_about_the_delimiter_is_no_row():
    assert lines(b"sep=;\r\nName;Town\r\nAnn;Ashmere, Upper\r\n") == [
        (2, "Name", "Town"),
        (3, "Ann", "Ashmere, Upper"),
    ]


def test_a_comma_within_names_does_not_hide_the_semicolon():
    content = csv("Name;Organisation", "Seal, Ann;Council", "Okafor, Amara;Police")

    assert lines(content)[1] == (2, "Seal, Ann", "Council")


def test_blank_rows_are_left_out_and_counted():
    content = csv("", ",,", "Name,Town", "", "  , ", "Ann,Ashmere", ",", "")

    assert lines(content) == [(3, "Name", "Town"), (6, "Ann", "Ashmere")]


def test_line_ends_within_a_cell_stay():
    (sheet,) = read(csv("Task,Owner", '"First\r\n second  part",Ann')).sheets

    cell = sheet.rows[1].cells[0]

    assert (cell.text, cell.line) == ("First\nsecond part", "First second part")


def test_a_row_that_cannot_be_split_says_so():
    (sheet,) = read(csv("Name,Town", '"Ann"x,Ashmere', "Bo,Denholt")).sheets

    assert [(row.number, bool(row.fault)) for row in sheet.rows] == [
        (1, False),
        (2, True),
        (3, False),
    ]


def test_what_excel_keeps_becomes_text():
    def also(sheet):
        sheet["E2"].number_format = "dd/mm/yyyy"

    content = xlsx(
        ["Date", "Whole", "Part", "Truth", "Moment"],
        [date(2025, 9, 1), 100001.0, 2.5, True, datetime(2025, 9, 2, 14)],  # noqa: DTZ001
        also=also,
    )

    (sheet,) = read(content).sheets

    cells = sheet.rows[1].cells
    assert [cell.text for cell in cells] == [
        "2025-09-01",
        "100001",
        "2.5",
        "Yes",
        "2025-09-02",
    ]
    assert [cell.day for cell in cells] == [
        date(2025, 9, 1),
        None,
        None,
        None,
        date(2025, 9, 2),
    ]


def test_a_merged_area_means_the_same_in_each_of_its_rows():
    def also(sheet):
        sheet.merge_cells("A1:C1")
        sheet.merge_cells("B3:B5")

    content = xlsx(
        ["Members 2025", None, None],
        ["Name", "Organisation", "Role"],
        ["Ann", "Council", "Member"],
        ["Bo", None, "Deputy"],
        ["Cy", None, "Member"],
        ["Di", None, "Member"],
        also=also,
    )

    assert [row[:3] for row in lines(content)] == [
        (1, "Members 2025"),
        (2, "Name", "Organisation"),
        (3, "Ann", "Council"),
        (4, "Bo", "Council"),
        (5, "Cy", "Council"),
        (6, "Di", ""),
    ]


def test_a_formula_is_never_calculated():
    content = xlsx(["Name", "Sum", "Said"], ["Ann", "=1+1", '=IF(1,"","")'])
    # As Excel saves them: the first with a result, the second with an empty text.
    kept = altered(
        content,
        "xl/worksheets/sheet1.xml",
        lambda xml: (
            xml.replace(
                b'<c r="B2"><f>1+1</f><v></v></c>', b'<c r="B2"><f>1+1</f><v>2</v></c>'
            )
            .replace(
                b'<c r="B2"><f>1+1</f><v /></c>', b'<c r="B2"><f>1+1</f><v>2</v></c>'
            )
            .replace(b'<c r="C2">', b'<c r="C2" t="str">')
        ),
    )

    def second_row(sheets):
        cells = sheets[0].rows[1].cells
        return [(cell.text, cell.fault) for cell in cells]

    fault = "holds a formula whose result was not saved"
    assert second_row(read(content).sheets) == [("Ann", ""), ("", fault), ("", fault)]
    assert second_row(read(kept).sheets) == [("Ann", ""), ("2", "")]


def test_text_that_begins_like_a_formula_stays_text():
    content = csv("Name,Town", '=1+1,"+44 1632 960000"', "-Ann,@home")

    assert lines(content)[1:] == [(2, "=1+1", "+44 1632 960000"), (3, "-Ann", "@home")]


def test_an_error_of_excel_is_a_fault():
    def also(sheet):
        sheet["A2"] = "#N/A"
        sheet["A2"].data_type = "e"

    (sheet,) = read(xlsx(["Name", "Town"], [None, "Ashmere"], also=also)).sheets

    assert sheet.rows[1].cells[0].fault == "holds an error, #N/A"


def test_sheets_that_are_hidden_are_not_read():
    book = Workbook()
    book.active.title = "Shown"
    book.active.append(["Name"])
    hidden = book.create_sheet("Kept away")
    hidden.append(["Name"])
    hidden.sheet_state = "hidden"
    book.create_sheet("Blank")

    assert [sheet.name for sheet in read(saved(book)).sheets] == ["Shown"]


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


GOOD = xlsx(["Name", "Town"], ["Ann", "Ashmere"])
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha">]>'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "This file is empty."),
        (b" \r\n\t ", "This file is empty."),
        (csv(",,", " , "), "This file is empty."),
        (xlsx(), "This file is empty."),
        (b"%PDF-1.7 ", "This is a PDF. Save it as an Excel workbook (.xlsx) or CSV."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "This is an old Excel workbook or Word document, or has a password. "
            "Save it as an Excel workbook (.xlsx) or CSV.",
        ),
        (b"<html><body>Name</body></html>", "This is a web page, not a CSV file."),
        (b'[{"name": "Ann"}]', "This is a JSON file, not a CSV file."),
        (b"Name,Town\nAnn\0,Ashmere", "This is not a text file, so it is not a CSV "
         "file."),
        (b"PK\x03\x04nothing else", "This file is damaged: it cannot be opened."),
        (GOOD[: len(GOOD) // 2], "This file is damaged: it cannot be opened."),
        (zipped(**{"readme.txt": b"x"}), "This is a zip archive. Save it as an Excel "
         "workbook (.xlsx) or CSV."),
        (zipped(**{"word/document.xml": b"<x/>"}), "This is a Word document. Save it "
         "as an Excel workbook (.xlsx) or CSV."),
        (zipped(**{"xl/workbook.bin": b"x"}), UNREAD),
        (zipped(**{"xl/workbook.xml": b"<rubbish"}), UNREAD),
        (altered(GOOD, "xl/worksheets/sheet1.xml", lambda xml: xml[:-40]),
         UNREAD),
        (altered(GOOD, "xl/worksheets/sheet1.xml", lambda xml: LAUGHS + xml),
         UNREAD),
        (altered(GOOD, "xl/styles.xml", lambda xml: xml.decode().encode("utf-16")),
         UNREAD),
        (altered(GOOD, "xl/workbook.xml", lambda xml: xml.replace(b"rId1", b"rId9")),
         UNREAD),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_by_what_it_is(content, words):
    with pytest.raises(Refused) as refused:
        read(content)

    assert str(refused.value) == words


@pytest.mark.parametrize("fill", [b"\0", b" ", b"<a/>"])
def test_a_workbook_that_unpacks_to_something_huge_is_refused(fill):
    much = fill * (limits.MOST_UNPACKED // len(fill) + 1)
    bomb = altered(GOOD, "docProps/app.xml", lambda _: much)
    assert len(bomb) < 1 << 20

    with pytest.raises(Refused, match="too large once it is unpacked|cannot be read"):
        read(bomb)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a" * (limits.MOST_BYTES + 1), "larger than 5 MB"),
        (csv(*["Ann,Ashmere"] * (limits.MOST_ROWS + 1)), "more than 5,000 rows"),
        (csv("," * 300 + "x"), "more than 200 columns"),
    ],
)
def test_what_is_too_large_is_refused(content, words):
    with pytest.raises(Refused, match=words):
        read(content)


def test_a_workbook_that_goes_on_for_ever_is_refused():
    def also(sheet):
        sheet.cell(row=limits.LAST_ROW + 1, column=1, value="x")

    with pytest.raises(Refused, match="goes on after row 20,000"):
        read(xlsx(["Name"], also=also))


def test_blank_rows_to_the_end_of_excel_are_no_trouble():
    def also(sheet):
        sheet.cell(row=1_048_576, column=16_384, value=" ")

    assert lines(xlsx(["Name"], ["Ann"], also=also)) == [(1, "Name"), (2, "Ann")]


def test_a_merged_area_over_everything_is_no_trouble():
    content = altered(
        xlsx(["Name"], ["Ann"], ["Bo", "Ashmere"]),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(
            b"</sheetData>",
            b'</sheetData><mergeCells count="1"><mergeCell ref="B1:XFD1048576"/>'
            b'<mergeCell ref="A2:XFD1048576"/></mergeCells>',
        ),
    )

    assert lines(content) == [(1, "Name"), (2, "Ann"), (3, "Bo", "Ashmere")]


def open_document(*rows: tuple[str, str]) -> bytes:
    """A sheet as LibreOffice saves it: each row a word and a day."""
    cells = "".join(
        f'<table:table-row><table:table-cell office:value-type="string"><text:p>{word}'
        f'</text:p></table:table-cell><table:table-cell office:value-type="date" '
        f'office:date-value="{day}"><text:p>{day}</text:p></table:table-cell>'
        "</table:table-row>"
        for word, day in rows
    )
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="Members">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:'
        f'manifest:1.0"><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{kind}"/></manifest:manifest>'
    )
    return zipped(
        **{
            "mimetype": kind.encode(),
            "content.xml": content.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        }
    )


def test_an_open_document_is_read_for_its_values():
    book = read(open_document(("Ann", "2026-01-31"), ("Zoë", "2026-02-01")))

    [sheet] = book.sheets
    assert sheet.name == "Members"
    assert [[cell.text for cell in row.cells] for row in sheet.rows] == [
        ["Ann", "2026-01-31"],
        ["Zoë", "2026-02-01"],
    ]
    assert sheet.rows[1].cells[1].day == date(2026, 2, 1)
    assert book.remark.startswith("Only the values of this workbook could be read")


def test_a_workbook_that_takes_all_memory_ends_only_its_reader():
    """calamine would make room for every cell up to the last one that is named."""
    far = altered(
        altered(
            GOOD,
            "xl/worksheets/sheet1.xml",
            lambda xml: xml.replace(b'r="B2"', b'r="XFD1048576"'),
        ),
        "xl/styles.xml",
        lambda xml: xml.replace(b"<fill><patternFill/></fill>", b"<fill/>"),
    )

    with pytest.raises(Refused, match="cannot be read"):
        read(far)


def test_columns_are_lettered_as_a_spreadsheet_does():
    letters = [letter_of(column) for column in (0, 25, 26, 701, 702)]

    assert letters == ["A", "Z", "AA", "ZZ", "AAA"]
