"""How a field is rendered, beyond its field and widget settings."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any


@dataclass(frozen=True)
class Look:
    """How one field is rendered; every name is also an argument of our fields.

    `items` adds to single options or date inputs, by their value: `hint`,
    `divider` (text between this option and the one before), `reveals` (the name of a
    field of the same form, or HTML), `attrs`, `label`, `label_attrs`.
    """

    label_size: str = ""
    heading: bool = False
    width: int | str = ""
    prefix: str = ""
    suffix: str = ""
    inline: bool = False
    small: bool = False
    optional: bool | None = None
    items: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    label_attrs: Mapping[str, Any] = field(default_factory=dict)
    hint_attrs: Mapping[str, Any] = field(default_factory=dict)
    error_attrs: Mapping[str, Any] = field(default_factory=dict)
    group_attrs: Mapping[str, Any] = field(default_factory=dict)
    fieldset_attrs: Mapping[str, Any] = field(default_factory=dict)
    wrapper_attrs: Mapping[str, Any] = field(default_factory=dict)
    enhanced: bool = False
    limit: int | None = None
    count: str = ""
    threshold: int | None = None

    @property
    def width_class(self) -> str:
        """`4` is a width in characters; `"two-thirds"` is of the column."""
        if not self.width:
            return ""
        if isinstance(self.width, int):
            return f"govuk-input--width-{self.width}"
        return f"govuk-!-width-{self.width}"


NAMES = frozenset(entry.name for entry in fields(Look))


class Drawn:
    """A field that takes its look, hint and attributes as arguments.

    `missing` is the message for an empty required field; `subject` is what messages
    call the field, its label unless given.
    """

    def __init__(self, *args, missing="", subject="", hint="", attrs=None, **kwargs):
        look = {name: kwargs.pop(name) for name in NAMES & kwargs.keys()}
        if hint:
            kwargs["help_text"] = hint
        if missing:
            kwargs["error_messages"] = {
                "required": missing,
                **kwargs.get("error_messages", {}),
            }
        self.own_subject = subject
        super().__init__(*args, **kwargs)
        self.look = Look(**look)
        self.widget.attrs.update(attrs or {})

    @property
    def subject(self) -> str:
        return self.own_subject or str(self.label or "This").removesuffix("?")
