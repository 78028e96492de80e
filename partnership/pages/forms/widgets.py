"""Two widgets that Django lacks: a text input for digits, and three date inputs."""

from collections.abc import Mapping
from datetime import date

from django import forms

PARTS = ("day", "month", "year")


class NumericInput(forms.TextInput):
    """A text input with a numeric keyboard; a number input loses invalid input."""

    def __init__(self, attrs=None):
        super().__init__({"inputmode": "numeric", **(attrs or {})})


class DateBoxes(forms.Widget):
    """Day, month and year in separate inputs, kept exactly as typed."""

    use_fieldset = True

    def __init__(self, attrs=None, *, parts=PARTS):
        super().__init__(attrs)
        self.parts = tuple(parts)

    def boxes(self, value) -> dict[str, str]:
        """The value of each input for a date, for typed text or for nothing."""
        if isinstance(value, date):
            return {part: str(getattr(value, part)) for part in self.parts}
        if isinstance(value, Mapping):
            return {part: str(value.get(part, "")) for part in self.parts}
        return dict.fromkeys(self.parts, "")

    def value_from_datadict(self, data, files, name):
        """The three inputs, or one ISO date under the plain name, as in links."""
        typed = {part: data.get(f"{name}-{part}") for part in self.parts}
        if any(text is not None for text in typed.values()):
            return {part: text or "" for part, text in typed.items()}
        if text := data.get(name):
            pieces = str(text).split("-", 2)
            if len(pieces) == 3:
                return dict(zip(("year", "month", "day"), pieces, strict=True))
            return {"day": str(text), "month": "", "year": ""}
        return None

    def value_omitted_from_data(self, data, files, name):
        return self.value_from_datadict(data, files, name) is None

    def id_for_label(self, id_):
        return f"{id_}-{self.parts[0]}" if id_ else id_
