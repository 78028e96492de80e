"""The forms of the pages that look across every app."""

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
    "AddMeasureForm",
    "ChapterForm",
    "ExplainForm",
    "FigureForm",
    "MeasureForm",
    "OpenEditionForm",
    "ValueForm",
]
