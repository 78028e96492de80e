"""The columns of the register: which are needed, and what each may contain.

The header varies by year, so columns are found by name and unknown ones are ignored.
Columns that are not stored are checked too, because an unlikely value shows that the
cells of a row have shifted.
"""

import re
from collections.abc import Sequence

from partnership.guards.outcomes import Refused

REQUIRED = (
    "URN",
    "LA (code)",
    "EstablishmentName",
    "TypeOfEstablishment (code)",
    "TypeOfEstablishment (name)",
    "EstablishmentStatus (name)",
    "PhaseOfEducation (name)",
)

# Other files offered for download beside the register.
OTHER_FILES = (
    ({"LinkURN", "LinkType"}, "a list of links between schools"),
    ({"Group UID", "EstablishmentName"}, "a list of the schools of each group"),
    ({"Group UID", "Group Name"}, "a list of groups of schools"),
    ({"type-of-establishment-code"}, "the list of establishment types"),
    ({"time_period", "overall_attendance"}, "a file of attendance statistics"),
    ({"time_period", "sess_possible"}, "a file of absence statistics"),
    ({"time_period", "geographic_level"}, "a file of education statistics"),
    ({"col_name", "col_type"}, "the description of a statistics file"),
)

_NUMBER = re.compile(r"\d{1,7}", re.ASCII)
_SMALL_CODE = re.compile(r"\d{1,3}", re.ASCII)
_DATE = re.compile(r"\d{1,2}([-/])\d{1,2}\1\d{4}", re.ASCII)
_AREA = re.compile(r"[A-Z]\d{8}|9{9}", re.ASCII)
_GROUP = re.compile(r"\d{1,6}|-", re.ASCII)
_ANY_CODE = re.compile(r"[A-Za-z]{0,4}\d{0,9}", re.ASCII)
_AGE = re.compile(r"\d{1,2}", re.ASCII)
_SHARE = re.compile(r"\d{1,3}(\.\d+)?|\.\.|[xzc~:]|low", re.ASCII)
_TELEPHONE = re.compile(r"(?!.*(www|http|@))(?:[^\d]*\d){5,}[^\d]*", re.ASCII | re.I)
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", re.ASCII | re.I)
_UNLIKE_WORDS = rf"\d+([.,]\d+)?$|{_DATE.pattern.replace(chr(92) + '1', '[-/]')}$"
_WORDS = re.compile(rf"(?!{_UNLIKE_WORDS}|(?:{_AREA.pattern})$).*", re.ASCII)
_ADDRESS = re.compile(
    rf"(?!{_UNLIKE_WORDS}|(?:{_AREA.pattern})$|(?i:{_POSTCODE.pattern})$).*", re.ASCII
)

SHAPES = {
    "URN": re.compile(r"[1-9]\d{5}", re.ASCII),
    "LA (code)": _SMALL_CODE,
    "LA (name)": _WORDS,
    "EstablishmentNumber": re.compile(r"\d{1,4}", re.ASCII),
    "EstablishmentName": re.compile(r".*[^\W\d_].*"),
    "OpenDate": _DATE,
    "CloseDate": _DATE,
    "StatutoryLowAge": _AGE,
    "StatutoryHighAge": _AGE,
    "SchoolCapacity": _NUMBER,
    "CensusDate": _DATE,
    "NumberOfPupils": _NUMBER,
    "NumberOfBoys": _NUMBER,
    "NumberOfGirls": _NUMBER,
    "PercentageFSM": _SHARE,
    "Diocese (code)": re.compile(r"[A-Z]{0,3}\d{1,4}", re.ASCII),
    "Trusts (code)": _GROUP,
    "Federations (code)": _GROUP,
    "UKPRN": re.compile(r"1\d{7}", re.ASCII),
    "OfstedLastInsp": _DATE,
    "LastChangedDate": _DATE,
    "Street": _ADDRESS,
    "Locality": _ADDRESS,
    "Address3": _ADDRESS,
    "Town": _ADDRESS,
    "County (name)": _ADDRESS,
    "Postcode": _POSTCODE,
    "SchoolWebsite": _ADDRESS,
    "TelephoneNum": _TELEPHONE,
    "HeadFirstName": _ADDRESS,
    "HeadLastName": _ADDRESS,
    "HeadPreferredJobTitle": _ADDRESS,
    "DateOfLastInspectionVisit": _DATE,
    "NextInspectionVisit": _DATE,
    "GOR (code)": re.compile(r"[A-Z0-9]", re.ASCII),
    "DistrictAdministrative (code)": _AREA,
    "AdministrativeWard (code)": _AREA,
    "ParliamentaryConstituency (code)": _AREA,
    "GSSLACode (name)": _AREA,
    "MSOA (code)": _AREA,
    "LSOA (code)": _AREA,
    "Easting": _NUMBER,
    "Northing": _NUMBER,
}
SMALL_CODES = {
    "TypeOfEstablishment (code)",
    "EstablishmentTypeGroup (code)",
    "EstablishmentStatus (code)",
    "ReasonEstablishmentOpened (code)",
    "ReasonEstablishmentClosed (code)",
    "PhaseOfEducation (code)",
    "Boarders (code)",
    "OfficialSixthForm (code)",
    "Gender (code)",
    "ReligiousCharacter (code)",
    "AdmissionsPolicy (code)",
    "SpecialClasses (code)",
    "TrustSchoolFlag (code)",
    "OfstedSpecialMeasures (code)",
    "PreviousLA (code)",
}


def shape_of(column: str) -> re.Pattern | None:
    """The pattern that a filled cell must match; None if anything is allowed."""
    if column in SMALL_CODES:
        return _SMALL_CODE
    if column in SHAPES:
        return SHAPES[column]
    if column.endswith("(code)"):
        return _ANY_CODE
    return _WORDS if column.endswith("(name)") else None


def is_register(header: Sequence[str]) -> bool:
    """Whether a header has the columns needed to read a school."""
    return set(REQUIRED) <= set(header)


def check_header(header: Sequence[str]) -> None:
    """Refuse a file that is not a register of establishments, saying what it is.

    Raises:
        Refused: a required column is missing, or appears twice.
    """
    missing = [column for column in REQUIRED if column not in header]
    if missing:
        what = next(
            (words for columns, words in OTHER_FILES if columns <= set(header)),
            "something else",
        )
        raise Refused(
            f"This is {what}, not the register of establishments. "
            f"It has no {_named(missing)}."
        )
    twice = sorted(
        {column for column in header if shape_of(column) and header.count(column) > 1}
    )
    if twice:
        raise Refused(f"The header has more than one {_named(twice)}.")


def _named(columns: list[str]) -> str:
    if len(columns) == 1:
        return f"column {columns[0]}"
    return f"columns {', '.join(columns[:-1])} or {columns[-1]}"
