"""Django's fields with GOV.UK error messages, which name the field."""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from partnership.email_addresses import plain_address
from partnership.pages.forms.identifiable import looks_child_identifiable
from partnership.pages.forms.look import Drawn
from partnership.pages.forms.widgets import NumericInput

# PostgreSQL's integer; larger numbers get an error message instead of a failure.
MOST = 2_147_483_647
FEW = 5
# The `label_attrs` of a field whose label only a screen reader needs.
HIDDEN = {"class": "govuk-visually-hidden"}


# Characters not allowed in documents (XML 1.0, section 2.2), which come with pasted
# text; Word's own line ends become line ends. Django refuses NUL itself.
NOT_KEPT = {
    **dict.fromkeys([*range(1, 9), *range(14, 28), 0xFFFE, 0xFFFF]),
    **dict.fromkeys([11, 12, *range(28, 32)], "\n"),
}
# Format characters and blanks, and letters displayed as blanks.
INVISIBLE = {"Cc", "Cf", "Zl", "Zp", "Zs"}
DRAWN_AS_BLANKS = "\u115f\u1160\u2800\u3164\uffa0"


def kept(text: str) -> str:
    """Text without disallowed characters; empty if nothing in it is visible."""
    text = text.translate(NOT_KEPT)
    is_seen = any(
        unicodedata.category(one) not in INVISIBLE and one not in DRAWN_AS_BLANKS
        for one in text
    )
    return text if is_seen or "\x00" in text else ""


