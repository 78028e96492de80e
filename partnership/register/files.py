"""Opening a file that should be the register: plain or zipped, in any encoding.

Whatever cannot be the register is refused here by what it is. Nothing is held in
memory: a register has some 60 MB.
"""

import codecs
import csv
import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from partnership.foundation.outcomes import Refused
from partnership.register import layout

CHUNK = 1 << 20
LARGEST_MEMBER = 1 << 30

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
SAVE_AS_CSV = "Save it as CSV and import that."


@dataclass
class Record:
    """One row as it stands in the file; `fault` where it cannot even be split."""

    row: int
    first_line: int
    last_line: int
    cells: list[str]
    fault: str = ""


@dataclass
class Register:
    """An opened register: its header, and its rows one by one."""

    header: list[str]
    records: Iterator[Record]


Opener = Callable[[], BinaryIO]


@contextmanager
def opened(source: BinaryIO) -> Iterator[Register]:
    """The register in a file that can be read from its beginning.

    Raises:
        Refused: the file is not a register of establishments.
    """
    open_csv = _csv_within(source)
    encoding = _encoding_of(open_csv)
    text = io.TextIOWrapper(open_csv(), encoding=encoding, newline="")
    try:
        records = _records(text)
        header = _header(records)
        layout.check_header(header)
        yield Register(header, records)
    finally:
        text.detach()


def _csv_within(source: BinaryIO) -> Opener:
    def from_the_start() -> BinaryIO:
        source.seek(0)
        return source

    beginning = from_the_start().read(8)
    if not beginning:
        raise Refused("This file is empty.")
    for signature, words in SIGNATURES:
        if beginning.startswith(signature):
            raise Refused(f"This is {words}, not a CSV file.")
    if beginning.startswith(b"PK"):
        return _csv_within_zip(source)
    return from_the_start


def _csv_within_zip(source: BinaryIO) -> Opener:
    """The one register in a zip; a Mac adds its own members, which do not count."""
    try:
        archive = zipfile.ZipFile(source)
        names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError):
        raise Refused("This zip file is damaged.") from None
    for folder, words in OFFICE_FOLDERS:
        if any(name.startswith(folder) for name in names):
            raise Refused(f"This is {words}, not a CSV file. {SAVE_AS_CSV}")
    members = [
        name
        for name in names
        if name.lower().endswith(".csv")
        and not name.startswith("__MACOSX/")
        and not name.rsplit("/", 1)[-1].startswith(".")
    ]
    if not members:
        raise Refused("There is no CSV file in this zip file.")
    openers = {name: _member(archive, name) for name in members}
    if len(members) == 1:
        return openers[members[0]]
    registers = [name for name in members if _is_register(openers[name])]
    if len(registers) > 1:
        raise Refused(f"There is more than one register in it: {', '.join(registers)}.")
    return openers[registers[0] if registers else members[0]]


def _member(archive: zipfile.ZipFile, name: str) -> Opener:
    def open_member() -> BinaryIO:
        info = archive.getinfo(name)
        if info.file_size > LARGEST_MEMBER:
            raise Refused(f"{name} is too large to be the register.")
        if info.flag_bits & 1:
            raise Refused("This zip file has a password.")
        return archive.open(info)

    return open_member


def _is_register(open_csv: Opener) -> bool:
    try:
        encoding = _encoding_of(open_csv)
        text = io.TextIOWrapper(open_csv(), encoding=encoding, newline="")
        return layout.is_register(_header(_records(text)))
    except Refused:
        return False


def _encoding_of(open_csv: Opener) -> str:
    """UTF-8 where every byte agrees with it, otherwise Windows-1252.

    The Department publishes Windows-1252; files saved again come as UTF-8.
    """
    beginning = _read(open_csv(), 512)
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
            raise Refused("This file says it is in UTF-8 and is not.")
        return "utf-8-sig"
    if _agrees(open_csv, "utf-8"):
        return "utf-8"
    if _agrees(open_csv, "cp1252"):
        return "cp1252"
    raise Refused("This file is neither in UTF-8 nor in Windows-1252.")


def _agrees(open_csv: Opener, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    stream = open_csv()
    try:
        while chunk := _read(stream, CHUNK):
            if b"\0" in chunk:
                raise Refused("This is not a text file, and so not a CSV file.")
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _read(stream: BinaryIO, size: int) -> bytes:
    try:
        return stream.read(size)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError) as fault:
        raise Refused("This file is damaged: it cannot be read to its end.") from fault


def _records(text: io.TextIOWrapper) -> Iterator[Record]:
    """Every row, numbered as a spreadsheet numbers them; a broken one says why."""
    reader = csv.reader(text, strict=True)
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


def _header(records: Iterator[Record]) -> list[str]:
    for record in records:
        if record.fault:
            raise Refused("This is not a CSV file: its first line cannot be read.")
        header = [cell.strip() for cell in record.cells]
        if any(header):
            return header
    raise Refused("This file is empty.")
