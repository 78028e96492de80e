"""Reads one row of a list of people."""

import re
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from partnership.dates.months import BY_NAME
from partnership.email_addresses import plain_address
from partnership.lists.columns import COLUMNS
from partnership.people.models import Person
from partnership.spreadsheets.cells import Cell, Row
from partnership.spreadsheets.orders import Either
from partnership.spreadsheets.tables import Line, Problem, Table, Tables
from partnership.spreadsheets.words import is_nothing

LONGEST = {
    name: Person._meta.get_field(name).max_length
    for name in ("name", "initials", "email", "job_title")
}
LETTER = re.compile(r"[^\W\d_]")
NUMERIC = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?: 00:00(:00)?)?")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(:00)?)?")
IN_WORDS = re.compile(
    r"(?:[a-z]+day,? )?(?:(\d{1,2})(?:st|nd|rd|th)?(?: of)?[- ])?"
    r"([a-z]{3,9})\.?,?[- ](\d{4}|\d{2})",
    re.IGNORECASE,
)
# What a cell says if no one holds the role.
NOBODY = {"vacant", "vacancy"}


@dataclass
class Entry(Line):
    """A person as one row describes them."""

    name: str = ""
    initials: str = ""
    email: str = ""
    job_title: str = ""
    organisation: str = ""
    urn: str = ""
    subgroup: str = ""
    role: str = ""
    from_date: date | None = None


class Unreadable(Exception):
    """A cell that cannot be read, with why."""


def entry_of(row: Row, tables: Tables) -> Entry:
    """Read one row."""
    (table,) = tables.read
    entry = Entry(row.number)
    named = [key for key in COLUMNS.needed if key in table.places]
    entry.is_struck = any(table.cell(row, key).is_struck for key in named)
    if row.fault:
        entry.problems.append(Problem("", f"this row {row.fault}"))
        return entry
    # The name is made of its parts in this order.
    for key in [known.key for known in COLUMNS.all if known.key in table.places]:
        cell = table.cell(row, key)
        try:
            if cell.fault:
                raise Unreadable(f"this cell {cell.fault}")
            if key == "from_date" and _takes_month_first(entry, cell, table):
                continue
            _take(entry, key, cell)
        except Unreadable as why:
            entry.problems.append(tables.problem(key, str(why)))
    if not entry.problems or entry.name:
        _check_name(entry, tables)
    return entry


def _takes_month_first(entry: Entry, cell: Cell, table: Table) -> bool:
    """Read a date of a column that gives the month first."""
    day = None if cell.day else table.order("from_date").day_of(cell.line)
    if isinstance(day, Either):
        entry.either, entry.from_date = day, day.day_first
    elif day:
        entry.remarks.append(f"{cell.line} gives the month first")
        entry.from_date = day
    return day is not None


def _take(entry: Entry, key: str, cell: Cell) -> None:
    is_blank = is_nothing(cell.line) or cell.line.casefold() in NOBODY
    text = "" if is_blank else cell.line
    if key == "from_date":
        entry.from_date = cell.day or day_of(text)
    elif key == "email":
        entry.email = _email(text)
    elif key == "first_name":
        # Beside first names a column called “Name” holds family names.
        has_it = entry.name.casefold().startswith(text.casefold())
        entry.name = entry.name if has_it else f"{text} {entry.name}".strip()
    elif key == "last_name":
        has_it = entry.name.casefold().endswith(text.casefold())
        entry.name = entry.name if has_it else f"{entry.name} {text}".strip()
    elif key == "name":
        entry.name = _in_order(text)
    else:
        if len(text) > LONGEST.get(key, 200):
            words = COLUMNS.by_key[key].words
            raise Unreadable(
                f"{words} is longer than {LONGEST.get(key, 200)} characters"
            )
        setattr(entry, key, text)


def _check_name(entry: Entry, tables: Tables) -> None:
    at = next((key for key in COLUMNS.needed if key in tables.titled), "name")
    wrong = ""
    if not entry.name:
        wrong = "there is no name"
    elif not LETTER.search(entry.name) or entry.name.startswith("="):
        wrong = f"“{entry.name[:60]}” is not a name"
    elif "@" in entry.name and not entry.name.startswith("@"):
        wrong = f"“{entry.name[:60]}” is an email address, not a name"
    elif len(entry.name) > LONGEST["name"]:
        wrong = f"the name is longer than {LONGEST['name']} characters"
    if wrong:
        entry.problems.append(tables.problem(at, wrong))


def _in_order(name: str) -> str:
    """“Seal, Ann” as Ann Seal; other commas stay."""
    family, comma, given = name.partition(", ")
    if comma and given and "," not in given and " " not in family.strip():
        return f"{given.strip()} {family.strip()}"
    return name


def _email(text: str) -> str:
    """An email address, also out of “Ann Seal <ann@council.example>” or mailto:."""
    text = plain_address(text).rstrip(";,. ")
    if found := re.fullmatch(r".*<([^<>\s]+@[^<>\s]+)>", text):
        text = found[1]
    text = re.sub(r"\Amailto:", "", text, flags=re.IGNORECASE)
    if not text:
        return ""
    if len(text) > LONGEST["email"]:
        raise Unreadable(f"the address is longer than {LONGEST['email']} characters")
    try:
        validate_email(text)
    except ValidationError:
        raise Unreadable(f"“{text[:60]}” is not an email address") from None
    return text


def day_of(text: str) -> date | None:
    """A date in a cell. A month alone means its first day."""
    if not text:
        return None
    plain = " ".join(text.split())
    if found := ISO.fullmatch(plain):
        year, month, day = map(int, found.groups()[:3])
    elif found := NUMERIC.fullmatch(plain):
        day, month, year = map(int, found.groups()[:3])
    elif (found := IN_WORDS.fullmatch(plain)) and (
        month := BY_NAME.get(found[2].lower())
    ):
        day, year = int(found[1] or 1), int(found[3])
    else:
        raise Unreadable(f"“{text[:60]}” is not a date, like 1 September 2025")
    try:
        read = date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        raise Unreadable(f"“{text[:60]}” is not a real date") from None
    return read
