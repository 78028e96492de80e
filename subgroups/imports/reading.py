"""Reads minutes: what stands above the items, then item by item.

What is not understood stays as text where it stood.
"""

import re

from partnership.guards.outcomes import Refused
from subgroups.imports import people
from subgroups.imports.dates import days_in, times_in
from subgroups.imports.head import A_SENTENCE_HAS, Head
from subgroups.imports.headings import AN_AGENDA, split_headings
from subgroups.imports.items import Items
from subgroups.imports.lines import take_apart
from subgroups.imports.minutes import (
    APOLOGIES,
    MOST_ITEMS,
    PRESENT,
    ReadItem,
    ReadMinutes,
)

NO_MINUTES = (
    "This does not look like minutes: there are no numbered items, such as "
    "“1. Welcome”."
)
TOO_MANY = f"This file has over {MOST_ITEMS} items, more than minutes have."
NO_MEETING = (
    "This does not look like minutes: there is no date, nobody who was present, no "
    "decision and no action."
)
NEXT = re.compile(
    r"\b(?:next|future|forthcoming)\b.*\bmeetings?\b|\bdates?\b.*\bmeetings?\b"
    r"|\bmeeting dates\b",
    re.IGNORECASE,
)
BEFORE_THIS = re.compile(r"\b(?:last|previous)\b", re.IGNORECASE)
SAYS_NEXT = re.compile(
    r"\W*(?:(?:dates?|time)\W+(?:and\s+time\W+)?(?:of\W+)?(?:the\s+)?)?next\s+meetings?\b",
    re.IGNORECASE,
)
APOLOGIES_TITLE = re.compile(r"\b(?:apologies|present|attendance)\b", re.IGNORECASE)
RECEIVED = re.compile(
    r"^.*?\bapologies\b[^:]{0,60}?(?:\b(?:from|by|for)\b:?|:)\s*", re.IGNORECASE
)
NAMED = re.compile(rf"{people.WORD}\s+{people.WORD}.*", re.DOTALL)
A_VERB = re.compile(r"\b(?:is|was|were|are|had|has|have|the|noted|welcomed)\b")


def read_minutes(content: bytes, *, name: str) -> ReadMinutes:
    """The minutes in a Word or text file.

    Raises:
        Refused: the file cannot be read, or it holds no minutes.
    """
    blocks, remarks = take_apart(content, name=name)
    split = split_headings(blocks)
    if not split.headings:
        raise Refused(NO_MINUTES)
    if len(split.headings) > MOST_ITEMS:
        raise Refused(TOO_MANY)
    minutes = ReadMinutes(remarks=remarks + ([AN_AGENDA] if split.agenda else []))
    Head(minutes).read(split.head)
    minutes.heading += split.agenda
    reader = Items(minutes.held_on, wraps=name.lower().endswith(".txt"))
    minutes.items = [reader.read(heading) for heading in split.headings]
    for item in minutes.items:
        if APOLOGIES_TITLE.search(item.title):
            _look_for_people(minutes, item)
        _look_for_meetings(minutes, item)
    minutes.next_meetings = [*dict.fromkeys(minutes.next_meetings)]
    _check(minutes)
    reader.ask_about_owners(minutes)
    return minutes


def _look_for_people(minutes: ReadMinutes, item: ReadItem) -> None:
    """People who are named under an item, if the head has no such list."""
    had = {person.kind for person in minutes.people}
    kind = APOLOGIES if "apologies" in item.title.lower() else ""
    for paragraph in item.paragraphs:
        label = people.label_of(paragraph.text)
        text = label[1] if label else RECEIVED.sub("", paragraph.text)
        if label:
            kind = PRESENT if label[0] == people.IN_ATTENDANCE else label[0]
        text = text.strip(" .")
        if (
            kind
            and kind not in had
            and NAMED.fullmatch(text)
            and not A_VERB.search(text)
            and (len(text.split()) <= A_SENTENCE_HAS or re.search(r"[,(/|;]", text))
        ):
            for person in people.people_in(text, kind):
                people.add(minutes, person)


def _look_for_meetings(minutes: ReadMinutes, item: ReadItem) -> None:
    """The next meetings, under their item or in a line that says so."""
    lines = [paragraph.text for paragraph in item.paragraphs]
    if NEXT.search(item.title) and not BEFORE_THIS.search(item.title):
        lines = [item.title, *lines]
    else:
        lines = [line for line in lines if SAYS_NEXT.match(line)]
    usual = next(
        (at for line in lines if not [*days_in(line)] for at in times_in(line)), None
    )
    found = [
        (day, next(iter(times_in(line)), usual))
        for line in lines
        for day, _, _ in days_in(line)
        if minutes.held_on is None or day > minutes.held_on
    ]
    minutes.next_meetings += found
    if lines and not found:
        said = " ".join(lines)[:120]
        item.questions.append(f"on which day is the next meeting? “{said}”")


def _check(minutes: ReadMinutes) -> None:
    """Refuse what is no minutes, and ask about what they lack."""
    if minutes.held_on is None:
        has_more = minutes.people or any(
            item.actions or item.decisions for item in minutes.items
        )
        if not has_more:
            raise Refused(NO_MEETING)
        minutes.remarks.append("No date was found. When was this meeting?")
    if not minutes.of(PRESENT):
        minutes.remarks.append("No list of those present was found.")
    seen: dict[str, str] = {}
    for person in minutes.people:
        other = seen.setdefault(person.initials or person.name, person.name)
        if other != person.name and not person.question:
            person.question = (
                f"{other} and {person.name} both have the initials {person.initials}"
            )
    for mark, words in (("is_chair", "chair"), ("is_minute_taker", "minute-taker")):
        marked = [person for person in minutes.people if getattr(person, mark)]
        for person in marked[1:]:
            setattr(person, mark, False)
            person.question = (
                f"{marked[0].name} and {person.name} are both named as {words}"
            )
    for line in minutes.before:
        minutes.remarks.append(f"Not understood, above the items: “{line[:120]}”")
