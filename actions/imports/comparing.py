"""Makes the preview of a file, by comparing each row with the register."""

from collections.abc import Mapping, Sequence
from datetime import date

from actions.due.local import school_calendar
from actions.due.reading import read_due
from actions.imports.columns import is_plan
from actions.imports.days import written
from actions.imports.lines import lines_of
from actions.imports.matching import Matching
from actions.imports.models import PlanImport
from actions.imports.placing import Placing
from actions.imports.preview import CHANGED, NEW, ActionRow, ActionsPreview, Change
from actions.imports.standing import Known, Standing, flat, standing_of
from actions.register.models.actions import Action
from actions.register.words import MeasureType, Status, impact_words, rag_words
from partnership.dates.years import plan_year_containing
from partnership.policy import values as policy
from partnership.spreadsheets.tables import Tables
from partnership.uploads.previews import ALREADY, LEFT_OUT, QUESTION, REFUSED

LABELS = {
    "text": "Action",
    "objective": "Objective",
    "owners": "Owners",
    "due_text": "Due",
    "measure": "Success measure",
    "measure_type": "Type of measure",
    "areas": "Areas",
    "status": "Status",
    "rag": "Delivery",
    "impact": "Impact",
    "update": "Update",
}
# Fields kept exactly as in the file.
PLAIN = ("text", "due_text", "measure", "objective")
# Fields that may contain text about a child.
FREE_WORDS = (
    "text", "objective", "measure", "update", "owners", "due_text", "source_words",
)  # fmt: skip


def preview_of(plan_import: PlanImport, tables: Tables, *, on: date) -> ActionsPreview:
    """The preview of importing a file on a day."""
    understanding, answers = plan_import.understanding, plan_import.answers
    lines = lines_of(tables, understanding)
    standing = standing_of(
        lines, plan=plan_import.plan, organisation=plan_import.organisation
    )
    rows = [ActionRow(line) for line in lines]
    placing = Placing(standing, understanding)
    if is_plan(tables):
        for row in rows:
            if not row.line.problems:
                placing.place(row)
    matching = Matching(standing, answers, tables)
    matching.match(rows)
    comparing = _Comparing(standing, answers, on=on)
    for row in rows:
        comparing.settle(row)
    needed = {id(row.place) for row in rows if row.outcome == NEW}
    return ActionsPreview(
        tables=tables,
        rows=rows,
        organisation=standing.organisation,
        priorities=[one for one in placing.placed if one.priority or id(one) in needed],
        missing=[one for one in matching.left if _is_missed(one, standing)],
    )


def _is_missed(known: Known, standing: Standing) -> bool:
    """Whether an open action of the plan, or imported before, is not in the file."""
    return known.action.is_open and (
        standing.plan is not None or known.said is not None
    )


class _Comparing:
    """Works out what would happen to each row."""

    def __init__(
        self, standing: Standing, answers: Mapping[str, str], *, on: date
    ) -> None:
        self.standing, self.answers = standing, answers
        self.school_calendar = school_calendar()
        # Remarks on each due text, as most are in many rows.
        self.remarks: dict[str, Sequence[str]] = {}
        if standing.plan is not None:
            self.plan_start = standing.plan.start
        else:
            month = policy.get("plan_year_start_month")
            self.plan_start, _ = plan_year_containing(on, start_month=month)
        self.legends = {"rag": rag_words(), "impact": impact_words()}

    def settle(self, row: ActionRow) -> None:
        if row.line.problems:
            row.outcome = REFUSED
            return
        if row.outcome == LEFT_OUT:
            return
        row.owners = self.standing.owners(row.line.owners)
        self._settle_order(row)
        if row.outcome == QUESTION:
            return
        if row.known is None:
            row.outcome = NEW
            self._remark_on_date(row, row.line.due_text)
        else:
            self._compare(row, row.known)
        if row.will_happen:
            row.ask_about_struck(_said(row), self.answers)
        if row.outcome == NEW and row.line.doubt:
            row.ask_to_keep(
                "action",
                f"is {row.line.doubt}. Is it an action?",
                "Yes, import it",
                _said(row),
                self.answers,
            )
        if row.will_happen:
            texts = [getattr(row.line, key) for key in FREE_WORDS]
            row.ask_about_children(texts, _said(row), self.answers)

    def _settle_order(self, row: ActionRow) -> None:
        """A date that may be one of two days stays a question until it is answered."""
        either = row.line.either
        if either is None:
            return
        if day := row.ask_about_order(self.answers, may_wait=True):
            row.line.due_text = written(day)
        else:
            first, second = written(either.month_first), written(either.day_first)
            row.line.due_text = f"{either.text}: {first} or {second}"

    def _remark_on_date(self, row: ActionRow, due_text: str) -> None:
        if not due_text:
            return
        if due_text not in self.remarks:
            due = read_due(due_text, plan_start=self.plan_start, **self.school_calendar)
            self.remarks[due_text] = due.remarks
        row.remarks += [f"About the date: {one}" for one in self.remarks[due_text]]

    # Changes

    def _compare(self, row: ActionRow, known: Known) -> None:
        line, action = row.line, known.action
        if not row.is_where_it_was:
            row.remarks.append(f"Stays under {action.priority}")
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
    def _remark_on_both(row: ActionRow, known: Known, here: dict) -> None:
        """Remark where the register has also changed since the last import."""
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
    def _wanted(row: ActionRow) -> dict:
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
    def _differs(row: ActionRow, known: Known, key: str, value, here) -> bool:
        """Whether a cell has something new: not if blank, or as in the last import."""
        if value in ("", []):
            return False
        if known.said is not None and known.said.get(key) == getattr(row.line, key):
            return False
        if key == "objective" and not row.is_where_it_was:
            return False
        if isinstance(value, str):
            return " ".join(value.split()) != " ".join(here.split())
        return value != here

    def _compare_status(self, row: ActionRow, known: Known) -> None:
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
        """A value as shown on a page."""
        if isinstance(value, list):
            return ", ".join(value)
        if key in self.legends:
            return self.legends[key].get(value, value)
        if key == "measure_type" and value:
            return MeasureType(value).label
        return value


def _said(row: ActionRow) -> str:
    """The text in the file, shown with a question."""
    return f"In the file: {(row.line.text or row.line.ref)[:300]}"
