"""The forms of taking over a list of people."""

from partnership.lists.columns import COLUMNS, missing
from partnership.lists.known import BY_LIST, nearest_roles, plain
from partnership.lists.preview import LEAVE_OUT, SOMEONE_ELSE, PlannedRow, Understanding
from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import ChoiceField, ModelChoiceField
from partnership.pages.forms.files import FileField
from partnership.pages.forms.layout import Fieldset
from partnership.spreadsheets.headers import Header

ROLES = [(role.value, role.label) for role in BY_LIST]
# So many words, or questions, fit on one page; the next come after them.
MOST_ODD_ROLES, MOST_QUESTIONS = 30, 30


class UploadListForm(Form):
    submit = "Upload and preview"

    file = FileField(
        label="The list",
        hint="A CSV file or an Excel workbook (.xlsx), up to 5MB",
        missing="Select the file with the list",
        kinds=("csv", "xlsx"),
        most_megabytes=5,
    )


class ImportListForm(Form):
    """The button of the last step; it names the version that was previewed."""

    versioned = True
    submit = "Import this list"


class LookAgainForm(Form):
    versioned = True


class UnderstandListForm(Form):
    """Which column is what, and what odd words and blank cells mean."""

    versioned = True
    submit = "Read the list this way"
    mark_optional = False

    def __init__(
        self,
        *args,
        header: Header,
        sheets: list[str],
        odd_roles: list[str],
        understanding: Understanding,
        places,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.understanding = understanding
        self.odd_roles = dict(enumerate(odd_roles[:MOST_ODD_ROLES]))
        self._add_sheet(sheets, header.sheet)
        self._add_columns(header)
        self._add_odd_roles()
        self._add_defaults(places)

    def _add_sheet(self, sheets: list[str], present: str) -> None:
        if len(sheets) > 1:
            self.fields["sheet"] = ChoiceField(
                label="Sheet",
                hint="If you choose another, its columns are shown afterwards",
                choices=[(name, name) for name in sheets],
                radios=False,
                missing="Select the sheet",
                initial=present,
            )

    def _add_columns(self, header: Header) -> None:
        titles = [(str(n), title[:80]) for n, title in header.columns]
        columns = self.understanding.columns
        found = header.meanings if columns is None else columns
        for column in COLUMNS:
            place = found.get(column.key)
            self.fields[f"in_{column.key}"] = ChoiceField(
                label=column.words,
                choices=titles,
                radios=False,
                required=False,
                empty_words="Not in this list",
                initial="" if place is None else str(place),
            )

    def _add_odd_roles(self) -> None:
        for number, word in self.odd_roles.items():
            near = [(role.value, role.label) for role in nearest_roles(word)]
            others = [pair for pair in ROLES if pair not in near]
            self.fields[f"word_{number}"] = ChoiceField(
                label=f"“{word[:80]}” means",
                choices=[*near, *others],
                radios=False,
                required=False,
                empty_words="No role here: refuse these rows",
                initial=self.understanding.roles.get(plain(word), ""),
            )

    def _add_defaults(self, places) -> None:
        self.fields["otherwise_role"] = ChoiceField(
            label="Role",
            choices=ROLES,
            radios=False,
            required=False,
            empty_words="Refuse rows that name no role",
            initial=self.understanding.role,
        )
        self.fields["otherwise_organisation"] = ModelChoiceField(
            places,
            label="Organisation",
            empty_label="Refuse rows that name no organisation",
            required=False,
            initial=self.understanding.organisation,
        )

    def layout(self):
        names = [f"in_{column.key}" for column in COLUMNS]
        words = [f"word_{number}" for number in self.odd_roles]
        return [
            *(["sheet"] if "sheet" in self.fields else []),
            Fieldset("Which column is what", *names, size="m"),
            *(
                [Fieldset("Words that are no roles here", *words, size="m")]
                * bool(words)
            ),
            Fieldset(
                "Rows that do not say it themselves",
                "otherwise_role",
                "otherwise_organisation",
                size="m",
            ),
        ]

    def clean(self):
        cleaned = super().clean()
        columns = self._columns(cleaned)
        sheet = cleaned.get("sheet", self.understanding.sheet)
        if sheet != self.understanding.sheet:
            columns = None
        elif no_name := missing(columns):
            self.add_error("in_name", no_name)
        organisation = cleaned.get("otherwise_organisation")
        roles = {
            plain(word): cleaned[f"word_{number}"]
            for number, word in self.odd_roles.items()
            if cleaned.get(f"word_{number}")
        }
        return {
            "understanding": Understanding(
                sheet=sheet,
                columns=columns,
                roles={**self.understanding.roles, **roles},
                role=cleaned.get("otherwise_role", ""),
                organisation=organisation.pk if organisation else None,
            ),
            "version": cleaned.get("version"),
        }

    def _columns(self, cleaned: dict) -> dict[str, int]:
        chosen: dict[str, int] = {}
        for column in COLUMNS:
            if place := cleaned.get(f"in_{column.key}"):
                if int(place) in chosen.values():
                    self.add_error(
                        f"in_{column.key}",
                        f"{column.words}: select a column that is nothing else yet",
                    )
                chosen[column.key] = int(place)
        return chosen


class AnswerListForm(Form):
    """Who is meant, for each row that gives no more than a name."""

    versioned = True
    submit = "Save answers"

    def __init__(self, *args, rows: list[PlannedRow], answers: dict, **kwargs):
        super().__init__(*args, **kwargs)
        for row in rows[:MOST_QUESTIONS]:
            choices = [(str(one.pk), f"Yes, {one.words}") for one in row.choices]
            if not row.asks_for_address:
                choices.append((SOMEONE_ELSE, "No, someone else: add a new person"))
            choices.append((LEAVE_OUT, "Leave this row out"))
            self.fields[f"row_{row.number}"] = ChoiceField(
                label=row.question,
                hint=row.said,
                choices=choices,
                radios=True,
                required=False,
                optional=False,
                label_size="s",
                initial=answers.get(str(row.number), ""),
            )

    def clean(self):
        cleaned = super().clean()
        return {
            "answers": {
                name.removeprefix("row_"): value
                for name, value in cleaned.items()
                if name.startswith("row_") and value
            },
            "version": cleaned.get("version"),
        }
