"""Conditions on a school and its answers: which question is shown, what contradicts.

A condition is one of

- ``{"code": "boards", "answers": ["yes", "partly"]}`` – one of these was chosen;
- ``{"code": "concerns", "below": 1}``, ``{"code": "concerns", "above": 0}`` – a number
  was given below or above another;
- ``{"fact": "pupils", "above": 200}`` – what the register says of the school.

Several hold when each does. What has not been answered meets no condition. Makes no
queries.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError

if TYPE_CHECKING:
    from audits.questions.models import Question
    from audits.returns.models.answers import Answer, Given

FACTS = {"pupils": "pupils on roll"}
COMPARED = {"below": "is below", "above": "is above"}
INCOMPLETE = "This condition is not complete"


def validate(conditions: object) -> None:
    """Raise ValidationError unless this is a list of complete conditions."""
    if not isinstance(conditions, list):
        raise ValidationError(INCOMPLETE)
    for condition in conditions:
        if not (isinstance(condition, dict) and len(condition) == 2):
            raise ValidationError(INCOMPLETE)
        if not ("code" in condition) ^ (condition.get("fact") in FACTS):
            raise ValidationError(INCOMPLETE)
        answers = condition.get("answers")
        numbers = [condition[name] for name in COMPARED if name in condition]
        is_choice = isinstance(answers, list) and bool(answers) and "code" in condition
        is_number = any(
            isinstance(number, int | float) and not isinstance(number, bool)
            for number in numbers
        )
        if not (is_choice or is_number):
            raise ValidationError(INCOMPLETE)


def faults_of(asked: object, questions: "Mapping[str, Question]") -> Iterator[str]:
    """What is wrong with conditions about these questions, which are by their codes."""
    try:
        validate(asked)
    except ValidationError as error:
        yield error.messages[0].lower()
        return
    for one in asked:
        if "code" not in one:
            continue
        question = questions.get(one["code"])
        if question is None:
            yield f"“{one['code'][:60]}” is no earlier question"
        elif "answers" not in one and not question.takes_number:
            yield f"question {question.ref} has no numbers to compare"
        else:
            values = {value for value, _ in question.choices}
            for value in one.get("answers", ()):
                if value not in values:
                    yield f"question {question.ref} has no answer “{str(value)[:60]}”"


def codes_of(conditions: Iterable[Mapping[str, Any]]) -> set[str]:
    """The codes of the questions that conditions are about."""
    return {one["code"] for one in conditions if "code" in one}


def all_hold(
    conditions: Iterable[Mapping[str, Any]],
    *,
    given: "Mapping[str, Answer | Given]",
    facts: Mapping[str, int | None],
) -> bool:
    """Whether every condition holds for answers by code and facts by name."""
    return all(_holds(one, given, facts) for one in conditions)


def _holds(condition, given, facts) -> bool:
    if "fact" in condition:
        return _compares(condition, facts.get(condition["fact"]))
    answer = given.get(condition["code"])
    if answer is None or answer.not_applicable_reason:
        return False
    if "answers" in condition:
        return bool({answer.choice, *answer.choices} & {*condition["answers"]})
    return _compares(condition, answer.number)


def _compares(condition: Mapping[str, Any], number: int | Decimal | None) -> bool:
    if number is None:
        return False
    if "below" in condition:
        return number < condition["below"]
    return number > condition["above"]


def in_words(
    conditions: Collection[Mapping[str, Any]], questions: "Mapping[str, Question]"
) -> str:
    """Conditions as people read them: “A3 is Yes or Partly, and A7 is above 0”."""
    return ", and ".join(_in_words(one, questions) for one in conditions)


def _in_words(condition, questions) -> str:
    if "fact" in condition:
        subject, question = FACTS[condition["fact"]], None
    else:
        question = questions.get(condition["code"])
        subject = question.ref if question else condition["code"]
    for name, words in COMPARED.items():
        if name in condition:
            return f"{subject} {words} {condition[name]}"
    labels = [
        question.label_of(answer) if question else answer
        for answer in condition["answers"]
    ]
    return f"{subject} is {' or '.join(labels)}"