def length_in_browser(text: str) -> int:
    """A text's length as GOV.UK's counter shows it, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class Words(Drawn):
    """Text whose length is checked as the browser counts it."""

    def __init__(self, *, max_length: int | None = None, **kwargs) -> None:
        # Django would add maxlength, which silently cuts pasted text.
        super().__init__(**kwargs)
        self.most = max_length

    def clean(self, value) -> str:
        text = super().clean(value)
        if self.most and length_in_browser(text) > self.most:
            raise ValidationError(
                f"{self.subject} must be {self.most:,} characters or fewer",
                code="max_length",
            )
        return text


class CharField(Words, forms.CharField):
    """One line of text, with line ends and repeated spaces reduced to one space.

    Passwords, which are not stripped, keep their spaces.
    """

    def to_python(self, value) -> str:
        text = super().to_python(value)
        if not self.strip:
            return " ".join(text.splitlines())
        return " ".join(kept(text).split())


class EmailField(Words, forms.EmailField):
    """An email address."""

    default_error_messages = {
        "invalid": "Enter an email address in the correct format, "
        "like name@example.com",
    }

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("max_length", 254)
        super().__init__(**kwargs)
        self.validators = [
            type(check)(message=self.error_messages["invalid"])
            if check in self.default_validators
            else check
            for check in self.validators
        ]
        self.widget.attrs.setdefault("spellcheck", "false")

    def to_python(self, value) -> str:
        return plain_address(super().to_python(value))


class Asked:
    """Text that must be confirmed if it might identify a child."""

    def found_in(self, text: str) -> str:
        """What the text seems to contain, as a phrase."""
        return " and ".join(looks_child_identifiable(text))


class SafeCharField(Asked, CharField):
    """One line of free text."""


class TextField(Asked, Words, forms.CharField):
    """Several lines of text, with a character count if it is limited."""

    widget = forms.Textarea

    def __init__(self, *, max_length: int | None = None, rows: int = 5, **kwargs):
        kwargs.setdefault("limit", max_length)
        super().__init__(max_length=max_length, **kwargs)
        self.widget.attrs.setdefault("rows", rows)
        self.widget.attrs["rows"] = rows

    def to_python(self, value) -> str:
        # Browsers send \r\n for each line end but count it as one character.
        return kept(super().to_python(re.sub("\r\n?", "\n", str(value or ""))))


class SafeTextField(TextField):
    """Free text that could identify a child, with a hint not to."""

    warning = "Do not write anything that could identify a child."

    def __init__(self, *, hint: str = "", **kwargs) -> None:
        super().__init__(hint=f"{hint} {self.warning}".strip(), **kwargs)


class Number(Drawn):
    """A number as people type it, allowing spaces and thousands separators."""

    widget = NumericInput
    example = "30"

    def __init__(self, *, min_value=None, max_value=MOST, **kwargs) -> None:
        super().__init__(**kwargs)
        self.least, self.most = min_value, max_value
        self.widget.is_localized = False

    def refuse(self, words: str, code: str) -> ValidationError:
        return ValidationError(
            "%(sentence)s", code=code, params={"sentence": f"{self.subject} {words}"}
        )

    def digits(self, value) -> str:
        """The number without separators, or an error."""
        text = re.sub(r"\s", "", str(value)).replace("−", "-")
        if re.fullmatch(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", text):
            text = text.replace(",", "")
        if not re.fullmatch(r"-?([0-9]+(\.[0-9]*)?|\.[0-9]+)", text):
            raise self.refuse(f"must be a number, like {self.example}", "invalid")
        if len(text) > 30:
            raise self.refuse(f"must be {self.most:,} or fewer", "max_value")
        return text

    def validate(self, value) -> None:
        super().validate(value)
        if value is None:
            return
        if self.least is not None and value < self.least:
            raise self.refuse(f"must be {self.least:,} or more", "min_value")
        if self.most is not None and value > self.most:
            raise self.refuse(f"must be {self.most:,} or fewer", "max_value")


class IntegerField(Number, forms.Field):
    """A whole number."""

    def to_python(self, value) -> int | None:
        if value in self.empty_values or not str(value).strip():
            return None
        text = self.digits(value)
        if "." in text:
            raise self.refuse("must be a whole number", "whole")
        return int(text)


class DecimalField(Number, forms.Field):
    """A number with optional decimal places."""

    example = "12.5"

    def __init__(self, *, decimal_places: int | None = None, max_digits=None, **kwargs):
        super().__init__(**kwargs)
        self.decimal_places = decimal_places
        self.widget.attrs["inputmode"] = "decimal"

    def prepare_value(self, value):
        """A stored number as people write it: 325, not 325.00."""
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value

    def to_python(self, value) -> Decimal | None:
        if value in self.empty_values or not str(value).strip():
            return None
        number = Decimal(self.digits(value))
        places = -number.normalize().as_tuple().exponent
        if self.decimal_places is not None and places > self.decimal_places:
            plural = "" if self.decimal_places == 1 else "s"
            words = f"must have {self.decimal_places} decimal place{plural} or fewer"
            raise self.refuse(words, "decimal_places")
        return number


def same(value):
    return value


class Chosen(Drawn):
    """A choice: radios for five or fewer options, a select for more."""

    default_error_messages = {"invalid_choice": "Select one of the options"}

    def __init__(self, *, radios: bool | None = None, **kwargs) -> None:
        choices = kwargs.get("choices", ())
        if radios is None:
            radios = not callable(choices) and 0 < len(choices) <= FEW
        kwargs.setdefault("widget", forms.RadioSelect if radios else forms.Select)
        super().__init__(**kwargs)


class ChoiceField(Chosen, forms.TypedChoiceField):
    """One of several options; `coerce` converts it for the service."""

    def __init__(self, *, empty_words: str = "Choose an option", **kwargs) -> None:
        choices = kwargs.get("choices", ())
        choices = getattr(choices, "choices", choices)
        if not callable(choices):
            choices = [pair for pair in choices if pair[0] not in ("", None)]
        kwargs["choices"] = choices
        kwargs.setdefault("coerce", same)
        super().__init__(**kwargs)
        if isinstance(self.widget, forms.Select) and not callable(choices):
            self.choices = [("", empty_words), *choices]


class YesNoField(ChoiceField):
    """Yes or no as a bool, or None if unanswered."""

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("choices", [("True", "Yes"), ("False", "No")])
        kwargs.setdefault("inline", True)
        super().__init__(coerce=lambda v: str(v) == "True", empty_value=None, **kwargs)

    def prepare_value(self, value) -> str | None:
        return value if value is None else str(value)


class MultipleChoiceField(Drawn, forms.TypedMultipleChoiceField):
    """Any of several options, as checkboxes."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"invalid_choice": "Select from the options"}

    def __init__(self, *, coerce: Callable = same, **kwargs) -> None:
        super().__init__(coerce=coerce, **kwargs)


class ModelChoiceField(Drawn, forms.ModelChoiceField):
    """One row of a queryset, as a select or with `radios=True` as radios."""

    default_error_messages = {
        "invalid_choice": "Select another option: the one you selected is no longer "
        "available"
    }

    def __init__(self, queryset, *, radios: bool = False, **kwargs) -> None:
        kwargs.setdefault("widget", forms.RadioSelect if radios else forms.Select)
        kwargs.setdefault("empty_label", None if radios else "Choose an option")
        super().__init__(queryset, **kwargs)


class ModelMultipleChoiceField(Drawn, forms.ModelMultipleChoiceField):
    """Any rows of a queryset, as checkboxes."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {
        "invalid_choice": "Select again: one of your options is no longer available",
        "invalid_pk_value": "Select from the options",
        "invalid_list": "Select from the options",
    }


class BooleanField(Drawn, forms.BooleanField):
    """One checkbox."""
