"""Reading one row of the register into a school's details, or a reason to refuse it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from partnership.schools import columns as layout
from partnership.schools.models import School
from partnership.spreadsheets.records import Record
from partnership.spreadsheets.streams import Stream
from partnership.spreadsheets.tables import Line, Problem

STATUSES = {
    "open": School.Status.OPEN,
    "closed": School.Status.CLOSED,
    "open, but proposed to close": School.Status.CLOSING,
    "proposed to open": School.Status.PROPOSED,
}
PHASES = {
    "not applicable",
    "nursery",
    "primary",
    "middle deemed primary",
    "secondary",
    "middle deemed secondary",
    "16 plus",
    "all through",
    "all-through",
}
# Schools abroad have no UK postcode.
OVERSEAS_TYPES = {"25", "26", "37"}
NOT_KNOWN = {"", "-", "not recorded", "not-applicable", "not applicable", "unknown"}
WITHOUT_BOARDERS = {"", "no boarders", "not applicable", "not recorded", "unknown"}
REMEMBERED = 5000
# So many odd cells in a row show that its cells stand under other headings.
SLIPPED = 3
SHOWN = 60

TEXTS = {
    "la_name": "LA (name)",
    "type_name": "TypeOfEstablishment (name)",
    "type_group": "EstablishmentTypeGroup (name)",
    "phase": "PhaseOfEducation (name)",
    "boarders": "Boarders (name)",
    "gender": "Gender (name)",
    "religious_character": "ReligiousCharacter (name)",
    "street": "Street",
    "locality": "Locality",
    "address_3": "Address3",
    "town": "Town",
    "county": "County (name)",
    "postcode": "Postcode",
    "district": "DistrictAdministrative (name)",
    "ward": "AdministrativeWard (name)",
    "website": "SchoolWebsite",
    "head_job_title": "HeadPreferredJobTitle",
}
NUMBERS = {
    "ukprn": "UKPRN",
    "type_code": "TypeOfEstablishment (code)",
    "low_age": "StatutoryLowAge",
    "high_age": "StatutoryHighAge",
    "pupils": "NumberOfPupils",
    "capacity": "SchoolCapacity",
}
DATES = {
    "opened_on": "OpenDate",
    "closed_on": "CloseDate",
    "last_changed_on": "LastChangedDate",
}
HEAD = ("HeadTitle (name)", "HeadFirstName", "HeadLastName")
# What is read as a number, a date or a code.
MUST_BE_RIGHT = {
    *NUMBERS.values(),
    *DATES.values(),
    *("URN", "LA (code)", "EstablishmentNumber", "PercentageFSM", "Trusts (code)"),
}
LONGEST = {
    name: School._meta.get_field(name).max_length for name in [*TEXTS, "head_name"]
}


@dataclass
class SchoolLine(Line):
    """One school's entry in the register, without columns the file does not have."""

    name: str = ""
    # As the file has it; a number once the row was read.
    urn: int | str = ""
    la_code: str = ""
    trust: tuple[int, str] | None = None
    says_trust: bool = False
    facts: dict = field(default_factory=dict)

    @property
    def where(self) -> str:
        urn = f", URN {self.urn}" if self.urn else ""
        return f"{super().where} ({self.name or 'no name'}{urn})"

    def refuse(self, why: str) -> None:
        self.problems.append(Problem("", why))


class _Unreadable(Exception):
    """A cell with an impossible value for its column."""


