"""Detecting text that might identify a child."""

import hashlib
import re

from partnership.dates.months import MONTHS

# Unique pupil numbers: DfE "Unique pupil numbers: guide", annex on the check letter.
UPN = re.compile(r"\b([A-HJ-NP-RT-Z])(\d{11})([\dA-HJ-NP-RT-Z])\b", re.IGNORECASE)
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
NHS_NUMBER = re.compile(r"(?<![\d-])(\d{3})[ -]?(\d{3})[ -]?(\d{4})(?![\d-])")
DAY = (
    r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{2}(?:\d{2})?"
    r"|\d{4}-\d{2}-\d{2}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?i:{'|'.join(MONTHS)})[a-z]*,?\s+\d{{4}})"
)
BORN = re.compile(
    r"\b(?:dob|d\.o\.b\.?|date of birth|born)\b\W{0,3}(?:is|was|on)?\W{0,3}" + DAY,
    re.IGNORECASE,
)
CAPITALISED = re.compile(r"\b[A-Z][a-z'’-]+\b")
NOT_NAMES = re.compile(r"(?i:born|dob|date|the|a|of|birth|on|was|is)")
NAME_THEN_DAY = re.compile(
    rf"\b([A-Z][a-z'’-]+(?:\s[A-Z][a-z'’-]+){{1,3}}),?\s?\(\s?{DAY}\s?\)"
)
BODIES = re.compile(
    r"\b(?:Act|Academy|Board|Committee|Council|Forum|Group|Meeting|Minutes|"
    r"Partnership|Plan|Police|Primary|Report|Review|School|Secondary|Service|Trust)\b"
)
NEAR = 80


def is_upn(head: str, digits: str, last: str) -> bool:
    """Whether the check letter matches the twelve characters after it."""
    values = [*map(int, digits)]
    last = last.upper()
    values.append(int(last) if last.isdecimal() else UPN_LETTERS.index(last))
    total = sum(weight * value for weight, value in enumerate(values, start=2))
    return UPN_LETTERS[total % 23] == head.upper()


def is_nhs_number(number: str) -> bool:
    """Whether the tenth digit is the check digit, modulus 11."""
    total = sum(int(d) * w for d, w in zip(number, range(10, 1, -1), strict=False))
    check = 11 - total % 11
    return len(set(number)) > 1 and {11: 0}.get(check, check) == int(number[9])


def _names_someone_born(text: str) -> bool:
    for found in BORN.finditer(text):
        around = text[max(0, found.start() - NEAR) : found.start()]
        around += " " + text[found.end() : found.end() + NEAR]
        words = CAPITALISED.findall(around)
        if any(not NOT_NAMES.fullmatch(word) for word in words):
            return True
    return any(not BODIES.search(m[1]) for m in NAME_THEN_DAY.finditer(text))


def looks_child_identifiable(text: str) -> tuple[str, ...]:
    """What in a text might identify a child, in words; empty if nothing does."""
    found = []
    if any(is_upn(*match.groups()) for match in UPN.finditer(text)):
        found.append("a unique pupil number")
    if any(is_nhs_number("".join(m.groups())) for m in NHS_NUMBER.finditer(text)):
        found.append("an NHS number")
    if _names_someone_born(text):
        found.append("a name with a date of birth")
    return tuple(found)


def seal(text: str) -> str:
    """The value of the confirming checkbox, which is valid only for this text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
