"""Reads owners from text, and matches them to the directory where that is certain.

An owner is a person, an organisation, a role at an organisation, or only text.
"""

import re
from collections.abc import Iterable, Iterator

from django.db.models import Q, QuerySet

from actions.register.words import OwnerAs
from partnership.names import plain, plain_initials, plain_name, spellings
from partnership.people.models import Organisation, Person
from partnership.policy import values as policy

_BRACKETS = re.compile(r"\([^()]*\)")
_SEMICOLON = re.compile(r"\s*(?:;|\s/\s)\s*")
_AND = re.compile(r"\s*,?\s+(?:and|&)\s+")
_ONE_THING = re.compile(r"\btask\s+(?:and|&)\s+finish\b", re.IGNORECASE)
_INITIALS = re.compile(
    r"[A-Z][A-Za-z]{0,3}(?:\s*(?:/|,|&|\band\b)\s*[A-Z][A-Za-z]{0,3})+"
)
_SET_APART = re.compile(r"\s*[:,]\s*|\s+[–—-]\s+")
_AT = re.compile(r"\s+(?P<word>at|from|of|for|in)\s+(?:the\s+)?", re.IGNORECASE)
_PART = r"[A-Z][\w'’‘ʼ`‐‑–-]+"
_PLAIN_NAME = re.compile(f"{_PART}(?: {_PART}){{1,3}}")


def read_owners(
    text: str,
    *,
    people: Iterable[Person] = (),
    organisations: Iterable[Organisation] = (),
) -> list[OwnerAs]:
    """The owners named in a text, in order, each as it was written.

    Names and initials are looked up among `people`. If two people match, neither is
    chosen and the owner stays as text.
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
    """People whose name or initials may be in the text."""
    return people_in_any([text], people)


def people_in_any(texts: Iterable[str], people: QuerySet[Person]) -> QuerySet[Person]:
    """People whose name or initials may be in one of the texts."""
    words = {
        name
        for text in texts
        for part in split_owners(text or "")
        for name in names_in(part)
    }
    initials = [spelt for word in words for spelt in spellings(word)]
    return people.filter(
        Q(plain_name__in={plain_name(word) for word in words})
        | Q(initials__in=initials)
        | Q(aliases__overlap=initials)
    )


def _inside(bracket: str) -> list[str]:
    return bracket.strip("()").split(",")


def split_owners(text: str) -> list[str]:
    """The text of each owner: “AO/EG” and “SEG / PAAG” are two; brackets are kept."""
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
    """“Ann Reed, Bo Lund” are two people; other commas do not separate owners."""
    names = [name.strip() for name in part.split(",")]
    if len(names) > 1 and all(_PLAIN_NAME.fullmatch(name) for name in names):
        return names
    return [part]


def _whole(words: str) -> list[str]:
    """Possible names and initials: the whole text, and the text in brackets."""
    inside = [name for held in _BRACKETS.findall(words) for name in _inside(held)]
    outside = _BRACKETS.sub(" ", words)
    after_colon = outside.partition(":")[2]
    return _plain([words, outside, after_colon, *inside])


def _set_apart(words: str) -> list[str]:
    """The parts between commas, colons and dashes, without brackets."""
    return _plain(_SET_APART.split(_BRACKETS.sub(" ", words)))


def _plain(pieces: Iterable[str]) -> list[str]:
    """Each part once, without the signs around it."""
    tidied = (" ".join(piece.split()).strip(" ,;:–-") for piece in pieces)
    return list(dict.fromkeys(one for one in tidied if one))


def _owner(
    words: str, people: list[Person], organisations: list[Organisation]
) -> OwnerAs:
    person = _only({found.pk: found for found in _people(words, people)})
    if person is not None:
        return OwnerAs(
            words=words[:300], person=person, role_words=_role_before(words, person)
        )
    body = _only(
        {found.pk: found for found in organisations if _is_called(words, found)}
    )
    if body is not None:
        return OwnerAs(words=words[:300], organisation=body)
    roles = {
        found.pk: (found, role)
        for found in organisations
        if (role := _role_at(words, found))
    }
    body, role = _only(roles) or (None, "")
    return OwnerAs(words=words[:300], organisation=body, role_words=role[:120])


def _people(words: str, people: list[Person]) -> Iterator[Person]:
    """People with exactly this name, or these initials if they stand alone."""
    names = set(map(plain_name, names_in(words))) - {""}
    alone = set(map(plain_initials, _whole(words))) - {""}
    for person in people:
        if plain_name(person.name) in names or not alone.isdisjoint(
            map(plain_initials, person.all_initials)
        ):
            yield person


def _role_before(words: str, person: Person) -> str:
    """The role written before the person, as in “Audit Chair (Ann Reed)”."""
    role, initials = [], set(person.all_initials)
    for piece in _set_apart(words):
        if plain_name(piece) == plain_name(person.name) or piece in initials:
            break
        role.append(piece)
    return ", ".join(role)[:120]


def names_of_body(body: Organisation) -> set[str]:
    """The names of an organisation, for comparison."""
    names = {body.name, body.short_name}
    if body.kind == Organisation.Kind.PARTNERSHIP:
        names.add(policy.get("partnership_short_name"))
    return {plain(name) for name in names if name}


def _is_called(words: str, body: Organisation) -> bool:
    outside = " ".join(_BRACKETS.sub(" ", words).split())
    return bool({plain(words), plain(outside)} & names_of_body(body))


def _role_at(words: str, body: Organisation) -> str:
    """The role at this organisation named in the text, or nothing.

    A short name such as “Education” is also an ordinary word, so it only counts where
    it cannot mean anything else. An acronym or full name counts anywhere.
    """
    inside = [name for held in _BRACKETS.findall(words) for name in _inside(held)]
    outside = " ".join(_BRACKETS.sub(" ", words).split())
    named = names_of_body(body) if body.kind == Organisation.Kind.AGENCY else set()
    apart = _plain(_SET_APART.split(outside))
    for piece in _plain([*inside, *apart]):
        if _is_clear(piece, body) or plain(piece) in named:
            return next((role for role in apart if role != piece), "")
    for found in _AT.finditer(outside):
        place = _SET_APART.split(outside[found.end() :])[0]
        is_at = found["word"].lower() in {"at", "from"} and plain(place) in named
        if is_at or _is_clear(place, body):
            return outside[: found.start()]
    for name in (body.name, body.short_name):
        if outside.startswith(f"{name} ") and _is_clear(name, body):
            return outside[len(name) :].strip()
    return ""


def _is_clear(words: str, body: Organisation) -> bool:
    """Whether the text is the acronym or full name of this organisation."""
    if len(words) > 1 and words.isupper() and words in {body.short_name, body.name}:
        return True
    return " " in words and plain(words) == plain(body.name)


def names_in(words: str) -> list[str]:
    """The parts of an owner's words that may be somebody's name or initials."""
    return [*_whole(words), *_set_apart(words)]


def _only(found: dict):
    return next(iter(found.values())) if len(found) == 1 else None
