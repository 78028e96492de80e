"""What is asked when a plan is made and when actions are entered and reported on."""

from actions.forms.entering import (
    AddActionForm,
    AddStepsForm,
    EditActionForm,
    EditStepForm,
    RaiseActionForm,
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

__all__ = [
    "AcceptRiskForm",
    "AcknowledgeRiskForm",
    "AddActionForm",
    "AddObjectiveForm",
    "AddPriorityForm",
    "AddRiskControlForm",
    "AddRiskForm",
    "AddStepsForm",
    "ApproveAgainForm",
    "AssessRiskForm",
    "ChangeDueForm",
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
    "LinkRiskActionForm",
    "RaiseActionForm",
    "RaiseFromRiskForm",
    "ReopenForm",
    "ReopenRiskForm",
    "UpdateForm",
    "WithdrawForm",
]
