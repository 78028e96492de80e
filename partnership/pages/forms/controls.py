"""Fields of one control: a box to type in, a file, a list to choose from."""

from typing import Any

from django.utils.safestring import SafeString

from partnership.pages.forms.drawing import (
    Drawing,
    element,
    escaped,
    joined,
    lines,
    merged,
    written,
)


class Hidden(Drawing):
    """A field that nobody sees."""

    def __str__(self) -> SafeString:
        return SafeString(self.bound)


class Input(Drawing):
    """A box of one line, with words before or after it."""

    @property
    def control(self) -> str:
        attrs = self.control_attrs(
            "govuk-input", type=self.widget.input_type, value=self.value
        )
        drawn = f"<input{written(attrs)}>"
        before, after = self.look.prefix, self.look.suffix
        if before or after:
            drawn = element(
                "div",
                self.wrapper_attrs,
                lines(_affix("prefix", before), drawn, _affix("suffix", after)),
            )
        return "\n".join(filter(None, [drawn, self.confirm]))


def _affix(side: str, words: str) -> str:
    attrs = {"class": f"govuk-input__{side}", "aria-hidden": "true"}
    return element("div", attrs, words) if words else ""


class Password(Drawing):
    """A password, with a button that shows it."""

    @property
    def module(self) -> dict[str, Any]:
        return {"data-module": "govuk-password-input"}

    @property
    def control(self) -> str:
        attrs = self.control_attrs(
            "govuk-input govuk-password-input__input govuk-js-password-input-input",
            type="password",
            value=self.value,
            spellcheck="false",
            autocomplete="current-password",
            autocapitalize="none",
        )
        show = {
            "type": "button",
            "class": "govuk-button govuk-button--secondary "
            "govuk-password-input__toggle govuk-js-password-input-toggle",
            "data-module": "govuk-button",
            "aria-controls": self.id,
            "aria-label": "Show password",
            "hidden": True,
        }
        wrapper = {"class": "govuk-input__wrapper govuk-password-input__wrapper"}
        button = element("button", show, "Show")
        return element("div", wrapper, lines(f"<input{written(attrs)}>", button))


class TextArea(Drawing):
    """Several lines of text, which may be counted."""

    @property
    def counted(self) -> bool:
        return self.look.limit is not None

    @property
    def module(self) -> dict[str, Any]:
        if not self.counted:
            return {}
        return {
            "data-module": "govuk-character-count",
            "data-maxlength": self.look.limit,
            "data-threshold": self.look.threshold,
            "data-count-type": self.look.count or None,
        }

    @property
    def control(self) -> str:
        counted = "govuk-js-character-count" if self.counted else ""
        attrs = self.control_attrs(joined("govuk-textarea", counted))
        # Django's own defaults of every text area; ten rows and forty columns.
        rows = attrs.pop("rows", "10")
        attrs.pop("cols", None)
        attrs["rows"] = "5" if rows == "10" else rows
        typed = "" if self.value is None else self.value
        # A browser drops the line that a text area begins with.
        area = element("textarea", attrs, "\n", typed)
        return "\n".join(filter(None, [area, self._count(), self.confirm]))

    def _count(self) -> str:
        if not self.counted:
            return ""
        unit = "words" if self.look.count == "words" else "characters"
        return element(
            "div",
            {
                "id": f"{self.id}-info",
                "class": "govuk-hint govuk-character-count__message",
            },
            f"You can enter up to {self.look.limit} {unit}",
        )


class File(Drawing):
    """A file to choose, or to be dropped."""

    @property
    def wrapper_attrs(self) -> dict[str, Any]:
        own = merged("govuk-file-upload-wrapper", self.look.wrapper_attrs)
        return {**own, "data-module": "govuk-file-upload"}

    @property
    def control(self) -> str:
        many = getattr(self.widget, "allow_multiple_selected", False)
        attrs = self.control_attrs("govuk-file-upload", type="file", multiple=many)
        drawn = SafeString(f"<input{written(attrs)}>")
        return (
            element("div", self.wrapper_attrs, drawn) if self.look.enhanced else drawn
        )


class Select(Drawing):
    """A list to choose from, which may have hundreds of options."""

    @property
    def control(self) -> str:
        many = getattr(self.widget, "allow_multiple_selected", False)
        groups = [
            element("optgroup", {"label": name}, options) if name else options
            for name, options in self.groups
        ]
        attrs = self.control_attrs("govuk-select", multiple=many)
        return element("select", attrs, lines(*groups))

    @property
    def groups(self) -> list[tuple[str | None, SafeString]]:
        """The options, under their group's name if they have one."""
        return [
            (name, SafeString("".join(map(self.option, options))))
            for name, options, _ in self.given["optgroups"]
        ]

    def option(self, given: dict[str, Any]) -> str:
        attrs = {
            "value": str(given["value"]),
            "selected": given["selected"],
            **self.item(given["value"]).get("attrs", {}),
        }
        return f"<option{written(attrs)}>{escaped(given['label'])}</option>"
