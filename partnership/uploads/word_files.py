"""Whether an uploaded Word file (.docx) can be read without harm, refused in words."""

import io
import re
import zipfile
import zlib
from typing import BinaryIO

from partnership.guards.outcomes import Refused
from partnership.spreadsheets.records import BEFORE_2007, office_kind

MOST_UNPACKED = 60 << 20
# The text itself, without pictures: more is slow to read.
MOST_XML = 8 << 20
MOST_MEMBERS = 2_000
CHUNK = 1 << 16

NO_WORD_FILE = "This is no Word document. Save it as a Word document (.docx)."
LOCKED = (
    "This file has a password or was saved by an old version of Word. Remove the "
    "password and save it as a Word document (.docx)."
)
TOO_LARGE = "This file unpacks to something too large to be read."
UNREAD = "This Word document cannot be read. Open it in Word and save it again."
EMPTY = "There is no text in this Word document."
# What Word never writes, and what expands without end when it is read.
DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def is_locked(file: BinaryIO) -> bool:
    """Whether a file has a password or is of an old version of Word."""
    file.seek(0)
    beginning = file.read(len(BEFORE_2007))
    file.seek(0)
    return beginning == BEFORE_2007


def check_word_file(content: bytes) -> None:
    """Unpack everything once, within bounds.

    Raises:
        Refused: it is no Word file, has a password, is huge or damaged.
    """
    if is_locked(io.BytesIO(content)):
        raise Refused(LOCKED)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            names = [member.filename for member in members]
            if "word/document.xml" not in names:
                what = office_kind(names)
                is_other = what and not any(name.startswith("word/") for name in names)
                raise Refused(f"This is {what}." if is_other else NO_WORD_FILE)
            if len(members) > MOST_MEMBERS:
                raise Refused(TOO_LARGE)
            if any(member.flag_bits & 1 for member in members):
                raise Refused(LOCKED)
            _measure(archive, members)
    except zipfile.BadZipFile:
        raise Refused(NO_WORD_FILE) from None
    except (EOFError, NotImplementedError, OSError, ValueError, zlib.error):
        raise Refused(UNREAD) from None


def _measure(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    left, text_left = MOST_UNPACKED, MOST_XML
    for member in members:
        is_xml = member.filename.lower().endswith((".xml", ".rels"))
        tail = b""
        with archive.open(member) as stream:
            while chunk := stream.read(CHUNK):
                left -= len(chunk)
                text_left -= len(chunk) if is_xml else 0
                if min(left, text_left) < 0:
                    raise Refused(TOO_LARGE)
                # UTF-16 would hide the words.
                if DECLARES.search(tail + chunk) or (is_xml and b"\0" in chunk):
                    raise Refused(UNREAD)
                tail = chunk[-20:]
