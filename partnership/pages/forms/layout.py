"""Buttons, fieldsets and folded fields for form layouts."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.layout import LayoutObject
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from partnership.pages.forms.drawing import (
    element,
    joined,
    legend,
    lines,
    merged,
)
from partnership.pages.forms.options import drawing_of


class Button:
    """A button, or with `href` a link that looks like one."""

    def __init__(
        self,
        text: str,
        *,
        name: str = "",
        value: str = "",
        kind: str = "",
        type: str = "submit",
        href: str = "",
        disabled: bool = False,
        once: bool | None = None,
        attrs: Mapping[str, Any] | None = None,
    ) -> None:
        modifier = f"govuk-button--{kind}" if kind else ""
        classes = merged(joined("govuk-button", modifier), attrs or {})
        self.text, self.href = text, href
        if href:
            own = {"href": href, "role": "button", "draggable": "false"}
        else:
            own = {
                "type": type,
                "name": name or None,
                "value": value or None,
                "disabled": disabled,
                "aria-disabled": "true" if disabled else None,
                "data-prevent-double-click": (
                    None if once is None else str(once).lower()
                ),
            }
        self.attrs = {**own, "data-module": "govuk-button", **classes}

    @classmethod
    def primary(cls, text: str, **options) -> "Button":
        """The page's main button, which prevents submitting twice."""
        return cls(text, once=True, **options)

    @classmethod
    def secondary(cls, text: str, **options) -> "Button":
        return cls(text, kind="secondary", **options)

    @classmethod
    def warning(cls, text: str, **options) -> "Button":
        return cls(text, kind="warning", once=True, **options)

    def __str__(self) -> SafeString:
        context = {"text": self.text, "href": self.href, "button_attrs": self.attrs}
        return render_to_string("govuk/button.html", context)

    def render(self, form, context, template_pack="govuk", **kwargs) -> SafeString:
        return str(self)


class Buttons:
    """A row of buttons, with a cancel link if the page sets `cancel_url`."""

    def __init__(self, *buttons: Button) -> None:
        self.buttons = buttons

    def render(self, form, context, template_pack="govuk", **kwargs) -> SafeString:
        buttons = format_html_join("\n", "{}", ((str(b),) for b in self.buttons))
        own = {"buttons": buttons, "cancel_url": context.get("cancel_url")}
        return render_to_string("govuk/buttons.html", own)


class Group(LayoutObject):
    """Fields and other parts, one after the other.

    Crispy would render a template with the whole context of the page for each field.
    """

    def get_rendered_fields(self, form, context, template_pack="govuk", **kwargs):
        return SafeString(
            "".join(self._drawn(part, form, context) for part in self.fields)
        )

    @staticmethod
    def _drawn(part, form, context) -> str:
        if hasattr(part, "render"):
            return part.render(form, context)
        form.rendered_fields.add(part)
        return f"{drawing_of(form[part])}\n"


class Layout(Group):
    """All parts of a form."""

    def __init__(self, *parts) -> None:
        self.fields = list(parts)

    def render(self, form, context, template_pack="govuk", **kwargs) -> SafeString:
        return self.get_rendered_fields(form, context)


class Fieldset(Group):
    """Fields grouped under a legend."""

    def __init__(
        self,
        words: str,
        *names,
        size: str = "m",
        heading: bool = False,
        attrs: Mapping[str, Any] | None = None,
        legend_attrs: Mapping[str, Any] | None = None,
    ) -> None:
        self.words, self.fields, self.heading = words, list(names), heading
        self.attrs = merged("govuk-fieldset", attrs or {})
        size_class = f"govuk-fieldset__legend--{size}" if size else ""
        self.legend_attrs = merged(
            joined("govuk-fieldset__legend", size_class), legend_attrs or {}
        )

    def render(self, form, context, template_pack="govuk", **kwargs) -> SafeString:
        name = legend(self.words, self.legend_attrs, heading=self.heading)
        fields = self.get_rendered_fields(form, context)
        drawn = lines(name if self.words else "", fields)
        return SafeString(f"{element('fieldset', self.attrs, drawn)}\n")


class Folded(Group):
    """Fields behind a summary; open from the start if one of them is set."""

    def __init__(self, words: str, *names: str, is_open: bool = False) -> None:
        self.words, self.fields, self.is_open = words, list(names), is_open

    def render(self, form, context, template_pack="govuk", **kwargs) -> SafeString:
        fields = self.get_rendered_fields(form, context)
        own = {"summary": self.words, "content": fields, "is_open": self.is_open}
        return render_to_string("components/details.html", own)
