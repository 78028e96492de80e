"""Forms for the yearly report."""

from partnership.dates.years import ReportYear
from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import ChoiceField, SafeTextField, TextField


class OpenEditionForm(Form):
    submit = "Start report"

    year = ChoiceField(
        label="Which year is it for?",
        radios=True,
        choices=[],
        coerce=ReportYear.from_slug,
        missing="Select a year",
        hint="From 1 April to 31 March",
    )

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year.slug, year.label) for year in years]


class ChapterForm(Form):
    versioned = True
    submit = "Save chapter"

    text = SafeTextField(
        label="Text",
        required=False,
        rows=18,
        max_length=20_000,
        hint="Leave a blank line between paragraphs.",
    )


class ExplainForm(Form):
    versioned = True
    submit = "Save explanation"

    explanation = TextField(
        label="Why is it not covered, or where is it covered?",
        max_length=1000,
        missing="Enter an explanation",
    )
