"""Forms for the steps between upload and import."""

from collections.abc import Mapping

from django import forms

from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import (
    BooleanField,
    ChoiceField,
    MultipleChoiceField,
)
from partnership.pages.forms.files import FileField
from partnership.pages.forms.layout import Fieldset
from partnership.spreadsheets.tables import Understanding
from partnership.spreadsheets.words import word_key
from partnership.uploads.kinds import Kind
from partnership.uploads.previews import Preview

ABOUT_THE_FILE = ("encoding", "with_hidden", "sheets")
# Words or questions on one page.
MOST_ODD_WORDS, MOST_QUESTIONS = 30, 30


def file_field() -> FileField:
    return FileField(
        label="The file",
        hint="A spreadsheet (.xlsx, .xls or .ods) or a CSV file, up to 5MB",
        missing="Select the file",
        kinds=("csv", "xlsx", "xls", "xlsb", "ods"),
        most_megabytes=5,
    )


class UploadForm(Form):
    submit = "Upload and preview"

    file = file_field()


class ApplyForm(Form):
    """The confirmation, with the version that was previewed."""

    versioned = True

    def __init__(self, *args, kind: Kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.submit = f"Import this {kind.noun}"


class LookAgainForm(Form):
    versioned = True


class UnderstandForm(Form):
    """Choices of sheets, columns and the meaning of unknown words.

    `otherwise` are the fields for rows without a value.
    """

    versioned = True
    mark_optional = False

    def __init__(
        self,
        *args,
        kind: Kind,
        preview: Preview,
        understanding: Understanding,
        otherwise: Mapping[str, forms.Field],
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.submit = f"Read the {kind.noun} this way"
        self.kind, self.tables = kind, preview.tables
        self.understanding = understanding
        told = [tuple(key.split(":", 1)) for key in understanding.words]
        odd_words = [*preview.odd_words, *told][:MOST_ODD_WORDS]
        self.odd_words = {f"word_{n}": one for n, one in enumerate(odd_words)}
        self.otherwise = {f"otherwise_{key}": key for key in otherwise}
        self._add_saved_by()
        self._add_hidden()
        self._add_sheets()
        self._add_columns()
        self._add_odd_words()
        for name, key in self.otherwise.items():
            self.fields[name] = otherwise[key]
            self.fields[name].initial = understanding.otherwise.get(key)

    def _add_saved_by(self) -> None:
        if self.tables.saved_by:
            self.fields["encoding"] = ChoiceField(
                label="Which of these is right?",
                hint="It does not show how the file was saved",
                choices=[
                    (one.encoding, f"{one.line} (saved for {one.program})")
                    for one in self.tables.saved_by
                ],
                radios=True,
                missing="Select the line that is right",
                initial=self.understanding.encoding,
            )

    def _add_hidden(self) -> None:
        if self.tables.left_out or self.understanding.with_hidden:
            self.fields["with_hidden"] = BooleanField(
                label="Read hidden rows and columns too",
                hint="Its sender hid them or filtered them away",
                required=False,
                initial=self.understanding.with_hidden,
            )

    def _add_sheets(self) -> None:
        if len(self.tables.sheets) < 2:
            return
        read = [table.name for table in self.tables.read]
        choices = [(name, name) for name in self.tables.sheets]
        hint = "If you choose another, its columns are shown afterwards"
        if self.kind.reads_several:
            self.fields["sheets"] = MultipleChoiceField(
                label="Sheets",
                hint=hint,
                choices=choices,
                missing="Select at least one sheet",
                initial=read,
            )
        else:
            self.fields["sheets"] = ChoiceField(
                label="Sheet",
                hint=hint,
                choices=choices,
                radios=False,
                missing="Select the sheet",
                initial=read[0],
            )

    def _add_columns(self) -> None:
        self.titles = self.tables.titles
        choices = [(str(n), title[:80]) for n, title in enumerate(self.titles)]
        for column in self.tables.columns.in_order:
            title = self.tables.titled.get(column.key)
            self.fields[f"in_{column.key}"] = ChoiceField(
                label=column.words,
                choices=choices,
                radios=False,
                required=False,
                empty_words=f"Not in this {self.kind.noun}",
                initial="" if title is None else str(self.titles.index(title)),
            )

    def _add_odd_words(self) -> None:
        for name, (column, word) in self.odd_words.items():
            self.fields[name] = ChoiceField(
                label=f"“{word}” means",
                hint=self.kind.worded[column],
                choices=list(self.kind.meanings(column, word)),
                radios=False,
                required=False,
                empty_words=self.kind.unexplained,
                initial=self.understanding.meant(column, word),
            )

    def layout(self):
        columns = [f"in_{column.key}" for column in self.tables.columns.in_order]
        fieldsets = {
            "Columns": columns,
            "Unknown words": list(self.odd_words),
            "Rows without a value": list(self.otherwise),
        }
        return [
            *(name for name in ABOUT_THE_FILE if name in self.fields),
            *(Fieldset(legend, *names, size="m") for legend, names in fieldsets.items()
              if names),
        ]  # fmt: skip

    def clean(self):
        cleaned = super().clean()
        columns = self._columns(cleaned)
        present = [table.name for table in self.tables.read]
        sheets = cleaned.get("sheets") or present
        sheets = [sheets] if isinstance(sheets, str) else sheets
        known = self.tables.columns
        with_hidden = bool(cleaned.get("with_hidden"))
        encoding = cleaned.get("encoding", "")
        is_read_otherwise = (with_hidden, encoding) != (
            self.understanding.with_hidden,
            self.understanding.encoding,
        )
        if set(sheets) != set(present) or is_read_otherwise:
            columns = None
        elif known.are_missing(columns):
            self.add_error(f"in_{known.needed[0]}", known.missing)
        return {
            "understanding": Understanding(
                sheets=tuple(sheets),
                columns=columns,
                words=self._words(cleaned),
                with_hidden=with_hidden,
                encoding=encoding,
                otherwise={
                    key: getattr(value, "pk", value)
                    for name, key in self.otherwise.items()
                    if (value := cleaned.get(name))
                },
            ),
            "version": cleaned.get("version"),
        }

    def _words(self, cleaned: dict) -> dict[str, str]:
        """The meanings of unknown words, those on this page as chosen."""
        asked = {
            word_key(column, word): cleaned.get(name)
            for name, (column, word) in self.odd_words.items()
        }
        told = {**self.understanding.words, **asked}
        return {key: meaning for key, meaning in told.items() if meaning}

    def _columns(self, cleaned: dict) -> dict[str, str]:
        chosen: dict[str, str] = {}
        for column in self.tables.columns.in_order:
            if place := cleaned.get(f"in_{column.key}"):
                title = self.titles[int(place)]
                if title in chosen.values():
                    self.add_error(
                        f"in_{column.key}",
                        f"{column.words}: select a column that is nothing else yet",
                    )
                chosen[column.key] = title
        return chosen


class AnswerForm(Form):
    """Questions about rows."""

    versioned = True
    submit = "Save answers"

    def __init__(self, *args, preview: Preview, answers: dict, **kwargs):
        super().__init__(*args, **kwargs)
        # A question of a column is asked once for all of its rows.
        questions = {
            question.key: question
            for row in preview.asked
            for question in row.questions
        }
        self.questions = {
            f"question_{number}": question
            for number, question in enumerate([*questions.values()][:MOST_QUESTIONS])
        }
        for name, question in self.questions.items():
            self.fields[name] = ChoiceField(
                label=question.words,
                hint=question.hint,
                choices=list(question.choices),
                radios=True,
                required=False,
                optional=False,
                label_size="s",
                initial=answers.get(question.key, ""),
            )

    def clean(self):
        cleaned = super().clean()
        return {
            "answers": {
                question.key: cleaned[name]
                for name, question in self.questions.items()
                if cleaned.get(name)
            },
            "version": cleaned.get("version"),
        }
