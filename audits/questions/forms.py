"""Forms to begin a question set and to put it in force."""

from audits.questions import bank, sheets
from partnership.guards.outcomes import Changed, Refused
from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import CharField
from partnership.uploads.forms import file_field


class QuestionSetForm(Form):
    """Begins a question set with the questions that come with Quorate."""

    submit = "Use these questions"

    title = CharField(
        label="Title",
        missing="Enter a title",
        max_length=200,
        width="two-thirds",
        initial=bank.TITLE,
    )
    edition = CharField(
        label="Edition",
        hint="For example 2026/27",
        missing="Enter the edition",
        max_length=40,
        width=10,
    )
    guidance_edition = CharField(
        label="Guidance it refers to",
        hint="For example KCSIE September 2026",
        required=False,
        max_length=200,
        width="two-thirds",
    )

    def clean(self):
        return {**super().clean(), "sections": bank.SECTIONS}


class UploadQuestionsForm(QuestionSetForm):
    """Begins one with the questions of a spreadsheet."""

    submit = "Upload and preview"
    field_order = ("file", "title", "edition", "guidance_edition")

    file = file_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.faults, self.remarks = [], []

    def clean(self):
        cleaned = super().clean()
        file = cleaned.pop("file", None)
        if file is None:
            return cleaned
        try:
            reading = sheets.sections_in(file.read())
        except Refused as refusal:
            self.add_error("file", refusal.sentence)
            return cleaned
        self.faults, self.remarks = reading.faults, reading.remarks
        if count := len(self.faults):
            problems = "the problem" if count == 1 else f"the {count} problems"
            self.add_error("file", f"Put right {problems} below and upload it again")
        return {**cleaned, "sections": reading.sections}


class PutInForceForm(Form):
    versioned = True

    def _show_change(self, change: Changed) -> None:
        self.add_error(None, "The questions have changed. Check them again")
