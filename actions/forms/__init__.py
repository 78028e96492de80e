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
from actions.forms.reports import PeriodForm
from actions.forms.risks import (
    AcceptRiskForm,
    AcknowledgeRiskForm,
    AddRiskControlForm,
    AddRiskForm,
    AssessRiskForm,
    CloseRiskForm,
    EditRiskControlForm,
    EditRiskForm,
    LinkRiskActionForm,
    RaiseFromRiskForm,
    ReopenRiskForm,
)
from actions.forms.saved import EditViewForm, SaveViewForm

__all__ = [
    "AcceptRiskForm",
    "AcknowledgeRiskForm",
    "AddActionForm",
    "AddObjectiveForm",
    "AddPriorityForm",
    "AddRiskControlForm",
    "AddRiskForm",
    "AddStepsForm",
    "AnswerImportForm",
    "ApplyImportForm",
    "ApproveAgainForm",
    "AssessRiskForm",
    "ChangeDueForm",
    "ChangeManyDatesForm",
    "ChangeManyOwnersForm",
    "CheckForm",
    "CloseRiskForm",
    "CompleteForm",
    "CreatePlanForm",
    "EditActionForm",
    "EditPlanForm",
    "EditPriorityForm",
    "EditRiskControlForm",
    "EditRiskForm",
    "EditStepForm",
    "EditViewForm",
    "ImportActionsForm",
    "ImportPlanForm",
    "LinkRiskActionForm",
    "LookAgainForm",
    "MatchOwnersForm",
    "PeriodForm",
    "RaiseActionForm",
    "RaiseFromRiskForm",
    "ReopenForm",
    "ReopenRiskForm",
    "SaveViewForm",
    "UnderstandImportForm",
    "UpdateForm",
    "UpdateManyForm",
    "WithdrawForm",
    "WithdrawManyForm",
]
