"""Checks of the values of local rules, with error messages for people.

A check of several parts reports every fault at once (`Unfit`), each with its place:
`2-word` is the column `word` of the third row.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email

from partnership.dates.years import academic_year_of
from partnership.drawing.palettes import PALETTES
from partnership.guards.outcomes import Refused
from partnership.policy.sectors import Sector

Check = Callable[[Any], None]
Fault = tuple[str, str]

RATINGS = ("blue", "green", "amber", "red", "grey", "purple")
SIGNING_ROLES = ("head", "dsl", "governor", "proprietor")
MOST_ROWS = 60
LONGEST_EMAIL = 254


class Unfit(Refused):
    """A value with faults, each a place and an error message."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        place, sentence = self.faults[0]
        super().__init__(sentence, field=place)


def faults_of(check: Check, value: Any) -> list[Fault]:
    """The faults a check finds in a value, each with its place."""
    try:
        check(value)
    except Unfit as unfit:
        return unfit.faults
    except Refused as refusal:
        return [(refusal.field, refusal.sentence)]
    return []


def _within(name: object, faults: Iterable[Fault]) -> list[Fault]:
    return [(f"{name}-{place}".rstrip("-"), sentence) for place, sentence in faults]


def line(longest: int, missing: str = "Enter some text") -> Check:
    """One line of text, no longer than this."""
    inner = text(longest, missing)

    def check(value: Any) -> None:
        inner(value)
        if any(character < " " or character == "\x7f" for character in value):
            raise Refused("Text must be on one line")

    return check


def text(longest: int, missing: str = "Enter some text") -> Check:
    """Some text, no longer than this."""

    def check(value: Any) -> None:
        if not isinstance(value, str) or not value.strip():
            raise Refused(missing)
        if len(value) > longest:
            raise Refused(f"Text must be {longest:,} characters or fewer")
        if "\0" in value:
            raise Refused("Text must only include letters, numbers and punctuation")

    return check


def number(lowest: int, highest: int) -> Check:
    """A whole number in a range."""

    def check(value: Any) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            raise Refused("Enter a whole number")
        if not lowest <= value <= highest:
            raise Refused(f"The number must be between {lowest} and {highest}")

    return check


def optional(inner: Check) -> Check:
    """None, or a value that another check allows."""

    def check(value: Any) -> None:
        if value is not None:
            inner(value)

    return check


def or_empty(inner: Check) -> Check:
    """An empty text, or a value that another check allows."""

    def check(value: Any) -> None:
        if value != "":
            inner(value)

    return check


def yes_or_no(value: Any) -> None:
    if not isinstance(value, bool):
        raise Refused("Select yes or no")


def email(value: Any) -> None:
    """An email address short enough for the outbox, or nothing."""
    try:
        if value != "":
            validate_email(value)
            MaxLengthValidator(LONGEST_EMAIL)(value)
    except ValidationError:
        raise Refused(
            "Enter an email address in the correct format, like name@example.com"
        ) from None


def day(value: Any) -> None:
    """A date written 2026-09-01."""
    if value in ("", None):
        raise Refused("Enter a date")
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
            raise Refused("Enter a date with day, month and year")
        date.fromisoformat(value)
    except (TypeError, ValueError):
        raise Refused("Enter a real date") from None


def colour(value: Any) -> None:
    """One of the palettes, all of which have enough contrast."""
    if not isinstance(value, str) or value not in PALETTES:
        raise Refused(f"Select one of {', '.join(PALETTES)}")


def one_of(values: Iterable[Any]) -> Check:
    """One of the given values."""
    allowed = list(values)

    def check(value: Any) -> None:
        if isinstance(value, bool) or value not in allowed:
            raise Refused("Select one of the options")

    return check


def falling_numbers(value: Any) -> None:
    """Numbers of days, largest first."""
    if not isinstance(value, list):
        raise Refused("Enter the numbers of days")
    for days in value:
        number(1, 365)(days)
    if value != sorted(set(value), reverse=True):
        raise Refused("Enter each number of days once, the largest first")


def fields(**columns: Check) -> Check:
    """Exactly these named values, each checked."""

    def check(value: Any) -> None:
        if not isinstance(value, dict) or set(value) != set(columns):
            raise Refused(f"Enter {', '.join(columns)}")
        faults = [
            fault
            for name, inner in columns.items()
            for fault in _within(name, faults_of(inner, value[name]))
        ]
        if faults:
            raise Unfit(faults)

    return check


def rows(**columns: Check) -> Check:
    """One or more rows of exactly these columns."""
    row = fields(**columns)

    def check(value: Any) -> None:
        if not isinstance(value, list) or not value:
            raise Refused("Enter at least one row")
        if len(value) > MOST_ROWS:
            raise Refused(f"Enter {MOST_ROWS} rows or fewer")
        faults = [
            fault
            for place, each in enumerate(value)
            for fault in _within(place, faults_of(row, each))
        ]
        if faults:
            raise Unfit(faults)

    return check


