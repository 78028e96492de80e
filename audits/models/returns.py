"""A school's return: how far it is, who signed it, and the gaps it found."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse

from audits.models.answers import Answer
from audits.models.questions import Question, Section
from audits.models.rounds import Round
from partnership.access import Permission, Role
from partnership.foundation import policy
from partnership.foundation.outcomes import Refused
from partnership.models import Membership, Person, School, Versioned


class AuditReturnQuerySet(models.QuerySet):
    def visible_to(self, person: Person | None) -> "AuditReturnQuerySet":
        """All returns for officers; a school's for its people and its sharing trust."""
        if person is None:
            return self.none()
        if person.holds(Permission.SEE_RETURN):
            return self.with_school()
        return self.with_school().filter(
            school__organisation__in=person.organisations_where(Permission.SEE_RETURN)
        )

    def with_school(self) -> "AuditReturnQuerySet":
        """Returns with the school and round that every page of them names."""
        return self.select_related("school__organisation", "round__question_set")

    def current(self) -> "AuditReturnQuerySet":
        """Each school's standing return, without those that were reopened since."""
        return self.filter(is_current=True)

    def submitted(self) -> "AuditReturnQuerySet":
        """Standing returns that have been signed and sent in."""
        return self.current().filter(status=AuditReturn.Status.SUBMITTED)

    def outstanding(self) -> "AuditReturnQuerySet":
        """Returns of open rounds that schools still owe."""
        return (
            self.current()
            .filter(round__status=Round.Status.OPEN)
            .exclude(status=AuditReturn.Status.SUBMITTED)
        )

    def by_school_name(self) -> "AuditReturnQuerySet":
        """Returns in the order of their schools' names."""
        return self.order_by(Lower("school__organisation__name"), "pk")

    def with_contacts(self, *, on: date) -> "AuditReturnQuerySet":
        """Returns with their DSLs (`school.organisation.dsls`) and last answer."""
        return self.prefetch_related(
            models.Prefetch(
                "school__organisation__memberships",
                queryset=Membership.objects.current(on=on)
                .filter(role=Role.DSL)
                .select_related("person"),
                to_attr="dsls",
            )
        ).annotate(
            last_answer_at=models.Subquery(
                Answer.objects.filter(audit_return=models.OuterRef("pk"))
                .order_by()
                .values("audit_return")
                .annotate(last=models.Max("at"))
                .values("last")
            )
        )

    def counts(self) -> dict[str, int]:
        """How many of these returns stand where, every status named."""
        counted = dict(
            self.order_by().values_list("status").annotate(models.Count("pk"))
        )
        return {status: counted.get(status, 0) for status in AuditReturn.Status.values}


