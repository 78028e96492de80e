"""The form of a section of a return, which saves every answer without an error.

The page draws `boxes()` itself instead of using the form pack field by field: a section
must open in milliseconds on the last day, when every school is answering at once.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django import forms as django_forms
from django.db.models import Model

from audits.questions.models import Question
from audits.returns.models.answers import Answer, Given
from partnership.guards.outcomes import Refused
from partnership.pages.forms.bases import Form
from partnership.pages.forms.dates import DateField
from partnership.pages.forms.fields import (
    ChoiceField,
    DecimalField,
    IntegerField,
    MultipleChoiceField,
    SafeTextField,
)

Kind = Question.Kind
NOT_APPLICABLE = "not_applicable"
# Longer than any answer, but not than a long paste from a word processor.
LONGEST = 20_000
HIGHEST = 9_999_999
PARTS = ("day", "month", "year")


def field_of(question: Question) -> django_forms.Field:
    """The form field for a question."""
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
    if question.kind == Kind.PERCENT:
        return DecimalField(
            min_value=0,
            max_value=100,
            decimal_places=1,
            required=False,
            subject=name,
        )
    if question.kind == Kind.DATE:
        return DateField(required=False, subject=name)
    return SafeTextField(max_length=LONGEST, required=False, subject=name)


@dataclass(kw_only=True)
class QuestionBox:
    """A question as the page shows it, with its answer and errors."""

    question: Question
    name: str
    version: int
    chosen: set[str] = field(default_factory=set)
    text: str = ""
    day: dict[str, str] = field(default_factory=lambda: dict.fromkeys(PARTS, ""))
    comment: str = ""
    reason: str = ""
    is_not_applicable: bool = False
    errors: list[str] = field(default_factory=list)
    reason_errors: list[str] = field(default_factory=list)
    comment_errors: list[str] = field(default_factory=list)
    asked_about: list[tuple[str, str, bool]] = field(default_factory=list)
    previous: Answer | None = None
    theirs: Answer | None = None
    evidence: list[Model] = field(default_factory=list)

    @property
    def options(self) -> list[tuple[str, str, str, bool]]:
        """The id, value, label and state of each radio or checkbox."""
        return [
            (
                f"id_{self.name}-{place}" if place > 1 else f"id_{self.name}",
                value,
                label,
                value in self.chosen,
            )
            for place, (value, label) in enumerate(self.question.choices, 1)
        ]

    @property
    def is_a_group(self) -> bool:
        """Whether its inputs share a legend, as one input has a label."""
        kind = self.question.kind
        return bool(self.question.choices) or kind in {Kind.DATE, Kind.EVIDENCE}

    @property
    def has_errors(self) -> bool:
        return bool(self.errors or self.reason_errors or self.comment_errors)

    @property
    def described_by(self) -> str:
        """The ids of the hint, last answer and error of the input."""
        question, ids = self.question, []
        if question.why_we_ask or question.guidance_reference:
            ids.append(f"{self.name}-hint")
        if self.previous:
            ids.append(f"{self.name}-previous")
        if self.errors:
            ids.append(f"id_{self.name}-error")
        return " ".join(ids)


class SectionForm(Form):
    """Some questions of one return; `attempt` saves the answers without errors."""

    submit = "Save and continue"

    def __init__(
        self,
        *args,
        questions: Iterable[Question],
        answers: Mapping[int, Answer],
        previous: Mapping[str, Answer],
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        self.answers, self.previous = answers, previous
        self.theirs: dict[int, Answer] = {}
        self.saved = None
        for question in self.questions:
            name = self.name_of(question)
            subject = f"Question {question.ref}"
            self.fields[name] = field_of(question)
            self.fields[f"{name}-na"] = django_forms.BooleanField(required=False)
            self.fields[f"{name}-reason"] = SafeTextField(
                max_length=2000, required=False, subject=f"{subject}, the reason,"
            )
            self.fields[f"{name}-comment"] = SafeTextField(
                max_length=LONGEST, required=False, subject=f"{subject}, the comment,"
            )
            self.fields[f"{name}-version"] = django_forms.IntegerField(
                min_value=0,
                max_value=HIGHEST,
                required=False,
                widget=django_forms.HiddenInput,
            )

    @staticmethod
    def name_of(question: Question) -> str:
        return f"q{question.pk}"

    def clean(self):
        for question in self.questions:
            name = self.name_of(question)
            reason = f"{name}-reason"
            does_not_apply = question.allows_not_applicable and (
                self.cleaned_data.get(name) == NOT_APPLICABLE
                or self.cleaned_data.get(f"{name}-na")
            )
            self.cleaned_data[f"{name}-na"] = does_not_apply
            if does_not_apply:
                # The answer itself is not validated if the question does not apply.
                self._errors.pop(name, None)
                if not self.cleaned_data.get(reason) and reason not in self.errors:
                    self.add_error(
                        reason,
                        f"Enter why question {question.ref} does not apply to you",
                    )
        return self.cleaned_data

    def given(self) -> dict[Question, Given]:
        """The answers without errors, for the service."""
        return {
            question: self._given(question)
            for question in self.questions
            if not self._is_wrong(question)
        }

    def _parts(self, question: Question) -> list[str]:
        name = self.name_of(question)
        return [name, *(f"{name}-{part}" for part in ("reason", "comment", "version"))]

    def _is_wrong(self, question: Question) -> bool:
        return any(part in self.errors for part in self._parts(question))

    def _given(self, question: Question) -> Given:
        name, cleaned = self.name_of(question), self.cleaned_data
        shared = {
            "comment": cleaned[f"{name}-comment"],
            "version": cleaned[f"{name}-version"] or 0,
            "is_confirmed": any(
                part in self.confirmed_identifiable for part in self._parts(question)
            ),
        }
        if cleaned[f"{name}-na"]:
            return Given(not_applicable_reason=cleaned[f"{name}-reason"], **shared)
        value = cleaned[name]
        if question.takes_one_choice:
            return Given(choice=value or "", **shared)
        if question.kind == Kind.MULTIPLE:
            return Given(choices=tuple(value), **shared)
        if question.takes_number:
            number = None if value is None else Decimal(value)
            return Given(number=number, **shared)
        if question.kind == Kind.DATE:
            return Given(day=value, **shared)
        return Given(words=value, **shared)

    def attempt(self, service: Callable, *args, **kwargs) -> bool:
        """Save the answers without errors, and return whether all were saved.

        If someone else changed an answer first, both are shown; saving again then
        replaces theirs.
        """
        given = self.given() if self.is_valid() or self.errors else {}
        try:
            self.saved = service(*args, given, **kwargs)
        except Refused as refusal:
            self.add_error(None, refusal.sentence)
            return False
        self.theirs = self.saved.theirs
        for question in self.questions:
            if theirs := self.theirs.get(question.pk):
                who = "you" if theirs.by == kwargs["by"] else theirs.by
                self.add_error(
                    self.name_of(question),
                    f"Question {question.ref} was answered by {who} after you opened "
                    f"this page: “{theirs.in_words or 'nothing'}”. Your answer has "
                    "not been saved. Save again to replace that answer.",
                )
        return not self.errors

    def boxes(self) -> list[QuestionBox]:
        """Each question as the page shows it, with what was typed or saved."""
        return [
            self._typed(question) if self.is_bound else self._kept(question)
            for question in self.questions
        ]

    def _kept(self, question: Question) -> QuestionBox:
        box = QuestionBox(
            question=question,
            name=self.name_of(question),
            version=0,
            previous=self.previous.get(question.code),
        )
        answer = self.answers.get(question.pk)
        if answer is None:
            return box
        box.version, box.comment = answer.version, answer.comment
        box.reason = answer.not_applicable_reason
        box.is_not_applicable = answer.does_not_apply
        box.chosen = {answer.choice, *answer.choices} - {""}
        if answer.number is not None:
            box.text = f"{answer.number:.2f}".rstrip("0").rstrip(".")
        elif answer.day:
            box.day = day_boxes(answer.day)
        else:
            box.text = answer.words
        return box

    def _typed(self, question: Question) -> QuestionBox:
        name, data = self.name_of(question), self.data
        typed = {part: data.get(f"{name}-{part}", "") for part in ("reason", "comment")}
        chosen = set(data.getlist(name))
        return QuestionBox(
            question=question,
            name=name,
            version=self._version_to_show(question),
            chosen=chosen - {NOT_APPLICABLE},
            text=data.get(name, ""),
            day={part: data.get(f"{name}-{part}", "") for part in PARTS},
            is_not_applicable=NOT_APPLICABLE in chosen or f"{name}-na" in data,
            errors=list(self.errors.get(name, [])),
            reason_errors=list(self.errors.get(f"{name}-reason", [])),
            comment_errors=list(self.errors.get(f"{name}-comment", [])),
            asked_about=[
                (part, *self.asked_about[part])
                for part in self._parts(question)
                if part in self.asked_about
            ],
            previous=self.previous.get(question.code),
            theirs=self.theirs.get(question.pk),
            **typed,
        )

    def _version_to_show(self, question: Question) -> int:
        """The version of the answer that the next save replaces."""
        if theirs := self.theirs.get(question.pk):
            return theirs.version
        if self.saved and question.pk in self.saved.versions:
            return self.saved.versions[question.pk]
        typed = self.data.get(f"{self.name_of(question)}-version", "")
        is_version = typed.isdecimal() and len(typed) <= len(str(HIGHEST))
        return int(typed) if is_version else 0


def day_boxes(day: date) -> dict[str, str]:
    """A date as its three inputs show it."""
    return {part: str(getattr(day, part)) for part in PARTS}
