"""The forms of subgroups: fields, words and error messages."""

from subgroups.forms.attendance import AttendanceForm
from subgroups.forms.meetings import AgendaItemForm, PlanMeetingForm, QuorumForm
from subgroups.forms.minutes import (
    AgreeForm,
    AmendForm,
    CirculateForm,
    DecisionForm,
    MinutedActionForm,
    NotesForm,
)
from subgroups.forms.structure import (
    AgreeTermsForm,
    QuorumRuleForm,
    SeatForm,
    SeatPersonForm,
    SubgroupForm,
    TermsForm,
)

__all__ = [
    "AgendaItemForm",
    "AgreeForm",
    "AgreeTermsForm",
    "AmendForm",
    "AttendanceForm",
    "CirculateForm",
    "DecisionForm",
    "MinutedActionForm",
    "NotesForm",
    "PlanMeetingForm",
    "QuorumForm",
    "QuorumRuleForm",
    "SeatForm",
    "SeatPersonForm",
    "SubgroupForm",
    "TermsForm",
]
