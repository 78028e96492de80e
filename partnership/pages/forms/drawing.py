"""Bound fields prepared for the template pack, following GOV.UK's macros.

Django's widgets supply the value and options. Classes, ids and descriptions are decided
here, so that templates only output them.
"""

from functools import cached_property
from typing import Any

from django.forms.boundfield import BoundField
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from partnership.pages.forms.look import Look

CHOOSE_AGAIN = "Choose the file again. Your browser does not keep it."


def joined(*words: str) -> str:
    """The words of an attribute, without duplicates."""
    return " ".join(dict.fromkeys(" ".join(words).split()))


def merged(own: str, attrs) -> dict[str, Any]:
    """Attributes with our classes before their own."""
    classes = joined(own, attrs.get("class", ""))
    return {**attrs, "class": classes} if classes else dict(attrs)


def written(attrs: dict[str, Any]) -> SafeString:
    """Attributes written out for a tag, without those that are None or False.

    Like `django.forms.utils.flatatt` but in one pass, as a page has hundreds of them.
    """
    return SafeString(
        "".join(
            f" {name}" if value is True else f' {name}="{conditional_escape(value)}"'
            for name, value in attrs.items()
            if value is not None and value is not False
        )
    )


class Drawing:
    """One form field, ready to be output in a page."""

    template = "govuk/{}.html"
    fieldset = False

    def __init__(self, bound: BoundField, kind: str):
        self.bound, self.kind = bound, kind
        self.field, self.form = bound.field, bound.form
        self.widget = bound.field.widget
        looks = getattr(self.form, "looks", {})
        self.look = looks.get(bound.name) or getattr(self.field, "look", None) or Look()
        self.template = self.template.format(kind)
        self.name = bound.html_name
        self.id = self.widget.attrs.get("id") or bound.auto_id or self.name

    # Around every control.

    @cached_property
    def label(self) -> str:
        optional = self.look.optional
        if optional is None:
            optional = getattr(self.form, "mark_optional", False) and not (
                self.field.required or self.kind == "checkbox"
            )
        text = self.bound.label
        return format_html("{} (optional)", text) if optional and text else text

    @property
    def label_size(self) -> str:
        return self.look.label_size or getattr(self.form, "label_size", "")

    @property
    def label_attrs(self) -> dict[str, Any]:
        size = f"govuk-label--{self.label_size}" if self.label_size else ""
        return merged(joined("govuk-label", size), self.look.label_attrs)

    @property
    def legend_attrs(self) -> dict[str, Any]:
        size = f"govuk-fieldset__legend--{self.label_size}" if self.label_size else ""
        return merged(joined("govuk-fieldset__legend", size), self.look.label_attrs)

    @property
    def fieldset_attrs(self) -> dict[str, Any]:
        return {
            **merged("govuk-fieldset", self.look.fieldset_attrs),
            "role": "group" if self.kind == "date" else None,
            "aria-describedby": self.described_by,
        }

    @cached_property
    def hint(self) -> str:
        hint = self.bound.help_text
        if self.kind == "file" and self.bound.data and self.form.errors:
            hint = format_html("{} {}", hint, CHOOSE_AGAIN) if hint else CHOOSE_AGAIN
        return hint

    @property
    def group_hint(self) -> str:
        """The group's hint; a single checkbox has its hint under its label instead."""
        return "" if self.kind == "checkbox" else self.hint

    @property
    def hint_attrs(self) -> dict[str, Any]:
        return {"id": f"{self.id}-hint", **merged("govuk-hint", self.look.hint_attrs)}

    @cached_property
    def error(self) -> str:
        if not self.form.is_bound:
            return ""
        return format_html_join(SafeString("<br>"), "{}", ((e,) for e in self.errors))

    @property
    def errors(self) -> list[str]:
        return list(self.bound.errors)

    @property
    def error_attrs(self) -> dict[str, Any]:
        attrs = merged("govuk-error-message", self.look.error_attrs)
        return {"id": f"{self.id}-error", **attrs}

    @property
    def described_by(self) -> str | None:
        return (
            joined(
                self.widget.attrs.get("aria-describedby", ""),
                f"{self.id}-info" if self.counted else "",
                f"{self.id}-hint" if self.group_hint else "",
                f"{self.id}-error" if self.error else "",
            )
            or None
        )

    @property
    def group_attrs(self) -> dict[str, Any]:
        attrs: dict[str, Any] = {}
        extra = ""
        if self.kind == "password":
            extra = "govuk-password-input"
            attrs["data-module"] = "govuk-password-input"
        if self.counted:
            extra = "govuk-character-count"
            attrs["data-module"] = "govuk-character-count"
            attrs["data-maxlength"] = self.look.limit
            attrs["data-threshold"] = self.look.threshold
            attrs["data-count-type"] = self.look.count or None
        error = "govuk-form-group--error" if self.error else ""
        own = joined("govuk-form-group", error, extra)
        return {**merged(own, self.look.group_attrs), **attrs}

    # The control.

    @cached_property
    def given(self) -> dict[str, Any]:
        """The value, type and options from Django's widget."""
        return self.widget.get_context(self.name, self.bound.value(), {})["widget"]

    @property
    def value(self) -> str | None:
        return self.given["value"]

    def control(self, own: str, **attrs) -> dict[str, Any]:
        """The control's attributes; the widget's own take priority."""
        error = f"{own.split()[0]}--error" if self.error else ""
        classes = joined(own, error, self.look.width_class)
        return {
            "id": self.id,
            "name": self.name,
            "disabled": self.bound.field.disabled,
            **attrs,
            **merged(classes, self.widget.attrs),
            "aria-describedby": self.described_by,
        }

    @property
    def input_attrs(self) -> dict[str, Any]:
        return self.control(
            "govuk-input", type=self.widget.input_type, value=self.value
        )

    @property
    def password_attrs(self) -> dict[str, Any]:
        return self.control(
            "govuk-input govuk-password-input__input govuk-js-password-input-input",
            type="password",
            value=self.value,
            spellcheck="false",
            autocomplete="current-password",
            autocapitalize="none",
        )

    @property
    def file_attrs(self) -> dict[str, Any]:
        many = getattr(self.widget, "allow_multiple_selected", False)
        return self.control("govuk-file-upload", type="file", multiple=many)

    @property
    def select_attrs(self) -> dict[str, Any]:
        many = getattr(self.widget, "allow_multiple_selected", False)
        return self.control("govuk-select", multiple=many)

    @property
    def textarea_attrs(self) -> dict[str, Any]:
        counted = "govuk-js-character-count" if self.counted else ""
        attrs = self.control(joined("govuk-textarea", counted))
        # Django's defaults for text areas: 10 rows and 40 columns.
        rows = attrs.pop("rows", "10")
        attrs.pop("cols", None)
        return {**attrs, "rows": "5" if rows == "10" else rows}

    @property
    def wrapper_attrs(self) -> dict[str, Any]:
        """Attributes of the wrapper round inputs with a prefix or suffix."""
        if self.kind == "file":
            own, module = "govuk-file-upload-wrapper", "govuk-file-upload"
        else:
            own, module = "govuk-input__wrapper", None
        return {**merged(own, self.look.wrapper_attrs), "data-module": module}

    # A text area with a character count.

    @property
    def counted(self) -> bool:
        return self.kind == "textarea" and self.look.limit is not None

    @property
    def count_words(self) -> str:
        unit = "words" if self.look.count == "words" else "characters"
        return f"You can enter up to {self.look.limit} {unit}"

    @property
    def confirm(self) -> dict[str, str] | None:
        """The checkbox to confirm text that looks as if it identifies a child."""
        asked = getattr(self.form, "asked_about", {})
        if self.bound.name not in asked:
            return None
        digest, ticked = asked[self.bound.name]
        return {"value": digest, "checked": ticked}

    # The options of a select.

    def item(self, value) -> dict[str, Any]:
        return self.look.items.get(str(value), {})

    @property
    def groups(self) -> list[tuple[str | None, SafeString]]:
        """The options of a select, grouped under a name if they have one."""
        return [
            (name, SafeString("".join(map(self.option, options))))
            for name, options, _ in self.given["optgroups"]
        ]

    def option(self, given: dict[str, Any]) -> str:
        """One option of a select, without a template as lists have hundreds."""
        attrs = {
            "value": str(given["value"]),
            "selected": given["selected"],
            **self.item(given["value"]).get("attrs", {}),
        }
        label = conditional_escape(given["label"])
        return f"<option{written(attrs)}>{label}</option>"

    @property
    def first_id(self) -> str:
        """The id that the error summary links to."""
        return self.id
