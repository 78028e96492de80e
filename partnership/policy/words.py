"""The value of a local rule in words, for its page and its history."""

from datetime import date
from typing import Any

from django.utils.formats import date_format

from partnership.policy.setting import Column, Kind, Setting

NOTHING = "Not set"
SHOWN, LETTERS = 4, 140


def in_words(setting: Setting, value: Any) -> list[str]:
    """A value in words, with a line for each row or part."""
    if setting.kind == Kind.ROWS:
        return [_sentence(setting, row) for row in value]
    if setting.kind == Kind.FIELDS:
        return [
            f"{column.words.rstrip('?')}: {part(column, value[column.name])}"
            for column in setting.columns
        ]
    if setting.kind == Kind.LOGO:
        return [_picture(value)]
    return part(setting.as_column(), value).split("\n")


def in_short(setting: Setting, value: Any) -> list[str]:
    """A value in words, shortened if it is long."""
    lines = [
        line if len(line) <= LETTERS else f"{line[:LETTERS].rpartition(' ')[0]} …"
        for line in in_words(setting, value)
        if line
    ]
    if setting.kind == Kind.LONG_TEXT:
        return lines[:1]
    if len(lines) <= SHOWN + 1:
        return lines
    return [*lines[:SHOWN], f"and {len(lines) - SHOWN} more"]


def part(column: Column, value: Any) -> str:
    """One part of a value in words."""
    if value is None or value == "" or value == []:
        return column.nothing
    if isinstance(value, bool):
        return "yes" if value else "no"
    if column.choices:
        names = dict(column.choices)
        if column.kind == Kind.CHECKBOXES:
            return _listed([names.get(each, str(each)) for each in value])
        return names.get(value, str(value))
    if column.kind == Kind.NUMBERS:
        return _listed([str(each) for each in value])
    if column.kind in {Kind.DAY, Kind.TERM_DAY}:
        return _day(value)
    if column.kind == Kind.NUMBER:
        return _counted(value, column.unit)
    return str(value)


def told(setting: Setting, detail: dict[str, Any]) -> dict[str, str]:
    """A change in words: the values before and after, or the rows removed and added."""
    before, after = (
        in_words(setting, detail[which])
        if which in detail and (detail[which] is not None or setting.default is None)
        else [NOTHING]
        for which in ("before", "after")
    )
    if setting.kind not in {Kind.ROWS, Kind.FIELDS}:
        return {"was": "\n".join(before), "now": "\n".join(after)}
    gone = [line for line in before if line not in after]
    come = [line for line in after if line not in before]
    if not gone and not come:
        return {"order": "Order changed"}
    return {
        name: "; ".join(lines)
        for name, lines in (("removed", gone), ("added", come))
        if lines
    }


def _sentence(setting: Setting, row: dict[str, Any]) -> str:
    words = {column.name: part(column, row[column.name]) for column in setting.columns}
    return setting.said.format_map(words)


def _listed(words: list[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last


def _counted(number: int, unit: str) -> str:
    if not unit:
        return str(number)
    if unit == "%":
        return f"{number}%"
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _day(value: str) -> str:
    """A date, or a day in every year."""
    if len(value) == 10:
        return date_format(date.fromisoformat(value), "j F Y")
    return date_format(date.fromisoformat(f"2000-{value}"), "j F")


def _picture(value: dict[str, Any] | None) -> str:
    if value is None:
        return "None"
    return f"{value['kind'].upper()}, {value['width']} by {value['height']} pixels"