def once(column: str, sentence: str) -> Callable[[list[dict]], None]:
    """No two rows with the same value in a column, ignoring case."""

    def check(value: list[dict]) -> None:
        seen, faults = set(), []
        for place, row in enumerate(value):
            known = str(row[column]).strip().casefold()
            if known in seen:
                faults.append((f"{place}-{column}", sentence))
            seen.add(known)
        if faults:
            raise Unfit(faults)

    return check


def editions(value: list[dict]) -> None:
    """No edition of a guidance twice, and no two in force from the same day."""
    seen, faults = set(), []
    for place, row in enumerate(value):
        guidance = row["guidance"].strip().casefold()
        for column, sentence in (
            ("edition", "Use each edition of a guidance once"),
            ("in_force_from", "Another edition comes into force on this date"),
        ):
            known = guidance, column, row[column].strip().casefold()
            if known in seen:
                faults.append((f"{place}-{column}", sentence))
            seen.add(known)
    if faults:
        raise Unfit(faults)


def all_of(*inner: Check) -> Check:
    """Several checks, one after the other."""

    def check(value: Any) -> None:
        for each in inner:
            each(value)

    return check


def _rating(value: Any) -> None:
    if value not in RATINGS:
        raise Refused(f"Select one of {', '.join(RATINGS)}")


rag_legend = all_of(
    rows(value=_rating, word=line(30), meaning=line(200)),
    once("value", "Use each colour once"),
    once("word", "Use each word once"),
)


def _signers(value: Any) -> None:
    if not isinstance(value, list) or not value:
        raise Refused("Select at least one person to sign")
    if not set(value) <= set(SIGNING_ROLES) or len(set(value)) < len(value):
        raise Refused(
            "Only the head, the DSL, the governor and the proprietor can sign, once "
            "each"
        )


def signatures(value: Any) -> None:
    """Who signs for each type of school, in order."""
    sectors = Sector.values
    if not isinstance(value, dict) or set(value) != set(sectors):
        raise Refused("Select who signs for every type of school")
    fields(**dict.fromkeys(sectors, _signers))(value)


def terms(value: Any) -> None:
    """Rows of a name with first and last days, for every year or for one year."""
    rows(name=line(40), starts=_day_of_a_term, ends=_day_of_a_term)(value)
    faults, sound = [], []
    for place, row in enumerate(value):
        starts, ends = row["starts"], row["ends"]
        if len(starts) != len(ends):
            sentence = f"{row['name']}: enter a year for both dates or for neither"
            faults.append((f"{place}-ends", sentence))
        elif _place_in_academic_year(starts) > _place_in_academic_year(ends):
            faults.append((f"{place}-ends", f"{row['name']} ends before it starts"))
        elif _year_of(ends) != _year_of(starts):
            sentence = f"{row['name']} must end before the next school year starts"
            faults.append((f"{place}-ends", sentence))
        else:
            faults += _clashes(place, row, sound)
            sound.append(row)
    if faults:
        raise Unfit(faults)


def _clashes(place: int, row: dict[str, str], others: list[dict]) -> list[Fault]:
    """The overlaps of a row with earlier rows for the same years."""
    for other in others:
        if _year_of(row["starts"]) != _year_of(other["starts"]):
            continue
        if row["name"].strip().casefold() == other["name"].strip().casefold():
            sentence = f"{row['name']}: use each name once in a school year"
            return [(f"{place}-name", sentence)]
        starts, ends, its_starts, its_ends = (
            _place_in_academic_year(each[end])
            for each in (row, other)
            for end in ("starts", "ends")
        )
        if starts <= its_ends and its_starts <= ends:
            sentence = f"{row['name']} overlaps with {other['name']}"
            return [(f"{place}-starts", sentence)]
    return []


def _year_of(value: str) -> int | None:
    """The academic year of a day; None for a day in every year."""
    return academic_year_of(date.fromisoformat(value)) if len(value) == 10 else None


def _day_of_a_term(value: Any) -> None:
    if isinstance(value, str) and re.fullmatch(r"\d{2}-\d{2}", value, re.ASCII):
        # Not 29 February, since the day must exist in every year.
        day(f"2001-{value}")
    else:
        day(value)


def _place_in_academic_year(value: str) -> str:
    if len(value) == 10:
        return value
    return f"{0 if value >= '09-01' else 1}-{value}"


def retention(names: Iterable[str]) -> Check:
    """Years for records of these names, each at most once."""
    known = set(names)
    inner = rows(name=line(40), words=line(120), years=optional(number(1, 100)))

    def check(value: Any) -> None:
        inner(value)
        told = [row["name"] for row in value]
        if not set(told) <= known or len(set(told)) < len(told):
            raise Refused("Quorate does not have a retention period for this")

    return check


def logo(value: Any) -> None:
    """A stored image, by its digest, or none."""
    if value is None:
        return
    fields(
        digest=line(64),
        kind=one_of(["png", "jpg"]),
        width=number(1, 10_000),
        height=number(1, 10_000),
    )(value)
