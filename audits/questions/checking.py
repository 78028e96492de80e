"""What makes a question, a condition or a contradiction one that can be asked.

Each rule yields the field and what is wrong with it, so that a form, a file and the
database all refuse with the same sentence. Makes no queries.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.core.validators import slug_re

from audits.questions import conditions
from audits.questions.applicability import FLAGS
from audits.questions.contents import QUESTION_FIELDS
from audits.questions.kinds import DAYS, NUMBERS, ONE_CHOICE, CellKind, Kind
from audits.questions.models import Question
from partnership.policy.sectors import Sector
from partnership.schools.models import School

TAKE_CHOICES = ONE_CHOICE | {Kind.MULTIPLE}
# The stored value of a choice, the key of a column.
VALUE = re.compile(r"\w{1,40}")
MOST = 10**10
MOST_MONTHS, OLDEST = 1200, 120
KNOWN = {"phases": School.Phase.values, "sectors": Sector.values}
Faults = Iterator[tuple[str, str]]


def faults_of(question: Question, earlier: Mapping[str, Question]) -> Faults:
    """What is wrong with a question, given those before it by their codes."""
    yield from _lengths(question)
    if question.kind not in Kind.values:
        yield "kind", f"“{question.kind[:60]}” is no kind of answer"
        return
    yield from _choices(question)
    yield from _thresholds(question)
    yield from _columns(question)
    yield from _applies_to(question.applies_to)
    for words in conditions.faults_of(question.show_if, earlier):
        yield "show_if", words
    if (
        question.from_date
        and question.to_date
        and question.to_date < question.from_date
    ):
        yield "to_date", "is before the first day it is asked"


def _lengths(question: Question) -> Faults:
    if not question.text.strip():
        yield "text", "there is no question"
    if not slug_re.match(question.code):
        yield "code", "use letters, numbers, hyphens and underscores"
    for name, column in QUESTION_FIELDS.items():
        value = getattr(question, name)
        if not isinstance(value, str):
            continue
        if column.max_length and len(value) > column.max_length:
            yield name, f"is longer than {column.max_length} characters"


def _choices(question: Question) -> Faults:
    label = f"“{Kind(question.kind).label}”"
    values = [value for value, _ in question.choices]
    if question.kind not in TAKE_CHOICES:
        if values:
            yield "choices", f"{label} takes no answers"
    elif not values:
        yield "choices", "list the answers, separated by semicolons"
    if len({*values}) < len(values):
        yield "choices", "two answers are the same"
    for value, words in question.choices:
        if not VALUE.fullmatch(value) or not words.strip():
            yield "choices", f"“{value[:60]}” cannot be the name of an answer"
    for name in ("gap_answers", "descriptors"):
        for value in getattr(question, name):
            if value not in values:
                yield name, f"“{value[:60]}” is not one of the answers"
    if question.lowest_is_best and question.kind != Kind.LEVEL:
        yield "lowest_is_best", "only levels have a direction"


def _thresholds(question: Question) -> Faults:
    is_number, is_day = question.kind in NUMBERS, question.kind in DAYS
    for name in ("gap_below", "gap_above"):
        number = getattr(question, name)
        if number is None:
            continue
        if not is_number:
            yield name, "only numbers and percentages can have a threshold"
        elif not 0 <= number < MOST or round(number, 2) != number:
            yield name, f"“{number}” is not a number with at most two decimals"
    if question.unit and not is_number:
        yield "unit", "only numbers have a unit"
    months = question.gap_after_months
    if months is not None and not is_day:
        yield "gap_after_months", "only dates can be too long ago"
    elif months is not None and not 0 < months <= MOST_MONTHS:
        yield "gap_after_months", f"is not between 1 and {MOST_MONTHS} months"


def _columns(question: Question) -> Faults:
    is_table = question.kind == Kind.TABLE
    if is_table != bool(question.columns):
        words = "list its columns" if is_table else "only tables have columns"
        yield "columns", words
    keys = [column["key"] for column in question.columns]
    if len({*keys}) < len(keys):
        yield "columns", "two columns are the same"
    for column in question.columns:
        key, label, kind = column["key"], column["label"], column["kind"]
        if not VALUE.fullmatch(key) or not label.strip():
            yield "columns", f"“{key[:60]}” cannot be the name of a column"
        if kind not in CellKind.values:
            yield "columns", f"“{kind[:60]}” is no kind of column"


def _applies_to(rule: Mapping[str, Any]) -> Faults:
    for key, value in rule.items():
        if key in KNOWN:
            for one in value:
                if one not in KNOWN[key]:
                    yield key, f"“{str(one)[:60]}” is not known"
        elif key == "ages":
            if not (len(value) == 2 and 0 <= value[0] <= value[1] <= OLDEST):
                yield key, "give the lowest and the highest age, like 2 to 5"
        elif key not in FLAGS:
            yield "applies_to", f"“{key[:60]}” is not known"


def faults_of_section(
    questions: Iterable[Question], *, before: Iterable[Question] = ()
) -> Iterator[tuple[Question, str, str]]:
    """What is wrong with the questions of a section, given those of sections before."""
    earlier = {one.code: one for one in before}
    refs: set[str] = set()
    for question in questions:
        for name, words in faults_of(question, earlier):
            yield question, name, words
        if question.code in earlier:
            yield question, "code", f"“{question.code[:60]}” is already used"
        if question.ref in refs:
            yield question, "ref", f"“{question.ref[:60]}” is already used"
        refs.add(question.ref)
        earlier.setdefault(question.code, question)
