"""Imports the rows of a previewed file.

New priorities and actions are written in a few statements however long the file is.
Changes go through the services of an action one row at a time, with history and emails.
"""

from collections import defaultdict
from datetime import date

from actions.imports.matching import file_ref_of
from actions.imports.models import ImportedRow, PlanImport
from actions.imports.preview import CHANGED, NEW, ActionRow, ActionsPreview
from actions.imports.standing import flat
from actions.plans.models import Objective, Priority
from actions.plans.services import add_objective, add_priority
from actions.register.models.actions import Action
from actions.register.services.endings import complete_action, withdraw_action
from actions.register.services.first_reports import FirstReport
from actions.register.services.progress import change_due, update_action
from actions.register.services.raising import Draft, edit_action, raise_actions
from actions.register.words import OwnerAs, Source, Status
from partnership.guards.outcomes import Refused
from partnership.outbox import messages
from partnership.pages import addresses
from partnership.pages.addresses import reverse
from partnership.people.models import Person
from partnership.uploads.previews import ALREADY

# The fields that one service changes together.
EDITED = {"text", "objective", "owners", "measure", "measure_type", "areas"}
CLOSED = {Status.COMPLETE, Status.WITHDRAWN}
LONGEST_REF, LONGEST_SHEET, MOST_NAMED = 60, 100, 25


def carry_out(
    preview: ActionsPreview, plan_import: PlanImport, *, by: Person | None, on: date
) -> None:
    """Import a file as previewed.

    Raises:
        Refused: a row would close an action, but there is no person to record for it.
    """
    _refuse_closing_by_nobody(preview, by)
    _Import(preview, plan_import, by=by, on=on).run()


def _refuse_closing_by_nobody(preview: ActionsPreview, by: Person | None) -> None:
    if by is not None:
        return
    for row in preview.rows:
        if row.will_happen and _closes(row):
            raise Refused(f"{row.named} is already closed: name who is importing it")


def _closes(row: ActionRow) -> bool:
    """Whether a row would close an action."""
    is_told = row.outcome == NEW or any(one.key == "status" for one in row.changes)
    return is_told and row.line.status in CLOSED


