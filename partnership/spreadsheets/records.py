"""Detects the kind of a file, and splits it into records.

Shared by the national register (60 MB, never held in memory) and by the lists that
people upload. A file is judged by its bytes, never by its name.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

# Word, Excel and PowerPoint since 2007 are zips; before, and with a password, compound
# files.
BEFORE_2007 = b"\xd0\xcf\x11\xe0"
SIGNATURES = (
    (b"%PDF", "a PDF"),
    (BEFORE_2007, "an old Excel workbook or Word document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
A_WORKBOOK = "an Excel workbook"
OFFICE_FOLDERS = (
    ("xl/", A_WORKBOOK),
    ("word/", "a Word document"),
    ("ppt/", "a PowerPoint presentation"),
)


@dataclass
class Record:
    """A row of the file, with `fault` if it cannot be split."""

    row: int
    first_line: int
    last_line: int
    cells: list[str]
    fault: str = ""


def signature_of(beginning: bytes) -> str:
    """The kind of file from its first bytes, or empty if it may be a table."""
    return next((words for mark, words in SIGNATURES if beginning.startswith(mark)), "")


def office_kind(names: list[str]) -> str:
    """What a zip with such members is, in words; empty where it is a mere zip."""
    for folder, words in OFFICE_FOLDERS:
        if any(name.startswith(folder) for name in names):
            return words
    return ""


def records(text: io.TextIOBase, *, delimiter: str = ",") -> Iterator[Record]:
    """Every row, numbered as a spreadsheet numbers them; a broken one says why."""
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    row, line = 0, 0
    while True:
        row, first, cells, fault = row + 1, line + 1, [], ""
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            fault = str(error)
        line = reader.line_num
        yield Record(row, first, line, cells, fault)
