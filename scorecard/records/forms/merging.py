"""The form for merging two entries."""

from django.forms import HiddenInput

from partnership.pages.forms.bases import FilterForm, Form
from partnership.pages.forms.fields import (
    BooleanField,
    CharField,
    ChoiceField,
    IntegerField,
)
from partnership.people.models import Person

FACTS = [
    ("name", "Which name do you want to keep?", "Select a name"),
    ("initials", "Which initials do you want to keep?", "Select initials"),
    ("email", "Which email address do you want to keep?", "Select an email address"),
    ("job_title", "Which job title do you want to keep?", "Select a job title"),
]


class FindPersonForm(FilterForm):
    submit = "Search"

    words = CharField(
        label="Name, initials or email address of the other entry",
        max_length=120,
        required=False,
    )


class MergeForm(Form):
    """Which value to keep, for values that differ."""

    versioned = True
    submit = "Merge these entries"

    def __init__(self, *args, kept: Person, gone: Person, **kwargs):
        super().__init__(*args, **kwargs)
        self.gone = gone
        self.same = {}
        for name, label, missing in FACTS:
            values = list(dict.fromkeys([getattr(kept, name), getattr(gone, name)]))
            if len(values) == 1:
                self.same[name] = values[0]
                continue
            self.fields[name] = ChoiceField(
                label=label,
                choices=[(value or "-", value or "None") for value in values],
                initial=getattr(kept, name) or getattr(gone, name),
                coerce=lambda value: "" if value == "-" else value,
                hint="The other initials become an alias" if name == "initials" else "",
                missing=missing,
                radios=True,
            )
        self.fields["is_sure"] = BooleanField(
            label="I have checked that both are the same person. "
            "This cannot be undone.",
            missing="Confirm that both are the same person",
        )
        self.fields["gone_version"] = IntegerField(
            widget=HiddenInput, initial=gone.version, required=False
        )

    def version_of(self, subject) -> str:
        return "gone_version" if subject == self.gone else "version"

    def clean(self):
        cleaned = {**super().clean(), **self.same}
        cleaned.pop("is_sure", None)
        return cleaned