class Reader:
    """Reads the rows of one file and counts blank ones."""

    def __init__(self, register: Stream) -> None:
        layout.check_header(register.header)
        self.register = register
        self.header = register.header
        self.place = {
            column: number for number, column in enumerate(self.header) if column
        }
        self.shapes = [
            (number, column, shape, set())
            for column, number in self.place.items()
            if (shape := layout.shape_of(column))
        ]
        self.blank = 0
        self.first_row_of: dict[int, int] = {}

    def __iter__(self) -> Iterator[SchoolLine]:
        for record in self.register.records:
            if not record.fault and not any(map(str.strip, record.cells)):
                self.blank += 1
                continue
            cells = [cell.strip() for cell in record.cells]
            try:
                yield self._line(record, cells)
            except _Unreadable as why:
                line = SchoolLine(
                    record.row,
                    name=self._cell(cells, "EstablishmentName")[:200],
                    urn=self._cell(cells, "URN")[:20],
                )
                line.refuse(str(why))
                yield line

    def _cell(self, cells: list[str], column: str) -> str:
        number = self.place.get(column)
        return cells[number] if number is not None and number < len(cells) else ""

    def _line(self, record: Record, cells: list[str]) -> SchoolLine:
        self._check_width(record, cells)
        odd = self._odd_cells(cells)
        cell = dict(zip(self.header, cells, strict=True))
        remarks = [f"{column} is “{value[:SHOWN]}”" for column, value in odd]
        line = SchoolLine(
            record.row,
            urn=int(cell["URN"]),
            name=_text(cell["EstablishmentName"], 200, "EstablishmentName"),
            la_code=cell["LA (code)"].zfill(3),
            trust=_trust(cell),
            says_trust="Trusts (code)" in cell,
            facts=_facts(cell, remarks),
            remarks=remarks,
        )
        first = self.first_row_of.setdefault(line.urn, record.row)
        if first != record.row:
            raise _Unreadable(f"the same URN is already in row {first}")
        return line

    def _check_width(self, record: Record, cells: list[str]) -> None:
        lines = ""
        if record.last_line > record.first_line:
            lines = (
                f"; it runs over lines {record.first_line} to {record.last_line}, "
                "so a quotation mark may be missing"
            )
        if record.fault:
            raise _Unreadable(f"a quotation mark is out of place{lines}")
        extra = len(cells) - len(self.header)
        if extra:
            columns = "column" if abs(extra) == 1 else "columns"
            raise _Unreadable(
                f"{abs(extra)} {columns} too {'many' if extra > 0 else 'few'} "
                f"({len(cells)}, the header has {len(self.header)}), so no cell "
                f"can be trusted to stand under its heading{lines}"
            )

    def _odd_cells(self, cells: list[str]) -> list[tuple[str, str]]:
        """The cells that are unlike their columns, if they do no harm.

        Raises:
            _Unreadable: one must be right, or they are so many that the row slipped.
        """
        for column in layout.REQUIRED:
            if not self._cell(cells, column):
                raise _Unreadable(f"{column} is empty")
        odd = []
        abroad = self._cell(cells, "TypeOfEstablishment (code)") in OVERSEAS_TYPES
        for number, column, shape, known in self.shapes:
            value = cells[number]
            if not value or value in known:
                continue
            if shape.fullmatch(value):
                if len(known) < REMEMBERED:
                    known.add(value)
            elif column in MUST_BE_RIGHT:
                raise _Unreadable(f"{column} cannot be “{value[:SHOWN]}”")
            elif not (abroad and column == "Postcode"):
                odd.append((column, value))
        if len(odd) >= SLIPPED:
            named = ", ".join(f"{column} “{value[:SHOWN]}”" for column, value in odd)
            raise _Unreadable(
                f"several cells are not what their columns hold, so they may have "
                f"slipped to the side: {named[:300]}"
            )
        return odd


