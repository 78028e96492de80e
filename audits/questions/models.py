"""Question sets by edition, their sections and questions."""

from datetime import date, datetime
from functools import cached_property, lru_cache

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from audits.questions.acts import ACTS, Status
from audits.questions.applicability import applies
from audits.questions.faults import Fault, faults_in
from audits.questions.kinds import DAYS, NUMBERS, ONE_CHOICE, Kind
from audits.questions.querysets import QuestionSetQuerySet
from partnership.access import Permission
from partnership.guards.acts import HasActs
from partnership.guards.triggers import Frozen, FrozenWith
from partnership.guards.versions import Versioned
from partnership.pages.addresses import reverse
from partnership.reach import Reached
from partnership.schools.models import School

IN_USE = "The questions of a set in force do not change"


class QuestionSet(HasActs, Reached, Versioned):
    """The questions of one edition of the audit."""

    seen_with = Permission.MANAGE_ROUND

    class Audience(models.TextChoices):
        """Who answers it."""

        SCHOOLS = "schools", "Schools and colleges"
        EARLY_YEARS = "early_years", "Early years settings"
        AGENCIES = "agencies", "Agencies, under section 11"

    Status = Status
    ACTS = ACTS
    COLOURS = {Status.DRAFT: "blue", Status.IN_FORCE: "green", Status.WITHDRAWN: "grey"}

    title = models.CharField(max_length=200)
    edition = models.CharField(max_length=40)
    guidance_edition = models.CharField(
        max_length=200,
        blank=True,
        help_text="The guidance the questions refer to, such as KCSIE September 2026",
    )
    audience = models.CharField(
        max_length=12, choices=Audience.choices, default=Audience.SCHOOLS
    )
    status = models.CharField(
        max_length=10, choices=Status.choices, default=Status.DRAFT
    )
    in_force_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = QuestionSetQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["title", "edition"],
                name="question_set_once_per_edition",
                violation_error_message="There is already a question set with this "
                "title and edition",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["draft", "in_force", "withdrawn"]),
                name="question_set_status_known",
            ),
            models.CheckConstraint(
                condition=models.Q(status="draft", in_force_at=None)
                | ~models.Q(status="draft") & models.Q(in_force_at__isnull=False),
                name="question_set_draft_until_in_force",
            ),
        ]
        triggers = [
            Frozen(
                "question_sets_in_force_stay",
                "A question set in force does not change",
                once=~pgtrigger.Q(old__status="draft"),
                apart_from=("version",),
                step=("in_force", "withdrawn"),
                with_step=("version",),
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.edition}"

    def get_absolute_url(self) -> str:
        return reverse("audits:question_set", kwargs={"pk": self.pk})

    @property
    def colour(self) -> str:
        return self.COLOURS[self.status]

    @property
    def questions(self) -> "tuple[Question, ...]":
        """Its questions in order, with their sections, shared by all who read them."""
        if self.in_force_at is None:
            return _questions_of(self.pk)
        return _kept_questions(self.pk, self.in_force_at)

    def faults(self) -> list[Fault]:
        """What is not complete, before it can be put in force."""
        questions = self.questions
        if not questions:
            words = "There are no questions in this set"
            return [Fault(words, "audits:question_set", self.pk)]
        contradictions = self.contradictions.all()
        return list(faults_in(self.sections.all(), questions, contradictions))


def _questions_of(question_set_pk: int) -> "tuple[Question, ...]":
    sections = {
        section.pk: section
        for section in Section.objects.filter(question_set=question_set_pk)
    }
    questions = Question.objects.filter(section__in=sections).order_by(
        "section__position", "position", "pk"
    )
    for question in questions:
        question.section = sections[question.section_id]
    return tuple(questions)


@lru_cache(maxsize=32)
def _kept_questions(
    question_set_pk: int, in_force_at: datetime
) -> "tuple[Question, ...]":
    """The questions of a set that is or was in force, read once by each process.

    The instant tells this set from one of the same number in a restored database.
    """
    return _questions_of(question_set_pk)


class Section(Reached, Versioned):
    """A group of questions that schools answer on one page."""

    seen_through = "question_set"

    question_set = models.ForeignKey(
        QuestionSet, models.PROTECT, related_name="sections"
    )
    letter = models.CharField(max_length=2)
    title = models.CharField(max_length=200)
    guidance = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question_set", "letter"], name="section_letter_once_per_set"
            ),
        ]
        triggers = [
            FrozenWith(
                "sections_in_force_stay",
                IN_USE,
                whole="question_set",
                status=("in_force", "withdrawn"),
                waits=True,
            )
        ]

    def __str__(self) -> str:
        return f"{self.letter}. {self.title}"


