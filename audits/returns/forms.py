"""The form of a section of a return, which saves every answer without an error.

The page draws `boxes()` itself instead of using the form pack field by field: a section
must open in milliseconds on the last day, when every school is answering at once.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal

from django import forms as django_forms
from django.utils.text import Truncator

from audits.questions.conditions import in_words
from audits.questions.models import Question
from audits.returns.boxes import PARTS, QuestionBox, fill, show_if_of
from audits.returns.fields import (
    HIGHEST,
    LONGEST_REASON,
    NOT_APPLICABLE,
    comment_field,
    field_of,
    name_field,
    reason_field,
    version_field,
)
from audits.returns.models.answers import Answer, EarlierAnswer, Given
from audits.returns.models.progress import asked_among
from audits.returns.repeating import again, why_not_again
from partnership.guards.outcomes import Refused
from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import MultipleChoiceField, SafeTextField

Kind = Question.Kind
# The inputs of a question besides its answer, by what follows its name.
BESIDE = ("person", "reason", "comment", "version")
SHORT = 200


class SectionForm(Form):
    """Some questions of one return; `attempt` saves the answers without errors.

    `elsewhere` are the answers on other pages that decide which of these questions are
    asked, by code; without `facts` each of them is.
    """

    submit = "Save and continue"

    def __init__(
        self,
        *args,
        questions: Iterable[Question],
        answers: Mapping[int, Answer],
        on: date,
        previous: Mapping[str, Answer] | None = None,
        elsewhere: Mapping[str, Answer] | None = None,
        facts: Mapping[str, int | None] | None = None,
        earlier: Iterable[EarlierAnswer] = (),
        all_questions: Iterable[Question] = (),
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        self.answers, self.previous, self.on = answers, previous or {}, on
        self.elsewhere, self.facts = elsewhere or {}, facts
        self.all_questions = {one.code: one for one in all_questions}
        self.earlier: dict[int, list[EarlierAnswer]] = {}
        for one in earlier:
            self.earlier.setdefault(one.question_id, []).append(one)
        self.theirs: dict[int, Answer] = {}
        self.left_out: set[Question] = set()
        self.saved = None
        for question in self.questions:
            name = self.name_of(question)
            self.fields[name] = field_of(question)
            if question.kind == Kind.PERSON_DATE:
                self.fields[f"{name}-person"] = name_field(question)
            self.fields[f"{name}-na"] = django_forms.BooleanField(required=False)
            self.fields[f"{name}-reason"] = reason_field(question)
            self.fields[f"{name}-comment"] = comment_field(question)
            self.fields[f"{name}-version"] = version_field()

    @staticmethod
    def name_of(question: Question) -> str:
        return f"q{question.pk}"

    def clean(self):
        for question in self.questions:
            if self._is_repeated(question):
                self._drop_errors(question)
                continue
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
                self._errors.pop(f"{name}-person", None)
                if not self.cleaned_data.get(reason) and reason not in self.errors:
                    self.add_error(
                        reason,
                        f"Enter why question {question.ref} does not apply to you",
                    )
        self._leave_out_what_is_not_asked()
        return self.cleaned_data

    def _leave_out_what_is_not_asked(self) -> None:
        """An error in a question that is not asked does not stop anyone."""
        if self.facts is None or not any(one.show_if for one in self.questions):
            return
        given = {question.code: one for question, one in self.given().items()}
        asked = set(
            asked_among(self.questions, given, self.facts, elsewhere=self.elsewhere)
        )
        for question in self.questions:
            if question not in asked and self._is_wrong(question):
                self.left_out.add(question)
                self._drop_errors(question)

    def _drop_errors(self, question: Question) -> None:
        for part in self._parts(question):
            self._errors.pop(part, None)

    def _is_repeated(self, question: Question) -> bool:
        """Whether a button asks for last year's answer to this question."""
        return self.data.get("same") == self.name_of(question) and self._can_repeat(
            question
        )

    def _can_repeat(self, question: Question) -> bool:
        earlier = self.previous.get(question.code)
        return bool(earlier) and not why_not_again(question, earlier, on=self.on)

    def given(self) -> dict[Question, Given]:
        """The answers without errors, for the service."""
        return {
            question: self._given(question)
            for question in self.questions
            if not self._is_wrong(question)
        }

    def _parts(self, question: Question) -> list[str]:
        name = self.name_of(question)
        return [name, *(f"{name}-{part}" for part in BESIDE)]

    def _is_wrong(self, question: Question) -> bool:
        return question in self.left_out or any(
            part in self.errors for part in self._parts(question)
        )

    def _given(self, question: Question) -> Given:
        name, cleaned = self.name_of(question), self.cleaned_data
        if self._is_repeated(question):
            return again(
                self.previous[question.code],
                version=self._version_typed(question),
                comment=cleaned.get(f"{name}-comment", ""),
            )
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
        if question.takes_day:
            return Given(day=value, words=cleaned.get(f"{name}-person", ""), **shared)
        if question.kind == Kind.TABLE:
            return Given(rows=tuple(value), **shared)
        return Given(words=value, **shared)

    def attempt(self, service: Callable, *args, **kwargs) -> bool:
        """Save the answers without errors, and return whether all were saved.

        If someone else changed an answer first, both are shown and kept; saving again
        then puts this one in the place of theirs.
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
                words = Truncator(theirs.in_words or "nothing").chars(SHORT)
                who = "You" if theirs.by == kwargs["by"] else theirs.by
                self.add_error(
                    self.name_of(question),
                    f"{who} answered question {question.ref} after you opened this "
                    f"page: “{words}”. Both answers are kept. Save again to use yours.",
                )
        return not self.errors

    def boxes(self) -> list[QuestionBox]:
        """Each question as the page shows it, with what was typed or saved."""
        names = {one.code: self.name_of(one) for one in self.questions}
        return [self._box(question, names) for question in self.questions]

    def _box(self, question: Question, names: Mapping[str, str]) -> QuestionBox:
        box = QuestionBox(
            question=question,
            name=self.name_of(question),
            previous=self.previous.get(question.code),
            theirs=self.theirs.get(question.pk),
            earlier=self.earlier.get(question.pk, []),
        )
        answer = self.answers.get(question.pk)
        if self.is_bound:
            self._show_typed(box)
        elif answer:
            fill(box, answer)
        if box.previous:
            box.why_not_again = why_not_again(question, box.previous, on=self.on)
            is_answered = answer is not None and answer.is_given
            box.can_repeat = not (box.why_not_again or is_answered or self.is_bound)
        if question.show_if:
            by_code = self.all_questions
            box.condition = in_words(question.show_if, by_code)
            box.show_if = show_if_of(question, names, self.elsewhere, self.facts or {})
        return box

    def _show_typed(self, box: QuestionBox) -> None:
        question, name, data = box.question, box.name, self.data
        chosen = set(data.getlist(name))
        box.version = self._version_to_show(question)
        box.chosen = chosen - {NOT_APPLICABLE}
        box.text = data.get(name, "")
        box.day = {part: data.get(f"{name}-{part}", "") for part in PARTS}
        box.person = data.get(f"{name}-person", "")
        box.reason = data.get(f"{name}-reason", "")
        box.comment = data.get(f"{name}-comment", "")
        if question.kind == Kind.TABLE:
            typed = self[name].data
            box.rows = [row for row in typed if any(row.values())]
        box.is_not_applicable = NOT_APPLICABLE in chosen or f"{name}-na" in data
        box.errors = list(self.errors.get(name, []))
        box.person_errors = list(self.errors.get(f"{name}-person", []))
        box.reason_errors = list(self.errors.get(f"{name}-reason", []))
        box.comment_errors = list(self.errors.get(f"{name}-comment", []))
        box.asked_about = [
            (part, *self.asked_about[part])
            for part in self._parts(question)
            if part in self.asked_about
        ]

    def _version_to_show(self, question: Question) -> int:
        """The version of the answer that the next save replaces."""
        if theirs := self.theirs.get(question.pk):
            return theirs.version
        if self.saved and question.pk in self.saved.versions:
            return self.saved.versions[question.pk]
        return self._version_typed(question)

    def _version_typed(self, question: Question) -> int:
        typed = self.data.get(f"{self.name_of(question)}-version", "")
        is_version = typed.isdecimal() and len(typed) <= len(str(HIGHEST))
        return int(typed) if is_version else 0


class LastYearForm(Form):
    """Which of last year's answers are still right; all of them unless unticked."""

    submit = "Confirm these answers"
    mark_optional = False

    chosen = MultipleChoiceField(
        label="Which of these answers are still right?",
        hint="Untick any that you want to answer afresh.",
        coerce=int,
        missing="Select the answers that are still right",
    )

    def __init__(self, *args, found: Iterable[tuple[Question, Answer]], **kwargs):
        found = list(found)
        super().__init__(
            *args, initial={"chosen": [one.pk for one, _ in found]}, **kwargs
        )
        self.fields["chosen"].choices = [
            (question.pk, f"{question}: {answer.in_words}")
            for question, answer in found
        ]


class ExplainForm(Form):
    """Why answers that seem to contradict each other are right."""

    submit = "Save and go to the task list"

    reason = SafeTextField(
        label="Why are these answers right?",
        hint="For example, “we opened in September, so nothing has been logged yet”. "
        "Do not include anything that could identify a child.",
        missing="Enter why these answers are right",
        max_length=LONGEST_REASON,
        rows=3,
    )
