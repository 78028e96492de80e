"""A due text as tokens: numbers, signs, and the phrases of the vocabulary."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

from actions.due import vocabulary
from partnership.dates.zones import in_local_days

# Invisible characters: soft hyphens, zero-width and direction marks.
UNSEEN = re.compile(
    r"[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
BULLETS = re.compile(r"(?:^|\n)[ \t]*[-*•][ \t]+")
SPACED_DATE = re.compile(
    r"(?<![0-9])([0-9]{1,4}) ?([/.-]) ?([0-9]{1,2}) ?\2 ?([0-9]{2,4})(?![0-9])"
)
QUARTERS = re.compile(
    r"(?<=\bq)[1-4](?: ?(?:-|/|&|,|to|and) ?q?[1-4](?![0-9/]))+"
    r"|(?<=\bquarters )[1-4](?: ?(?:-|/|&|,|to|and) ?[1-4](?![0-9/]))+",
    re.IGNORECASE,
)
CLOCK = (
    r"[0-9]{1,2}(?::[0-9]{2}){1,2}(?:\.[0-9]+)?z?"
    r"|[0-9]{1,2}(?:[.:][0-9]{2})? ?[ap]\.?m\b"
)
NUMBERS = {
    "date": [
        r"(?P<year>[0-9]{4})([/.-])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})",
        r"(?P<day>[0-9]{1,2})([/.-])(?P<month>[0-9]{1,2})\2"
        r"(?P<year>[0-9]{4}|[0-9]{2})",
    ],
    "month_year": [r"(?P<month>[0-9]{1,2})[/.-](?P<year>(?:19|20|21)[0-9]{2})"],
    "year": [r"(?P<year>(?:19|20|21)[0-9]{2})"],
    "n": [r"(?P<n>[0-9]{1,2})"],
}
# A word with one wrong letter is read as one of these.
LONG_WORDS = [
    *("january", "february", "august", "september", "october", "november", "december"),
    *("quarterly", "annually", "monthly", "ongoing", "autumn"),
]
# Short words only if two letters are swapped or one is doubled.
SHORT_WORDS = ["march", "april", "june", "july", "sept"]
KNOWN_SLIPS = {"feburay": "february", "mrch": "march", "aprl": "april", "apil": "april"}
NO_SLIPS = {"augusta", "augusts", "octobers", "decembers", "septembers", "autumns"}
NO_SLIPS |= {"monthlys", "quarterlys"}


@dataclass(frozen=True)
class Token:
    kind: str
    text: str
    at: int
    to: int
    value: Any
    # “may” and “march” in lower case are also verbs.
    is_lower: bool = False


def plain(text: str) -> str:
    """The text with plain dashes, quotes and spaces, without invisible characters.

    A time that names its zone becomes the day that it is here.
    """
    text = unicodedata.normalize("NFKC", in_local_days(text).replace("½", "half "))
    text = UNSEEN.sub("", text)
    text = re.sub(r"[‐-―−]", "-", text)
    text = re.sub(r"[\u2044\u2215]|(?<=[0-9])[\\_](?=[0-9])", "/", text)
    text = re.sub(r"[‘’`´]", "'", text)
    text = re.sub(r"[→⇒⟶]|[-=]+>", " to ", text)
    if len(BULLETS.findall(text)) > 1:
        text = BULLETS.sub("\n• ", text)
    text = SPACED_DATE.sub(r"\1\2\3\2\4", " ".join(text.split()))
    return QUARTERS.sub(lambda q: re.sub(r"(?<=[-/&, ])(?=[1-4])", "q", q[0]), text)


def tokens_of(text: str) -> tuple[list[Token], tuple[str, ...]]:
    """The tokens of a plain text, and the corrected words."""
    tokens: list[Token] = []
    remarks = []
    for found in LEXER.finditer(text):
        kind, said = found.lastgroup, found[0].lower()
        if kind == "word" and (right := spelt(said)):
            shown = right if right in LONG_WORDS[7:] else right.capitalize()
            remarks.append(f"“{said}” was read as {shown}")
            kind, said = "phrase", right
        if kind == "phrase":
            kind, value = PHRASES[_key(said)]
            tokens.append(Token(kind, said, *found.span(), value, found[0] == said))
        elif kind == "ordinal":
            tokens.append(Token("nth", said, *found.span(), int(said[:-2])))
        elif kind == "quarter":
            tokens.append(Token("q", said, *found.span(), int(said[-1])))
        elif kind == "short":
            tokens.append(Token("yy", said, *found.span(), 2000 + int(said[1:])))
        elif kind == "digits":
            tokens += _numbers(said, found.start())
        elif kind == "sign" and not _is_silent(found, tokens, text):
            is_stop = said == "." and text[found.end() : found.end() + 1] in {"", " "}
            tokens.append(Token("stop" if is_stop else said, said, *found.span(), said))
        elif kind == "word":
            tokens.append(Token(kind, said, *found.span(), said))
    return [token for token in tokens if token.kind != "light"], tuple(remarks)


def _is_silent(sign: re.Match, tokens: list[Token], text: str) -> bool:
    """Whether a sign means nothing: a closing bracket, a full stop, an emoji."""
    before, after = text[: sign.start()], text[sign.end() :]
    if sign[0] == ")":
        return before.count("(") > before.count(")")
    if sign[0] == ".":
        is_short = tokens and tokens[-1].kind in {"month", "weekday"}
        return not after.strip(" .)") or is_short and tokens[-1].to == sign.start()
    kind = unicodedata.category(sign[0])
    return kind[0] != "P" and kind != "Sm"


def _numbers(digits: str, at: int, *, cuts: int = 2) -> list[Token]:
    """“31/3/26” as one date; “2025/26” or “4-6/6/25” in as few pieces as it has."""
    for kind, shapes in NUMBERS.items():
        for shape in shapes:
            if found := re.fullmatch(shape, digits):
                parts = {name: int(said) for name, said in found.groupdict().items()}
                return [
                    Token(kind, digits, at, at + len(digits), parts.get(kind, parts))
                ]
    ways = []
    for sign in re.finditer(r"[-/.]", digits) if cuts and len(digits) < 30 else ():
        place = at + sign.start()
        before = _numbers(digits[: sign.start()], at, cuts=cuts - 1)
        after = _numbers(digits[sign.end() :], place + 1, cuts=cuts - 1)
        between = Token(sign[0], sign[0], place, place + 1, sign[0])
        ways.append([*before, between, *after])
    ways = [way for way in ways if all(token.kind != "odd" for token in way)]
    odd = Token("odd", digits, at, at + len(digits), digits)
    return min(ways, key=len, default=[odd])


@cache
def spelt(word: str) -> str:
    """The word of the vocabulary that is misspelt here, if any."""
    if word in NO_SLIPS or len(word) < 4:
        return ""
    if word in KNOWN_SLIPS:
        return KNOWN_SLIPS[word]
    right = [right for right in LONG_WORDS if _is_slip(word, right)]
    right += [right for right in SHORT_WORDS if _is_slip(word, right, is_short=True)]
    return right[0] if len(right) == 1 else ""


def _is_slip(word: str, right: str, *, is_short: bool = False) -> bool:
    """Whether one letter is missing, added, wrong or swapped with the next."""
    same = 0
    while same < min(len(word), len(right)) and word[same] == right[same]:
        same += 1
    wrong, meant = word[same:], right[same:]
    if wrong[:2] == meant[1::-1] and wrong[2:] == meant[2:]:
        return True
    if is_short:
        return wrong[1:] == meant and same > 0 and word[same] == word[same - 1]
    return meant[:1] != wrong[:1] and (
        wrong[1:] in {meant, meant[1:]} or wrong == meant[1:]
    )


def _key(phrase: str) -> str:
    """A phrase in the form used in the vocabulary."""
    return re.sub(r"[ -]+", " ", phrase).strip()


def _read_vocabulary() -> dict[str, tuple[str, Any]]:
    """Each phrase with its kind and its value."""
    found: dict[str, tuple[str, Any]] = {}
    for kind, phrases in {**vocabulary.PHRASES, "light": vocabulary.LIGHT}.items():
        waiting = []
        for entry in phrases.split(";"):
            phrase, _, value = entry.partition("=")
            waiting.append(_key(" ".join(phrase.split())))
            if value:
                value = value.strip()
                value = int(value) if value.lstrip("-").isdigit() else value
                found |= dict.fromkeys(waiting, (kind, value))
                waiting = []
        for phrase in waiting:
            found.setdefault(phrase, (kind, phrase))
    return found


def _expression(phrase: str) -> str:
    """A phrase as whole words; a number may touch a word."""
    ends = [
        "[a-z]" if end.isalpha() else "[0-9/.-]" if end.isdigit() else "(?!)"
        for end in (phrase[0], phrase[-1])
    ]
    words = re.escape(phrase).replace(r"\ ", "[ -]+")
    return f"(?<!{ends[0]}){words}(?!{ends[1]})"


PHRASES = _read_vocabulary()
_ANY_PHRASE = "|".join(map(_expression, sorted(PHRASES, key=len, reverse=True)))
LEXER = re.compile(
    rf"(?P<clock>(?:(?<=[0-9])t)?(?<![0-9])(?:{CLOCK})(?: ?- ?(?:{CLOCK}))?"
    r"(?:[+-][0-9]{2}:[0-9]{2}| gmt)?)"
    r"|(?P<quarter>(?<![a-z])(?:q|qu|qtrs?|quarters?)\.? ?[1-4](?![0-9]))"
    rf"|(?P<phrase>{_ANY_PHRASE})"
    r"|(?P<ordinal>(?<![0-9])[0-9]{1,2} ?(?:st|nd|rd|th)(?![a-z]))"
    r"|(?P<short>'[0-9]{2}(?![0-9]))"
    r"|(?P<digits>[0-9]+(?:[/.-][0-9]+)*)"
    r"|(?P<word>[a-z']+)"
    r"|(?P<sign>[^\s])",
    re.IGNORECASE | re.ASCII,
)
