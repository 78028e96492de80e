"""The forms of taking over a file of actions."""

from actions.imports.columns import columns_for
from actions.imports.preview import PlannedRow
from actions.imports.tables import Tables, Understanding
from actions.imports.words import AS_IT_IS, as_word
from actions.plans.models import Priority
from actions.register.words import MeasureType, Rag, Status
from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import (
    ChoiceField,
    ModelChoiceField,
    MultipleChoiceField,
)
from partnership.pages.forms.files import FileField
from partnership.pages.forms.layout import Fieldset
from partnership.people.models import Organisation

# So many words, or questions, fit on one page; the next come after them.
MOST_ODD_WORDS, MOST_QUESTIONS = 30, 30
LEAVE = (AS_IT_IS, "Nothing: leave it as it is")
MEANINGS = {
    "status": [
        (str(status), status.label)
        for status in (
            Status.NOT_STARTED,
            Status.UNDER_WAY,
            Status.COMPLETE,
            Status.WITHDRAWN,
        )
    ],
    "rag": [
        *((str(rag), rag.label) for rag in Rag),
        (str(Status.COMPLETE), "Complete"),
    ],
    "impact": [(str(rag), rag.label) for rag in Rag],
    "measure_type": [(str(one), one.label) for one in MeasureType],
}
KINDS = {
    "status": "As a status",
    "rag": "As a delivery rating",
    "impact": "As an impact rating",
    "measure_type": "As what a measure counts",
}


def file_field() -> FileField:
    return FileField(
        label="The file",
        hint="A CSV file or an Excel workbook (.xlsx), up to 5MB",
        missing="Select the file with the actions",
        kinds=("csv", "xlsx"),
        most_megabytes=5,
    )


class ImportPlanForm(Form):
    submit = "Upload and preview"

    file = file_field()


class ImportActionsForm(Form):
    submit = "Upload and preview"

    organisation = ModelChoiceField(
        Organisation.objects.none(),
        label="Who the actions belong to",
        missing="Select who the actions belong to",
    )
    file = file_field()

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = places


class ApplyImportForm(Form):
    """The button of the last step; it names the version that was previewed."""

    versioned = True
    submit = "Import this file"


class LookAgainForm(Form):
    versioned = True


class UnderstandImportForm(Form):
    """Which sheets are read, which column is what, and what odd words mean."""

    versioned = True
    submit = "Read the file this way"
    mark_optional = False

    def __init__(
        self,
        *args,
        tables: Tables,
        odd_words: list[tuple[str, str]],
        understanding: Understanding,
        priorities,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.tables, self.understanding = tables, understanding
        self.columns = columns_for(is_plan=tables.is_plan)
        told = [tuple(key.split(":", 1)) for key in understanding.words]
        self.odd_words = dict(enumerate([*odd_words, *told][:MOST_ODD_WORDS]))
        self._add_sheets()
        self._add_columns()
        self._add_odd_words()
        if tables.is_plan:
            self.fields["otherwise_priority"] = ModelChoiceField(
                priorities,
                label="Priority",
                empty_label="Refuse rows that name no priority",
                required=False,
                initial=understanding.priority,
            )

    def _add_sheets(self) -> None:
        if len(self.tables.sheets) > 1:
            self.fields["sheets"] = MultipleChoiceField(
                label="Sheets",
                hint="If you choose others, their columns are shown afterwards",
                choices=[(name, name) for name in self.tables.sheets],
                missing="Select at least one sheet",
                initial=[table.name for table in self.tables.read],
            )

    def _add_columns(self) -> None:
        self.titles = self.tables.titles
        choices = [(str(n), title[:80]) for n, title in enumerate(self.titles)]
        found = self.tables.columns
        for column in self.columns:
            title = found.get(column.key)
            self.fields[f"in_{column.key}"] = ChoiceField(
                label=column.words,
                choices=choices,
                radios=False,
                required=False,
                empty_words="Not in this file",
                initial=str(self.titles.index(title)) if title else "",
            )

    def _add_odd_words(self) -> None:
        for number, (kind, word) in self.odd_words.items():
            self.fields[f"word_{number}"] = ChoiceField(
                label=f"“{word}” means",
                hint=KINDS[kind],
                choices=[*MEANINGS[kind], LEAVE],
                radios=False,
                required=False,
                empty_words="Refuse these rows",
                initial=self.understanding.words.get(f"{kind}:{as_word(word)}", ""),
            )

    def layout(self):
        columns = [f"in_{column.key}" for column in self.columns]
        words = [f"word_{number}" for number in self.odd_words]
        otherwise = [name for name in ("otherwise_priority",) if name in self.fields]
        return [
            *(["sheets"] if "sheets" in self.fields else []),
            Fieldset("Which column is what", *columns, size="m"),
            *([Fieldset("Words that we do not know", *words, size="m")] * bool(words)),
            *(
                [Fieldset("Rows that name no priority", *otherwise, size="m")]
                * bool(otherwise)
            ),
        ]

    def clean(self):
        cleaned = super().clean()
        columns = self._columns(cleaned)
        present = [table.name for table in self.tables.read]
        sheets = cleaned.get("sheets") or present
        if set(sheets) != set(present):
            columns = None
        elif "text" not in columns:
            self.add_error("in_text", "Say which column holds the actions")
        priority: Priority | None = cleaned.get("otherwise_priority")
        words = self._words(cleaned)
        return {
            "understanding": Understanding(
                sheets=tuple(sheets),
                columns=columns,
                words=words,
                priority=priority.pk if priority else None,
            ),
            "version": cleaned.get("version"),
        }

    def _words(self, cleaned: dict) -> dict[str, str]:
        """What odd words mean: those of this page as chosen, the others as told."""
        asked = {
            f"{kind}:{as_word(word)}": cleaned.get(f"word_{number}")
            for number, (kind, word) in self.odd_words.items()
        }
        told = {**self.understanding.words, **asked}
        return {key: meaning for key, meaning in told.items() if meaning}

    def _columns(self, cleaned: dict) -> dict[str, str]:
        chosen: dict[str, str] = {}
        for column in self.columns:
            if place := cleaned.get(f"in_{column.key}"):
                title = self.titles[int(place)]
                if title in chosen.values():
                    self.add_error(
                        f"in_{column.key}",
                        f"{column.words}: select a column that is nothing else yet",
                    )
                chosen[column.key] = title
        return chosen


class AnswerImportForm(Form):
    """What only a person can say of rows: whether it is the same action, or a child."""

    versioned = True
    submit = "Save answers"

    def __init__(self, *args, rows: list[PlannedRow], answers: dict, **kwargs):
        super().__init__(*args, **kwargs)
        questions = [question for row in rows for question in row.questions]
        self.questions = dict(enumerate(questions[:MOST_QUESTIONS]))
        for number, question in self.questions.items():
            self.fields[f"question_{number}"] = ChoiceField(
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
                question.key: cleaned[f"question_{number}"]
                for number, question in self.questions.items()
                if cleaned.get(f"question_{number}")
            },
            "version": cleaned.get("version"),
        }
