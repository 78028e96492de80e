"""What audits ask on their forms, and in which words they refuse."""

from audits.forms.answering import QuestionBox, SectionForm
from audits.forms.gaps import GapPlanForm
from audits.forms.rounds import OpenRoundForm
from audits.forms.signing import ReadyForm, SignForm, SubmitForm

__all__ = [
    "GapPlanForm",
    "OpenRoundForm",
    "QuestionBox",
    "ReadyForm",
    "SectionForm",
    "SignForm",
    "SubmitForm",
]
