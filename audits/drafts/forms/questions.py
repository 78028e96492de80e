"""The form of a question, with the fields of its kind of answer."""

from typing import Any

from audits.drafts.forms.rows import (
    FIXED,
    ChoiceRows,
    ColumnRows,
    RowsAsDrawn,
    choices_in,
    columns_in,
    repeats_in,
)
from audits.questions.applicability import FLAGS
from audits.questions.kinds import DAYS, NUMBERS, ONE_CHOICE, USUAL_CHOICES, Kind
from audits.questions.models import Question
from audits.questions.wording import LABELS, facts_of
from partnership.guards.outcomes import Changed
from partnership.pages.forms.bases import Form, version_field
from partnership.pages.forms.dates import DateField
from partnership.pages.forms.fields import (
    BooleanField,
    CharField,
    ChoiceField,
    DecimalField,
    IntegerField,
    MultipleChoiceField,
    TextField,
)
from partnership.pages.forms.layout import Fieldset, Folded
from partnership.policy.sectors import Sector
from partnership.schools.models import School

TAKE_CHOICES = ONE_CHOICE | {Kind.MULTIPLE}
HIGHEST = 9_999_999
OLDEST = 25
LONGEST_AGO = 120
NUMBERS_OF_GAPS = ("gap_below", "gap_above")
# The fields that only some kinds have.
ONLY_FOR = {
    "lowest_is_best": {Kind.LEVEL},
    "unit": {Kind.COUNT, Kind.RATE},
    **dict.fromkeys(NUMBERS_OF_GAPS, NUMBERS),
    "gap_after_months": DAYS,
    **dict.fromkeys(("gap_text", "gap_measure"), TAKE_CHOICES | NUMBERS | DAYS),
}
OF_SCHOOLS = ("phases", "sectors", *FLAGS, "lowest_age", "highest_age")


class KindForm(Form):
    """The kind of answer, chosen first. Nothing is saved, so it is sent by GET."""

    submit = "Continue"

    kind = ChoiceField(
        label="Kind of answer",
        choices=Kind.choices,
        radios=True,
        missing="Select a kind of answer",
    )


def _flag(words: str) -> ChoiceField:
    return ChoiceField(
        label=words[:1].upper() + words[1:],
        choices=[
            ("True", f"Only schools with {words}"),
            ("False", f"Only schools without {words}"),
        ],
        radios=False,
        required=False,
        coerce=lambda value: value == "True",
        empty_value=None,
        empty_words="All schools",
    )


