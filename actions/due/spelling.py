"""A due text made plain before it is read: its signs, its spaces, its spelling."""

import re
import unicodedata
from itertools import pairwise
from string import ascii_lowercase

from actions.due.moments import MONTH, ORDINAL, SPAN
from actions.due.vocabulary import LONGEST

LONG_MONTHS = [
    *("january", "february", "august", "september"),
    *("october", "november", "december"),
]
SHORT_MONTHS = ["march", "april", "june", "july", "sept"]
# Two slips in one word, or one in a short word, that are seen again and again.
KNOWN_SLIPS = {
    "feburay": "february",
    "febuaury": "february",
    "mrch": "march",
    "aprl": "april",
    "apil": "april",
}
WORDS_OF_THEIR_OWN = {"augusta", "augusts", "octobers", "decembers", "septembers"}

_DAY = rf"[0-9]{{1,2}}{ORDINAL}?"
_LISTED = r"\s?(?:, and|,|and|&|or)\s?"
_DAYS_OF_A_MONTH = re.compile(
    rf"(?<![0-9a-z/.:-])(?P<days>{_DAY}(?:{_LISTED}{_DAY})+)"
    rf"(?P<month>\s(?:of\s)?{MONTH})"
)
_QUARTERS = re.compile(
    r"(?<![a-z0-9])(?P<all>q[1-4](?:\s?(?:, and|,|and|&)\s?q?[1-4](?![0-9/]))+)"
    rf"(?P<year>\s(?:of\s)?(?:fy\s?)?{SPAN})?"
)
_SPACED_DATE = re.compile(
    r"(?<![0-9])([0-9]{1,4}) ?([/.-]) ?([0-9]{1,2}) ?\2 ?([0-9]{2,4})(?![0-9])"
)
_SPACED_MONTH = re.compile(
    rf"(?<![0-9a-z/.-])([0-9]{{1,2}}) ?- ?({MONTH}) ?- ?('?[0-9]{{2,4}})(?![0-9])"
)
_TIED_MONTH = re.compile(
    r"(?<![0-9a-z/.-])([0-9]{1,2})([/.])([a-z]{3,9})\2([0-9]{2,4})(?![0-9])"
)
_FULL_DATE = r"[0-9]{1,2}([/.])[0-9]{1,2}%s[0-9]{2,4}"
_DAY_RANGE = re.compile(
    r"(?<![0-9/.-])([0-9]{1,2}/[0-9]{1,2})-"
    r"([0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{2,4})?)(?![0-9/.-])"
)
NTH_WEEK = {"1": "first", "2": "second", "3": "third", "4": "fourth"}
_TIGHT_RANGE = re.compile(
    rf"(?<![0-9/.-])({_FULL_DATE % '[/.]'})-({_FULL_DATE % '[/.]'})(?![0-9/.-])"
)
_NUMBERED = re.compile(
    r"\b(phase|stage|tier|cohort|wave|strand|workstream|year|level|version)s?"
    r" [0-9]{1,2}(?=\s|[,;:)]|$)"
)
_TERMS = re.compile(
    r"\b(?:spring|summer|autumn)(?:\s*(?:/|-|,|and|&|to|or)+\s*"
    r"(?:and\s|or\s)?(?:spring|summer|autumn))+(?=\s+terms?\b)"
)
SEASON_ALONE = re.compile(r"\b(spring|summer|autumn)\b(?!\s(?:half|terms?\b|[12]\b))")


