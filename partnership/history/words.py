"""How an event of the history reads on a page; `foundation.history` keeps it."""

from datetime import date

from django.utils.formats import date_format


def told(event) -> tuple[str, list[tuple[str, str]]]:
    """An event in words, and the facts that came with it."""
    words = str(event.event).replace("_", " ")
    facts = [
        (name.replace("_", " ").capitalize(), _value(value))
        for name, value in (event.detail or {}).items()
        if name not in {"before", "after"} and value not in (None, "", [], {})
    ]
    return words[:1].upper() + words[1:], [*_change(event.detail or {}), *facts]


def _change(detail: dict) -> list[tuple[str, str]]:
    if "before" not in detail and "after" not in detail:
        return []
    before, after = (_value(detail.get(name)) for name in ("before", "after"))
    return [("Changed", f"{before or 'nothing'} → {after or 'nothing'}")]


def _value(value: object) -> str:
    """A kept value as people write it: days in words, lists with commas."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_value(each) for each in value)
    if isinstance(value, dict):
        return ", ".join(
            f"{str(name).replace('_', ' ')}: {_value(each)}"
            for name, each in value.items()
        )
    return _day(value) if isinstance(value, str) else str(value)


def _day(text: str) -> str:
    try:
        return (
            date_format(date.fromisoformat(text), "j F Y") if len(text) == 10 else text
        )
    except ValueError:
        return text
