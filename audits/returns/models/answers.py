"""Answers, in columns that SQL can count."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from audits.questions.models import Question
from partnership.guards.triggers import FrozenWith
from partnership.people.models import Person

Kind = Question.Kind
SUBMITTED = "The return has been submitted and does not change"


@dataclass(frozen=True, kw_only=True)
class Given:
    """An answer as someone gives it, with the version of the answer they saw.

    Version 0 means that there was no answer. `is_confirmed` means that they confirmed
    that text which seemed to identify a child does not.
    """

    choice: str = ""
    choices: tuple[str, ...] = ()
    number: Decimal | None = None
    day: date | None = None
    words: str = ""
    comment: str = ""
    not_applicable_reason: str = ""
    version: int = 0
    is_confirmed: bool = False

    @property
    def is_answer(self) -> bool:
        """Whether it has a value or a reason why the question does not apply."""
        return self.number is not None or bool(
            self.choice
            or self.choices
            or self.day
            or self.words
            or self.not_applicable_reason
        )


def stays_once_submitted(name: str) -> FrozenWith:
    """A trigger that freezes rows of a return once it is submitted."""
    return FrozenWith(
        name,
        SUBMITTED,
        whole="audit_return",
        status="submitted",
        waits=True,
        stays=True,
    )


class AnswerQuerySet(models.QuerySet):
    def given(self) -> "AnswerQuerySet":
        """Answers with a value or a reason why the question does not apply."""
        return self.filter(is_given=True)

    def with_words(self) -> "AnswerQuerySet":
        """Answers with what `Answer.in_words` reads of their questions."""
        words = ("question__code", "question__ref", "question__kind")
        return self.select_related("question").only(
            *(field.attname for field in Answer._meta.concrete_fields),
            *words,
            "question__choices",
        )

    def gaps(self) -> "AnswerQuerySet":
        """Answers that show a gap, by the same rule as `Answer.is_gap`."""
        return self.filter(
            Q(question__gap_answers__contains=[models.F("choice")], choice__gt="")
            | Q(number__lt=models.F("question__gap_below"))
        )


class Answer(models.Model):
    """A school's answer to one question."""

    audit_return = models.ForeignKey(
        "audits.AuditReturn", models.PROTECT, related_name="answers", db_index=False
    )
    question = models.ForeignKey(
        Question, models.PROTECT, related_name="answers", db_index=False
    )
    choice = models.CharField(max_length=40, blank=True)
    choices = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    number = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    day = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True)
    comment = models.TextField(blank=True)
    not_applicable_reason = models.TextField(blank=True)
    is_given = models.GeneratedField(
        expression=models.Case(
            models.When(
                Q(choice__gt="")
                | ~Q(choices=[])
                | Q(number__isnull=False)
                | Q(day__isnull=False)
                | Q(words__gt="")
                | Q(not_applicable_reason__gt=""),
                then=models.Value(True),
            ),
            default=models.Value(False),
        ),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["audit_return", "question"], name="answer_once_per_question"
            ),
            models.CheckConstraint(
                condition=Q(not_applicable_reason="")
                | Q(choice="", choices=[], number=None, day=None, words=""),
                name="answer_not_applicable_has_no_value",
            ),
            models.CheckConstraint(
                condition=Q(number=None) | Q(number__gte=0),
                name="answer_number_not_negative",
            ),
        ]
        indexes = [
            # Lets the analysis read answers by question from the index alone.
            models.Index(
                fields=["question", "audit_return"],
                include=["choice", "number"],
                name="answer_of_question",
            ),
        ]
        triggers = [stays_once_submitted("submitted_answers_stay")]

    def __str__(self) -> str:
        return f"{self.question.ref}: {self.in_words}"

    @property
    def does_not_apply(self) -> bool:
        return bool(self.not_applicable_reason)

    @property
    def in_words(self) -> str:
        """The answer as readers see it, without its comment."""
        return in_words(self.question, self)

    @property
    def is_gap(self) -> bool:
        """Whether this answer shows a gap."""
        question = self.question
        if self.choice:
            return self.choice in question.gap_answers
        return (
            self.number is not None
            and question.gap_below is not None
            and self.number < question.gap_below
        )


def in_words(question: Question, given: Answer | Given) -> str:
    """An answer, saved or just given, as readers see it."""
    if given.not_applicable_reason:
        return f"Not applicable: {given.not_applicable_reason}"
    if question.takes_one_choice:
        return question.label_of(given.choice)
    if question.kind == Kind.MULTIPLE:
        return ", ".join(question.label_of(choice) for choice in given.choices)
    if question.takes_number:
        return number_in_words(given.number, is_percent=question.kind == Kind.PERCENT)
    if question.kind == Kind.DATE:
        return f"{given.day.day} {given.day:%B %Y}" if given.day else ""
    return given.words


def number_in_words(number: Decimal | None, *, is_percent: bool = False) -> str:
    """A number with thousands separators and no empty decimals: 1,751 or 97.5%."""
    if number is None:
        return ""
    digits = f"{number:,.2f}".rstrip("0").rstrip(".")
    return f"{digits}%" if is_percent else digits