def _facts(cell: dict[str, str], remarks: list[str]) -> dict:
    """A school's fields, from the columns in the file; may add remarks."""
    facts: dict = {
        "la_code": cell["LA (code)"].zfill(3),
        "status": _status(cell),
    }
    if cell["PhaseOfEducation (name)"].casefold() not in PHASES:
        phase = cell["PhaseOfEducation (name)"]
        raise _Unreadable(f"“{phase[:60]}” is not a phase of education")
    for key, column in TEXTS.items():
        if column in cell:
            facts[key] = _in_one_line(cell[column])
            if len(facts[key]) > LONGEST[key]:
                remarks.append(f"{column} is too long and is left out")
                facts[key] = ""
    for key, column in NUMBERS.items():
        if column in cell:
            facts[key] = int(cell[column]) if cell[column] else None
    for key, column in DATES.items():
        if column in cell:
            facts[key] = _day(cell[column], column)
    if "EstablishmentNumber" in cell:
        number = cell["EstablishmentNumber"]
        facts["establishment_number"] = number.zfill(4) if number else ""
    if "PercentageFSM" in cell:
        facts["percentage_fsm"] = _share(cell["PercentageFSM"])
    if "TelephoneNum" in cell:
        facts["telephone"] = _telephone(cell["TelephoneNum"])
    if "Postcode" in cell:
        facts["postcode"] = facts["postcode"].upper()
    if facts.get("county", "").casefold() in NOT_KNOWN - {""}:
        facts["county"] = ""
    if "HeadLastName" in cell:
        parts = [cell.get(column, "") for column in HEAD]
        name = " ".join(part for part in parts if part.casefold() not in NOT_KNOWN)
        facts["head_name"] = _text(name, LONGEST["head_name"], "HeadLastName")
    if "Boarders (name)" in cell:
        facts["has_boarders"] = (
            cell["Boarders (name)"].casefold() not in WITHOUT_BOARDERS
        )
    if "OfficialSixthForm (name)" in cell:
        words = cell["OfficialSixthForm (name)"].casefold()
        facts["has_sixth_form"] = words == "has a sixth form"
    if "NurseryProvision (name)" in cell:
        words = cell["NurseryProvision (name)"].casefold()
        facts["has_nursery"] = words == "has nursery classes"
    return facts


def _status(cell: dict[str, str]) -> School.Status:
    words = cell["EstablishmentStatus (name)"]
    try:
        return STATUSES[words.casefold()]
    except KeyError:
        raise _Unreadable(f"“{words[:60]}” is not a status") from None


def _trust(cell: dict[str, str]) -> tuple[int, str] | None:
    code, name = cell.get("Trusts (code)", ""), cell.get("Trusts (name)", "")
    if code in {"", "-"} or name.casefold() in NOT_KNOWN:
        return None
    return int(code), _trust_name(_text(name, 200, "Trusts (name)"))


SMALL_WORDS = {"and", "of", "for", "in", "the", "at", "with"}
CAPITALS = {"CE", "RC", "CIO", "II", "III", "IV", "MAT", "SEN", "UK"}


def _trust_name(name: str) -> str:
    """A trust's name in title case, since many are registered in capitals."""
    if not name.isupper():
        return name
    words = [
        word
        if word in CAPITALS
        else word.lower()
        if place and word.lower() in SMALL_WORDS
        else re.sub(r"[^\W\d_]+(['’][^\W\d_]+)?", _capitalised, word)
        for place, word in enumerate(name.split())
    ]
    return " ".join(words)


def _capitalised(match: re.Match) -> str:
    return match[0].capitalize()


def _in_one_line(value: str) -> str:
    if "  " in value or "\xa0" in value or "\t" in value:
        return " ".join(value.split())
    return value


def _text(value: str, longest: int, column: str) -> str:
    value = _in_one_line(value)
    if len(value) > longest:
        raise _Unreadable(f"{column} is longer than {longest} characters")
    return value


def _day(value: str, column: str) -> date | None:
    """A date as in the register, 31-08-2025, or as in Excel, 31/08/2025."""
    if not value:
        return None
    day, month, year = map(int, re.split("[-/]", value))
    try:
        return date(year, month, day)
    except ValueError:
        raise _Unreadable(f"{column} is not a real date: {value}") from None


def _share(value: str) -> Decimal | None:
    """A percentage; the register's marks for "not available" are None, never 0."""
    if not value[:1].isdigit():
        return None
    share = round(Decimal(value), 1)
    if share > 100:
        raise _Unreadable(f"PercentageFSM is more than 100: {value}")
    return share


def _telephone(value: str) -> str:
    """A telephone number with the leading 0 that Excel removes."""
    digits = value.replace(" ", "")
    if digits.isdigit() and len(digits) in {9, 10} and not digits.startswith("0"):
        value = f"0{value}"
    return _text(value, 30, "TelephoneNum")
