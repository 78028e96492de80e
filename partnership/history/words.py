"""How an event of the history reads: one sentence, and short lines below it.

Each app declares its sentences in its module `sentences`: `SENTENCES`, by model and
event, and `FIELDS`, what people call the fields that an event keeps before and after.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib import import_module
from string import Formatter

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.formats import date_format

# A sentence has the event's details in braces: "Due date set to {after}". A part in
# square brackets is left out where one of its details is empty. A noun after a colon
# counts: "{schools:school}" reads "no schools", "1 school" or "2 schools";
# "{people:person|people}" gives the plural too.
Sentence = str | Callable[[dict], str]
OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
# Stands for a line on each field that changed, or for the sentence where only one did.
CHANGES = "{changes}"
# Longer values are put in quotation marks.
LONG_WORDS = 40
# The steps of an uploaded spreadsheet before it is imported, for every kind of upload.
UPLOADED = {
    "uploaded": "File uploaded: {rows:row}",
    "read otherwise": "Columns or settings of the file changed",
    "questions answered": "{answers:question} answered",
    "looked at again": "Preview refreshed",
}


def sentences_of(subject_type: str, event: str) -> list[Sentence]:
    """The sentence declared for an event, then the lines below it.

    Raises:
        LookupError: no sentence is declared.
    """
    app, model = subject_type.split(".")
    declared = _table(app).SENTENCES.get(model, {}).get(event)
    if declared is None:
        raise LookupError(f"{app}.sentences has no sentence for {model}, “{event}”")
    return declared if isinstance(declared, list) else [declared]


def in_words(event) -> tuple[str, list[str]]:
    """An event's sentence, and the lines below it."""
    detail = event.detail or {}
    try:
        declared = sentences_of(event.subject_type, event.event)
    except LookupError:
        declared = [event.event[:1].upper() + event.event[1:]]
    first, *others = declared
    if first == CHANGES:
        lines = _changes(event.subject_type, detail)
        sentence = lines.pop() if len(lines) == 1 else "Details changed"
    else:
        lines, sentence = [], _filled(first, detail)
    for line in others:
        lines += _lines(line, event, detail)
    return sentence, [line for line in lines if line]


def _lines(line: Sentence, event, detail: dict) -> list[str]:
    if line == CHANGES:
        return _changes(event.subject_type, detail)
    # A line without its details is left out.
    is_whole = callable(line) or _has_all(OPTIONAL.sub("", line), detail)
    return [_filled(line, detail)] if is_whole else []


def is_of_a_stranger(event) -> bool:
    """Whether it was done by someone not signed in, rather than by Quorate itself."""
    return event.by is None and bool({"how", "browser"} & (event.detail or {}).keys())


def counted(detail: dict, nouns: dict[str, str]) -> str:
    """What an event counts, zeros left out: “2 new people, 1 row left out”."""
    return ", ".join(
        _counted(detail[name], noun) for name, noun in nouns.items() if detail.get(name)
    )


def no_child_named(detail: dict) -> str:
    """That someone checked a text which seemed to name a child."""
    if not detail.get("confirmed"):
        return ""
    return "Confirmed that no child can be identified from the text"


@cache
def _table(app: str):
    return import_module(f"{app}.sentences")


class _Filling(Formatter):
    def get_value(self, key, args, kwargs):
        return kwargs.get(key)

    def format_field(self, value, spec):
        return _counted(value or 0, spec) if spec else _value(value)


def _filled(sentence: Sentence, detail: dict) -> str:
    if callable(sentence):
        return sentence(detail)

    def kept(part: re.Match) -> str:
        return part[1] if _has_all(part[1], detail) else ""

    return _Filling().vformat(OPTIONAL.sub(kept, sentence), (), detail)


def _has_all(part: str, detail: dict) -> bool:
    return all(detail.get(name) for _, name, _, _ in Formatter().parse(part) if name)


def _counted(number: int, noun: str) -> str:
    one, _, many = noun.partition("|")
    return f"{number or 'no'} {one if number == 1 else many or f'{one}s'}"


def _changes(subject_type: str, detail: dict) -> list[str]:
    """A line for each field that changed."""
    before, after = detail.get("before"), detail.get("after")
    if not (isinstance(before, dict) and isinstance(after, dict)):
        return []
    app, model = subject_type.split(".")
    names = _table(app).FIELDS.get(model, {})
    return [
        _change(names.get(name), apps.get_model(subject_type), name, *values)
        for name in after
        for values in [(before.get(name), after[name])]
        if values[0] != values[1]
    ]


def _change(words, model, name: str, old, new) -> str:
    """“Lead changed from Mo to Olu”; for yes or no, the sentence declared for it."""
    if isinstance(words, tuple):
        return words[0] if new else words[1]
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        field = None
    words = words or getattr(field, "verbose_name", name.replace("_", " "))
    words = words[:1].upper() + words[1:]
    choices = dict(getattr(field, "flatchoices", ()))
    was, now = (
        _quoted(
            choices[value]
            if isinstance(value, str | int) and value in choices
            else _value(value)
        )
        for value in (old, new)
    )
    if not now:
        return f"{words} removed (was {was})"
    if not was:
        return f"{words} set to {now}"
    return f"{words} changed from {was} to {now}"


def _quoted(words: str) -> str:
    return f"“{words}”" if len(words) > LONG_WORDS else words


def _value(value: object) -> str:
    """A detail as people write it: days in words, lists with commas."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(map(_value, value))
    return _day(value) if isinstance(value, str) else str(value)


def _day(text: str) -> str:
    try:
        return (
            date_format(date.fromisoformat(text), "j F Y") if len(text) == 10 else text
        )
    except ValueError:
        return text
