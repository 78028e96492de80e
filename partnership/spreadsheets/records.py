"""Detects the kind, encoding and records of a file.

Shared by the national register (60 MB, never held in memory) and by the lists that
people upload. A file is judged by its bytes, never by its name.
"""

import codecs
import csv
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from partnership.guards.outcomes import Refused

CHUNK = 1 << 20

# Word, Excel and PowerPoint since 2007 are zips; before, compound files.
SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook or Word document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
OFFICE_FOLDERS = (
    ("xl/", "an Excel workbook"),
    ("word/", "a Word document"),
    ("ppt/", "a PowerPoint presentation"),
)

Opener = Callable[[], BinaryIO]


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


def encoding_of(open_csv: Opener) -> str:
    """UTF-8 where every byte agrees with it, otherwise Windows-1252.

    Departments publish Windows-1252, and so does Excel; files saved again come as
    UTF-8.

    Raises:
        Refused: it is no text, or in an encoding that cannot be told.
    """
    beginning = read(open_csv(), 512)
    if beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Refused(
            "This file is in UTF-16, as Excel saves Unicode text. "
            "Save it as CSV UTF-8 and import that."
        )
    if beginning.lstrip()[:1] == b"<":
        raise Refused("This is a web page, not a CSV file.")
    if beginning.lstrip()[:1] in (b"{", b"["):
        raise Refused("This is a JSON file, not a CSV file.")
    if beginning.startswith(codecs.BOM_UTF8):
        if not _agrees(open_csv, "utf-8-sig"):
            raise Refused(
                "This file says it is in UTF-8 but is not. Save it as CSV UTF-8."
            )
        return "utf-8-sig"
    if _agrees(open_csv, "utf-8"):
        return "utf-8"
    if _agrees(open_csv, "cp1252"):
        return "cp1252"
    raise Refused("This file is not in UTF-8 or Windows-1252. Save it as CSV UTF-8.")


def _agrees(open_csv: Opener, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    stream = open_csv()
    try:
        while chunk := read(stream, CHUNK):
            if b"\0" in chunk:
                raise Refused("This is not a text file, so it is not a CSV file.")
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def read(stream: BinaryIO, size: int) -> bytes:
    """Some bytes of a file or of a zip's member.

    Raises:
        Refused: the file is damaged.
    """
    try:
        return stream.read(size)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError) as fault:
        raise Refused("This file is damaged: it cannot be read to its end.") from fault


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
