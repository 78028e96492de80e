"""Returns: their status, questions, answers, gaps and signatures."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cached_property

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from audits.questions.models import Question
from audits.returns.acts import ACTS, Status
from audits.returns.models.answers import SUBMITTED, Answer, day_in_words
from audits.returns.models.asking import Asking
from audits.returns.models.progress import (
    Signatory,
)
from audits.returns.models.signing import Signing
from audits.rounds.models import Round
from partnership.access import Permission, Role
from partnership.guards.acts import HasActs
from partnership.guards.triggers import Frozen
from partnership.guards.versions import Versioned
from partnership.pages.addresses import reverse
from partnership.people.models import Membership, Person
from partnership.reach import Reached, ReachQuerySet
from partnership.schools.models import School, SchoolLink

# Who is invited to answer, and reminded.
ANSWERING_ROLES = (Role.DSL, Role.HEAD, Role.PROPRIETOR)


class AuditReturnQuerySet(ReachQuerySet):
    def visible_to(self, person: Person | None) -> "AuditReturnQuerySet":
        """Every return for officers; a school's returns for its people and trust."""
        return super().visible_to(person).with_school()

    def with_school(self) -> "AuditReturnQuerySet":
        """Returns with their school and round."""
        return self.select_related(
            "school__organisation", "round__question_set", "previous"
        )

    def current(self) -> "AuditReturnQuerySet":
        """Each school's current return, without earlier revisions."""
        return self.filter(is_current=True)

    def submitted(self) -> "AuditReturnQuerySet":
        """The newest submitted version of each return.

        A reopened return counts as it was until its next version is submitted.
        """
        submitted = self.filter(status=AuditReturn.Status.SUBMITTED)
        newer = AuditReturn.objects.filter(
            status=AuditReturn.Status.SUBMITTED,
            round=models.OuterRef("round"),
            school=models.OuterRef("school"),
            revision__gt=models.OuterRef("revision"),
        )
        return submitted.filter(Q(is_current=True) | ~models.Exists(newer))

    def outstanding(self) -> "AuditReturnQuerySet":
        """Returns that can still be submitted, in an open round or opened late."""
        return (
            self.current()
            .filter(Q(round__status=Round.Status.OPEN) | Q(own_deadline__isnull=False))
            .exclude(status=AuditReturn.Status.SUBMITTED)
        )

    def latest_first(self) -> "AuditReturnQuerySet":
        """Returns of the latest round first, by school."""
        return self.order_by("-round__closes_on", Lower("school__organisation__name"))

    def by_school_name(self) -> "AuditReturnQuerySet":
        """Returns in order of school name."""
        return self.order_by(Lower("school__organisation__name"), "pk")

    def without_contact(self, *, on: date) -> "AuditReturnQuerySet":
        """Returns of schools where no DSL or head has an email address."""
        contacts = (
            Membership.objects.current(on=on)
            .filter(
                organisation=models.OuterRef("school__organisation"),
                role__in=ANSWERING_ROLES,
            )
            .exclude(person__email="")
        )
        return self.filter(~models.Exists(contacts))

    def with_contacts(self, *, on: date) -> "AuditReturnQuerySet":
        """Returns with their DSLs (`school.organisation.dsls`) and `last_answers`."""
        return self.prefetch_related(
            models.Prefetch(
                "school__organisation__memberships",
                queryset=Membership.objects.current(on=on)
                .filter(role=Role.DSL)
                .select_related("person"),
                to_attr="dsls",
            ),
            models.Prefetch(
                "answers",
                queryset=Answer.objects.order_by("audit_return_id", "-at")
                .distinct("audit_return_id")
                .only("audit_return", "at"),
                to_attr="last_answers",
            ),
        )

    def counts(self) -> dict[str, int]:
        """The number of returns in each status, including zeros."""
        counted = dict(
            self.order_by().values_list("status").annotate(models.Count("pk"))
        )
        return {status: counted.get(status, 0) for status in AuditReturn.Status.values}


