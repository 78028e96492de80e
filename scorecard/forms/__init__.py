"""The forms of the pages that look across every app."""

from scorecard.forms.calendars import AddCalendarForm, ChosenCalendarForm
from scorecard.forms.keys import GiveKeyForm
from scorecard.forms.measures import (
    CHANGEABLE,
    AddMeasureForm,
    FigureForm,
    MeasureForm,
    ValueForm,
)
from scorecard.forms.reports import ChapterForm, ExplainForm, OpenEditionForm

__all__ = [
    "CHANGEABLE",
    "AddCalendarForm",
    "AddMeasureForm",
    "ChapterForm",
    "ChosenCalendarForm",
    "ExplainForm",
    "FigureForm",
    "GiveKeyForm",
    "MeasureForm",
    "OpenEditionForm",
    "ValueForm",
]
