"""Forms to begin a question set and to put it in force."""

from audits.questions import bank, files
from audits.questions.contents import Contents
from partnership.guards.outcomes import Changed, Refused
from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import CharField, ChoiceField
from partnership.pages.forms.files import FileField


class QuestionSetForm(Form):
    """The names of a question set, and where its questions come from."""

    title = CharField(
        label="Title",
        missing="Enter a title",
        required=False,
        max_length=200,
        width="two-thirds",
    )
    edition = CharField(
        label="Edition",
        missing="Enter the edition",
        required=False,
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

    def named(self, contents: Contents, cleaned: dict) -> dict:
        """What the service takes: what was typed, or else what the questions say."""
        names = {
            name: cleaned.get(name) or getattr(contents, name)
            for name in ("title", "edition", "guidance_edition")
        }
        for name in ("title", "edition"):
            if not names[name] and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])
        return {**names, **contents.parts}


class UseBankForm(QuestionSetForm):
    """Begins one with questions that come with Quorate."""

    submit = "Use these questions"
    field_order = ("audience", "title", "edition", "guidance_edition")

    audience = ChoiceField(
        label="Which questions do you want to use?",
        missing="Select the questions you want to use",
        choices=[(one.value, one.label) for one in bank.AUDIENCES],
        radios=True,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].help_text = "If you leave this blank, the title is ours"
        self.fields["edition"].required = True
        self.fields["edition"].help_text = "For example 2026/27"

    def clean(self):
        cleaned = super().clean()
        audience = cleaned.pop("audience", None)
        if audience is None or self.errors:
            return cleaned
        return self.named(bank.questions_for(audience), cleaned)


class UploadQuestionsForm(QuestionSetForm):
    """Begins one with the questions of a file."""

    submit = "Upload and preview"
    field_order = ("file", "title", "edition", "guidance_edition")

    file = FileField(
        label="The file",
        hint="YAML, a spreadsheet (.xlsx, .xls or .ods) or a CSV file, up to 5MB",
        missing="Select the file",
        kinds=("csv", "xlsx", "xls", "xlsb", "ods", "yaml"),
        most_megabytes=5,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.faults, self.remarks = [], []
        for name in ("title", "edition"):
            hint = f"If you leave this blank, the {name} is the one in the file"
            self.fields[name].help_text = hint

    def clean(self):
        cleaned = super().clean()
        file = cleaned.pop("file", None)
        if file is None:
            return cleaned
        try:
            reading = files.read(file.read())
        except Refused as refusal:
            self.add_error("file", refusal.sentence)
            return cleaned
        self.faults, self.remarks = reading.faults, reading.remarks
        if count := len(self.faults):
            problems = "the problem" if count == 1 else f"the {count} problems"
            self.add_error("file", f"Put right {problems} below and upload it again")
            return cleaned
        return self.named(reading.contents, cleaned)


class PutInForceForm(Form):
    versioned = True

    def _show_change(self, change: Changed) -> None:
        self.add_error(None, "The questions have changed. Check them again")
