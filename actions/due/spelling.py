"""A due text made plain before it is read: its signs, its spaces, its spelling."""

import re
import unicodedata
from itertools import pairwise
from string import ascii_lowercase

from actions.due.moments import MONTH, ORDINAL, SPAN, WEEKDAY
from actions.due.vocabulary import LONGEST

LONG_MONTHS = [
    *("january", "february", "august", "september"),
    *("october", "november", "december"),
]
SHORT_MONTHS = ["march", "april", "june", "july", "sept"]
OTHER_WORDS = ["quarterly", "annually", "monthly", "ongoing", "autumn"]
# Two slips in one word, or one in a short word, that are seen again and again.
KNOWN_SLIPS = {
    "feburay": "february",
    "febuaury": "february",
    "mrch": "march",
    "aprl": "april",
    "apil": "april",
}
WORDS_OF_THEIR_OWN = {"augusta", "augusts", "octobers", "decembers", "septembers"}
WORDS_OF_THEIR_OWN |= {"autumns", "autumnal", "monthlys", "foregoing", "outgoing"}
WORDS_OF_THEIR_OWN |= {"ingoing", "quarterlys"}

_DAY = rf"[0-9]{{1,2}}{ORDINAL}?"
_LISTED = r"\s?(?:, and|,|and|&|\+|or)\s?"
_DAYS_OF_A_MONTH = re.compile(
    rf"(?<![0-9a-z/.:-])(?P<days>{_DAY}(?:{_LISTED}{WEEKDAY}{_DAY})+)"
    rf"(?P<month>\s(?:of\s)?{MONTH})"
)
_QUARTERS = re.compile(
    r"(?<![a-z0-9])(?P<all>q[1-4](?:\s?(?:, and|,|and|&)\s?q?[1-4](?![0-9/]))+)"
    rf"(?P<year>\s(?:of\s)?(?:fy\s?)?{SPAN})?"
)
_QUARTER_NUMBERS = re.compile(
    r"\b(?:qtrs|quarters|qtr|quarter) (?=[1-4] ?(?:,|and|&|-|to|/) ?[1-4](?![0-9]))"
)
_SPACED_DATE = re.compile(
    r"(?<![0-9])([0-9]{1,4}) ?([/.-]) ?([0-9]{1,2}) ?\2 ?([0-9]{2,4})(?![0-9])"
)
_SPACED_MONTH = re.compile(
    rf"(?<![0-9a-z/.-])([0-9]{{1,2}}) ?- ?({MONTH}) ?- ?('?[0-9]{{2,4}})(?![0-9])"
)
_TIED_MONTH = re.compile(
    r"(?<![0-9a-z/.-])([0-9]{1,2}(?:st|nd|rd"
    r"|th)?)([/.])([a-z]{3,9})\2([0-9]{2,4})(?![0-9])"
)
_FULL_DATE = r"[0-9]{1,2}([/.])[0-9]{1,2}%s[0-9]{2,4}"
_DAY_RANGE = re.compile(
    r"(?<![0-9/.-])([0-9]{1,2}/[0-9]{1,2})-"
    r"([0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{2,4})?)(?![0-9/.-])"
)
_DAYS_IN_NUMBERS = re.compile(
    r"(?<![0-9/.-])([0-9]{1,2})\.?-([0-9]{1,2})([/.])([0-9]{1,2})\3([0-9]{2,4})"
    r"(?![0-9/.-])"
)
_DOTTED_DAYS = re.compile(
    r"(?<![0-9/.-])([0-9]{1,2})\.([0-9]{1,2})\.?-"
    r"(?=[0-9]{1,2}\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{2,4})(?![0-9]))"
)
_MONTHS_IN_NUMBERS = re.compile(
    r"(?<![0-9/.-])([0-9]{1,2}[/.][0-9]{4})-([0-9]{1,2}[/.][0-9]{4})(?![0-9/.-])"
)
# What is not seen: soft hyphens, marks of no width or of direction.
_UNSEEN = re.compile(
    r"[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
_SLASHES = re.compile(r"[\u2044\u2215]|(?<=[0-9])[\\_](?=[0-9])")
_DASH_BEFORE_A_LINE = re.compile(r"(?:^|\n)[ \t]*[-*][ \t]+")
_COUNTED = r"(?:[0-9]+|one|two|three|four|five|six|eight|nine|ten|twelve)"
IN_SHORT = [
    (re.compile(expression), full)
    for expression, full in [
        (r"\bon ?- ?going\b", "ongoing"),
        (r"\b(?:qu?a?r?tr?ly|q'?ly)\b", "quarterly"),
        (r"\bmn?thly\b", "monthly"),
        (r"\bp\.a\.?(?![a-z])", "per annum"),
        (rf"(?<![a-z0-9])({_COUNTED})[ -]?mo?n?ths?\b", r"\1 months"),
        (rf"(?<![a-z0-9])({_COUNTED})[ -]?(?:wks?|weeks?)\b", r"\1 weeks"),
        (rf"(?<![a-z0-9])({_COUNTED})[ -]?yrs?\b", r"\1 years"),
        (rf"\be/?o (?={MONTH})", "end of "),
        (r"\b(spring|summer|autumn)-term", r"\1 term"),
        (r"\bw/?(?:comm?|commencing|beg(?:inning)?)\b\.?", "w/c"),
        (r"\b(?:week|wk) (?:beg|comm?)\b\.?", "w/c"),
        (r"\b(?:week|wk) end\.(?= )", "week ending"),
        (r"\bw/ending\b", "w/e"),
        (r"\bqtr\. ?", "qtr "),
        (r"\bq (?=[1-4]\b)", "q"),
        (r"\b(first|second|third|fourth|last|1st|2nd|3rd|4th) wk\b", r"\1 week"),
        (r"\b(?:finish|completion)(?: date)?: ?", "end: "),
        (r"\b(up to|until|till|to),? and including\b", r"\1"),
        (r"(?<=[0-9])(?:rst|rth|sth|tth)\b", "th"),
        (rf"\b(?:eom|end[ -]of[ -]month) (?={MONTH})", "end of "),
        (rf"\bf?y/?e (?={MONTH}|[0-9]{{1,2}}[/. ])", "year end "),
        (r"\bf/?y/?e (?=(?:20)?[0-9]{2}\b)", "end of fy "),
        (r"(^|\bby )we (?=[0-9]{1,2}[/.-][0-9])", r"\1w/e "),
        (r"\b(twenty|thirty) (?=[a-z]+(?:st|nd|rd|th) (?:day )?of )", r"\1-"),
        (r"(?<=-[0-9]{2}) ?/ ?(?=[0-9]{4}-[0-9]{2}-)", " - "),
    ]
]
_ONES = [
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"),
    "ninth",
]
_TEENS = [
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth"),
    *("sixteenth", "seventeenth", "eighteenth", "nineteenth"),
]
DAYS_IN_WORDS = {
    word: f"{number}th"
    for number, word in enumerate(
        [
            *(*_ONES, *_TEENS, "twentieth"),
            *(f"twenty-{word}" for word in _ONES),
            *("thirtieth", "thirty-first"),
        ],
        start=1,
    )
}
_DAY_IN_WORDS = re.compile(
    r"(?<!twenty )(?<!thirty )\b"
    rf"(?:{'|'.join(sorted(DAYS_IN_WORDS, key=len, reverse=True))})\b"
    rf"(?= (?:day )?of {MONTH})"
)
NTH_WEEK = {"1": "first", "2": "second", "3": "third", "4": "fourth"}
_TIGHT_RANGE = re.compile(
    rf"(?<![0-9/.-])({_FULL_DATE % '[/.]'})-({_FULL_DATE % '[/.]'})(?![0-9/.-])"
)
_NUMBERED = re.compile(
    r"\b(phase|stage|tier|cohort|wave|strand|workstream|year|level|version)s?"
    r" [0-9]{1,2}(?=\s|[,;:)]|$)(?![\s,:-]*(?:q[1-4]|qtr|quarter))"
)
_TERMS = re.compile(
    r"\b(?:spring|summer|autumn)(?:\s*(?:/|-|,|and|&|to|or)+\s*"
    r"(?:and\s|or\s)?(?:spring|summer|autumn))+(?=\s+terms?\b)"
)
SEASON_ALONE = re.compile(r"\b(spring|summer|autumn)\b(?!\s(?:half|terms?\b|[12]\b))")


def normalise(text: str) -> str:
    """Lower case, plain dashes, quotes and spaces, nothing longer than can be read."""
    words = str(text or "")[:LONGEST].replace("½", " half ")
    words = unicodedata.normalize("NFKC", words).lower()
    words = _UNSEEN.sub("", words)
    words = re.sub(r"[‐-―−]", "-", words)
    words = _SLASHES.sub("/", words)
    if len(_DASH_BEFORE_A_LINE.findall(words)) > 1:
        words = _DASH_BEFORE_A_LINE.sub("\n• ", words)
    words = re.sub(r"[‘’`´]", "'", words)
    words = re.sub(r"[→⇒⟶]|[-=]+>", " to ", words)
    words = re.sub(r"\s+", " ", words).strip()
    words = re.sub(r"(?<=[0-9]) (?=(?:st|nd|rd|th)\b)", "", words)
    for short, full in IN_SHORT:
        words = short.sub(full, words)
    words = _DAY_IN_WORDS.sub(lambda found: DAYS_IN_WORDS[found[0]], words)
    words = _SPACED_DATE.sub(r"\1\2\3\2\4", words)
    words = _SPACED_MONTH.sub(r"\1 \2 \3", words)
    words = re.sub(
        r"\bweek ([1-4])(?= (?:of|in) )",
        lambda found: f"{NTH_WEEK[found[1]]} week",
        words,
    )
    words = _TIED_MONTH.sub(r"\1 \3 \4", words)
    words = _DAYS_IN_NUMBERS.sub(r"\1\3\4\3\5 - \2\3\4\3\5", words)
    words = _DOTTED_DAYS.sub(_with_the_year_after, words)
    words = _MONTHS_IN_NUMBERS.sub(r"\1 - \2", words)
    words = _DAY_RANGE.sub(r"\1 - \2", words)
    words = re.sub(r"\be\.?o\.?f\.?y\b", "end of financial year", words)
    words = re.sub(r"\be\.?o\.?y\b", "end of year", words)
    words = _QUARTER_NUMBERS.sub("q", words)
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


def _with_the_year_after(found: re.Match) -> str:
    """“15.09.-19.09.2025”: the first day is of the last one's year, or that before."""
    year = found["year"]
    if int(found[2]) > int(found["month"]):
        year = f"{int(year) - 1:0{len(year)}}"
    return f"{found[1]}.{found[2]}.{year} - "


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
        shown = month if month in OTHER_WORDS else month.capitalize()
        remarks.append(f"“{found[0]}” was read as {shown}")
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
        (LONG_MONTHS + OTHER_WORDS, _slips),
        (SHORT_MONTHS, _swapped_or_doubled),
    ]
    for month in months
    for slip in slips(month)
    if slip not in {*LONG_MONTHS, *SHORT_MONTHS, *OTHER_WORDS, *WORDS_OF_THEIR_OWN}
} | KNOWN_SLIPS
