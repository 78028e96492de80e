"""The organisation and role of a row, or why it has none."""

from datetime import date, timedelta

from partnership.access import Role
from partnership.lists.entries import Entry
from partnership.lists.known import (
    NOT_GIVEN,
    Directory,
    nearest_roles,
    role_of,
)
from partnership.lists.preview import Giving, PersonRow
from partnership.names import plain
from partnership.people.models import Organisation
from partnership.people.roles import in_words
from partnership.spreadsheets.tables import Tables, Understanding

Kind = Organisation.Kind
BODIES = (Kind.AGENCY, Kind.SCHOOL, Kind.TRUST, Kind.PARTNERSHIP, Kind.SUBGROUP)
GROUPS = (Kind.SUBGROUP, Kind.PARTNERSHIP)
EARLIEST = date(1980, 1, 1)
FURTHEST = timedelta(days=731)


class Placing:
    """Reads the organisation, role and date of each row."""

    def __init__(
        self, tables: Tables, understanding: Understanding, directory: Directory
    ) -> None:
        self.tables, self.understanding = tables, understanding
        self.directory = directory

    def refuse(self, entry: Entry, key: str, words: str) -> None:
        """Record why the row cannot be imported, with the column's title."""
        entry.problems.append(self.tables.problem(key, words))

    def place(self, row: PersonRow) -> list[Giving]:
        """The roles a row gives, or none with the problems recorded."""
        entry = row.line
        from_date = self._from_date(entry)
        body, group = self._body(entry), self._group(entry)
        if body is None and group is None and not entry.problems:
            body = self._otherwise(entry)
        role, where = self._role(row), group or body
        if role and where and not self.directory.may_hold(role, where):
            self.refuse(entry, "role", f"{role.label} is not a role at {where.name}")
        if entry.problems or role is None or where is None:
            return []
        givings = [Giving(where, role, from_date)]
        if group and body and body != group:
            # The organisation someone comes from gives no access.
            givings.append(Giving(body, Role.CONTACT, from_date))
        return givings

    @property
    def _otherwise_role(self) -> str:
        """The role chosen for rows without one."""
        return str(self.understanding.otherwise.get("role", "")).replace("_", " ")

    def _from_date(self, entry: Entry) -> date:
        day = entry.from_date or self.directory.on
        if not EARLIEST <= day <= self.directory.on + FURTHEST:
            self.refuse(entry, "from_date", f"{in_words(day)} is too far from today")
        return day

    def _otherwise(self, entry: Entry) -> Organisation | None:
        """The organisation chosen for rows without one."""
        chosen = self.understanding.otherwise.get("organisation")
        if chosen in self.directory.organisations:
            return self.directory.organisations[chosen]
        key = "organisation" if "organisation" in self.tables.titled else "subgroup"
        self.refuse(entry, key, "no organisation is named")
        return None

    def _body(self, entry: Entry) -> Organisation | None:
        if entry.urn:
            return self._school(entry)
        if not entry.organisation:
            return None
        return self._titled(entry, "organisation", entry.organisation, BODIES)

    def _school(self, entry: Entry) -> Organisation | None:
        is_number = entry.urn.isascii() and entry.urn.isdecimal()
        urn = int(entry.urn) if is_number and len(entry.urn) < 10 else 0
        school = self.directory.by_urn.get(urn)
        if school is None:
            words = f"no open school here has the URN {entry.urn[:20]}"
            self.refuse(entry, "urn", words)
        return school

    def _group(self, entry: Entry) -> Organisation | None:
        if not entry.subgroup:
            return None
        return self._titled(entry, "subgroup", entry.subgroup, GROUPS)

    def _titled(
        self, entry: Entry, key: str, words: str, kinds: tuple[str, ...]
    ) -> Organisation | None:
        found = self.directory.titled(words, kinds)
        if len(found) == 1:
            return found[0]
        words = words[:80]
        if found:
            schools = all(one.kind == Kind.SCHOOL for one in found)
            instead = "the URN" if schools else "a name that only one of them has"
            say = f"{len(found)} organisations are called “{words}”; give {instead}"
        else:
            near = self.directory.nearest_organisations(words, kinds)
            hint = f". Nearest: {', '.join(near)}" if near else ""
            say = f"“{words}” is not an organisation here{hint}"
        self.refuse(entry, key, say)
        return None

    def _role(self, row: PersonRow) -> Role | None:
        entry = row.line
        words = entry.role or self._otherwise_role
        if not words:
            self.refuse(entry, "role", "no role is named")
            return None
        if refused := NOT_GIVEN.get(plain(words)):
            say = f"{refused.label} is given on the person’s page, not by a list"
            self.refuse(entry, "role", say)
            return None
        if role := role_of(words, self.understanding.meant("role", words)):
            return role
        entry.odd.append(("role", words))
        near = [role.label for role in nearest_roles(words)]
        hint = f". Nearest: {', '.join(near)}" if near else ""
        self.refuse(entry, "role", f"“{words[:80]}” is not a role here{hint}")
        return None
