"""The forms of local rules, each built from its setting."""

from dataclasses import replace
from typing import Any

from django.forms import formset_factory
from django.template.loader import render_to_string

from partnership.drawing import pictures
from partnership.guards.outcomes import Changed, Refused
from partnership.pages.forms.bases import Form
from partnership.pages.forms.files import FileField
from partnership.pages.forms.formsets import InOrder
from partnership.pages.forms.layout import Button
from partnership.policy.allowed import MOST_ROWS, faults_of
from partnership.policy.forms.fields import field_for
from partnership.policy.setting import Kind, Setting
from partnership.policy.words import in_words

EMPTY = (None, "", [], False)


class RuleForm(Form):
    """Ask for a setting's value, which the setting's own check validates."""

    versioned = True
    mark_optional = False

    def __init__(self, *args, setting: Setting, value: Any, version: int, **kwargs):
        super().__init__(*args, initial={"version": version}, **kwargs)
        self.setting = setting
        self.add_fields(value)

    def add_fields(self, value: Any) -> None:
        """Add the fields for a value, filled in with the current one."""
        field = field_for(self.setting.as_column())
        # The page heading already asks this question.
        hidden = {"class": "govuk-visually-hidden"}
        field.look = replace(field.look, label_attrs=hidden)
        self.fields["value"] = field
        self.initial["value"] = value

    def gathered(self) -> Any:
        """The submitted value, or Refused if it is incomplete."""
        return self.cleaned_data["value"]

    def clean(self) -> dict[str, Any]:
        """The whole value and the version, as the service needs them."""
        if not self.errors:
            value = self.gathered()
            for place, sentence in faults_of(self.setting.check, value):
                self.refuse(Refused(sentence, field=place))
            self.cleaned_data["value"] = value
        return {
            name: self.cleaned_data[name]
            for name in ("value", "version")
            if name in self.cleaned_data
        }

    def refuse(self, refusal: Refused) -> None:
        place = refusal.field or "value"
        self.add_error(place if place in self.fields else None, refusal.sentence)

    def _show_change(self, change: Changed) -> None:
        """Show both values in words if someone else has changed the setting."""
        theirs = change.subject.value
        if theirs is None:
            theirs = self.setting.default
        typed = self.cleaned_data["value"]
        self.differences = [
            (
                self.setting.words,
                "\n".join(in_words(self.setting, theirs)),
                "\n".join(in_words(self.setting, typed)),
            )
        ]
        self.add_error(None, str(change))
        self.data = self.data.copy()
        self.data["version"] = str(change.subject.version)


class FieldsForm(RuleForm):
    """A setting of several parts."""

    def add_fields(self, value: dict[str, Any]) -> None:
        for column in self.setting.columns:
            self.fields[column.name] = field_for(column)
            self.initial[column.name] = value[column.name]

    def gathered(self) -> dict[str, Any]:
        return {
            column.name: self.cleaned_data[column.name]
            for column in self.setting.columns
        }


class RowForm(Form):
    """One row of a setting."""

    submit = ""
    mark_optional = False

    def __init__(self, *args, columns, **kwargs):
        super().__init__(*args, **kwargs)
        for column in columns:
            if column.kind != Kind.NAME:
                self.fields[column.name] = field_for(column, in_a_row=True)

    @property
    def typed(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields}

    @property
    def is_blank(self) -> bool:
        return all(value in EMPTY for value in self.typed.values())


class _Rows(InOrder):
    what = "another row"


RowSet = formset_factory(
    RowForm, formset=_Rows, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS
)


class RowsAsDrawn:
    """A crispy layout object that renders the rows with their buttons."""

    def render(self, form, context, template_pack="govuk", **kwargs) -> str:
        return render_to_string("partnership/policy/_rule_rows.html", {"form": form})


class RowsForm(RuleForm):
    """A setting of rows, which can be added, moved and removed without JavaScript."""

    def add_fields(self, value: list[dict[str, Any]]) -> None:
        self.given = value
        self.rows = RowSet(
            self.data if self.is_bound else None,
            initial=value,
            form_kwargs={"columns": self.setting.columns},
            prefix="rows",
        )
        # The row on the page of each row of the value.
        self.places: list[RowForm] = []

    def layout(self) -> list:
        return [RowsAsDrawn()]

    def numbered(self) -> list[tuple[str, RowForm, list[Button]]]:
        """Each row with its name and buttons."""
        forms = self.rows.forms
        if self.setting.has_fixed_rows:
            return [
                (row["words"], form, [])
                for row, form in zip(self.given, forms, strict=False)
            ]
        return [
            (f"Row {place}", form, self.rows.buttons_of(form))
            for place, form in enumerate(forms, 1)
        ]

    def is_valid(self) -> bool:
        if self.rows.pressed:
            self.without_errors()
            return False
        own = super().is_valid()
        return self.rows.is_valid() and own

    def clean(self) -> dict[str, Any]:
        return super().clean() if self.rows.is_valid() else self.cleaned_data

    def gathered(self) -> list[dict[str, Any]]:
        if self.setting.has_fixed_rows:
            self.places = self.rows.forms[: len(self.given)]
            return [
                {**row, **form.typed}
                for row, form in zip(self.given, self.places, strict=False)
            ]
        self.places = [form for form in self.rows.forms if not form.is_blank]
        return [form.typed for form in self.places]

    def refuse(self, refusal: Refused) -> None:
        row, _, name = refusal.field.partition("-")
        if row.isdecimal() and int(row) < len(self.places):
            form = self.places[int(row)]
            form.add_error(name if name in form.fields else None, refusal.sentence)
        else:
            self.add_error(None, refusal.sentence)


class LogoForm(RuleForm):
    """An image to show beside the partnership's name."""

    submit = "Save logo"
    is_picture = True

    def add_fields(self, value: dict[str, Any] | None) -> None:
        self.fields["value"] = FileField(
            label="Choose a picture",
            hint="PNG or JPG, up to 1MB, 40 to 2,000 pixels wide and high. Screen "
            "readers announce it as the name of the partnership.",
            missing="Choose a picture",
            kinds=("png", "jpg"),
            most_megabytes=1,
        )

    def clean(self) -> dict[str, Any]:
        if "value" in self.cleaned_data:
            try:
                self.cleaned_data["value"] = pictures.read(self.cleaned_data["value"])
            except Refused as refusal:
                self.refuse(refusal)
        return self.cleaned_data

    def _show_change(self, change: Changed) -> None:
        self.add_error(None, str(change))
        self.data = self.data.copy()
        self.data["version"] = str(change.subject.version)


class BackToDefaultForm(Form):
    """A confirmation that asks only for the version."""

    versioned = True
    submit = "Set back to the default"


FORMS = {Kind.FIELDS: FieldsForm, Kind.ROWS: RowsForm, Kind.LOGO: LogoForm}


def form_for(setting: Setting, *args, value: Any, version: int) -> RuleForm:
    """The form for a setting's value."""
    form_class = FORMS.get(setting.kind, RuleForm)
    return form_class(*args, setting=setting, value=value, version=version)
