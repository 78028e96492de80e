"""Quorum rules: small trees that are applied to the seats of one moment of a meeting.

A rule is one of

- ``{"kind": "share", "percent": 75}`` or ``{"kind": "share", "part": [2, 5]}`` – that
  share of the seats, rounded up, with, where they are wanted, ``"more": true`` (more
  than that share), ``"least": 3`` (but never fewer) and ``"without"``, a list of the
  seats that are left out of the base: ``vacant``, ``on_leave``, ``withdrawn``;
- ``{"kind": "at_least", "n": 2, "of": [4, 5, 6]}`` – that many of these seats;
- ``{"kind": "statutory"}`` – every statutory partner;
- ``{"kind": "all", "rules": […]}`` and ``{"kind": "any", "rules": […]}``;
- ``{"kind": "chair", "expectation": …}`` – the chair decides, guided by a rule of the
  kinds above or null.

Visitors and associate members hold no voting seat, so they never count. Someone in two
seats counts once in each condition, unless each seat counts. Makes no queries.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from subgroups.quorum.describing import describe, joined, share_words
from subgroups.quorum.validating import check


@dataclass(frozen=True, kw_only=True)
class Place:
    """A voting seat at one moment: who represents it, or why nobody does."""

    label: str
    # The statutory partner whose seat it is.
    partner: str = ""
    is_vacant: bool = False
    is_on_leave: bool = False
    # Its representative has withdrawn for the item because of an interest.
    is_withdrawn: bool = False
    people: frozenset[int] = frozenset()

    def is_left_out(self, without: Collection[str]) -> bool:
        """Whether a base without these leaves it out. A represented seat is in it."""
        return not self.people and any(
            name in without and getattr(self, f"is_{name}")
            for name in ("vacant", "on_leave", "withdrawn")
        )


@dataclass(frozen=True, kw_only=True)
class QuorumReading:
    """A rule applied at one moment of a meeting.

    `needed` and `present` count seats or, where the rule combines several conditions,
    those conditions, which are in `parts`.
    """

    needed: int
    present: int
    is_met: bool
    words: str
    is_determined_by_chair: bool = False
    parts: tuple["QuorumReading", ...] = ()


def validate(rule: object) -> None:
    """Raise ValidationError unless this is a complete rule."""
    check(rule)


def seats_named(rule: Mapping) -> set[int]:
    """All the seats named in a rule."""
    match rule["kind"]:
        case "at_least":
            return set(rule["of"])
        case "all" | "any":
            return set().union(*(seats_named(part) for part in rule["rules"]))
        case "chair" if rule["expectation"]:
            return seats_named(rule["expectation"])
    return set()


def needed_of(rule: Mapping, base: int) -> int:
    """How many of a base of seats a share needs."""
    share = (
        Fraction(*rule["part"]) if "part" in rule else Fraction(rule["percent"], 100)
    )
    exactly = share * base
    needed = floor(exactly) + 1 if rule.get("more") else ceil(exactly)
    return max(needed, rule.get("least", 0))


def represented(people: Iterable[frozenset[int]], *, each_seat: bool = False) -> int:
    """How many seats are represented by different people.

    `people` are those who represent each seat. Where `each_seat` counts, someone may
    represent several.
    """
    seats = [there for there in people if there]
    if each_seat:
        return len(seats)
    found: dict[int, frozenset[int]] = {}
    return sum(_seat(there, found, set()) for there in seats)


def _seat(there: frozenset[int], found: dict, tried: set[int]) -> bool:
    """Find someone for a seat, moving others to a second seat of theirs if need be."""
    for person in there - tried:
        tried.add(person)
        if person not in found or _seat(found[person], found, tried):
            found[person] = there
            return True
    return False


def read(
    rule: Mapping, places: Mapping[int, Place], *, each_seat: bool = False
) -> QuorumReading:
    """Apply a rule to the voting seats of a moment, by id."""
    match rule["kind"]:
        case "share":
            return _read_share(rule, places, each_seat)
        case "at_least":
            labels = {pk: place.label for pk, place in places.items()}
            named = [places[pk].people for pk in rule["of"] if pk in places]
            return _counted(
                represented(named, each_seat=each_seat), rule["n"],
                describe(rule, labels),
            )  # fmt: skip
        case "statutory":
            return _read_statutory(places, each_seat)
        case "all" | "any":
            parts = tuple(
                read(part, places, each_seat=each_seat) for part in rule["rules"]
            )
            met = sum(part.is_met for part in parts)
            needed = len(parts) if rule["kind"] == "all" else 1
            return QuorumReading(
                needed=needed,
                present=met,
                is_met=met >= needed,
                words=_conditions(parts, needed),
                parts=parts,
            )
    return _read_for_chair(rule, places, each_seat)


def _read_share(
    rule: Mapping, places: Mapping[int, Place], each_seat: bool
) -> QuorumReading:
    without = rule.get("without", ())
    base = [place for place in places.values() if not place.is_left_out(without)]
    present = represented((place.people for place in base), each_seat=each_seat)
    needed = needed_of(rule, len(base))
    return QuorumReading(
        needed=needed,
        present=present,
        is_met=bool(base) and present >= needed,
        words=(
            f"{present} of {len(base)} seats represented; "
            f"{needed} needed ({share_words(rule)})"
        ),
    )


def _read_statutory(places: Mapping[int, Place], each_seat: bool) -> QuorumReading:
    partners: dict[str, frozenset[int]] = {}
    for place in places.values():
        if place.partner:
            before = partners.get(place.partner, frozenset())
            partners[place.partner] = before | place.people
    present = represented(partners.values(), each_seat=each_seat)
    missing = sorted(name for name, people in partners.items() if not people)
    lacks = f" (missing: {joined(missing, 'and')})" if missing else ""
    return QuorumReading(
        needed=len(partners),
        present=present,
        is_met=bool(partners) and present == len(partners),
        words=f"{present} of {len(partners)} statutory partners represented{lacks}; "
        f"{len(partners)} needed",
    )


def _counted(present: int, needed: int, named: str) -> QuorumReading:
    return QuorumReading(
        needed=needed,
        present=present,
        is_met=present >= needed,
        words=f"{named}: {present} represented, {needed} needed",
    )


def _read_for_chair(
    rule: Mapping, places: Mapping[int, Place], each_seat: bool
) -> QuorumReading:
    if not rule["expectation"]:
        there = represented(
            (place.people for place in places.values()), each_seat=each_seat
        )
        return QuorumReading(
            needed=0,
            present=there,
            is_met=False,
            words=f"{there} of {len(places)} seats represented",
            is_determined_by_chair=True,
        )
    expected = read(rule["expectation"], places, each_seat=each_seat)
    return QuorumReading(
        needed=expected.needed,
        present=expected.present,
        is_met=expected.is_met,
        words=expected.words.replace(" needed", " expected"),
        is_determined_by_chair=True,
        parts=expected.parts,
    )


def _conditions(parts: tuple[QuorumReading, ...], needed: int) -> str:
    met = sum(part.is_met for part in parts)
    missing = [part.words for part in parts if not part.is_met]
    words = f"{met} of {len(parts)} conditions met, {needed} needed"
    return words if met >= needed else f"{words}. Missing: {'; '.join(missing)}"
