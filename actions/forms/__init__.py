"""What is asked when a plan is made and when actions are entered and reported on."""

from actions.forms.entering import (
    AddActionForm,
    AddStepsForm,
    EditActionForm,
    EditStepForm,
    RaiseActionForm,
)
from actions.forms.imports import (
    AnswerImportForm,
    ApplyImportForm,
    ImportActionsForm,
    ImportPlanForm,
    LookAgainForm,
    UnderstandImportForm,
)
from actions.forms.plans import (
    AddObjectiveForm,
    AddPriorityForm,
    ApproveAgainForm,
    CreatePlanForm,
    EditPlanForm,
    EditPriorityForm,
)
from actions.forms.progress import (
    ChangeDueForm,
    CheckForm,
    CompleteForm,
    ReopenForm,
    UpdateForm,
    WithdrawForm,
)
from actions.forms.reports import PeriodForm

__all__ = [
    "AddActionForm",
    "AddObjectiveForm",
    "AddPriorityForm",
    "AddStepsForm",
    "ApproveAgainForm",
    "ChangeDueForm",
    "CheckForm",
    "CompleteForm",
    "CreatePlanForm",
    "EditActionForm",
    "EditPlanForm",
    "EditPriorityForm",
    "EditStepForm",
    "PeriodForm",
    "RaiseActionForm",
    "ReopenForm",
    "UpdateForm",
    "WithdrawForm",
    "AnswerImportForm",
    "ApplyImportForm",
    "ImportActionsForm",
    "ImportPlanForm",
    "LookAgainForm",
    "UnderstandImportForm",
]
