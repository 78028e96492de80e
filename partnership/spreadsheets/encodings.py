"""Tells how a text file was saved, by its bytes.

UTF-8 and UTF-16 show themselves. Windows, old Macs and MS-DOS save a byte for a letter,
each in its own way: the right one makes words of them, “children’s” rather than
“childrenÕs”.
"""

import codecs
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import BinaryIO

from partnership.guards.outcomes import Refused

CHUNK = 1 << 20
Opener = Callable[[], BinaryIO]

# A protective marking, such as [OFFICIAL], often stands above a table.
WEB_PAGE = re.compile(
    rb"\s*<(?:!doctype|!--|\?xml|/?(?:html|head|body|meta|table|div|script|style)\b)",
    re.IGNORECASE,
)
JSON = re.compile(rb'\s*[{\[]\s*(?:["{\[\]}]|-?\d|true\b|false\b|null\b)')
# How programs save a byte for a letter, and who they are.
BY_BYTE = {
    "cp1252": "Windows",
    "mac_roman": "Macintosh",
    "cp850": "MS-DOS",
}
# So many of the letters that are no plain ones tell enough.
LOOKED_AT = 5000
ODD = re.compile(rb"[\x80-\xff]")
# Letters with accents as names and words here have them, and others.
USUAL, RARE = frozenset("áâãäçèéêëíîïñóôöúûü"), frozenset("àåæìòõøùýœß")
APOSTROPHES, OPENING, CLOSING = "’", "“‘", "”"
MONEY, DASHES, MARKS, AFTER_NUMBERS = "£€", "–—", "•·…§©®™", "½¼¾°²³"
UNDEFINED = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True)
class Encoding:
    """How a file is read, and how else it might be."""

    name: str
    others: tuple[str, ...] = ()


def encoding_of(open_csv: Opener) -> Encoding:
    """How a text file was saved.

    Raises:
        Refused: it is no text, or in an encoding that cannot be told.
    """
    beginning = read(open_csv(), 512)
    if wide := _of_two_bytes(beginning):
        if not _agrees(open_csv, wide):
            raise Refused("This file is damaged: it is not all in UTF-16.")
        return Encoding(wide)
    if WEB_PAGE.match(beginning):
        raise Refused("This is a web page, not a CSV file.")
    if JSON.match(beginning):
        raise Refused("This is a JSON file, not a CSV file.")
    if beginning.startswith(codecs.BOM_UTF8):
        if not _agrees(open_csv, "utf-8-sig"):
            raise Refused(
                "This file says it is in UTF-8 but is not. Save it as CSV UTF-8."
            )
        return Encoding("utf-8-sig")
    if _agrees(open_csv, "utf-8"):
        return Encoding("utf-8")
    return _of_one_byte(open_csv)


def _of_two_bytes(beginning: bytes) -> str:
    """The kind of UTF-16: by its mark, or as every other byte is none."""
    if beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    even, odd = beginning[::2].count(0), beginning[1::2].count(0)
    half = len(beginning) // 2
    if half and max(even, odd) > 0.7 * half and min(even, odd) == 0:
        return "utf-16-le" if odd else "utf-16-be"
    return ""


def _agrees(open_csv: Opener, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    stream = open_csv()
    try:
        while chunk := read(stream, CHUNK):
            if b"\0" in chunk and not encoding.startswith("utf-16"):
                raise Refused("This is not a text file, so it is not a CSV file.")
            if "\0" in decoder.decode(chunk):
                raise Refused("This is not a text file, so it is not a CSV file.")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _of_one_byte(open_csv: Opener) -> Encoding:
    """The encoding in which most letters fit in with those beside them.

    Where another fits as well, and would read something else, it may be meant.
    """
    windows = list(islice(_odd_bytes(open_csv), LOOKED_AT))
    scores = {
        name: sum(_fit(*map(letters.__getitem__, window)) for window in windows)
        for name in BY_BYTE
        if not any(
            (letters := _letters(name))[window[1]] == UNDEFINED for window in windows
        )
    }
    # Departments publish Windows-1252, and so does Excel: nothing else by chance.
    name = max(scores, key=lambda one: (scores[one], one == "cp1252"))
    if scores[name] < 0 and "cp1252" not in scores:
        raise Refused(
            "It cannot be told how this file was saved. Save it as CSV UTF-8."
        )
    return Encoding(
        name,
        tuple(
            other
            for other, score in scores.items()
            if other != name and score == scores[name] and _differ(name, other, windows)
        ),
    )


@cache
def _letters(encoding: str) -> str:
    """What each byte is in an encoding."""
    return bytes(range(256)).decode(encoding, errors="replace")


def _differ(one: str, other: str, windows: list[bytes]) -> bool:
    return any(_letters(one)[each[1]] != _letters(other)[each[1]] for each in windows)


def _odd_bytes(open_csv: Opener) -> Iterator[bytes]:
    """Each byte that is no plain letter, between its neighbours."""
    stream, before = open_csv(), b"\n"
    while chunk := read(stream, CHUNK):
        text = before + chunk + b"\n"
        for found in ODD.finditer(text, 1, len(text) - 1):
            yield text[found.start() - 1 : found.start() + 2]
        before = chunk[-1:]


def _fit(before: str, sign: str, after: str) -> int:
    """How well a sign is where English puts it: 3 at best, below 0 if not at all."""
    if sign == "\N{NO-BREAK SPACE}":
        return 0
    if sign in APOSTROPHES:
        return 3 if before.isalpha() and (after.isalpha() or after in " ,.") else 1
    if sign in OPENING:
        return 2 if not before.isalnum() and (after.isalnum() or after in "£([") else -1
    if sign in CLOSING:
        return 2 if not before.isspace() and not after.isalnum() else -1
    if sign in MONEY:
        return 2 if after.isdigit() or before.isdigit() or before.isspace() else -1
    if sign in DASHES:
        return 2 if before.isspace() == after.isspace() else 0
    if sign in AFTER_NUMBERS:
        return 2 if before.isdigit() or before.isspace() else -1
    if sign in MARKS:
        return 2 if not after.isalpha() or before.isspace() else -1
    if sign.lower() not in USUAL | RARE or before.isdigit() or after.isdigit():
        return -2
    if sign.isupper():
        # “Ángel”, “CAFÉ”: none stands in the middle of small letters.
        begins = not before.isalpha() and after.isalpha()
        if before.isupper() and not after.islower():
            return 2
        return 1 if begins else -2
    is_alone = not (before.isalpha() or after.isalpha())
    if is_alone or after.isupper() or before.isupper() and not after.islower():
        return -2
    return 2 if sign in USUAL else 1


def read(stream: BinaryIO, size: int) -> bytes:
    """Some bytes of a file or of a zip's member.

    Raises:
        Refused: the file is damaged.
    """
    try:
        return stream.read(size)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError) as fault:
        raise Refused("This file is damaged: it cannot be read to its end.") from fault
