"""Opening the register file, plain or zipped and in any encoding.

Files that cannot be the register are refused with an explanation. The file is streamed,
as a register has about 60 MB.
"""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from partnership.guards.outcomes import Refused
from partnership.schools import columns as layout
from partnership.spreadsheets.records import (
    Opener,
    Record,
    encoding_of,
    office_kind,
    records,
    signature_of,
)

LARGEST_MEMBER = 1 << 30
SAVE_AS_CSV = "Save it as CSV and import that."


@dataclass
class Register:
    """An open register: its header and an iterator of its rows."""

    header: list[str]
    records: Iterator[Record]


@contextmanager
def opened(source: BinaryIO) -> Iterator[Register]:
    """The register in a seekable file.

    Raises:
        Refused: the file is not a register of establishments.
    """
    open_csv = _csv_within(source)
    encoding = encoding_of(open_csv)
    text = io.TextIOWrapper(open_csv(), encoding=encoding, newline="")
    try:
        rows = records(text)
        header = _header(rows)
        layout.check_header(header)
        yield Register(header, rows)
    finally:
        text.detach()


def _csv_within(source: BinaryIO) -> Opener:
    def from_the_start() -> BinaryIO:
        source.seek(0)
        return source

    beginning = from_the_start().read(8)
    if not beginning:
        raise Refused("This file is empty.")
    if words := signature_of(beginning):
        raise Refused(f"This is {words}, not a CSV file.")
    if beginning.startswith(b"PK"):
        return _csv_within_zip(source)
    return from_the_start


def _csv_within_zip(source: BinaryIO) -> Opener:
    """The only register in a zip, ignoring files added by macOS."""
    try:
        archive = zipfile.ZipFile(source)
        names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError):
        raise Refused("This zip file is damaged.") from None
    if words := office_kind(names):
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
        encoding = encoding_of(open_csv)
        text = io.TextIOWrapper(open_csv(), encoding=encoding, newline="")
        return layout.is_register(_header(records(text)))
    except Refused:
        return False


def _header(records: Iterator[Record]) -> list[str]:
    for record in records:
        if record.fault:
            raise Refused("This is not a CSV file: its first line cannot be read.")
        header = [cell.strip() for cell in record.cells]
        if any(header):
            return header
    raise Refused("This file is empty.")
