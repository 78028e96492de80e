"""Formats numbers as a workbook shows them: 1.10, 007, 95% or £1,200.

A reference is what people see in the cell, so that is what is stored.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

# What a number format only writes out: words, colours, languages.
QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
CURRENCY = re.compile(r"[£$€]")
DIGITS = re.compile(r"[#?,]*0[0#?,]*(?:\.(0*)[#?]*)?|[#?]+\.(0+)")
# What a format may have beside digits for us to follow it.
PLAIN = re.compile(r"[#?0,.%£$€\s()+-]*")
UNFORMATTED = {"General", "@", ""}
# Excel takes no longer one; more decimals than these nobody means.
LONGEST, MOST_DECIMALS = 255, 10
# Excel keeps fifteen figures of a number and no more.
FIGURES, MOST = 15, 1e15


def number_in_words(value: float) -> str:
    """A number as it stands in a cell that has no format."""
    if isinstance(value, int) or (value.is_integer() and abs(value) < MOST):
        return str(int(value))
    return f"{value:.{FIGURES}g}"


@dataclass(frozen=True)
class _Format:
    """What a number format says of the figures of a number."""

    currency: str
    least_whole: int
    decimals: int
    in_thousands: bool
    is_percent: bool


@lru_cache(maxsize=256)
def _format(number_format: str) -> _Format | None:
    if number_format in UNFORMATTED or len(number_format) > LONGEST:
        return None
    # “[$£-809]” is a pound with its language; the dollar only says so.
    section = number_format.split(";")[0].replace("[$", "[")
    plain = QUOTED.sub("", section)
    digits = DIGITS.search(plain)
    if not (digits and PLAIN.fullmatch(plain)):
        return None
    decimals = len(digits[1] or digits[2] or "")
    if decimals > MOST_DECIMALS:
        return None
    currency = CURRENCY.search(section)
    return _Format(
        currency[0] if currency else "",
        digits[0].partition(".")[0].count("0"),
        decimals,
        "," in digits[0],
        "%" in plain,
    )


def as_shown(value: float, number_format: str) -> str | None:
    """A number as its format shows it; None where it has none that we follow.

    A plain number is never rounded: it only gets the noughts that its format shows.
    """
    how = _format(number_format)
    # What is no number at all is not smaller either.
    if how is None or not abs(value) < MOST:
        return None
    amount = abs(Decimal(f"{value:.{FIGURES}g}"))
    if how.is_percent:
        amount *= 100
    rounded = amount.quantize(Decimal(1).scaleb(-how.decimals), ROUND_HALF_UP)
    if rounded != amount and not how.currency and not how.is_percent:
        return None
    whole, point, rest = f"{rounded:f}".partition(".")
    whole = whole.zfill(how.least_whole)
    if how.in_thousands:
        whole = f"{int(whole):,}"
    sign = "-" if value < 0 else ""
    percent = "%" if how.is_percent else ""
    return f"{sign}{how.currency}{whole}{point}{rest}{percent}"
