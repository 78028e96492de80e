"""The import of a plan or an action log from a spreadsheet."""

from datetime import date

from actions.imports.applying import carry_out
from actions.imports.columns import OF_A_LOG, OF_A_PLAN
from actions.imports.comparing import preview_of
from actions.imports.models import PlanImport
from actions.imports.preview import OUTCOMES, ActionsPreview
from actions.imports.words import AS_IT_IS
from actions.plans.models import Plan
from actions.register.models.actions import Action
from actions.register.words import MeasureType, Rag, Status
from partnership.history import services as history
from partnership.people.models import Person
from partnership.spreadsheets.columns import Columns
from partnership.spreadsheets.tables import Tables
from partnership.uploads.kinds import Kind
from partnership.uploads.services import counted

RAGS = [(rag.value, rag.label) for rag in Rag]
STATUSES = (
    Status.NOT_STARTED, Status.UNDER_WAY, Status.COMPLETE, Status.WITHDRAWN,
)  # fmt: skip
MEANINGS = {
    "status": [(status.value, status.label) for status in STATUSES],
    "rag": [*RAGS, (Status.COMPLETE.value, "Complete")],
    "impact": RAGS,
    "measure_type": [(one.value, one.label) for one in MeasureType],
}


class FilesOfActions(Kind):
    """Imports of the actions of a plan or an organisation."""

    model = PlanImport
    targets = ("plan", "organisation")
    outcomes = OUTCOMES
    asks_because = (
        "We never match similar texts without asking, and nothing may identify a child."
    )
    worded = {
        "status": "As a status",
        "rag": "As a delivery rating",
        "impact": "As an impact rating",
        "measure_type": "As a type of measure",
    }

    def columns(self, uploaded: PlanImport) -> Columns:
        return OF_A_PLAN if uploaded.plan else OF_A_LOG

    def meanings(self, column: str, word: str) -> list[tuple[str, str]]:
        return [*MEANINGS[column], (AS_IT_IS, "Nothing: do not change it")]

    def check(self, uploaded: PlanImport) -> None:
        if uploaded.plan:
            uploaded.plan.guard("import")

    def hold_still(self, uploaded: PlanImport) -> None:
        actions = Action.objects.filter(
            organisation=uploaded.organisation, priority=None
        )
        if uploaded.plan:
            uploaded.plan = Plan.objects.select_for_update().get(pk=uploaded.plan_id)
            actions = Action.objects.filter(priority__plan=uploaded.plan)
        list(actions.select_for_update(of=("self",)).order_by("pk").values_list("pk"))

    def compare(
        self, uploaded: PlanImport, tables: Tables, *, on: date
    ) -> ActionsPreview:
        return preview_of(uploaded, tables, on=on)

    def carry_out(
        self,
        preview: ActionsPreview,
        uploaded: PlanImport,
        *,
        by: Person | None,
        on: date,
    ) -> None:
        carry_out(preview, uploaded, by=by, on=on)
        if uploaded.plan:
            history.record(
                uploaded.plan,
                "file imported",
                by=by,
                file=uploaded.name,
                **counted(uploaded, preview),
            )


ACTIONS = FilesOfActions()
