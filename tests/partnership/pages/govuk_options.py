"""Options of GOV.UK Frontend's macros, taken one by one so that none is overlooked."""

import re
from typing import Any

from django.utils.safestring import SafeString


class NotAskedFor(Exception):
    """The fixture holds options that no argument of ours stands for."""


def taken(options: dict, name: str, default: Any = None) -> Any:
    return options.pop(name, default)


def check_empty(options: dict) -> None:
    left = {key: value for key, value in options.items() if value not in ({}, [])}
    if left:
        raise NotAskedFor(f"no argument for {left}")


def words(options: dict) -> str:
    """Text is escaped by the template, HTML is not."""
    html, text = taken(options, "html"), taken(options, "text", "")
    return SafeString(html) if html else str(text)


def attributes(options: dict) -> dict[str, Any]:
    attrs = dict(taken(options, "attributes", {}))
    if classes := taken(options, "classes"):
        attrs["class"] = classes
    return attrs


def size_and_attrs(options: dict, prefix: str) -> dict[str, Any]:
    """A label's or a legend's size, heading and whatever else it brings."""
    attrs = attributes(options)
    found = re.fullmatch(rf"{prefix}--(\w+)", attrs.get("class", ""))
    if found:
        del attrs["class"]
    return {
        "label_size": found[1] if found else "",
        "heading": bool(taken(options, "isPageHeading")),
        "label_attrs": attrs,
    }
