"""Forms for a condition: what it is about, and then what must have been answered."""

from decimal import Decimal

from audits.questions.conditions import COMPARED, FACTS
from audits.questions.models import Question
from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import (
    ChoiceField,
    DecimalField,
    MultipleChoiceField,
)

HIGHEST = 9_999_999


class AboutForm(Form):
    """What a condition is about. Nothing is saved, so it is sent by GET."""

    submit = "Continue"

    about = ChoiceField(
        label="Add a condition about",
        choices=[],
        radios=False,
        missing="Select a question",
    )

    def __init__(self, *args, questions: list[Question], has_facts: bool, **kwargs):
        super().__init__(*args, **kwargs)
        # No code holds a colon.
        facts = [(f"fact:{name}", words.capitalize()) for name, words in FACTS.items()]
        self.fields["about"].choices = [
            ("", "Choose a question"),
            *(facts if has_facts else []),
            *((one.code, f"{one.ref} {one.text[:100]}") for one in questions),
        ]


class AnswersForm(Form):
    """Answers of which one must have been chosen."""

    versioned = True
    submit = "Add this condition"

    answers = MultipleChoiceField(
        label="Which answers?",
        hint="It is met by any of those you select",
        choices=[],
        missing="Select at least one answer",
    )

    def __init__(self, *args, question: Question, **kwargs):
        super().__init__(*args, **kwargs)
        self.question = question
        self.fields["answers"].choices = [tuple(pair) for pair in question.choices]

    def clean(self):
        typed = super().clean()
        answers = typed.pop("answers", [])
        return {**typed, "condition": {"code": self.question.code, "answers": answers}}


class NumberForm(Form):
    """A number that must be above or below another."""

    versioned = True
    submit = "Add this condition"

    compared = ChoiceField(
        label="The number",
        choices=list(COMPARED.items()),
        radios=True,
        missing="Select how it is compared",
    )
    number = DecimalField(
        label="Than what",
        missing="Enter a number",
        min_value=0,
        max_value=HIGHEST,
        decimal_places=2,
        width=10,
    )

    def __init__(
        self,
        *args,
        about: dict[str, str],
        question: Question | None = None,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.about, self.question = about, question

    def clean(self):
        typed = super().clean()
        compared, number = typed.pop("compared", ""), typed.pop("number", None)
        if number is None or not compared:
            return typed
        return {**typed, "condition": {**self.about, compared: _plain(number)}}


def _plain(number: Decimal) -> int | float:
    """A number as JSON keeps it."""
    return int(number) if number == int(number) else float(number)


class RemoveConditionForm(Form):
    """Which condition to remove, by its place."""

    versioned = True
    place = ChoiceField(label="Condition", choices=[], missing="Select a condition")

    def __init__(self, *args, count: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [(str(n), str(n)) for n in range(count)]
        self.fields["place"].coerce = int