class _Import:
    """One import in progress."""

    def __init__(
        self,
        preview: ActionsPreview,
        plan_import: PlanImport,
        *,
        by: Person | None,
        on: date,
    ) -> None:
        self.preview, self.plan_import, self.by, self.on = preview, plan_import, by, on
        self.plan = plan_import.plan
        self.because = f"Changed in the file {plan_import.name}"
        self.priorities: dict[str, Priority] = {}
        self.objectives: dict[tuple[str, str], Objective] = {}
        # The new owners of actions, who are emailed at the end.
        self.theirs: dict[Person, list[Action]] = defaultdict(list)

    def run(self) -> None:
        self._add_priorities()
        self._add_objectives()
        new = [row for row in self.preview.rows if row.outcome == NEW]
        raised = raise_actions(
            [self._draft(row) for row in new], by=self.by, on=self.on
        )
        became = dict(zip(map(id, new), raised, strict=True))
        for row, action in zip(new, raised, strict=True):
            self._note_owners(action, row.owners)
        for row in self.preview.rows:
            if row.changes:
                self._change(row)
        self._keep_rows(became)
        self._tell()

    def _add_priorities(self) -> None:
        for place in self.preview.priorities:
            self.priorities[place.key] = place.priority or add_priority(
                self.plan, ref=place.ref, title=place.title, by=self.by
            )

    def _add_objectives(self) -> None:
        for place, text in self.preview.new_objectives:
            self.objectives[place.key, flat(text)] = add_objective(
                self.priorities[place.key], text=text, by=self.by
            )

    def _objective(self, row: ActionRow) -> Objective | None:
        if row.objective or not row.new_objective:
            return row.objective
        return self.objectives[row.place.key, flat(row.new_objective)]

    # New rows

    def _draft(self, row: ActionRow) -> Draft:
        line = row.line
        is_plans = self.plan is not None
        return Draft(
            text=line.text,
            organisation=self.preview.organisation,
            source=Source.PLAN if is_plans else Source.OTHER,
            source_words=str(self.plan)
            if is_plans
            else line.source_words or self.plan_import.name,
            owners=row.owners,
            due_text=line.due_text,
            priority=self.priorities[row.place.key] if is_plans else None,
            objective=self._objective(row) if is_plans else None,
            measure=line.measure,
            measure_type=line.measure_type,
            areas=line.areas,
            ref=row.ref,
            report=self._first_report(row),
        )

    def _first_report(self, row: ActionRow) -> FirstReport | None:
        line = row.line
        text = line.update
        is_closed = line.status in CLOSED
        if not text and (line.rag or line.impact):
            text = f"Rating in the file {self.plan_import.name}"
        elif not text and line.status == Status.UNDER_WAY:
            text = f"Under way in the file {self.plan_import.name}"
        elif is_closed and not (line.rag or line.impact):
            # It is kept as the outcome or reason of the action.
            text = ""
        report = FirstReport(
            text=text,
            rag=line.rag,
            impact=line.impact,
            outcome=self._outcome(row) if line.status == Status.COMPLETE else "",
            withdrawn_because=self._why(row) if line.status == Status.WITHDRAWN else "",
        )
        return None if report == FirstReport() else report

    def _outcome(self, row: ActionRow) -> str:
        return row.line.update or (
            f"Complete in the file {self.plan_import.name}, which does not say what "
            "difference it made"
        )

    def _why(self, row: ActionRow) -> str:
        return row.line.update or f"Withdrawn in the file {self.plan_import.name}"

    # Changed rows

    def _change(self, row: ActionRow) -> None:
        action, line = row.known.action, row.line
        keys = {change.key for change in row.changes}
        if keys & EDITED:
            self._edit(row, action, keys)
        if "due_text" in keys:
            change_due(
                action,
                due_text=line.due_text,
                reason=self.because,
                by=self.by,
                on=self.on,
            )
        is_closed = "status" in keys and line.status in CLOSED
        begins = "status" in keys and line.status == Status.UNDER_WAY
        is_reported = keys & {"rag", "impact"} or ("update" in keys and not is_closed)
        if is_reported or begins:
            self._report(row, action, keys)
        if is_closed and line.status == Status.COMPLETE:
            complete_action(action, outcome=self._outcome(row), by=self.by, on=self.on)
        elif is_closed:
            withdraw_action(action, reason=self._why(row), by=self.by, on=self.on)

    def _edit(self, row: ActionRow, action: Action, keys: set[str]) -> None:
        line = row.line
        owners = row.owners if "owners" in keys else _owners_of(action)
        former = {one.person_id for one in action.owners.all()}
        # New owners get one email about the whole file.
        with messages.silenced():
            edit_action(
                action,
                text=line.text if "text" in keys else action.text,
                owners=owners,
                measure=line.measure if "measure" in keys else action.measure,
                measure_type=line.measure_type
                if "measure_type" in keys
                else action.measure_type,
                areas=line.areas if "areas" in keys else action.areas,
                objective=self._objective(row)
                if "objective" in keys
                else action.objective,
                by=self.by,
                on=self.on,
            )
        if line.status not in CLOSED:
            fresh = [
                one for one in owners if one.person and one.person.pk not in former
            ]
            self._note_owners(action, fresh)

    def _report(self, row: ActionRow, action: Action, keys: set[str]) -> None:
        line, name = row.line, self.plan_import.name
        if "update" in keys:
            text = line.update
        elif keys & {"rag", "impact"}:
            text = f"Rating in the file {name}"
        else:
            text = f"Under way in the file {name}"
        update_action(
            action,
            text=text,
            rag=line.rag if "rag" in keys else None,
            impact=line.impact if "impact" in keys else None,
            reason=self.because,
            by=self.by,
            on=self.on,
        )

    # Records of the import

    def _keep_rows(self, became: dict[int, Action]) -> None:
        """Keep the text of each row for the next import, unless nothing is new."""
        ImportedRow.objects.bulk_create(
            (
                ImportedRow(
                    plan_import=self.plan_import,
                    action=became.get(id(row)) or row.known.action,
                    sheet=row.line.sheet[:LONGEST_SHEET],
                    number=row.line.number,
                    file_ref=file_ref_of(row)[:LONGEST_REF],
                    said=row.line.said,
                )
                for row in self.preview.rows
                if id(row) in became or self._is_news(row)
            ),
            batch_size=1000,
        )

    @staticmethod
    def _is_news(row: ActionRow) -> bool:
        return row.outcome in {CHANGED, ALREADY} and (
            row.known.said != row.line.said or row.known.file_ref != file_ref_of(row)
        )

    def _note_owners(self, action: Action, owners: list[OwnerAs]) -> None:
        if action.is_open:
            for person in dict.fromkeys(one.person for one in owners if one.person):
                self.theirs[person].append(action)

    def _tell(self) -> None:
        """Email each new owner once about all their open actions."""
        target = self.plan_import.target
        address = (
            self.plan.get_absolute_url() if self.plan else reverse("actions:register")
        )
        for person, actions in self.theirs.items():
            if person == self.by:
                continue
            more = len(actions) - MOST_NAMED
            lines = [
                f"{action.ref} {' '.join(action.text.split())[:200]} "
                f"({action.due_text or 'no date yet'})\n"
                f"{addresses.absolute(action.get_absolute_url())}"
                for action in actions[:MOST_NAMED]
            ]
            messages.send(
                "actions_imported",
                to=person,
                key=f"actions_imported:{self.plan_import.pk}",
                count=str(len(actions)),
                source=str(target),
                actions="\n".join(
                    [*lines, *([f"and {more} more"] if more > 0 else [])]
                ),
                link=addresses.absolute(address),
            )


def _owners_of(action: Action) -> list[OwnerAs]:
    """The current owners of an action."""
    return [
        OwnerAs(one.words, one.person, one.organisation, one.role_words)
        for one in action.owners.all()
    ]
