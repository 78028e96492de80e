"""Making the preview of a file: row after row, compared with what is here."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from actions.due.reading import read_due
from actions.imports.lines import Line, lines_of
from actions.imports.matching import Matching
from actions.imports.placing import Placing
from actions.imports.preview import (
    ALREADY,
    CHANGED,
    KEEP,
    LEAVE_OUT,
    LEFT_OUT,
    NEW,
    QUESTION,
    REFUSED,
    Change,
    PlannedRow,
    Preview,
    Question,
)
from actions.imports.standing import Known, Standing, flat
from actions.imports.tables import Tables, Understanding
from actions.register.models.actions import Action
from actions.register.words import MeasureType, Status, impact_words, rag_words
from partnership.dates.years import plan_year_containing
from partnership.pages.forms.identifiable import looks_child_identifiable
from partnership.policy import values as policy

LABELS = {
    "text": "Action",
    "objective": "Objective",
    "owners": "Owners",
    "due_text": "Due",
    "measure": "Success measure",
    "measure_type": "What the measure counts",
    "areas": "Areas",
    "status": "Status",
    "rag": "Delivery",
    "impact": "Impact",
    "update": "Update",
}
# What is kept as the file has it, letter by letter.
PLAIN = ("text", "due_text", "measure", "objective")
# What may hold words about a child.
FREE_WORDS = (
    "text", "objective", "measure", "update", "owners", "due_text", "source_words",
)  # fmt: skip


def preview_of(
    tables: Tables,
    understanding: Understanding,
    answers: Mapping[str, str],
    look_up: Callable[[list[Line]], Standing],
    *,
    on: date,
) -> Preview:
    """The preview of a file; `look_up(lines)` gives what is here already."""
    lines = lines_of(tables, understanding)
    standing = look_up(lines)
    rows = [PlannedRow(line) for line in lines]
    placing = Placing(standing, understanding)
    if tables.is_plan:
        for row in rows:
            if not row.line.problems:
                placing.place(row)
    matching = Matching(standing, answers, tables)
    matching.match(rows)
    comparing = _Comparing(standing, answers, on=on)
    for row in rows:
        comparing.settle(row)
    needed = {id(row.place) for row in rows if row.outcome == NEW}
    return Preview(
        target=standing.plan or standing.organisation,
        organisation=standing.organisation,
        tables=tables,
        rows=rows,
        priorities=[one for one in placing.placed if one.priority or id(one) in needed],
        missing=[one for one in matching.left if _is_missed(one, standing)],
    )


def _is_missed(known: Known, standing: Standing) -> bool:
    """Whether a file should have had an action: an open one of the plan, or one that
    came from a file before."""
    return known.action.is_open and (
        standing.plan is not None or known.said is not None
    )


class _Comparing:
    """Says what would happen with each row that was matched or not."""

    def __init__(
        self, standing: Standing, answers: Mapping[str, str], *, on: date
    ) -> None:
        self.standing, self.answers = standing, answers
        self.terms = policy.get("school_terms")
        # What is to be said of each due text; most stand in many rows.
        self.remarks: dict[str, Sequence[str]] = {}
        if standing.plan is not None:
            self.plan_start = standing.plan.start
        else:
            month = policy.get("plan_year_start_month")
            self.plan_start, _ = plan_year_containing(on, start_month=month)
        self.legends = {"rag": rag_words(), "impact": impact_words()}

    def settle(self, row: PlannedRow) -> None:
        if row.line.problems:
            row.outcome = REFUSED
            return
        if row.outcome == LEFT_OUT:
            return
        row.owners = self.standing.owners(row.line.owners)
        if row.questions and row.known is None and not self._is_answered(row):
            row.outcome = QUESTION
            return
        if row.known is None:
            row.outcome = NEW
            self._remark_on_date(row, row.line.due_text)
        else:
            self._compare(row, row.known)
        if row.outcome == NEW and row.line.doubt:
            self._ask_to_keep(
                row,
                "action",
                f"is {row.line.doubt}. Is it an action?",
                "Yes, import it",
            )
        if row.will_happen:
            self._ask_about_children(row)

    def _is_answered(self, row: PlannedRow) -> bool:
        return all(self.answers.get(question.key) for question in row.questions)

    def _remark_on_date(self, row: PlannedRow, due_text: str) -> None:
        if not due_text:
            return
        if due_text not in self.remarks:
            due = read_due(due_text, plan_start=self.plan_start, terms=self.terms)
            self.remarks[due_text] = due.remarks
        row.remarks += [f"About the date: {one}" for one in self.remarks[due_text]]

    def _ask_about_children(self, row: PlannedRow) -> None:
        found = list(
            dict.fromkeys(
                what
                for key in FREE_WORDS
                for what in looks_child_identifiable(getattr(row.line, key))
            )
        )
        if not found:
            return
        self._ask_to_keep(
            row,
            "child",
            f"holds {' and '.join(found)}. Keep it?",
            "Keep it: no child can be identified",
        )

    def _ask_to_keep(self, row: PlannedRow, kind: str, words: str, keep: str) -> None:
        """Ask whether a row is to come in that looks as if it should not."""
        key = f"{row.line.key}:{kind}"
        where = row.line.where[:1].upper() + row.line.where[1:]
        row.questions.append(
            Question(
                key,
                f"{where} looks as if it {words}",
                f"The file has: {(row.line.text or row.line.ref)[:300]}",
                ((KEEP, keep), (LEAVE_OUT, "Leave this row out")),
            )
        )
        answer = self.answers.get(key, "")
        if answer == LEAVE_OUT:
            row.outcome = LEFT_OUT
        elif answer != KEEP:
            row.outcome = QUESTION

    # What would change.

    def _compare(self, row: PlannedRow, known: Known) -> None:
        line, action = row.line, known.action
        if not row.is_where_it_was:
            row.remarks.append(f"Belongs to {action.priority} here, and stays there")
        here = self._here(known)
        wanted = self._wanted(row)
        for key, value in wanted.items():
            if self._differs(row, known, key, value, here[key]):
                row.changes.append(
                    Change(
                        key,
                        LABELS[key],
                        self._shown(key, here[key]),
                        self._shown(key, value),
                    )
                )
        self._remark_on_both(row, known, here)
        self._compare_status(row, known)
        if line.update and not self._is_told(line.update, known):
            row.changes.append(Change("update", LABELS["update"], "", line.update))
        if row.changes and not action.is_open:
            told = ", ".join(change.words.lower() for change in row.changes)
            row.remarks.append(
                f"{action.ref} is {action.get_status_display().lower()} here and stays "
                f"as it is; the file says otherwise of: {told}"
            )
            row.changes = []
        row.outcome = CHANGED if row.changes else ALREADY
        if any(change.key == "due_text" for change in row.changes):
            self._remark_on_date(row, line.due_text)

    @staticmethod
    def _remark_on_both(row: PlannedRow, known: Known, here: dict) -> None:
        """Say where the register has moved on as well since the last file."""
        for change in row.changes:
            before = (known.said or {}).get(change.key)
            if (
                change.key in PLAIN
                and before
                and flat(before) != flat(here[change.key])
            ):
                row.remarks.append(
                    f"{change.words} was changed here too since the last file, which "
                    f"said: {before}"
                )

    @staticmethod
    def _here(known: Known) -> dict:
        action: Action = known.action
        return {
            "text": action.text,
            "objective": action.objective.text if action.objective else "",
            "owners": ", ".join(known.owners),
            "due_text": action.due_text,
            "measure": action.measure,
            "measure_type": action.measure_type,
            "areas": list(action.areas),
            "rag": action.rag,
            "impact": action.impact,
        }

    @staticmethod
    def _wanted(row: PlannedRow) -> dict:
        line = row.line
        return {
            "text": line.text,
            "objective": row.objective.text if row.objective else row.new_objective,
            "owners": ", ".join(owner.words for owner in row.owners),
            "due_text": line.due_text,
            "measure": line.measure,
            "measure_type": line.measure_type,
            "areas": line.areas,
            "rag": line.rag,
            "impact": line.impact,
        }

    @staticmethod
    def _differs(row: PlannedRow, known: Known, key: str, value, here) -> bool:
        """Whether the file says something new: a blank cell leaves what is here.

        What the last file said too is no news, whatever has become of it here.
        """
        if value in ("", []):
            return False
        if known.said is not None and known.said.get(key) == getattr(row.line, key):
            return False
        if key == "objective" and not row.is_where_it_was:
            return False
        if isinstance(value, str):
            return " ".join(value.split()) != " ".join(here.split())
        return value != here

    def _compare_status(self, row: PlannedRow, known: Known) -> None:
        said, here = row.line.status, known.action.status
        if not said or said == here:
            return
        if known.said is not None and known.said.get("status") == said:
            return
        is_further = said in {Status.COMPLETE, Status.WITHDRAWN} or (
            said == Status.UNDER_WAY and here == Status.NOT_STARTED
        )
        if here == Status.TO_CHECK and said == Status.COMPLETE:
            return
        if is_further and known.action.is_open:
            row.changes.append(
                Change(
                    "status",
                    LABELS["status"],
                    Status(here).label,
                    Status(said).label,
                )
            )
        else:
            row.remarks.append(
                f"The file says {Status(said).label.lower()}; here it is "
                f"{Status(here).label.lower()}, and stays so"
            )

    @staticmethod
    def _is_told(update: str, known: Known) -> bool:
        told = flat(update)
        return told in known.updates or told in {
            flat(known.action.outcome),
            flat(known.action.withdrawn_because),
        }

    def _shown(self, key: str, value) -> str:
        """A value as a page says it."""
        if isinstance(value, list):
            return ", ".join(value)
        if key in self.legends:
            return self.legends[key].get(value, value)
        if key == "measure_type" and value:
            return MeasureType(value).label
        return value
