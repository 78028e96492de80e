"""Conditions on answers and on what the register says. Pure."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from audits.questions.conditions import all_hold, codes_of, in_words, validate
from audits.questions.models import Question
from audits.returns.models.answers import Given

CHOSEN = {"code": "boards", "answers": ["yes", "partly"]}
NONE_LOGGED = {"code": "logged", "below": 1}
MANY_PUPILS = {"fact": "pupils", "above": 200}


@pytest.mark.parametrize(
    ("conditions", "given", "pupils", "holds"),
    [
        ([], {}, None, True),
        ([CHOSEN], {"boards": Given(choice="partly")}, None, True),
        ([CHOSEN], {"boards": Given(choices=("no", "yes"))}, None, True),
        ([CHOSEN], {"boards": Given(choice="no")}, None, False),
        ([CHOSEN], {}, None, False),
        ([NONE_LOGGED], {"logged": Given(number=Decimal(0))}, None, True),
        ([NONE_LOGGED], {"logged": Given(number=Decimal(1))}, None, False),
        ([NONE_LOGGED], {"logged": Given()}, None, False),
        ([NONE_LOGGED], {"logged": Given(not_applicable_reason="New")}, None, False),
        ([MANY_PUPILS], {}, 201, True),
        ([MANY_PUPILS], {}, 200, False),
        ([MANY_PUPILS], {}, None, False),
        ([NONE_LOGGED, MANY_PUPILS], {"logged": Given(number=Decimal(0))}, 900, True),
        ([NONE_LOGGED, MANY_PUPILS], {"logged": Given(number=Decimal(0))}, 90, False),
    ],
)
def test_conditions_hold_together(conditions, given, pupils, holds):
    assert all_hold(conditions, given=given, facts={"pupils": pupils}) is holds


@pytest.mark.parametrize(
    "conditions",
    [
        None,
        {},
        [None],
        [{}],
        [{"code": "boards"}],
        [{"code": "boards", "answers": []}],
        [{"code": "boards", "answers": "yes"}],
        [{"code": "logged", "below": "many"}],
        [{"code": "logged", "below": True}],
        [{"fact": "weather", "above": 1}],
        [{"fact": "pupils", "answers": ["yes"]}],
        [{"code": "logged", "fact": "pupils", "above": 1}],
        [{"code": "logged", "equals": 1}],
    ],
)
def test_an_incomplete_condition_is_refused(conditions):
    with pytest.raises(ValidationError):
        validate(conditions)


def test_complete_conditions_are_read_aloud():
    conditions = [CHOSEN, NONE_LOGGED, MANY_PUPILS]
    choices = [["yes", "Yes"], ["partly", "Partly"]]
    questions = {"boards": Question(ref="A3", choices=choices)}

    validate(conditions)

    assert codes_of(conditions) == {"boards", "logged"}
    assert in_words(conditions, questions) == (
        "A3 is Yes or Partly, and logged is below 1, and pupils on roll is above 200"
    )
