"""Owners as people write them: who each is, and who is meant where it is certain."""

import re
from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from actions.models import OwnerAs
from partnership.models import Organisation, Person

_BRACKETS = re.compile(r"\([^()]*\)")
_SEMICOLON = re.compile(r"\s*(?:;|\s/\s)\s*")
_AND = re.compile(r"\s*,?\s+(?:and|&)\s+")
_ONE_THING = re.compile(r"\btask\s+(?:and|&)\s+finish\b", re.IGNORECASE)
_INITIALS = re.compile(
    r"[A-Z][A-Za-z]{0,3}(?:\s*(?:/|,|&|\band\b)\s*[A-Z][A-Za-z]{0,3})+"
)
_PLAIN_NAME = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,3}")


def read_owners(
    text: str,
    *,
    people: Iterable[Person] = (),
    organisations: Iterable[Organisation] = (),
) -> list[OwnerAs]:
    """The owners a text names, in its order, each with its own words.

    `people` are those who may be meant: initials are looked up among them only, names
    whole. Two who fit are as good as none: the words stay, and nobody is named.
    """
    people, organisations = list(people), list(organisations)
    owners = [
        _owner(words, people, organisations) for words in split_owners(text or "")
    ]
    named: set[int] = set()
    kept = []
    for owner in owners:
        if owner.person is not None:
            if owner.person.pk in named:
                continue
            named.add(owner.person.pk)
        kept.append(owner)
    return kept


def people_in(text: str, people: QuerySet[Person]) -> QuerySet[Person]:
    """Those of many people whose name or initials the text may hold."""
    return people_in_any([text], people)


def people_in_any(texts: Iterable[str], people: QuerySet[Person]) -> QuerySet[Person]:
    """Those of many people whose name or initials one of the texts may hold."""
    words = {
        piece.strip()
        for text in texts
        for part in split_owners(text or "")
        for piece in [
            part,
            _BRACKETS.sub("", part),
            part.rpartition(":")[2],
            *(name for held in _BRACKETS.findall(part) for name in _inside(held)),
        ]
    } - {""}
    return people.annotate(lower_name=Lower("name")).filter(
        Q(lower_name__in=[word.lower() for word in words])
        | Q(initials__in=words)
        | Q(aliases__overlap=list(words))
    )


def _inside(bracket: str) -> list[str]:
    return bracket.strip("()").split(",")


def split_owners(text: str) -> list[str]:
    """The words of each owner: “AO/EG” are two, “SEG / PAAG” are two, brackets stay."""
    text = " ".join(text.replace("\n", " ; ").split())
    if not text:
        return []
    if _INITIALS.fullmatch(text):
        return [part for part in re.split(r"\s*(?:/|,|&|\band\b)\s*", text) if part]
    held: list[str] = []

    def hold(found: re.Match) -> str:
        held.append(found[0])
        return f"\x00{len(held) - 1}\x00"

    masked = _BRACKETS.sub(hold, text)
    parts = []
    for part in _SEMICOLON.split(masked):
        for piece in _split_and(part):
            parts += _comma_names(piece)
    return [
        restored
        for part in parts
        if (
            restored := re.sub(
                "\x00([0-9]+)\x00", lambda found: held[int(found[1])], part
            ).strip(" ,;/")
        )
    ]


def _split_and(part: str) -> list[str]:
    """“Chair and Board office” are two; “Teams, County and Denholt” are one."""
    whole = _ONE_THING.sub(lambda found: found[0].replace(" ", "\x01"), part)
    pieces: list[str] = []
    for piece in _AND.split(whole):
        if pieces and "," in pieces[-1] and len(_comma_names(pieces[-1])) == 1:
            start = whole.index(pieces[-1])
            pieces[-1] = whole[start : whole.index(piece, start) + len(piece)]
        else:
            pieces.append(piece)
    return [piece.replace("\x01", " ") for piece in pieces]


def _comma_names(part: str) -> list[str]:
    """“Ann Reed, Bo Lund” are two people; a comma in other words belongs to them."""
    names = [name.strip() for name in part.split(",")]
    if len(names) > 1 and all(_PLAIN_NAME.fullmatch(name) for name in names):
        return names
    return [part]


def _owner(
    words: str, people: list[Person], organisations: list[Organisation]
) -> OwnerAs:
    inside = [name for held in _BRACKETS.findall(words) for name in _inside(held)]
    outside = _BRACKETS.sub("", words).strip()
    role, _, after_colon = outside.partition(":")
    candidates = [words, outside, *inside]
    if after_colon:
        candidates.append(after_colon)
    person = _only(
        {found.pk: found for name in candidates for found in _people(name, people)}
    )
    organisation = None
    if person is None:
        organisation = _only(
            {
                body.pk: body
                for body in organisations
                for name in (words, outside)
                if name.strip().casefold()
                in {body.name.casefold(), body.short_name.casefold()} - {""}
            }
        )
    role_words = ""
    if person is not None and outside.casefold() not in _names_of(person):
        role_words = (role if after_colon else outside).strip()[:120]
    return OwnerAs(
        words=words[:300],
        person=person,
        organisation=organisation,
        role_words=role_words,
    )


def _people(words: str, people: list[Person]) -> list[Person]:
    """Who is called or signs exactly so."""
    words = words.strip()
    return [
        person
        for person in people
        if words.casefold() == person.name.casefold()
        or (words and words in {person.initials, *person.aliases})
    ]


def _names_of(person: Person) -> set[str]:
    return {
        person.name.casefold(),
        person.initials.casefold(),
        *(alias.casefold() for alias in person.aliases),
    }


def _only(found: dict):
    return next(iter(found.values())) if len(found) == 1 else None
