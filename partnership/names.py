"""The one way to compare names, in Python and in the database.

Two spellings of a name are the same if they differ only in apostrophes, hyphens and
dashes, accents, case, spaces, invisible characters, a title or the letters after it.
`plain_name` compares them here; the columns `plain_name` and `plain_words` hold the
same form, made by PostgreSQL from the same steps.
"""

import re
import unicodedata
from difflib import get_close_matches
from functools import lru_cache

from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower

INVISIBLE = "\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\ufeff"
APOSTROPHES = "'’‘‛ʼʹ`´′＇"
TITLES = (
    "mr|mrs|ms|miss|mx|dr|prof|professor|rev|revd|reverend|sir|dame|lady|lord|cllr"
    "|councillor"
)
# Police ranks, of which some are first names too: “Di Reed” is left alone.
RANKS = "pc|ds|di|dci|acc"
LETTERS_AFTER = (
    "obe|mbe|cbe|kbe|dbe|bem|qc|kc|jp|phd|dphil|qpm|kpm|frcp|frcpch|mrcpch"
    "|o b e|m b e|c b e|q c|k c|j p|ph d"
)

# Patterns and their replacements, in order: before and after letters and their accents
# are separated and capitals lowered. Python and PostgreSQL read these patterns alike;
# there is no \w, which depends on the database's locale.
_BEFORE = [(f"[{INVISIBLE}{APOSTROPHES}]", "")]
_WORDS = [
    ("[\\u0300-\\u036f]", ""),
    ("ß", "ss"),
    ("ø", "o"),
    ("ł", "l"),
    ("[đð]", "d"),
    ("þ", "th"),
    ("æ", "ae"),
    ("œ", "oe"),
    ("ı", "i"),
    ("&", " and "),
    ("[\\u0001-/:-@[-`{-\\u00bf×÷\\u2000-\\u206f\\u2212\\u3000-\\u303f]+", " "),
    ("^ | $", ""),
]
_NAME = [
    (f"^(?:(?:{TITLES}) )+", ""),
    (f"^(?:(?:{RANKS}) )+(?=[^ ]+ )", ""),
    (f"(?: (?:{LETTERS_AFTER}))+$", ""),
]
_COMPILED = {pattern: re.compile(pattern) for pattern, _ in [*_BEFORE, *_WORDS, *_NAME]}


def _through(text: str, steps: list[tuple[str, str]]) -> str:
    for pattern, replacement in steps:
        text = _COMPILED[pattern].sub(replacement, text)
    return text


@lru_cache(maxsize=10_000)
def plain(words: str) -> str:
    """Words for comparison: no case, accents or punctuation, and “and” for &."""
    text = unicodedata.normalize("NFKD", _through(words, _BEFORE))
    return _through(text.lower(), _WORDS)


@lru_cache(maxsize=10_000)
def plain_name(name: str) -> str:
    """A person's name for comparison, without title and letters after it."""
    return _through(plain(name), _NAME)


def plain_initials(initials: str) -> str:
    """Initials for comparison. Case is kept: “AS” is someone and “as” is a word."""
    return re.sub(f"[{INVISIBLE}{APOSTROPHES}.\\s]", "", initials)


def spellings(initials: str) -> set[str]:
    """The ways in which initials with an apostrophe may be typed, to look them up."""
    pieces = re.split(f"[{APOSTROPHES}]", initials)
    return {initials, *(sign.join(pieces) for sign in ["’", "'", ""])}


def are_alike(one: str, other: str) -> bool:
    """Whether two names may be one person's: one family name, or the same letters."""
    a, b = plain_name(one).split(), plain_name(other).split()
    if not a or not b:
        return False
    if a[-1] == b[-1] and (a[0][0] == b[0][0] or len(a) == 1 or len(b) == 1):
        return True
    return "".join(sorted(a)) == "".join(sorted(b)) or bool(
        get_close_matches(" ".join(a), [" ".join(b)], cutoff=0.85)
    )


def _replaced(expression: Func | F, steps: list[tuple[str, str]]) -> Func | F:
    for pattern, replacement in steps:
        expression = Func(
            expression,
            Value(pattern),
            Value(replacement),
            Value("g"),
            function="regexp_replace",
        )
    return expression


def plain_in_database(column: str) -> Func:
    """`plain` of a column."""
    taken_apart = Func(
        _replaced(F(column), _BEFORE),
        function="normalize",
        template="%(function)s(%(expressions)s, NFKD)",
    )
    return _replaced(Lower(taken_apart), _WORDS)


def plain_name_in_database(column: str) -> Func:
    """`plain_name` of a column."""
    return _replaced(plain_in_database(column), _NAME)


def with_name(words: str, column: str = "plain_name") -> Q:
    """Rows whose name, in a column of this form, contains these words.

    An email address is no name: it must not find people by its first part.
    """
    asked = "" if "@" in words else plain_name(words)
    return Q(**{f"{column}__contains": asked}) if asked else Q(pk__in=[])
