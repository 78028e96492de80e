"""Reads large CSV files row by row, plain or zipped, in any encoding.

Their records come one by one. Whatever is no such file is refused here by what it is.
"""

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from partnership.guards.outcomes import Refused
from partnership.spreadsheets.encodings import Opener, encoding_of
from partnership.spreadsheets.records import (
    Record,
    office_kind,
    records,
    signature_of,
)

LARGEST_MEMBER = 1 << 30
SAVE_AS_CSV = "Save it as CSV and import that."
# Whether a header is that of the file that is sought, where a zip has several.
Wanted = Callable[[Sequence[str]], bool]


@dataclass
class Stream:
    """An opened file: its header, and its records one by one."""

    header: list[str]
    records: Iterator[Record]


@contextmanager
def opened(source: BinaryIO, wanted: Wanted) -> Iterator[Stream]:
    """The table in a file that can be read from its beginning.

    Raises:
        Refused: the file is no CSV file, or a zip of several that are wanted.
    """
    open_csv = _csv_within(source, wanted)
    encoding = encoding_of(open_csv).name
    text = io.TextIOWrapper(open_csv(), encoding=encoding, newline="")
    try:
        rows = records(text)
        yield Stream(_header(rows), rows)
    finally:
        text.detach()


def _csv_within(source: BinaryIO, wanted: Wanted) -> Opener:
    def from_the_start() -> BinaryIO:
        source.seek(0)
        return source

    beginning = from_the_start().read(8)
    if not beginning:
        raise Refused("This file is empty.")
    if words := signature_of(beginning):
        raise Refused(f"This is {words}, not a CSV file.")
    if beginning.startswith(b"PK"):
        return _csv_within_zip(source, wanted)
    return from_the_start


def _csv_within_zip(source: BinaryIO, wanted: Wanted) -> Opener:
    """The file wanted in a zip; a Mac adds its own members, which do not count."""
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
    found = [name for name in members if _is_wanted(openers[name], wanted)]
    if len(found) > 1:
        raise Refused(f"There is more than one such file in it: {', '.join(found)}.")
    return openers[found[0] if found else members[0]]


def _member(archive: zipfile.ZipFile, name: str) -> Opener:
    def open_member() -> BinaryIO:
        info = archive.getinfo(name)
        if info.file_size > LARGEST_MEMBER:
            raise Refused(f"{name} is too large.")
        if info.flag_bits & 1:
            raise Refused("This zip file has a password.")
        return archive.open(info)

    return open_member


def _is_wanted(open_csv: Opener, wanted: Wanted) -> bool:
    try:
        encoding = encoding_of(open_csv).name
        text = io.TextIOWrapper(open_csv(), encoding=encoding, newline="")
        return wanted(_header(records(text)))
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