class QuestionForm(Form):
    """What a question of one kind asks; `attempt` gives it to its service."""

    ref = CharField(
        label="Reference",
        hint="Shown before the question, such as B4",
        missing="Enter a reference",
        max_length=8,
        width=5,
    )
    text = TextField(
        label="Question", missing="Enter the question", max_length=2000, rows=3
    )
    lowest_is_best = ChoiceField(
        label="Which level is best?",
        choices=[("True", "The first"), ("False", "The last")],
        coerce=lambda value: value == "True",
        initial="False",
        missing="Select which level is best",
        inline=True,
    )
    unit = CharField(
        label="What the number counts",
        hint="For example hours a week, or per 100 pupils",
        required=False,
        max_length=40,
        width=20,
    )
    gap_below = DecimalField(
        label="A number below this shows a gap",
        required=False,
        min_value=0,
        max_value=HIGHEST,
        decimal_places=2,
        width=10,
    )
    gap_above = DecimalField(
        label="A number above this shows a gap",
        required=False,
        min_value=0,
        max_value=HIGHEST,
        decimal_places=2,
        width=10,
    )
    gap_after_months = IntegerField(
        label="A date longer ago than this shows a gap",
        required=False,
        min_value=1,
        max_value=LONGEST_AGO,
        width=4,
        suffix="months",
    )
    gap_text = TextField(
        label=LABELS["gap_text"],
        hint="Proposed to the school, which can change it",
        required=False,
        max_length=1000,
        rows=2,
    )
    gap_measure = TextField(
        label=LABELS["gap_measure"], required=False, max_length=1000, rows=2
    )
    is_statutory = ChoiceField(
        label="Is it a statutory duty or good practice?",
        choices=[("True", "Statutory"), ("False", "Good practice")],
        coerce=lambda value: value == "True",
        initial="False",
        missing="Select statutory or good practice",
        inline=True,
    )
    why_we_ask = TextField(
        label=LABELS["why_we_ask"], required=False, max_length=2000, rows=3
    )
    guidance_reference = CharField(
        label=LABELS["guidance_reference"],
        hint="For example KCSIE 2026, paragraph 165",
        required=False,
        max_length=200,
        width="two-thirds",
    )
    is_optional = BooleanField(label="Schools may leave it unanswered", required=False)
    allows_not_applicable = BooleanField(
        label="Schools may say that it does not apply to them",
        required=False,
        initial=True,
    )
    phases = MultipleChoiceField(
        label="Phases",
        hint="Leave all unticked to ask schools of every phase",
        choices=School.Phase.choices,
        required=False,
        small=True,
    )
    sectors = MultipleChoiceField(
        label="Sectors",
        hint="Leave all unticked to ask schools of every sector",
        choices=Sector.choices,
        required=False,
        small=True,
    )
    has_boarders = _flag(FLAGS["has_boarders"])
    has_sixth_form = _flag(FLAGS["has_sixth_form"])
    has_nursery = _flag(FLAGS["has_nursery"])
    lowest_age = IntegerField(
        label="Only schools with pupils aged from",
        required=False,
        min_value=0,
        max_value=OLDEST,
        width=2,
    )
    highest_age = IntegerField(
        label="Up to", required=False, min_value=0, max_value=OLDEST, width=2
    )
    from_date = DateField(label="Asked from", required=False)
    to_date = DateField(label="Asked until", required=False)
    is_reworded = BooleanField(
        label="It means something else than in the edition before",
        hint="The answers of both years are then not compared",
        required=False,
    )

    def __init__(self, *args, kind: str, question: Question | None = None, **kwargs):
        initial = {**_initial(question), **kwargs.pop("initial", {})}
        super().__init__(*args, initial=initial, **kwargs)
        self.kind, self.question = Kind(kind), question
        if question:
            self.fields["version"] = version_field()
            self.initial["version"] = question.version
        for name, kinds in ONLY_FOR.items():
            if self.kind not in kinds:
                del self.fields[name]
        self.rows = self._rows()

    def _rows(self):
        typed = self.data if self.is_bound else None
        if self.kind in TAKE_CHOICES:
            return ChoiceRows(typed, initial=self._choices(), prefix="choices")
        if self.kind == Kind.TABLE:
            return ColumnRows(typed, initial=self._columns(), prefix="columns")
        return None

    def _choices(self) -> list[dict[str, Any]]:
        """The question’s own answers, if it had this kind before, or the usual ones."""
        same = (
            self.question if self.question and self.question.kind == self.kind else None
        )
        pairs = same.choices if same else USUAL_CHOICES.get(self.kind, [])
        if not pairs:
            return [{}, {}]
        return [
            {
                "value": value,
                "label": label,
                "descriptor": same.descriptors.get(value, "") if same else "",
                "is_gap": bool(same and value in same.gap_answers),
            }
            for value, label in pairs
        ]

    def _columns(self) -> list[dict[str, Any]]:
        columns = self.question.columns if self.question else []
        return [
            {"value": one["key"], "label": one["label"], "kind": one["kind"]}
            for one in columns
        ] or [{}]

    def layout(self) -> list:
        names = [name for name in self.fields if name != "version"]
        rest = names.index("is_statutory")
        about_gaps = [n for n in names[:rest] if n.startswith("gap_")]
        first = [n for n in names[:rest] if n not in about_gaps]
        is_narrowed = any(self[name].value() for name in OF_SCHOOLS)
        return [
            *first,
            *([self._drawn_rows()] if self.rows is not None else []),
            *([Fieldset("Gaps", *about_gaps)] if about_gaps else []),
            Fieldset(
                "Guidance",
                "is_statutory",
                "why_we_ask",
                "guidance_reference",
                "is_optional",
                "allows_not_applicable",
            ),
            Folded(
                "Which schools are asked",
                *OF_SCHOOLS,
                is_open=is_narrowed or self._has_errors(OF_SCHOOLS),
            ),
            Folded(
                "When it is asked, and whether it was reworded",
                "from_date",
                "to_date",
                "is_reworded",
                is_open=self._is_dated(),
            ),
        ]

    def _drawn_rows(self) -> RowsAsDrawn:
        if self.kind == Kind.TABLE:
            return RowsAsDrawn(self.rows, "Column", are_fixed=False)
        return RowsAsDrawn(self.rows, "Answer", are_fixed=self.kind in FIXED)

    def _has_errors(self, names) -> bool:
        return self.is_bound and any(name in self.errors for name in names)

    def _is_dated(self) -> bool:
        names = ("from_date", "to_date", "is_reworded")
        said = self.question and any(getattr(self.question, name) for name in names)
        return (
            bool(said)
            or self._has_errors(names)
            or bool(self.is_bound and any(self.data.get(f"{n}-year") for n in names))
        )

    def is_valid(self) -> bool:
        if self.rows is not None and self.rows.pressed:
            self.without_errors()
            return False
        own = super().is_valid()
        return (self.rows is None or self.rows.is_valid()) and own

    def clean(self):
        typed = super().clean()
        ages = typed.get("lowest_age"), typed.get("highest_age")
        if (ages[0] is None) != (ages[1] is None):
            missing = "highest_age" if ages[1] is None else "lowest_age"
            if missing not in self.errors:
                self.add_error(missing, "Enter both ages, or neither")
        elif None not in ages and ages[0] > ages[1]:
            self.add_error("highest_age", "The highest age must not be the lower one")
        start, end = typed.get("from_date"), typed.get("to_date")
        if start and end and end < start:
            self.add_error("to_date", "The last day must not be before the first")
        if self.rows is not None and self.rows.is_valid():
            for form in repeats_in(self.rows):
                form.add_error("label", "This is the same as a row above")
        return self._fields(typed)

    def _fields(self, typed: dict[str, Any]) -> dict[str, Any]:
        """The fields of a question as its service takes them."""
        rule = {name: typed.pop(name, None) for name in ("phases", "sectors", *FLAGS)}
        ages = [typed.pop("lowest_age", None), typed.pop("highest_age", None)]
        typed["applies_to"] = {
            **{name: value for name, value in rule.items() if value not in (None, [])},
            **({"ages": ages} if None not in ages else {}),
        }
        typed["kind"] = self.kind
        if self.rows is None or not self.rows.is_valid():
            return typed
        if self.kind == Kind.TABLE:
            kept = (
                {one["key"] for one in self.question.columns} if self.question else ()
            )
            return {**typed, "columns": columns_in(self.rows, kept)}
        kept = {row["value"] for row in self._choices() if row}
        return {**typed, **choices_in(self.rows, kept)}

    def _show_change(self, change: Changed) -> None:
        """Show everything that differs, answers and columns too."""
        super()._show_change(change)
        ours = {n: v for n, v in self.cleaned_data.items() if n != "version"}
        theirs, mine = (
            facts_of(question, {})
            for question in (
                change.subject,
                Question(**ours, show_if=change.subject.show_if),
            )
        )
        self.differences = [
            (LABELS[name], theirs[name], mine[name])
            for name in LABELS
            if theirs[name] != mine[name]
        ]


def _initial(question: Question | None) -> dict[str, Any]:
    """The fields of a question as its form shows them."""
    if question is None:
        return {}
    rule = question.applies_to
    lowest, highest = rule.get("ages", (None, None))
    return {
        **{
            field.name: getattr(question, field.attname)
            for field in Question._meta.concrete_fields
        },
        "is_statutory": str(question.is_statutory),
        "lowest_is_best": str(question.lowest_is_best),
        "phases": rule.get("phases", []),
        "sectors": rule.get("sectors", []),
        **{flag: str(rule[flag]) if flag in rule else "" for flag in FLAGS},
        "lowest_age": lowest,
        "highest_age": highest,
    }
