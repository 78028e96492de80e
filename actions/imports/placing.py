"""Finds the priority and objective of each row, existing or new."""

import re

from actions.imports.lines import ActionLine
from actions.imports.preview import ActionRow, PlacedPriority
from actions.imports.standing import Standing, flat
from actions.plans.models import Priority
from partnership.spreadsheets.tables import Understanding

LONGEST_REF, LONGEST_TITLE = 12, 200
AFTER = r"\s*(?:[:.)–—-]+\s*|\s+|$)(.*)"
NAMED = re.compile(
    r"(?:strategic\s+)?(?:priority|theme)\s*(?:area|no\.?|number)?\s*"
    r"#?([A-Z]{0,8}\s?\d{1,2}[a-z]?)" + AFTER,
    re.IGNORECASE | re.DOTALL,
)
LETTERED = re.compile(r"([A-Z]{2,8} ?\d{1,2})" + AFTER, re.DOTALL)
NUMBERED = re.compile(r"(\d{1,2})(?:\s*[:.)–—-]+\s*|\s+)(\D.*)", re.DOTALL)
BARE = re.compile(r"(?:strategic\s+)?(?:priority|theme)\s*[:–—-]+\s*(.+)", re.I | re.S)


def parts_of(words: str) -> tuple[str, str]:
    """The reference and title of a priority in a cell."""
    words = " ".join(words.split())
    if found := NAMED.fullmatch(words):
        return _ref(found[1]), found[2].strip()
    if found := LETTERED.fullmatch(words):
        return _ref(found[1]), found[2].strip()
    if found := NUMBERED.fullmatch(words):
        return _ref(found[1]), found[2].strip()
    if found := BARE.fullmatch(words):
        return "", found[1].strip()
    return ("P" + words, "") if words.isdecimal() and len(words) < 3 else ("", words)


def _ref(words: str) -> str:
    ref = re.sub(r"\s", "", words)
    return f"P{ref}" if ref[:1].isdecimal() else ref[:LONGEST_REF]


class Placing:
    """Finds the priority of each row, including new ones from rows above."""

    def __init__(self, standing: Standing, understanding: Understanding) -> None:
        self.standing = standing
        self.found: dict[str, PlacedPriority] = {}
        self.placed = [
            PlacedPriority(one, one.ref, one.title) for one in standing.priorities
        ]
        self.otherwise = next(
            (
                one
                for one in self.placed
                if one.priority
                and one.priority.pk == understanding.otherwise.get("priority")
            ),
            None,
        )

    def place(self, row: ActionRow) -> None:
        """Set the priority and objective of a row."""
        row.place = self._priority_of(row.line)
        if row.place is not None:
            self._place_objective(row)

    def _priority_of(self, line: ActionLine) -> PlacedPriority | None:
        words = flat(line.priority)
        if not words:
            return self.otherwise
        if words not in self.found:
            self.found[words] = self._look_for(line.priority)
        return self.found[words]

    def _look_for(self, words: str) -> PlacedPriority:
        ref, title = parts_of(words)
        for one in self.placed:
            if ref and one.ref.casefold() == ref.casefold():
                return one
        for one in self.placed:
            names = {flat(name) for name in (one.title, one.words, one.ref)}
            if names & {flat(title), flat(words)} - {""}:
                return one
        new = PlacedPriority(
            None,
            ref or self._free_ref(),
            (title or " ".join(words.split()))[:LONGEST_TITLE],
        )
        self.placed.append(new)
        return new

    def _free_ref(self) -> str:
        taken = {one.ref.casefold() for one in self.placed}
        return next(
            f"P{number}" for number in range(1, 1000) if f"p{number}" not in taken
        )

    def _place_objective(self, row: ActionRow) -> None:
        if not row.line.objective:
            return
        priority: Priority | None = row.place.priority
        here = self.standing.objectives.get(priority.pk, {}) if priority else {}
        row.objective = here.get(flat(row.line.objective))
        if row.objective is None:
            row.new_objective = row.line.objective