class AuditReturn(Asking, Signing, HasActs, Reached, Versioned):
    """One school's answers in one audit round, signed and submitted."""

    seen_with = Permission.SEE_RETURN
    belongs_to = "school__organisation"

    Status = Status
    ACTS = ACTS

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
    signatories = ArrayField(
        models.CharField(max_length=10, choices=Signatory.choices),
        default=list,
        blank=True,
        help_text="Who signs it, in order, settled when it is sent for signing",
    )
    own_deadline = models.DateField(
        null=True,
        blank=True,
        help_text="For a return that was opened again after its round had closed",
    )
    reopened_because = models.TextField(
        blank=True, help_text="Why an officer reopened the version before this one"
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
                condition=Q(reopened_because="") | Q(revision__gt=1),
                name="return_reopened_as_the_next_revision",
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
        triggers = [
            Frozen(
                "submitted_returns_stay",
                SUBMITTED,
                once=pgtrigger.Q(old__status="submitted"),
                apart_from=("is_current", "version"),
            ),
        ]
        indexes = [
            models.Index(fields=["round", "status"], name="return_round_and_status"),
        ]

    def __str__(self) -> str:
        return f"{self.school}, {self.round}"

    def get_absolute_url(self) -> str:
        return reverse("audits:tasks", kwargs={"pk": self.pk})

    @property
    def called(self) -> str:
        return "This return"

    @property
    def colour(self) -> str:
        """The colour of its status tag."""
        return {
            self.Status.NOT_STARTED: "grey",
            self.Status.IN_PROGRESS: "blue",
            self.Status.READY: "yellow",
            self.Status.SUBMITTED: "green",
        }[self.status]

    @property
    def is_open(self) -> bool:
        """Whether its round is open, or it was opened again for this school."""
        return self.round.is_open or self.own_deadline is not None

    @property
    def closes_on(self) -> date:
        """The day by which it should be submitted."""
        return self.own_deadline or self.round.closes_on

    @property
    def can_be_answered(self) -> bool:
        return self.is_open_to("answer")

    @property
    def is_ready(self) -> bool:
        return self.status == self.Status.READY

    @property
    def is_submitted(self) -> bool:
        return self.status == self.Status.SUBMITTED

    @cached_property
    def questions(self) -> list[Question]:
        """The round's questions that apply to this school."""
        return [q for q in self.round.questions if q.is_for(self.school)]

    def questions_of(self, letter: str) -> list[Question]:
        """This school's questions in one section."""
        return [q for q in self.questions if q.section.letter == letter]

    def answers_to(self, questions: Iterable[Question]) -> dict[int, Answer]:
        """This return's answers to some questions, by question."""
        by_pk = {question.pk: question for question in questions}
        answers = {}
        for answer in Answer.objects.filter(audit_return=self, question__in=by_pk):
            answer.question = by_pk[answer.question_id]
            answers[answer.question_id] = answer
        return answers

    def answers_of_both_years(
        self, questions: Iterable[Question]
    ) -> tuple[dict[int, Answer], dict[str, Answer]]:
        """This return's answers by question, and last time's by code, in one query.

        A question keeps its code from edition to edition.
        """
        by_pk = {question.pk: question for question in questions}
        now, before = {}, {}
        for answer in (
            Answer.objects.filter(
                audit_return__in=[self.pk, self.previous_id],
                question__code__in=[question.code for question in by_pk.values()],
            )
            .with_words()
            .with_earlier()
        ):
            if answer.audit_return_id == self.pk:
                answer.question = by_pk[answer.question_id]
                now[answer.question_id] = answer
            elif answer.is_given:
                before[answer.question.code] = answer
        return now, before

    @cached_property
    def previous_words(self) -> str:
        """Whose the answers before this return are: this school’s, or its
        predecessor’s before it took over.
        """
        if self.previous_id is None or self.previous.school_id == self.school_id:
            return "Last time you answered"
        link = (
            SchoolLink.objects.filter(predecessor=self.previous.school_id)
            .select_related("predecessor__organisation")
            .last()
        )
        if link is None:
            return f"Answered by {self.previous.school}"
        return f"Answered by {link.predecessor} (before {day_in_words(link.on)})"

    def question(self, pk: int) -> Question | None:
        """One question of the round, if it applies to this school."""
        return next((q for q in self.questions if q.pk == pk), None)

    def section_after(self, letter: str) -> str:
        """The letter of this school's next section, if any."""
        letters = list(dict.fromkeys(q.section.letter for q in self.questions))
        after = letters[letters.index(letter) + 1 :] if letter in letters else []
        return after[0] if after else ""

    def evidence_shown(self) -> dict[int, list[models.Model]]:
        """The evidence attached to each question, by question."""
        shown = defaultdict(list)
        for attachment in self.attachments.with_evidence():
            shown[attachment.question_id].append(attachment)
        return dict(shown)

    def delegates(self, *, on: date) -> dict[int, Person]:
        """Who was asked to answer which section, and may on a day."""
        given = self.delegations.in_force(on=on)
        return {one.section_id: one.person for one in given}

    def gap_answers(self) -> list[Answer]:
        """The answers that show a gap, in order."""
        questions = self.questions
        answers = self.answers_to(questions)
        return [
            answers[question.pk]
            for question in questions
            if question.pk in answers and answers[question.pk].is_gap
        ]

    def planned_gaps(self) -> models.QuerySet:
        """The action plan, in order of the questions."""
        return self.gaps.select_related("question__section", "action")
