"""Forms for writing, agreeing, comparing and importing terms of reference."""

import re
from collections.abc import Iterable

from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from partnership.pages.forms.bases import FilterForm, Form
from partnership.pages.forms.dates import DateField
from partnership.pages.forms.fields import (
    BooleanField,
    CharField,
    ChoiceField,
    TextField,
)
from partnership.pages.forms.files import FileField
from partnership.pages.forms.layout import Fieldset
from partnership.pages.prose import HINT
from partnership.uploads.word_files import LOCKED, is_locked
from subgroups.terms.models import TermsOfReference
from subgroups.terms.parts import BY_NAME, NAMES, PARTS
from subgroups.terms.word_reading import MOST_MEGABYTES, MOST_SECTIONS, Section

LONGEST = 20_000
NOWHERE = "Leave out"


def draft_version() -> django_forms.IntegerField:
    """The version of the draft, or 0 if there was none."""
    return django_forms.IntegerField(
        min_value=0, widget=django_forms.HiddenInput, initial=0
    )


class TermsForm(Form):
    submit = "Save draft"
    label_size = "s"
    mark_optional = False
    guide = HINT

    version = draft_version()
    review_on = DateField(label="Review date", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for part in PARTS:
            self.fields[part.name] = TextField(
                label=part.title,
                hint=part.hint,
                required=False,
                max_length=LONGEST,
                limit=None,
                rows=part.rows,
            )

    def layout(self):
        return [*NAMES, "review_on"]

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not any(cleaned[name] for name in NAMES):
            self.add_error("purpose", "Enter at least one part")
        return cleaned


class AgreeTermsForm(Form):
    submit = "Agree terms of reference"
    versioned = True

    review_on = DateField(label="Review date", required=False)
    approval = CharField(
        label="Who approved them",
        hint="For example, Executive meeting of 4 March 2027",
        max_length=200,
        required=False,
    )
    publish = BooleanField(
        label="Publish them on the public page",
        hint="For anyone to read, without the name of the person who agreed them",
        required=False,
    )


class CompareForm(FilterForm):
    """Two editions to compare."""

    submit = "Compare"

    earlier = ChoiceField(label="Earlier edition", required=False, radios=False)
    later = ChoiceField(label="Later edition", required=False, radios=False)

    def __init__(self, *args, editions: Iterable[TermsOfReference], **kwargs):
        super().__init__(*args, **kwargs)
        choices = [
            (str(terms.edition), f"Edition {terms.edition}, {terms.state_words}")
            for terms in editions
        ]
        for name in ("earlier", "later"):
            self.fields[name].choices = choices


class WordFileField(FileField):
    """A Word file, which says why one with a password is refused."""

    def clean(self, data, initial=None):
        if data and is_locked(data):
            raise ValidationError(LOCKED, code="kind")
        return super().clean(data, initial)


class WordFileForm(Form):
    submit = "Upload and preview"

    file = WordFileField(
        label="Word file",
        hint=f"A Word document (.docx) up to {MOST_MEGABYTES}MB",
        missing="Select the Word file",
        kinds=("docx",),
        most_megabytes=MOST_MEGABYTES,
    )


class PlaceForm(Form):
    """Which section of a Word file becomes which part, with its text to correct."""

    submit = "Import into the draft"
    mark_optional = False
    label_size = "s"

    version = draft_version()
    file_name = django_forms.CharField(
        max_length=200, widget=django_forms.HiddenInput, required=False
    )
    review_on = DateField(label="Review date", required=False)

    def __init__(self, *args, count: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.numbers = range(min(count, MOST_SECTIONS))
        self.fields["count"] = django_forms.IntegerField(
            widget=django_forms.HiddenInput, initial=count, required=False
        )
        for number in self.numbers:
            self._add_section(number)

    @classmethod
    def of(cls, sections: list[Section], **initial) -> "PlaceForm":
        """The unbound form of the sections of a file."""
        for number, section in enumerate(sections):
            initial |= {
                f"heading_{number}": section.heading,
                f"text_{number}": section.text,
                f"part_{number}": section.part,
            }
        return cls(count=len(sections), initial=initial)

    @classmethod
    def posted(cls, data: QueryDict) -> "PlaceForm":
        """The form as it came back."""
        count = data.get("count", "")
        is_number = re.fullmatch(r"[0-9]{1,3}", count) is not None
        return cls(data, count=int(count) if is_number else 0)

    def _add_section(self, number: int) -> None:
        self.fields[f"heading_{number}"] = django_forms.CharField(
            max_length=400, widget=django_forms.HiddenInput, required=False
        )
        self.fields[f"part_{number}"] = ChoiceField(
            label="Becomes",
            choices=[(part.name, part.title) for part in PARTS],
            empty_words=NOWHERE,
            radios=False,
            required=False,
        )
        self.fields[f"text_{number}"] = TextField(
            label="Text", required=False, max_length=LONGEST, limit=None, rows=5
        )

    def heading(self, number: int) -> str:
        return self[f"heading_{number}"].value() or "Before the first heading"

    def layout(self):
        sections = [
            Fieldset(self.heading(number), f"part_{number}", f"text_{number}", size="m")
            for number in self.numbers
        ]
        return [*sections, "review_on"]

    @property
    def placed(self) -> list[tuple[str, str]]:
        """Each heading and the part it becomes."""
        shown = [(number, self[f"part_{number}"].value()) for number in self.numbers]
        return [
            (self.heading(number), BY_NAME[name].title)
            for number, name in shown
            if name in BY_NAME
        ]

    @property
    def left_out(self) -> list[str]:
        """The headings that become no part."""
        return [
            self.heading(number)
            for number in self.numbers
            if self[f"part_{number}"].value() not in BY_NAME
        ]

    def clean(self):
        cleaned = super().clean()
        parts: dict[str, list[str]] = {}
        for number in self.numbers:
            text = cleaned.get(f"text_{number}")
            if (name := cleaned.get(f"part_{number}")) and text:
                parts.setdefault(name, []).append(text)
        joined = {name: "\n".join(texts) for name, texts in parts.items()}
        for name, text in joined.items():
            if len(text) > LONGEST:
                self.add_error(
                    None,
                    f"{BY_NAME[name].title} must be {LONGEST:,} characters or fewer",
                )
        if not joined and not self.errors:
            self.add_error(
                "part_0" if self.numbers else None, "Select a part for one section"
            )
        return {
            "parts": joined,
            "review_on": cleaned.get("review_on"),
            "file_name": cleaned.get("file_name", ""),
            "version": cleaned.get("version"),
        }