class Question(Reached, Versioned):
    """A question, why we ask it, and which answers show a gap."""

    seen_through = "section"

    Kind = Kind

    section = models.ForeignKey(Section, models.PROTECT, related_name="questions")
    ref = models.CharField("reference", max_length=8)
    code = models.SlugField(
        max_length=60,
        help_text="The same in every edition, so that years can be compared",
    )
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=14, choices=Kind.choices)
    text = models.TextField()
    why_we_ask = models.TextField(blank=True)
    guidance_reference = models.CharField(max_length=200, blank=True)
    choices = models.JSONField(
        default=list, blank=True, help_text="Pairs of the stored value and its label"
    )
    descriptors = models.JSONField(
        default=dict,
        blank=True,
        help_text="What a choice means in practice, by its stored value",
    )
    lowest_is_best = models.BooleanField(
        default=False, help_text="Whether level 1 is the best level"
    )
    unit = models.CharField(
        max_length=40, blank=True, help_text="What a number counts: per 100 pupils"
    )
    columns = models.JSONField(
        default=list,
        blank=True,
        help_text="The columns of a table: key, label and kind of each",
    )
    is_statutory = models.BooleanField(default=False)
    is_optional = models.BooleanField(default=False)
    allows_not_applicable = models.BooleanField(default=True)
    gap_answers = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        help_text="The answers that show a gap",
    )
    gap_below = models.DecimalField(
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="A number below this shows a gap",
    )
    gap_above = models.DecimalField(
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="A number above this shows a gap",
    )
    gap_after_months = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="A date longer ago than this shows a gap"
    )
    gap_text = models.TextField(blank=True, help_text="The action proposed for a gap")
    gap_measure = models.TextField(
        blank=True, help_text="The success measure proposed for that action"
    )
    show_if = models.JSONField(
        default=list,
        blank=True,
        help_text="Conditions on earlier answers; it is asked when all of them hold",
    )
    is_reworded = models.BooleanField(
        default=False,
        help_text="Whether it means something else than in the edition before, so that "
        "the answers of both cannot be compared",
    )
    applies_to = models.JSONField(
        default=dict,
        blank=True,
        help_text="The schools it applies to: phases, sectors, has_boarders, "
        "has_sixth_form, has_nursery, and ages, the lowest and the highest. If empty, "
        "all schools.",
    )
    from_date = models.DateField(null=True, blank=True)
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["section", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "ref"], name="question_ref_once_per_section"
            ),
            models.UniqueConstraint(
                fields=["section", "code"], name="question_code_once_per_section"
            ),
            models.CheckConstraint(
                condition=models.Q(to_date=None)
                | models.Q(from_date=None)
                | models.Q(to_date__gte=models.F("from_date")),
                name="question_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(gap_below=None, gap_above=None)
                | models.Q(kind__in=["count", "percent", "rate"]),
                name="question_gap_below_only_for_numbers",
            ),
            models.CheckConstraint(
                condition=models.Q(gap_after_months=None)
                | models.Q(kind__in=["date", "person_date"]),
                name="question_gap_after_months_only_for_dates",
            ),
            models.CheckConstraint(
                condition=models.Q(columns=[]) ^ models.Q(kind="table"),
                name="question_columns_only_for_tables",
            ),
        ]
        triggers = [
            FrozenWith(
                "questions_in_force_stay",
                IN_USE,
                whole="section__question_set",
                status=("in_force", "withdrawn"),
                waits=True,
            )
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.text}"

    @property
    def takes_one_choice(self) -> bool:
        return self.kind in ONE_CHOICE

    @property
    def takes_number(self) -> bool:
        return self.kind in NUMBERS

    @property
    def takes_day(self) -> bool:
        return self.kind in DAYS

    @property
    def can_leave_a_gap(self) -> bool:
        return bool(self.gap_in_words)

    @property
    def gap_in_words(self) -> str:
        """The answers that show a gap, as people read them."""
        words = [self.label_of(choice) for choice in self.gap_answers]
        if self.gap_below is not None:
            words.append(f"Below {self.gap_below.normalize():f}")
        if self.gap_above is not None:
            words.append(f"Above {self.gap_above.normalize():f}")
        if self.gap_after_months is not None:
            words.append(f"More than {self.gap_after_months} months ago")
        return ", ".join(words)

    @property
    def proposed_action(self) -> str:
        """The action proposed for a gap."""
        return self.gap_text or f"Address the gap found in question {self.ref}"

    def label_of(self, choice: str) -> str:
        """The label of a choice, or the choice itself if it is unknown."""
        return self._labels.get(choice, choice)

    @cached_property
    def _labels(self) -> dict[str, str]:
        return dict(self.choices)

    def is_asked(self, *, on: date) -> bool:
        """Whether it is asked in rounds that open on a day."""
        return (self.from_date is None or self.from_date <= on) and (
            self.to_date is None or on <= self.to_date
        )

    def is_for(self, school: School) -> bool:
        """Whether this question applies to a school."""
        return applies(self.applies_to, school)


class Contradiction(Reached, Versioned):
    """Answers that do not go together, which a school is asked about before signing."""

    seen_through = "question_set"

    question_set = models.ForeignKey(
        QuestionSet, models.PROTECT, related_name="contradictions"
    )
    position = models.PositiveSmallIntegerField()
    conditions = models.JSONField(help_text="It is pointed out when all of these hold")
    words = models.TextField()

    class Meta:
        ordering = ["position", "pk"]
        triggers = [
            FrozenWith(
                "contradictions_in_force_stay",
                IN_USE,
                whole="question_set",
                status=("in_force", "withdrawn"),
                waits=True,
            )
        ]

    def __str__(self) -> str:
        return self.words
