"""Forms for measures and figures."""

from datetime import date

from partnership.pages.forms.bases import Form
from partnership.pages.forms.dates import DateField
from partnership.pages.forms.fields import (
    CharField,
    ChoiceField,
    DecimalField,
    IntegerField,
    ModelChoiceField,
    SafeTextField,
    TextField,
)
from scorecard.measures.models import Figure, Measure

MONTHS = [
    (1, "January"),
    (4, "April"),
    (9, "September"),
]
LARGEST = 9_999_999_999

# Fields that can change once a measure has figures.
CHANGEABLE = (
    "title",
    "definition",
    "source",
    "owner",
    "polarity",
    "target",
    "version",
)


class MeasureForm(Form):
    """The fields that can change once there are figures."""

    versioned = True
    submit = "Save measure"

    title = CharField(max_length=120, missing="Enter the name of the measure")
    definition = TextField(
        max_length=2000,
        hint="Say what counts and what does not",
        missing="Enter how it is counted",
    )
    source = CharField(
        label="Source of the figures",
        max_length=200,
        missing="Enter the source of the figures",
    )
    owner = ModelChoiceField(
        None,
        label="Owner",
        required=False,
        hint="Who provides the figures and commentary",
        empty_label="No one yet: board officers are reminded",
    )
    polarity = ChoiceField(
        label="Which direction is better?",
        choices=Measure.Polarity.choices,
        missing="Select which direction is better",
    )
    target = DecimalField(
        required=False, decimal_places=2, min_value=0, max_value=LARGEST, width=10
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people


class AddMeasureForm(MeasureForm):
    versioned = False
    submit = "Add measure"

    ref = CharField(
        label="Reference", max_length=12, width=10, missing="Enter a reference"
    )
    organisation = ModelChoiceField(
        None, label="Group responsible", missing="Select the group responsible"
    )
    unit = ChoiceField(
        choices=Measure.Unit.choices,
        missing="Select what the figure is",
        items={"rate": {"reveals": "rate_per"}},
    )
    rate_per = IntegerField(
        label="Per how many?",
        required=False,
        min_value=1,
        width=10,
        hint="For example 1,000 or 10,000",
    )
    frequency = ChoiceField(
        label="How often is it reported?",
        choices=Measure.Frequency.choices,
        missing="Select how often it is reported",
    )
    counted_from_month = ChoiceField(
        label="Do figures add up over a year?",
        choices=[("no", "No, each period is separate"), *MONTHS],
        coerce=lambda value: None if value == "no" else int(value),
        hint="If so, select the month the count restarts",
        missing="Select whether figures add up over a year",
    )
    from_date = DateField(
        label="First day it is reported for",
        missing="Enter the first day it is reported for",
    )

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["version"]
        self.fields["organisation"].queryset = organisations
        self.order_fields(["ref", "title", "definition", "source", "organisation"])

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("unit") == Measure.Unit.RATE:
            if not cleaned.get("rate_per") and "rate_per" not in self.errors:
                self.add_error("rate_per", "Enter per how many the rate is")
        else:
            cleaned["rate_per"] = None
        return cleaned


class ValueForm(Form):
    """A value with its status and commentary."""

    versioned = True
    submit = "Save figure"

    status = ChoiceField(
        label="Status of the figure",
        choices=Figure.Status.choices,
        missing="Select the status of the figure",
        items={
            Figure.Status.SUPPRESSED: {
                "hint": "Suppressed because it is small (the number is not stored)"
            },
            Figure.Status.NOT_AVAILABLE: {"hint": "No figure (not the same as zero)"},
        },
    )
    value = DecimalField(
        required=False,
        min_value=0,
        max_value=LARGEST,
        decimal_places=2,
        width=10,
        optional=False,
        hint="Leave blank if suppressed or not available",
    )
    numerator = IntegerField(
        label="Numerator",
        required=False,
        min_value=0,
        width=10,
        hint="For percentages and rates",
    )
    denominator = IntegerField(
        label="Denominator", required=False, min_value=1, width=10
    )
    commentary = SafeTextField(
        max_length=2000,
        hint="What changed, why, and what happens next.",
        missing="Enter a commentary",
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("status") in Figure.WITHOUT_VALUE:
            cleaned["numerator"] = cleaned["denominator"] = None
        else:
            self._check_pair(cleaned)
        return cleaned

    def _check_pair(self, cleaned: dict) -> None:
        count, whole = cleaned.get("numerator"), cleaned.get("denominator")
        if {"numerator", "denominator"} & set(self.errors):
            return
        if (count is None) != (whole is None):
            empty = "denominator" if whole is None else "numerator"
            self.add_error(
                empty, "Enter both the numerator and the denominator, or neither"
            )


class FigureForm(ValueForm):
    """A value for a period, by default the next one due."""

    label = CharField(
        label="Name of the period",
        max_length=60,
        width=20,
        hint="For example, October 2026 or Autumn term 2026/27",
        missing="Enter a name for the period",
    )
    period_start = DateField(
        label="First day of the period", missing="Enter the first day of the period"
    )
    period_end = DateField(
        label="Last day of the period", missing="Enter the last day of the period"
    )

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["period_end"].latest = today
        self.fields["period_end"].latest_words = "today or in the past"
        self.order_fields(["label", "period_start", "period_end"])

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("period_start"), cleaned.get("period_end")
        if start and end and end < start:
            self.add_error("period_end", "Enter a last day that is after the first day")
        return cleaned
