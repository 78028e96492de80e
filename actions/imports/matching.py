"""Matches the rows of a file with actions in the register.

A row is matched by its reference in the register, else by the same text under the same
priority, else by its reference in the last import. Otherwise the importer is asked:
similar texts are never matched automatically.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from actions.imports.columns import is_plan
from actions.imports.preview import ANOTHER, ActionRow
from actions.imports.standing import Known, Standing, flat
from partnership.spreadsheets.tables import Problem, Tables
from partnership.uploads.previews import LEAVE_OUT, LEFT_OUT, SAME

BARE_NUMBER = re.compile(r"\d{1,4}[.)]?")
OURS = re.compile(r"[\w][\w./ &-]{0,35}")
WORD = re.compile(r"\w+")
# Ask whether two texts are one action if they share this part of their words.
ALIKE = 0.5


def _words(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(text.casefold()))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The part of their words that two texts share, from 0 to 1."""
    return len(one & other) / (len(one | other) or 1)


class Matching:
    """Finds the action of each row."""

    def __init__(
        self, standing: Standing, answers: Mapping[str, str], tables: Tables
    ) -> None:
        self.standing, self.answers, self.tables = standing, answers, tables
        self.taken: dict[int, ActionRow] = {}
        self.by_ref = {one.action.ref.casefold(): one for one in standing.actions}

    def match(self, rows: list[ActionRow]) -> None:
        """Match every row that can be read."""
        self._check_refs(rows)
        rows = [row for row in rows if not row.line.problems]
        for row in rows:
            self._by_our_ref(row)
        self._by_words([row for row in self._open(rows) if row.line.text])
        self._by_their_ref(self._open(rows))
        self._refuse_incomplete(self._open(rows))
        self._ask_by_likeness(self._open(rows))
        self._refuse_doubles(self._open(rows))
        for row in self._open(rows):
            row.ref = self._ref_to_keep(row)

    @property
    def left(self) -> list[Known]:
        """The actions without a row."""
        return [one for one in self.standing.actions if one.pk not in self.taken]

    def _open(self, rows: Iterable[ActionRow]) -> list[ActionRow]:
        return [
            row
            for row in rows
            if row.known is None
            and not row.questions
            and row.outcome != LEFT_OUT
            and not row.line.problems
        ]

    def _take(self, row: ActionRow, known: Known) -> None:
        self.taken[known.pk] = row
        row.known = known

    def _refuse(self, row: ActionRow, key: str, words: str) -> None:
        title = self.tables.titled.get(key, "")
        row.line.problems.append(Problem(title, words))

    def _refuse_incomplete(self, rows: list[ActionRow]) -> None:
        """Refuse new actions without a text or, in a plan, a priority."""
        for row in rows:
            if not row.line.text:
                self._refuse(
                    row,
                    "text",
                    f"there is no action in this row, and nothing here is called "
                    f"{row.line.ref}",
                )
            elif row.place is None and is_plan(self.tables):
                self._refuse(
                    row,
                    "priority",
                    "this row names no priority; say which one such rows belong to",
                )

    def _check_refs(self, rows: list[ActionRow]) -> None:
        """Refuse repeated references; numbers that start again are not references."""
        seen: dict[str, ActionRow] = {}
        for row in rows:
            if not row.line.ref:
                continue
            ref = file_ref_of(row).casefold()
            first = seen.setdefault(ref, row)
            if first is row:
                continue
            if BARE_NUMBER.fullmatch(row.line.ref):
                row.line.ref = ""
            else:
                self._refuse(row, "ref", f"{first.line.where} also has this reference")

    def _by_our_ref(self, row: ActionRow) -> None:
        ref = row.line.ref.casefold()
        if not ref or BARE_NUMBER.fullmatch(ref):
            return
        known = self.by_ref.get(ref)
        if known is None or known.pk in self.taken:
            return
        if self._says_another(row, known):
            row.remarks.append(
                f"{known.action.ref} is another action here; this one is known by its "
                "words"
            )
            return
        self._take(row, known)

    def _says_another(self, row: ActionRow, known: Known) -> bool:
        """Whether a row has exactly the text of a different action.

        Otherwise a renumbered file would write every text into the next action.
        """
        said, here = row.line.text, known.action.text
        if not said or likeness(_words(said), _words(here)) >= ALIKE:
            return False
        key = self._key(self._priority(row), said)
        return any(
            self._key(one.action.priority_id, one.action.text) == key
            for one in self.standing.actions
            if one.pk != known.pk
        )

    def _by_words(self, rows: list[ActionRow]) -> None:
        here: dict[tuple, list[Known]] = defaultdict(list)
        for one in self.left:
            here[self._key(one.action.priority_id, one.action.text)].append(one)
        for row in rows:
            known = here.get(self._key(self._priority(row), row.line.text))
            if known:
                # Of several with one text, the one with this reference last time.
                ref, objective = file_ref_of(row), row.objective
                known.sort(
                    key=lambda one: (
                        one.file_ref != ref,
                        one.action.objective_id
                        != (objective.pk if objective else None),
                        row.line.unlike(one.said or {}),
                        one.pk,
                    )
                )
                self._take(row, known.pop(0))

    @staticmethod
    def _key(priority: int | None, text: str) -> tuple:
        return priority, flat(text)

    @staticmethod
    def _priority(row: ActionRow) -> int | None:
        priority = row.place.priority if row.place else None
        return priority.pk if priority else (-1 if row.place else None)

    def _by_their_ref(self, rows: list[ActionRow]) -> None:
        here = {one.file_ref: one for one in self.left if one.file_ref}
        for row in rows:
            known = here.get(file_ref_of(row)) if row.line.ref else None
            if known is None:
                continue
            same = likeness(_words(known.action.text), _words(row.line.text))
            if same >= ALIKE or not row.line.text:
                self._take(row, known)
            else:
                self._ask(row, known)

    def _ask_by_likeness(self, rows: list[ActionRow]) -> None:
        """Ask about each row and the unmatched action with the most similar text."""
        here: dict[int | None, list[tuple[frozenset, Known]]] = defaultdict(list)
        for one in self.left:
            here[one.action.priority_id].append((_words(one.action.text), one))
        for row in rows:
            words = _words(row.line.text)
            found = max(
                (
                    (likeness(words, theirs), -one.pk, one)
                    for theirs, one in here.get(self._priority(row), ())
                    if one.pk not in self.taken
                ),
                default=None,
            )
            if found and found[0] >= ALIKE:
                self._ask(row, found[2])

    def _ask(self, row: ActionRow, known: Known) -> None:
        row.likely = known
        answer = row.ask(
            SAME,
            f"{row.named}: is this {known.words}, with a different text?",
            f"In the file: {row.line.text[:300]}",
            (
                (SAME, "Yes, its text has changed"),
                (ANOTHER, "No, it is a different action"),
                (LEAVE_OUT, "Leave this row out"),
            ),
            self.answers,
        )
        if answer == SAME:
            self._take(row, known)
        elif answer == ANOTHER:
            row.ref = self._ref_to_keep(row)
        elif not answer:
            # Whatever the answer is, the action is not missing from the file.
            self.taken.setdefault(known.pk, row)

    def _refuse_doubles(self, rows: list[ActionRow]) -> None:
        """Refuse a row that repeats another exactly."""
        seen: dict[tuple, ActionRow] = {}
        for row in rows:
            line = row.line
            place = row.place.key if row.place else ""
            said = (line.text, line.objective, line.owners, line.due_text, line.ref)
            first = seen.setdefault((place, *map(flat, said)), row)
            if first is not row:
                line.problems.append(
                    Problem("", f"this says the same as {first.line.where}")
                )

    def _ref_to_keep(self, row: ActionRow) -> str:
        """The file's reference, if a new action can have it."""
        ref = row.line.ref
        if not ref or BARE_NUMBER.fullmatch(ref) or not OURS.fullmatch(ref):
            return ""
        taken = self.standing.elsewhere.get(ref.casefold())
        if taken is None and ref.casefold() in self.by_ref:
            taken = "this plan" if self.standing.plan else "this register"
        if taken is not None:
            row.remarks.append(
                f"{ref} is already used in {taken}, so it gets another reference"
            )
            return ""
        return ref


def file_ref_of(row: ActionRow) -> str:
    """A row's reference in the file; plain numbers count within their priority."""
    ref = row.line.ref
    if ref and BARE_NUMBER.fullmatch(ref) and row.place is not None:
        return f"{row.place.ref}/{ref}"
    return ref
