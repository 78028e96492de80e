"""Answers, columns and conditions as somebody types them, and back.

A line each, or with semicolons between them: “send = Special educational needs”,
“Trained on (A date)”, “early-help is above 5”. What cannot be understood raises
ValueError with what is wrong.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.text import slugify

from audits.questions.conditions import COMPARED, FACTS
from audits.questions.kinds import CellKind
from audits.questions.models import Question
from partnership.spreadsheets.words import as_word

# A choice with the value that is stored: “send = Special educational needs”.
VALUED = re.compile(r"(\w{1,40}) = (\S.*)", re.DOTALL)
NEXT_VALUED = re.compile(r"\n|;(?=\s*\w[^=;\n]{0,80} = )")
NEXT_CONDITION = re.compile(r"[;\n]|,? and (?=[^;\n]{1,80} is )")
OF_KIND = re.compile(r"(\S.*?) \(([^()]+)\)")
COMPARES = re.compile(r"(\S.*?) is (above|below) (\d{1,10}(?:\.\d{1,4})?)")
CHOSEN = re.compile(r"(\S.*?) is (\S.*)")
AGES = re.compile(r"(\d{1,2})(?: to |\s*[-–]\s*)(\d{1,2})")
CELL_KINDS = {as_word(words): key for key, words in CellKind.choices}
CELL_KINDS |= {as_word(key): key for key in CellKind.values}
NAMED_FACTS = {as_word(words): key for key, words in FACTS.items()}


def parts(text: str) -> list[str]:
    """What stands on lines of its own, or on one line between semicolons."""
    return _split(re.compile(r"\n" if "\n" in text.strip() else ";"), text)


def _split(between: re.Pattern, text: str) -> list[str]:
    return [part.strip() for part in between.split(text) if part.strip()]


def _valued(part: str) -> tuple[str, str]:
    """The stored value of something, and its words."""
    match = VALUED.fullmatch(part)
    if match:
        return match[1], match[2]
    return slugify(part).replace("-", "_")[:40], part


def choices_in(text: str) -> list[list[str]]:
    return [list(_valued(part)) for part in parts(text)]


def chosen_in(text: str, choices: Iterable[Iterable[str]]) -> tuple[list[str], str]:
    """The choices that are listed by value or words, and the first unknown one."""
    by_word = _by_word(choices)
    named = parts(text)
    unknown = next((one for one in named if one.casefold() not in by_word), "")
    found = [by_word[one.casefold()] for one in named if one.casefold() in by_word]
    return found, unknown


def _by_word(choices: Iterable[Iterable[str]]) -> dict[str, str]:
    pairs = [tuple(pair) for pair in choices]
    return {
        **{words.casefold(): value for value, words in pairs},
        **{value.casefold(): value for value, _ in pairs},
    }


def descriptors_in(text: str, choices: Iterable[Iterable[str]]) -> dict[str, str]:
    """What each choice means: “Green = every member of staff has read it”."""
    by_word, found = _by_word(choices), {}
    for part in _split(NEXT_VALUED, text):
        name, equals, words = part.partition(" = ")
        if not equals:
            raise ValueError(f"write “{part[:40]}” as an answer = what it means")
        name = name.strip()
        found[by_word.get(name.casefold(), name)] = words.strip()
    return found


def columns_in(text: str) -> list[dict[str, str]]:
    """The columns of a table: “Name; Trained on (A date)”."""
    columns = []
    for part in parts(text):
        match = OF_KIND.fullmatch(part)
        kind = CELL_KINDS.get(as_word(match[2])) if match else None
        named = match[1] if kind else part
        key, label = _valued(named)
        columns.append({"key": key, "label": label, "kind": kind or CellKind.TEXT})
    return columns


def conditions_in(text: str, questions: Mapping[str, Question]) -> list[dict[str, Any]]:
    """Conditions about questions, which are named by code or reference."""
    return [_condition(part, questions) for part in _split(NEXT_CONDITION, text)]


def _condition(part: str, questions: Mapping[str, Question]) -> dict[str, Any]:
    compared, chosen = COMPARES.fullmatch(part), CHOSEN.fullmatch(part)
    subject = (compared or chosen or [part, ""])[1].strip()
    fact = NAMED_FACTS.get(as_word(subject))
    question = questions.get(subject) or questions.get(subject.upper())
    if compared and (fact or question):
        number = float(compared[3]) if "." in compared[3] else int(compared[3])
        about = {"fact": fact} if fact else {"code": question.code}
        return {**about, compared[2]: number}
    if not chosen or fact:
        raise ValueError(
            f"“{part[:60]}” is no condition. Write “A3 is Yes” or “E1 is above 5”"
        )
    if question is None:
        raise ValueError(f"“{subject[:60]}” is no earlier question")
    by_word = _by_word(question.choices)
    named = [one.strip() for one in re.split(r",| or ", chosen[2]) if one.strip()]
    # Words of one answer may have an “or” or a comma in them.
    whole = by_word.get(chosen[2].strip().casefold())
    answers = [whole] if whole else [by_word.get(one.casefold(), one) for one in named]
    return {"code": question.code, "answers": answers}


def ages_in(text: str) -> list[int]:
    match = AGES.fullmatch(text.strip())
    if match is None:
        raise ValueError("give the lowest and the highest age, like 2 to 5")
    return [int(match[1]), int(match[2])]


# And back


def choices_as(choices: Iterable[Iterable[str]]) -> str:
    return "\n".join(" = ".join(pair) for pair in choices)


def columns_as(columns: Iterable[Mapping[str, str]]) -> str:
    return "\n".join(
        f"{one['key']} = {one['label']} ({CellKind(one['kind']).label})"
        for one in columns
    )


def conditions_as(conditions: Iterable[Mapping[str, Any]]) -> str:
    return "\n".join(_as(condition) for condition in conditions)


def _as(condition: Mapping[str, Any]) -> str:
    subject = FACTS[condition["fact"]] if "fact" in condition else condition["code"]
    for name in COMPARED:
        if name in condition:
            return f"{subject} is {name} {condition[name]}"
    return f"{subject} is {' or '.join(condition['answers'])}"


def ages_as(ages: Iterable[int]) -> str:
    return " to ".join(map(str, ages))
