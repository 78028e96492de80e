"""The form to open a round."""

import re

from audits.questions.models import QuestionSet
from partnership.pages.forms.bases import Form
from partnership.pages.forms.dates import DateField
from partnership.pages.forms.fields import CharField, ModelChoiceField


class OpenRoundForm(Form):
    submit = "Open round and invite schools"

    question_set = ModelChoiceField(
        QuestionSet.objects.none(),
        label="Questions",
        missing="Select the questions",
    )
    title = CharField(
        label="Title",
        missing="Enter a title",
        max_length=200,
        width="two-thirds",
    )
    academic_year = CharField(
        label="School year",
        hint="The year the questions are about, for example 2025/26",
        missing="Enter the school year",
        max_length=9,
        width=10,
    )
    closes_on = DateField(
        label="Deadline",
        subject="The deadline",
        missing="Enter the deadline",
    )

    def __init__(self, *args, question_sets, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["question_set"].queryset = question_sets
        self.fields["closes_on"].earliest = on
        self.fields["closes_on"].earliest_words = "in the future"

    def clean_academic_year(self):
        year = self.cleaned_data["academic_year"]
        match = re.fullmatch(r"(20\d\d)/(\d\d)", year)
        if not match or (int(match[1]) + 1) % 100 != int(match[2]):
            self.add_error("academic_year", "Enter a school year in the format 2025/26")
        return year
