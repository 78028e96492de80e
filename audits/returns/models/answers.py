"""Answers, in columns that SQL can count."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import TruncDate
from django.utils.timezone import localtime

from actions.due.calendar import months_later
from audits.questions.kinds import CellKind, Kind
from audits.questions.models import Question
from partnership.guards.triggers import FrozenWith
from partnership.people.models import Person

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
    # The lines of a table, each with the text of its cells by column.
    rows: tuple[Mapping[str, str], ...] = ()
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
            or self.rows
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
        """Answers that count, with a value or a reason why the question does not apply.

        A person is half an answer where a date is asked for too.
        """
        half = Q(words="") | Q(day=None)
        return self.filter(is_given=True, is_counted=True).exclude(
            half, not_applicable_reason="", question__kind=Kind.PERSON_DATE
        )

    def with_words(self) -> "AnswerQuerySet":
        """Answers with what `Answer.in_words` reads of their questions."""
        words = ("question__code", "question__ref", "question__kind")
        return self.select_related("question").only(
            *(field.attname for field in Answer._meta.concrete_fields),
            *words,
            "question__choices",
            "question__unit",
            "question__columns",
        )

    def with_earlier(self) -> "AnswerQuerySet":
        """Answers that know whether someone answered before (`has_earlier`)."""
        earlier = EarlierAnswer.objects.filter(
            audit_return=models.OuterRef("audit_return_id"),
            question=models.OuterRef("question_id"),
        )
        return self.annotate(has_earlier=models.Exists(earlier))

    def gaps(self) -> "AnswerQuerySet":
        """Answers that show a gap, by the same rule as `Answer.is_gap`."""
        months = models.Func(
            models.F("question__gap_after_months"),
            template="make_interval(months => %(expressions)s)",
            output_field=models.DurationField(),
        )
        last = models.ExpressionWrapper(
            TruncDate("at") - months, output_field=models.DateTimeField()
        )
        return self.filter(
            Q(question__gap_answers__contains=[models.F("choice")], choice__gt="")
            | Q(question__gap_answers__overlap=models.F("choices"))
            | Q(number__lt=models.F("question__gap_below"))
            | Q(number__gt=models.F("question__gap_above"))
            | Q(day__lt=last),
            is_counted=True,
        )


class Values(models.Model):
    """The parts of an answer; which of them are filled depends on the question."""

    choice = models.CharField(max_length=40, blank=True)
    choices = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    number = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    day = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True)
    rows = models.JSONField(
        default=list, blank=True, help_text="The lines of a table, cells by column"
    )
    comment = models.TextField(blank=True)
    not_applicable_reason = models.TextField(blank=True)

    class Meta:
        abstract = True

    @property
    def in_words(self) -> str:
        """The answer as readers see it, without its comment."""
        return in_words(self.question, self)


class Answer(Values):
    """A school's answer to one question."""

    audit_return = models.ForeignKey(
        "audits.AuditReturn", models.PROTECT, related_name="answers", db_index=False
    )
    question = models.ForeignKey(
        Question, models.PROTECT, related_name="answers", db_index=False
    )
    is_counted = models.BooleanField(
        default=True,
        db_default=True,
        help_text="Whether the question is asked, given the other answers",
    )
    is_given = models.GeneratedField(
        expression=models.Case(
            models.When(
                Q(choice__gt="")
                | ~Q(choices=[])
                | Q(number__isnull=False)
                | Q(day__isnull=False)
                | Q(words__gt="")
                | ~Q(rows=[])
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
                | Q(choice="", choices=[], number=None, day=None, words="", rows=[]),
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
                include=["choice", "number", "is_counted"],
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
    def is_whole(self) -> bool:
        """Whether it counts and nothing is missing from it, by the rule of `given`."""
        if not (self.is_given and self.is_counted) or self.not_applicable_reason:
            return self.is_given and self.is_counted
        return self.question.kind != Kind.PERSON_DATE or bool(self.words and self.day)

    @property
    def is_gap(self) -> bool:
        """Whether this answer counts and shows a gap."""
        if not self.is_counted:
            return False
        question, number, day = self.question, self.number, self.day
        below, above = question.gap_below, question.gap_above
        if number is not None:
            return (below is not None and number < below) or (
                above is not None and number > above
            )
        if day is not None and question.gap_after_months is not None:
            return day < months_later(
                localtime(self.at).date(), -question.gap_after_months
            )
        return bool({self.choice, *self.choices} & {*question.gap_answers})


class EarlierAnswer(Values):
    """An answer that another person's answer replaced, or was saved before."""

    audit_return = models.ForeignKey(
        "audits.AuditReturn", models.PROTECT, related_name="earlier"
    )
    question = models.ForeignKey(
        Question, models.PROTECT, related_name="+", db_index=False
    )
    was_saved = models.BooleanField(
        help_text="Whether it was the answer until someone else changed it, not only "
        "typed at the same time as theirs"
    )
    by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        triggers = [stays_once_submitted("submitted_earlier_answers_stay")]

    def __str__(self) -> str:
        return f"{self.question.ref}: {self.in_words}"


def in_words(question: Question, given: Values | Given) -> str:
    """An answer, saved or just given, as readers see it."""
    if given.not_applicable_reason:
        return f"Not applicable: {given.not_applicable_reason}"
    if question.takes_one_choice:
        return question.label_of(given.choice)
    if question.kind == Kind.MULTIPLE:
        return ", ".join(question.label_of(choice) for choice in given.choices)
    if question.takes_number:
        number = number_in_words(given.number, is_percent=question.kind == Kind.PERCENT)
        return f"{number} {question.unit}".strip() if number else ""
    if question.takes_day:
        day = day_in_words(given.day) if given.day else ""
        return ", ".join(filter(None, [given.words, day]))
    if question.kind == Kind.TABLE:
        return "\n".join(_line_in_words(question, row) for row in given.rows)
    return given.words


def day_in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _line_in_words(question: Question, row: Mapping[str, str]) -> str:
    """A line of a table: “Name: Sam Roe; Trained on: 3 June 2025”."""
    cells = [
        (column["label"], cell_in_words(column["kind"], row.get(column["key"], "")))
        for column in question.columns
    ]
    return "; ".join(f"{label}: {words}" for label, words in cells if words)


def cell_in_words(kind: str, text: str) -> str:
    """A cell of a table as readers see it. Dates are kept as 2025-06-03."""
    if kind == CellKind.DATE and text:
        return day_in_words(date.fromisoformat(text))
    if kind == CellKind.YES_NO:
        return {"yes": "Yes", "no": "No"}.get(text, "")
    return text


def number_in_words(number: Decimal | None, *, is_percent: bool = False) -> str:
    """A number with thousands separators and no empty decimals: 1,751 or 97.5%."""
    if number is None:
        return ""
    digits = f"{number:,.2f}".rstrip("0").rstrip(".")
    return f"{digits}%" if is_percent else digits
