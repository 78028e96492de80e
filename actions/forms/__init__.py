"""What is asked when a plan is made and when actions are entered and reported on."""

from actions.forms.entering import (
    AddActionForm,
    AddStepsForm,
    EditActionForm,
    EditStepForm,
    RaiseActionForm,
)
from actions.forms.many import (
    ChangeManyDatesForm,
    ChangeManyOwnersForm,
    UpdateManyForm,
    WithdrawManyForm,
)
from actions.forms.owners import MatchOwnersForm
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
from actions.forms.saved import EditViewForm, SaveViewForm

__all__ = [
    "AddActionForm",
    "AddObjectiveForm",
    "AddPriorityForm",
    "AddStepsForm",
    "ApproveAgainForm",
    "ChangeDueForm",
    "ChangeManyDatesForm",
    "ChangeManyOwnersForm",
    "CheckForm",
    "CompleteForm",
    "CreatePlanForm",
    "EditActionForm",
    "EditPlanForm",
    "EditPriorityForm",
    "EditStepForm",
    "EditViewForm",
    "MatchOwnersForm",
    "RaiseActionForm",
    "ReopenForm",
    "SaveViewForm",
    "UpdateForm",
    "UpdateManyForm",
    "WithdrawForm",
    "WithdrawManyForm",
]
