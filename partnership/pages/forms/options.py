"""Fields with several inputs: radios, checkboxes and dates."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.html import conditional_escape

from partnership.pages.forms.controls import (
    File,
    Hidden,
    Input,
    Password,
    Select,
    TextArea,
)
from partnership.pages.forms.drawing import (
    Drawing,
    element,
    joined,
    lines,
    merged,
    written,
)
from partnership.pages.forms.widgets import DateBoxes


class Choices(Drawing):
    """Radios, checkboxes, or a single checkbox."""

    @property
    def control(self) -> str:
        drawn = [piece for choice in self.choices for piece in self._drawn(choice)]
        return element("div", self.choices_attrs, lines(*drawn))

    def _drawn(self, choice: dict[str, Any]) -> Iterator[str]:
        """A divider, the choice itself, and what it reveals."""
        family, own_id = f"govuk-{self.family}", choice["id"]
        if choice["divider"]:
            yield element("div", {"class": f"{family}__divider"}, choice["divider"])
        hint = {
            "id": f"{own_id}-item-hint",
            "class": f"govuk-hint {family}__hint",
        }
        label_attrs = {**choice["label_attrs"], "for": own_id}
        yield element(
            "div",
            {"class": f"{family}__item"},
            lines(
                f"<input{written(choice['attrs'])}>",
                element("label", label_attrs, choice["label"]),
                element("div", hint, choice["hint"]) if choice["hint"] else "",
            ),
        )
        if choice["reveals"]:
            hidden = "" if choice["checked"] else f"{family}__conditional--hidden"
            revealed = choice["revealed"]
            yield element(
                "div",
                {
                    "class": joined(f"{family}__conditional", hidden),
                    "id": f"conditional-{own_id}",
                },
                lines(
                    str(drawing_of(revealed))
                    if revealed
                    else conditional_escape(choice["reveals"])
                ),
            )

    @property
    def fieldset(self) -> bool:
        return self.kind != "checkbox" and bool(self.label)

    @property
    def choices_attrs(self) -> dict[str, Any]:
        family = self.family
        inline = f"govuk-{family}--inline" if self.look.inline else ""
        small = f"govuk-{family}--small" if self.look.small else ""
        own = {
            name: value
            for name, value in self.widget.attrs.items()
            if name not in {"id", "aria-describedby"}
        }
        module = {"data-module": f"govuk-{family}"}
        return {**merged(joined(f"govuk-{family}", inline, small), own), **module}

    @property
    def family(self) -> str:
        return "radios" if self.kind == "radios" else "checkboxes"

    @cached_property
    def choices(self) -> list[dict[str, Any]]:
        """Each radio or checkbox; dividers count in the ids."""
        if self.kind == "checkbox":
            value = self.given["value"] or self.given["attrs"].get("value", "on")
            checked = bool(self.given["attrs"].get("checked"))
            return [self.choice(1, value, self.bound.label, checked, self.hint)]
        found, place = [], 0
        for _, options, _ in self.given["optgroups"]:
            for option in options:
                place += 2 if self.item(option["value"]).get("divider") else 1
                value, label = option["value"], option["label"]
                found.append(self.choice(place, value, label, option["selected"]))
        return found

    def choice(self, place, value, label, checked, hint="") -> dict[str, Any]:
        item = self.item(value)
        attrs = dict(item.get("attrs", {}))
        own_id = attrs.pop("id", f"{self.id}-{place}" if place > 1 else self.id)
        hint = item.get("hint") or hint
        reveals = item.get("reveals", "")
        group = self.family == "checkboxes" and not self.fieldset and self.described_by
        described = joined(group or "", f"{own_id}-item-hint" if hint else "")
        return {
            "id": own_id,
            "label": label,
            "label_attrs": merged(
                f"govuk-label govuk-{self.family}__label", item.get("label_attrs", {})
            ),
            "hint": hint,
            "divider": item.get("divider", ""),
            "checked": checked,
            "reveals": reveals,
            "revealed": self.form[reveals] if reveals in self.form.fields else None,
            "attrs": {
                "id": own_id,
                "name": self.name,
                "type": "radio" if self.family == "radios" else "checkbox",
                "value": str(value),
                "checked": checked,
                "disabled": self.field.disabled,
                "class": f"govuk-{self.family}__input",
                "aria-describedby": described or None,
                "data-aria-controls": f"conditional-{own_id}" if reveals else None,
                **attrs,
            },
        }

    @property
    def first_id(self) -> str:
        return self.choices[0]["id"] if self.choices else self.id


class Boxes(Drawing):
    """A date in three boxes."""

    @property
    def control(self) -> str:
        return element("div", self.boxes_attrs, lines(*map(self._drawn, self.boxes)))

    @staticmethod
    def _drawn(box: dict[str, Any]) -> str:
        label_attrs = {
            "class": "govuk-label govuk-date-input__label",
            "for": box["attrs"]["id"],
        }
        label = element("label", label_attrs, box["label"])
        typed = lines(label, f"<input{written(box['attrs'])}>")
        group = element("div", {"class": "govuk-form-group"}, typed)
        return element("div", {"class": "govuk-date-input__item"}, lines(group))

    @property
    def fieldset(self) -> bool:
        return bool(self.label)

    @cached_property
    def wrong_parts(self) -> set[str]:
        """The inputs an error is about; all of them unless it names some."""
        if not self.error:
            return set()
        named: set[str] = set()
        for error in self.form.errors.as_data().get(self.bound.name, []):
            named |= set((error.params or {}).get("parts", ()))
        return named or set(self.widget.parts)

    @property
    def boxes(self) -> list[dict[str, Any]]:
        return [
            self.box(part, text)
            for part, text in self.widget.boxes(self.bound.value()).items()
        ]

    def box(self, part: str, text: str) -> dict[str, Any]:
        item = self.item(part)
        own = joined(
            "govuk-input govuk-date-input__input",
            "govuk-input--error" if part in self.wrong_parts else "",
            f"govuk-input--width-{4 if part == 'year' else 2}",
        )
        attrs = {
            "id": f"{self.id}-{part}",
            "name": f"{self.name}-{part}",
            "type": "text",
            "inputmode": "numeric",
            "value": text or None,
            "disabled": self.field.disabled,
            **merged(own, item.get("attrs", {})),
        }
        return {"label": item.get("label", part.capitalize()), "attrs": attrs}

    @property
    def boxes_attrs(self) -> dict[str, Any]:
        own = {k: v for k, v in self.widget.attrs.items() if k != "aria-describedby"}
        return {"id": self.id, **merged("govuk-date-input", own)}

    @property
    def first_id(self) -> str:
        """The first input with an error, or the first."""
        boxes = {part: self.box(part, "") for part in self.widget.parts}
        part = next(
            (part for part in boxes if part in self.wrong_parts), next(iter(boxes))
        )
        return boxes[part]["attrs"]["id"]


# The first match wins; Django's checkboxes are a subclass of its radios.
KINDS = (
    (forms.HiddenInput, "hidden", Hidden),
    (DateBoxes, "date", Boxes),
    (forms.CheckboxInput, "checkbox", Choices),
    (forms.CheckboxSelectMultiple, "checkboxes", Choices),
    (forms.RadioSelect, "radios", Choices),
    (forms.Select, "select", Select),
    (forms.Textarea, "textarea", TextArea),
    (forms.FileInput, "file", File),
    (forms.PasswordInput, "password", Password),
    (forms.widgets.Input, "input", Input),
    (forms.Widget, "other", Drawing),
)


def drawing_of(bound: BoundField) -> Drawing:
    """The drawing for a field of any Django form."""
    for widget, kind, drawing in KINDS:
        if isinstance(bound.field.widget, widget):
            return drawing(bound, kind)
    raise TypeError(f"{bound.name} has no widget")