def normalise(text: str) -> str:
    """Lower case, plain dashes, quotes and spaces, nothing longer than can be read."""
    words = unicodedata.normalize("NFKC", str(text or "")[:LONGEST]).lower()
    words = re.sub(r"[‐-―−]", "-", words)
    words = re.sub(r"[‘’`´]", "'", words)
    words = re.sub(r"[→⇒⟶]|[-=]+>", " to ", words)
    words = re.sub(r"\s+", " ", words).strip()
    words = re.sub(r"(?<=[0-9]) (?=(?:st|nd|rd|th)\b)", "", words)
    words = _SPACED_DATE.sub(r"\1\2\3\2\4", words)
    words = _SPACED_MONTH.sub(r"\1 \2 \3", words)
    words = re.sub(
        r"\bweek ([1-4])(?= (?:of|in) )",
        lambda found: f"{NTH_WEEK[found[1]]} week",
        words,
    )
    words = _TIED_MONTH.sub(r"\1 \3 \4", words)
    words = _DAY_RANGE.sub(r"\1 - \2", words)
    words = re.sub(r"\be\.?o\.?f\.?y\b", "end of financial year", words)
    words = re.sub(r"\be\.?o\.?y\b", "end of year", words)
    words = re.sub(
        r"\b(?:qtrs|quarters|qtr|quarter) (?=[1-4] ?(?:,|and|&))", "q", words
    )
    words = _TIGHT_RANGE.sub(r"\1 - \3", words)
    words = _NUMBERED.sub(r"\1", words)
    words = _TERMS.sub(lambda found: SEASON_ALONE.sub(r"\1 term", found[0]), words)
    words = re.sub(r"\b(spring|summer|autumn)( term)? terms\b", r"\1 term", words)
    words = re.sub(r"\b(spring|summer|autumn) term(?: term)+\b", r"\1 term", words)
    words = _DAYS_OF_A_MONTH.sub(_each_day_with_its_month, words)
    return _QUARTERS.sub(_each_quarter_with_its_year, words)


def _each_day_with_its_month(found: re.Match) -> str:
    """“12, 19 and 26 June” as three dates; “12 and 13 June” stays a range of days."""
    days = found["days"]
    numbers = [int(number) for number in re.findall(r"[0-9]+", days)]
    is_run = all(second == first + 1 for first, second in pairwise(numbers))
    if len(numbers) == 2 and is_run and "or" not in days:
        return found[0]
    return (
        re.sub(rf"({_DAY})(?={_LISTED})", rf"\1{found['month']}", days)
        + (found["month"])
    )


def _each_quarter_with_its_year(found: re.Match) -> str:
    year = found["year"] or ""
    quarters = re.sub(r"(?<!q)([1-4])", r"q\1", found["all"])
    return re.sub(r"(q[1-4])", rf"\1{year}", quarters)


def spelt(words: str) -> tuple[str, tuple[str, ...]]:
    """The text with its months spelt rightly, and what was read as what."""
    remarks = []

    def right(found: re.Match) -> str:
        month = MISSPELT.get(found[0])
        if month is None:
            return found[0]
        remarks.append(f"“{found[0]}” was read as {month.capitalize()}")
        return month

    return re.sub(r"(?<![a-z])[a-z]{4,}(?![a-z])", right, words), tuple(remarks)


def _slips(word: str) -> set[str]:
    """Words one slip away: a letter left out, put in, swapped or another."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    return {
        *(left + right[1:] for left, right in cuts if right),
        *(left + letter + right[1:] for left, right in cuts for letter in LETTERS),
        *(left + letter + right for left, right in cuts for letter in LETTERS),
        *_swapped_or_doubled(word),
    }


def _swapped_or_doubled(word: str) -> set[str]:
    """Slips that make no other word even of a short one."""
    cuts = [(word[:place], word[place:]) for place in range(len(word))]
    return {
        *(left + right[1] + right[0] + right[2:] for left, right in cuts if right[1:]),
        *(left + right[0] + right for left, right in cuts),
    }


LETTERS = ascii_lowercase
MISSPELT = {
    slip: month
    for months, slips in [
        (LONG_MONTHS, _slips),
        (SHORT_MONTHS, _swapped_or_doubled),
    ]
    for month in months
    for slip in slips(month)
    if slip not in {*LONG_MONTHS, *SHORT_MONTHS, *WORDS_OF_THEIR_OWN}
} | KNOWN_SLIPS
