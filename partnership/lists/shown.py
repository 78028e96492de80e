"""How a workbook shows a number: 1.10, 007, 95% or £1,200, which it keeps as 1.1, 7 …

A reference is what people read in the cell, so what they read is what we keep.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

# What a number format only writes out: words, colours, languages.
QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
CURRENCY = re.compile(r"[£$€]")
DIGITS = re.compile(r"[#?,]*0[0#?,]*(?:\.(0*)[#?]*)?|[#?]+\.(0+)")
# What a format may have beside digits for us to follow it.
PLAIN = re.compile(r"[#?0,.%£$€\s()+-]*")
# Excel keeps fifteen figures of a number and no more.
FIGURES, MOST = 15, 1e15


def number_in_words(value: float) -> str:
    """A number as it stands in a cell that has no format."""
    if isinstance(value, int) or (value.is_integer() and abs(value) < MOST):
        return str(int(value))
    return f"{value:.{FIGURES}g}"


def as_shown(value: float, number_format: str) -> str | None:
    """A number as its format shows it; None where it has none that we follow.

    A plain number is never rounded: it only gets the noughts that its format shows.
    """
    # “[$£-809]” is a pound with its language; the dollar only says so.
    section = number_format.split(";")[0].replace("[$", "[")
    currency = CURRENCY.search(section)
    plain = QUOTED.sub("", section).replace("General", "")
    digits = DIGITS.search(plain)
    if not (digits and PLAIN.fullmatch(plain) and abs(value) < MOST):
        return None
    decimals = len(digits[1] or digits[2] or "")
    amount = abs(Decimal(f"{value:.{FIGURES}g}"))
    if "%" in plain:
        amount *= 100
    rounded = amount.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    if rounded != amount and not currency and "%" not in plain:
        return None
    whole, point, rest = f"{rounded:f}".partition(".")
    whole = whole.zfill(digits[0].partition(".")[0].count("0"))
    if "," in digits[0]:
        whole = f"{int(whole):,}"
    sign = "-" if value < 0 else ""
    return (
        f"{sign}{currency[0] if currency else ''}{whole}{point}{rest}"
        f"{'%' if '%' in plain else ''}"
    )
