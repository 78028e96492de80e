"""Quorum rules: small trees that are applied to the seats represented.

A rule is one of

- ``{"kind": "share", "percent": 75}`` – that percentage of the seats, rounded up;
- ``{"kind": "at_least", "n": 2, "of": [4, 5, 6]}`` – that many of these seats;
- ``{"kind": "all", "rules": […]}`` and ``{"kind": "any", "rules": […]}``;
- ``{"kind": "chair", "expectation": …}`` – the chair decides, guided by a rule of the
  kinds above or null.

Visitors hold no seat, so they never count. Makes no queries.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from django.core.exceptions import ValidationError

KINDS = {
    "share": {"kind", "percent"},
    "at_least": {"kind", "n", "of"},
    "all": {"kind", "rules"},
    "any": {"kind", "rules"},
    "chair": {"kind", "expectation"},
}


@dataclass(frozen=True, kw_only=True)
class QuorumReading:
    """A rule applied at one point of a meeting.

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
    _check(rule)


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


def describe(rule: Mapping, seats: Mapping[int, str]) -> str:
    """The rule as a clause that completes “Quorate with …”."""
    match rule["kind"]:
        case "share":
            return f"{rule['percent']}% of the seats represented"
        case "at_least":
            names = [seats.get(seat, "a seat that has ended") for seat in rule["of"]]
            if len(names) == 1:
                return names[0]
            if rule["n"] == len(names):
                return _joined(names, "and")
            if rule["n"] == 1:
                return _joined(names, "or")
            return f"at least {rule['n']} of {_joined(names, 'and')}"
        case "all" | "any":
            joint = "and" if rule["kind"] == "all" else "or"
            parts = [describe(part, seats) for part in rule["rules"]]
            return f"; {joint} ".join(parts)
    if not rule["expectation"]:
        return "the chair’s determination"
    return (
        "the chair’s determination, "
        f"the expectation being {describe(rule['expectation'], seats)}"
    )


def read(
    rule: Mapping, seats: Mapping[int, str], represented: Collection[int]
) -> QuorumReading:
    """Apply a rule to the seats of a day, by id, and those represented."""
    there = set(represented) & set(seats)
    match rule["kind"]:
        case "share":
            needed = ceil(Fraction(str(rule["percent"])) * len(seats) / 100)
            return QuorumReading(
                needed=needed,
                present=len(there),
                is_met=bool(seats) and len(there) >= needed,
                words=(
                    f"{len(there)} of {len(seats)} seats represented; "
                    f"{needed} needed ({rule['percent']}%)"
                ),
            )
        case "at_least":
            present = len(there & set(rule["of"]))
            return QuorumReading(
                needed=rule["n"],
                present=present,
                is_met=present >= rule["n"],
                words=(
                    f"{describe(rule, seats)}: "
                    f"{present} represented, {rule['n']} needed"
                ),
            )
        case "all" | "any":
            parts = tuple(read(part, seats, there) for part in rule["rules"])
            met = sum(part.is_met for part in parts)
            needed = len(parts) if rule["kind"] == "all" else 1
            return QuorumReading(
                needed=needed,
                present=met,
                is_met=met >= needed,
                words=_conditions(parts, needed),
                parts=parts,
            )
    return _read_for_chair(rule, seats, there)


def _read_for_chair(
    rule: Mapping, seats: Mapping[int, str], there: set[int]
) -> QuorumReading:
    if not rule["expectation"]:
        return QuorumReading(
            needed=0,
            present=len(there),
            is_met=False,
            words=f"{len(there)} of {len(seats)} seats represented",
            is_determined_by_chair=True,
        )
    expected = read(rule["expectation"], seats, there)
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


def _joined(names: list[str], joint: str) -> str:
    return f"{', '.join(names[:-1])} {joint} {names[-1]}" if names[1:] else names[0]


def _check(rule: object, *, is_inside: bool = False) -> None:
    if not isinstance(rule, dict) or rule.get("kind") not in KINDS:
        raise ValidationError("Unknown kind of quorum rule")
    kind = rule["kind"]
    if set(rule) != KINDS[kind]:
        raise ValidationError(f"A rule of kind {kind} has {sorted(KINDS[kind])} only")
    match kind:
        case "share":
            _check_number(rule["percent"], 1, 100, "The percentage of seats")
        case "at_least":
            seats = rule["of"]
            is_list = isinstance(seats, list) and all(type(s) is int for s in seats)
            if not is_list or not seats or len(set(seats)) != len(seats):
                raise ValidationError("Name each seat once")
            _check_number(rule["n"], 1, len(seats), "How many of these seats")
        case "all" | "any":
            if not isinstance(rule["rules"], list) or len(rule["rules"]) < 2:
                raise ValidationError("Join at least two conditions")
            for part in rule["rules"]:
                _check(part, is_inside=True)
        case "chair":
            if is_inside:
                raise ValidationError(
                    "The chair’s decision cannot be part of a larger rule"
                )
            if rule["expectation"] is not None:
                _check(rule["expectation"], is_inside=True)


def _check_number(number: object, least: int, most: int, name: str) -> None:
    if type(number) is not int or not least <= number <= most:
        raise ValidationError(f"{name} must be between {least} and {most}")
