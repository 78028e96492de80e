"""Bound fields prepared for the template pack, following GOV.UK's macros.

Django's widgets say what the value and the options are; everything a page shows
(classes, ids, descriptions) is decided here. It is written in Python, since a page has
dozens of fields and Django's templates would take most of its time to draw them. What
stands round every control is here; the controls are in `controls` and `options`.
"""

from collections.abc import Mapping
from functools import cached_property
from html import escape
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


def escaped(value: object) -> str:
    """What `conditional_escape` says, several times faster for plain text."""
    return escape(value) if type(value) is str else conditional_escape(value)


def written(attrs: Mapping[str, Any]) -> SafeString:
    """Attributes as they stand in a tag; those that are None or False are left out.

    Like `django.forms.utils.flatatt` but in one pass, as a page has hundreds of them.
    """
    return SafeString(
        "".join(
            f" {name}" if value is True else f' {name}="{escaped(value)}"'
            for name, value in attrs.items()
            if value is not None and value is not False
        )
    )


def element(name: str, attrs: Mapping[str, Any], *content: str) -> SafeString:
    """An element round its content, which is escaped unless it is HTML."""
    inside = "".join(map(escaped, content))
    return SafeString(f"<{name}{written(attrs)}>{inside}</{name}>")


def lines(*parts: str) -> SafeString:
    """Pieces of HTML on lines of their own; those that are empty are left out."""
    return SafeString("".join(f"\n{part}" for part in parts if part) + "\n")


def label(text: str, attrs: Mapping[str, Any], *, heading=False) -> SafeString:
    """A label, in the heading of the page where it is the only question."""
    if not text:
        return SafeString("")
    drawn = element("label", attrs, text)
    if heading:
        return element("h1", {"class": "govuk-label-wrapper"}, lines(drawn))
    return drawn


def legend(text: str, attrs: Mapping[str, Any], *, heading=False) -> SafeString:
    inside = conditional_escape(text)
    if heading:
        inside = element("h1", {"class": "govuk-fieldset__heading"}, inside)
    return element("legend", attrs, lines(inside))


def error_message(text: str, attrs: Mapping[str, Any]) -> SafeString:
    hidden = element("span", {"class": "govuk-visually-hidden"}, "Error:")
    return element("p", attrs, hidden, " ", text)


class Drawing:
    """One form field, ready to be output in a page.

    A kind of its own says how its `control` is drawn.
    """

    fieldset = False

    def __init__(self, bound: BoundField, kind: str):
        self.bound, self.kind = bound, kind
        self.field, self.form = bound.field, bound.form
        self.widget = bound.field.widget
        looks = getattr(self.form, "looks", {})
        self.look = looks.get(bound.name) or getattr(self.field, "look", None) or Look()
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
    def module(self) -> dict[str, Any]:
        """The script of the group, with what it wants to know."""
        return {}

    @property
    def group_attrs(self) -> dict[str, Any]:
        error = "govuk-form-group--error" if self.error else ""
        own = joined("govuk-form-group", error, self.module.get("data-module", ""))
        return {**merged(own, self.look.group_attrs), **self.module}

    # The control.

    @cached_property
    def given(self) -> dict[str, Any]:
        """The value, type and options from Django's widget."""
        return self.widget.get_context(self.name, self.bound.value(), {})["widget"]

    @property
    def value(self) -> str | None:
        return self.given["value"]

    def control_attrs(self, own: str, **attrs) -> dict[str, Any]:
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
    def wrapper_attrs(self) -> dict[str, Any]:
        return merged("govuk-input__wrapper", self.look.wrapper_attrs)

    @property
    def counted(self) -> bool:
        """Whether it counts what is typed."""
        return False

    def item(self, value) -> Mapping[str, Any]:
        """What is said about one option or box."""
        return self.look.items.get(str(value), {})

    @property
    def control(self) -> str:
        """A control that GOV.UK has no macro for, as Django draws it."""
        return str(self.bound)

    @property
    def confirm(self) -> str:
        """The checkbox to confirm text that looks as if it identifies a child."""
        asked = getattr(self.form, "asked_about", {})
        if self.bound.name not in asked:
            return ""
        digest, ticked = asked[self.bound.name]
        own_id = f"{self.id}-confirmed"
        box = {
            "class": "govuk-checkboxes__input",
            "id": own_id,
            "name": f"{self.name}-confirmed",
            "type": "checkbox",
            "value": digest,
            "checked": ticked,
        }
        words = element(
            "label",
            {"class": "govuk-label govuk-checkboxes__label", "for": own_id},
            "No child can be identified from this",
        )
        small = {
            "class": "govuk-checkboxes govuk-checkboxes--small",
            "data-module": "govuk-checkboxes",
        }
        one = {"class": "govuk-checkboxes__item"}
        drawn = element("div", one, lines(f"<input{written(box)}>", words))
        return element("div", small, lines(drawn))

    # The whole.

    def __str__(self) -> SafeString:
        """The field with its label or legend, its hint and its error."""
        heading = self.look.heading
        hint, error = self.group_hint, self.error
        parts = [
            element("div", self.hint_attrs, hint) if hint else "",
            error_message(error, self.error_attrs) if error else "",
            self.control,
        ]
        if self.fieldset:
            name = legend(self.label, self.legend_attrs, heading=heading)
            inside = element("fieldset", self.fieldset_attrs, lines(name, *parts))
            return element("div", self.group_attrs, lines(inside))
        if self.kind != "checkbox":
            attrs = {**self.label_attrs, "for": self.id or None}
            parts.insert(0, label(self.label, attrs, heading=heading))
        return element("div", self.group_attrs, lines(*parts))

    @property
    def first_id(self) -> str:
        """The id that the error summary links to."""
        return self.id
