"""The form fields of a question, by its kind. A table's are in `tables`."""

from django import forms as django_forms

from audits.questions.models import Question
from audits.returns.tables import TableField
from partnership.pages.forms.dates import DateField
from partnership.pages.forms.fields import (
    ChoiceField,
    DecimalField,
    IntegerField,
    MultipleChoiceField,
    SafeCharField,
    SafeTextField,
)

Kind = Question.Kind
NOT_APPLICABLE = "not_applicable"
# Longer than any answer, but not than a long paste from a word processor.
LONGEST = 20_000
HIGHEST = 9_999_999
LONGEST_NAME = 200
LONGEST_REASON = 2000


def field_of(question: Question) -> django_forms.Field:
    """The form field for a question; the date, where it asks for a person too."""
    name = f"Question {question.ref}"
    if question.takes_one_choice:
        choices = [tuple(pair) for pair in question.choices]
        if question.allows_not_applicable:
            choices.append((NOT_APPLICABLE, "Not applicable"))
        return ChoiceField(choices=choices, radios=True, required=False, subject=name)
    if question.kind == Kind.MULTIPLE:
        return MultipleChoiceField(
            choices=[tuple(pair) for pair in question.choices],
            required=False,
            subject=name,
        )
    if question.kind == Kind.COUNT:
        return IntegerField(
            min_value=0, max_value=HIGHEST, required=False, subject=name
        )
    if question.takes_number:
        is_percent = question.kind == Kind.PERCENT
        return DecimalField(
            min_value=0,
            max_value=100 if is_percent else HIGHEST,
            decimal_places=1 if is_percent else 2,
            required=False,
            subject=name,
        )
    if question.takes_day:
        return DateField(required=False, subject=name)
    if question.kind == Kind.TABLE:
        return TableField(columns=question.columns, required=False, subject=name)
    if question.kind == Kind.PERSON:
        return name_field(question)
    return SafeTextField(max_length=LONGEST, required=False, subject=name)


def name_field(question: Question) -> SafeCharField:
    """The name of the person that a question asks for."""
    return SafeCharField(
        max_length=LONGEST_NAME,
        required=False,
        subject=f"Question {question.ref}, the name,",
    )


def reason_field(question: Question) -> SafeTextField:
    """Why a question does not apply."""
    return SafeTextField(
        max_length=LONGEST_REASON,
        required=False,
        subject=f"Question {question.ref}, the reason,",
    )


def comment_field(question: Question) -> SafeTextField:
    return SafeTextField(
        max_length=LONGEST,
        required=False,
        subject=f"Question {question.ref}, the comment,",
    )


def version_field() -> django_forms.IntegerField:
    return django_forms.IntegerField(
        min_value=0,
        max_value=HIGHEST,
        required=False,
        widget=django_forms.HiddenInput,
    )
