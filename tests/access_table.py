"""Reads `access_table.md`: who may do what and where, as it was written down.

Nothing here asks the code. Roles are their labels, permissions and pages their names.
"""

from dataclasses import dataclass
from pathlib import Path

WRITTEN = Path(__file__).with_suffix(".md")
EVERYWHERE, BODY, SCHOOL, TRUST, ROW = "everywhere", "body", "school", "trust", "row"
PLACES = {"": None, "a subgroup": "subgroup", "a school": "school"}
ANY_ROLE = "any role"
# Whoever may do this anywhere is given this role by some rows.
READERS = {
    "see_people": "Reader of the directory",
    "see_plan": "Reader of the plan",
}


@dataclass(frozen=True)
class Row:
    """Who sees a row: from everywhere, from where it belongs, and by its own gift."""

    everywhere: str
    place: str | None
    there: str
    gives: frozenset[str]


@dataclass(frozen=True)
class Page:
    permission: str
    row: str


def _table(heading: str) -> list[list[str]]:
    """The cells of the one table under a heading, without its first two lines."""
    section = WRITTEN.read_text().split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines[2:]]


def _several(cell: str) -> frozenset[str]:
    return frozenset(cell.split(", ")) if cell else frozenset()


ROLES = {role: (held, reaches) for role, held, reaches in _table("Roles")}
PERMISSIONS: dict[str, dict[str, frozenset[str]]] = {
    permission: dict(
        zip((EVERYWHERE, BODY, SCHOOL, TRUST, ROW), map(_several, cells), strict=True)
    )
    for permission, *cells in _table("Permissions")
}
ROWS = {
    row: Row(everywhere, PLACES[place], there, _several(gives))
    for row, everywhere, place, there, gives in _table("Rows")
}
PAGES = {page: Page(permission, row) for page, permission, row in _table("Pages")}
# What a row gives to whoever it names, apart from what it gives to its readers.
NAMED = sorted(set().union(*(row.gives for row in ROWS.values())) - {*READERS.values()})


def granted(roles: set[str]) -> set[str]:
    """What these roles may do, where they reach."""
    return {
        permission
        for permission, cells in PERMISSIONS.items()
        if roles & set().union(*cells.values())
    }


@dataclass(frozen=True)
class Standing:
    """The roles of one person of the tests, by where they reach.

    `there` are those held where the rows of the tests belong, by kind of place;
    `elsewhere` those held at other bodies; `named` those that these rows give.
    """

    everywhere: frozenset[str] = frozenset()
    there: frozenset[tuple[str, str]] = frozenset()
    elsewhere: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()

    @property
    def places(self) -> tuple:
        """Where the roles are held, whichever they are."""
        return (
            bool(self.everywhere),
            frozenset(place for place, _ in self.there),
            bool(self.elsewhere),
            bool(self.named),
        )

    def may_anywhere(self, permission: str) -> bool:
        """Whether a role held by membership gives this, wherever it is held."""
        held = self.everywhere | {role for _, role in self.there} | self.elsewhere
        return permission in granted(held)

    def roles_at(self, row: Row) -> set[str]:
        """The roles that reach a row."""
        readers = {
            role
            for permission, role in READERS.items()
            if role in row.gives and self.may_anywhere(permission)
        }
        there = {role for place, role in self.there if place == row.place}
        return self.everywhere | there | (self.named & row.gives) | readers

    def sees(self, row: Row) -> bool:
        there = {role for place, role in self.there if place == row.place}
        return (
            row.everywhere in granted(self.everywhere)
            or (row.there == ANY_ROLE and bool(there))
            or row.there in granted(there)
            or bool(self.roles_at(row) & row.gives)
        )

    def answer(self, page: Page) -> int:
        """The status of a page: not found, refused, or there."""
        if not page.row:
            return 200 if self.may_anywhere(page.permission) else 403
        row = ROWS[page.row]
        if not self.sees(row):
            return 404
        return 200 if page.permission in granted(self.roles_at(row)) else 403
