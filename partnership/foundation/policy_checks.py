"""What the value of a policy setting may be; each check refuses in users' words."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from partnership.foundation.outcomes import Refused
from partnership.foundation.palettes import PALETTES

Check = Callable[[Any], None]

RATINGS = ["blue", "green", "amber", "red", "grey", "purple"]
SIGNING_ROLES = {"head", "dsl", "governor"}
SECTORS = {"maintained", "academy", "independent", "college", "other"}


def text(longest: int) -> Check:
    """Some text, no longer than this."""

    def check(value: Any) -> None:
        if not isinstance(value, str) or not value.strip():
            raise Refused("Enter some text")
        if len(value) > longest:
            raise Refused(f"Text must be {longest} characters or fewer")

    return check


def number(lowest: int, highest: int) -> Check:
    """A whole number within these."""

    def check(value: Any) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            raise Refused("Enter a whole number")
        if not lowest <= value <= highest:
            raise Refused(f"The number must be between {lowest} and {highest}")

    return check


def optional(inner: Check) -> Check:
    """Nothing, or what another check allows."""

    def check(value: Any) -> None:
        if value is not None:
            inner(value)

    return check


def yes_or_no(value: Any) -> None:
    if not isinstance(value, bool):
        raise Refused("Select yes or no")


def email(value: Any) -> None:
    """An e-mail address, or nothing."""
    try:
        if value != "":
            validate_email(value)
    except ValidationError:
        raise Refused(
            "Enter an email address in the correct format, like name@example.com"
        ) from None


def day(value: Any) -> None:
    """A day of one year, written 2026-09-01."""
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
            raise Refused("Enter a date like 2026-09-01")
        date.fromisoformat(value)
    except (TypeError, ValueError):
        raise Refused("Enter a real date, like 2026-09-01") from None


def colour(value: Any) -> None:
    """One of the palettes, each of which is legible."""
    if value not in PALETTES:
        raise Refused(f"Select one of {', '.join(PALETTES)}")


def falling_numbers(value: Any) -> None:
    """Days before a date, the furthest first."""
    if not isinstance(value, list):
        raise Refused("Enter numbers of days")
    for days in value:
        number(1, 365)(days)
    if value != sorted(set(value), reverse=True):
        raise Refused("Enter each number of days once, the largest first")


def fields(**columns: Check) -> Check:
    """Exactly these named values, each checked."""

    def check(value: Any) -> None:
        if not isinstance(value, dict) or set(value) != set(columns):
            raise Refused(f"Enter {', '.join(columns)}")
        for name, inner in columns.items():
            inner(value[name])

    return check


def rows(**columns: Check) -> Check:
    """One or more rows of exactly these columns."""
    row = fields(**columns)

    def check(value: Any) -> None:
        if not isinstance(value, list) or not value:
            raise Refused("Enter at least one row")
        for each in value:
            row(each)

    return check


def rag_legend(value: Any) -> None:
    rows(value=_one_of(RATINGS), word=text(30), meaning=text(200))(value)
    ratings = [row["value"] for row in value]
    if len(set(ratings)) < len(ratings):
        raise Refused("Use each colour once")


def signatures(value: Any) -> None:
    if not isinstance(value, dict) or set(value) != SECTORS:
        raise Refused("Say who signs for every type of school")
    for roles in value.values():
        if not isinstance(roles, list) or not roles:
            raise Refused("At least one person must sign")
        if not set(roles) <= SIGNING_ROLES or len(set(roles)) < len(roles):
            raise Refused("Only the head, the DSL and the governor can sign, once each")


def terms(value: Any) -> None:
    """Rows of a name, a first and a last day, given for every year or for one."""
    rows(name=text(40), starts=_day_of_a_term, ends=_day_of_a_term)(value)
    for row in value:
        starts, ends = row["starts"], row["ends"]
        if len(starts) != len(ends):
            raise Refused(f"{row['name']}: give both days with a year, or neither")
        if _place_in_academic_year(starts) > _place_in_academic_year(ends):
            raise Refused(f"{row['name']} ends before it starts")


def _day_of_a_term(value: Any) -> None:
    if isinstance(value, str) and re.fullmatch(r"\d{2}-\d{2}", value, re.ASCII):
        # In 2001 there was no 29 February: a day of every year must exist in each.
        day(f"2001-{value}")
    else:
        day(value)


def _place_in_academic_year(value: str) -> str:
    if len(value) == 10:
        return value
    return f"{0 if value >= '09-01' else 1}-{value}"


def _one_of(values: list[str]) -> Check:
    def check(value: Any) -> None:
        if value not in values:
            raise Refused(f"Select one of {', '.join(values)}")

    return check