class AuditReturn(Versioned):
    """One school's answers to one round, and where they stand."""

    seen_with = Permission.SEE_RETURN

    class Status(models.TextChoices):
        NOT_STARTED = "not_started", "Not started"
        IN_PROGRESS = "in_progress", "In progress"
        READY = "ready", "Ready to sign"
        SUBMITTED = "submitted", "Submitted"

    MOVES = {
        Status.NOT_STARTED: {Status.IN_PROGRESS},
        Status.IN_PROGRESS: {Status.READY},
        Status.READY: {Status.IN_PROGRESS, Status.SUBMITTED},
        Status.SUBMITTED: set(),
    }

    round = models.ForeignKey(Round, models.PROTECT, related_name="returns")
    school = models.ForeignKey(School, models.PROTECT, related_name="audit_returns")
    revision = models.PositiveSmallIntegerField(
        default=1, help_text="A reopened return becomes the next revision"
    )
    is_current = models.BooleanField(default=True)
    previous = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The school's last submitted return before this one",
    )
    status = models.CharField(
        max_length=11, choices=Status.choices, default=Status.NOT_STARTED
    )
    # None, not "", while there is none: it is unique.
    receipt_number = models.CharField(  # noqa: DJ001
        max_length=20, unique=True, null=True, blank=True
    )
    submitted_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)

    objects = AuditReturnQuerySet.as_manager()

    class Meta:
        ordering = ["-round", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "school", "revision"],
                name="return_once_per_round_school_and_revision",
            ),
            models.UniqueConstraint(
                fields=["round", "school"],
                condition=Q(is_current=True),
                name="return_one_current_per_round_and_school",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=["not_started", "in_progress", "ready", "submitted"]
                ),
                name="return_status_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    status="submitted",
                    receipt_number__isnull=False,
                    submitted_at__isnull=False,
                    submitted_by__isnull=False,
                )
                | (
                    ~Q(status="submitted")
                    & Q(
                        receipt_number=None,
                        submitted_at=None,
                        submitted_by=None,
                    )
                ),
                name="return_submitted_with_receipt_day_and_person",
            ),
        ]
        indexes = [
            models.Index(fields=["round", "status"], name="return_round_and_status"),
        ]

    def __str__(self) -> str:
        return f"{self.school}, {self.round}"

    def get_absolute_url(self) -> str:
        return reverse("audits:tasks", kwargs={"pk": self.pk})

    def roles_of(self, person: Person) -> set[Role]:
        return person.roles_at(self.school.organisation_id)

    def move_to(self, status: str) -> None:
        """Take the next status.

        Raises:
            Refused: the return cannot go there from where it is.
        """
        if status not in self.MOVES[self.status]:
            raise Refused(f"This return is {self.get_status_display().lower()}")
        self.status = status

    @property
    def can_be_answered(self) -> bool:
        return self.round.is_open and self.status in {
            self.Status.NOT_STARTED,
            self.Status.IN_PROGRESS,
        }

    @property
    def is_ready(self) -> bool:
        return self.status == self.Status.READY

    @property
    def is_submitted(self) -> bool:
        return self.status == self.Status.SUBMITTED

    @property
    def questions(self) -> list[Question]:
        """What this school is asked: the round's questions that are for its kind."""
        return [q for q in self.round.questions if q.is_for(self.school)]

    def questions_of(self, letter: str) -> list[Question]:
        """What this school is asked in one section, read without the other sections."""
        questions = Question.objects.of(
            self.round.question_set, on=self.round.opens_on
        ).filter(section__letter=letter)
        return [question for question in questions if question.is_for(self.school)]

    def answers_to(self, questions: Iterable[Question]) -> dict[int, Answer]:
        """This return's answers to some questions, by question."""
        by_pk = {question.pk: question for question in questions}
        answers = {}
        for answer in Answer.objects.filter(audit_return=self, question__in=by_pk):
            answer.question = by_pk[answer.question_id]
            answers[answer.question_id] = answer
        return answers

    def sections(self) -> list["SectionProgress"]:
        """Each section this school is asked, with how much of it is answered."""
        answered = set(self.answers.given().values_list("question_id", flat=True))
        by_section: dict[Section, list[Question]] = {}
        for question in self.questions:
            by_section.setdefault(question.section, []).append(question)
        return [
            SectionProgress(
                section=section,
                asked=len(questions),
                answered=sum(question.pk in answered for question in questions),
                missing=tuple(
                    question
                    for question in questions
                    if question.pk not in answered and not question.is_optional
                ),
            )
            for section, questions in by_section.items()
        ]

    @property
    def roles_to_sign(self) -> list["Signature.Role"]:
        """Who signs a return of this type of school, in order: local policy."""
        required = policy.get("signatures_required")
        return [Signature.Role(role) for role in required[self.school.sector]]

    @property
    def next_to_sign(self) -> "Signature.Role | None":
        """The first role whose signature is missing."""
        return next(
            (
                role
                for role in self.roles_to_sign
                if role not in self.standing_signatures
            ),
            None,
        )

    def forget_signatures(self) -> None:
        """Read the signatures afresh when next asked."""
        self.__dict__.pop("standing_signatures", None)

    @cached_property
    def standing_signatures(self) -> dict[str, "Signature"]:
        """The signatures that have not been withdrawn, by role."""
        return {
            signature.role: signature
            for signature in self.signatures.all()
            if signature.withdrawn_at is None
        }


@dataclass(frozen=True)
class SectionProgress:
    """How much of a section is answered."""

    section: Section
    asked: int
    answered: int
    missing: tuple[Question, ...]

    @property
    def is_complete(self) -> bool:
        return not self.missing

    @property
    def words(self) -> str:
        """The section's status on the task list."""
        if self.is_complete:
            return "Completed"
        return "In progress" if self.answered else "Not started"


class Signature(models.Model):
    """Someone's word, given once, that a return is true."""

    class Role(models.TextChoices):
        HEAD = "head", "Head"
        DSL = "dsl", "Designated safeguarding lead"
        GOVERNOR = "governor", "Safeguarding governor"

    audit_return = models.ForeignKey(
        AuditReturn, models.PROTECT, related_name="signatures"
    )
    role = models.CharField(max_length=8, choices=Role.choices)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    name = models.CharField("name as typed", max_length=120)
    statement = models.TextField()
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["audit_return", "role"],
                condition=Q(withdrawn_at=None),
                name="signature_once_per_role",
            ),
            # A head who also chairs governors does not sign for both.
            models.UniqueConstraint(
                fields=["audit_return", "person"],
                condition=Q(withdrawn_at=None),
                name="signature_two_different_people",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="signature_has_a_name"),
            models.CheckConstraint(
                condition=Q(role__in=["head", "dsl", "governor"]),
                name="signature_role_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_role_display().lower()}"


class Gap(models.Model):
    """An answer under its threshold: the action it becomes, or why it becomes none."""

    audit_return = models.ForeignKey(AuditReturn, models.PROTECT, related_name="gaps")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    action_text = models.TextField(blank=True)
    owner_words = models.CharField(max_length=200, blank=True)
    due_text = models.CharField(max_length=120, blank=True)
    justification = models.TextField(blank=True)
    action = models.ForeignKey(
        "actions.Action", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["question__section__position", "question__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["audit_return", "question"], name="gap_once_per_question"
            ),
            models.CheckConstraint(
                condition=Q(justification="") | Q(action=None, action_text=""),
                name="gap_action_or_justification",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question.ref}: {self.action_text or self.justification}"
