"""Scrutiny sessions and their questions, with answers and linked actions."""

from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from actions.register.models.actions import Action
from actions.reviews.models.clocks import Clock
from actions.reviews.models.recommendations import LIVE, followed_by
from actions.scrutiny.acts import ACTS, Standing
from partnership.access import Permission, Role
from partnership.guards.acts import HasActs
from partnership.guards.versions import Versioned
from partnership.pages.addresses import reverse
from partnership.people.models import Person
from partnership.reach import Reached, ReachQuerySet


class ScrutinySessionQuerySet(ReachQuerySet):
    def with_progress(self) -> "ScrutinySessionQuerySet":
        """Sessions with the number of their questions and of those unanswered."""
        return self.annotate(
            question_count=models.Count("questions", distinct=True),
            unanswered_count=models.Count(
                "questions",
                filter=Q(questions__answer="", questions__answer_by__isnull=False),
                distinct=True,
            ),
        )

    def latest_first(self) -> "ScrutinySessionQuerySet":
        return self.order_by("-held_on", "-pk")


class ScrutinySession(Reached, Versioned):
    """A visit or session in which others scrutinised the partnership."""

    class Kind(models.TextChoices):
        COUNCIL = "council", "Council scrutiny committee"
        YOUNG = "young", "Young scrutineers"
        INDEPENDENT = "independent", "Independent scrutineer’s visit"
        INSPECTION = "inspection", "Inspection: Ofsted or joint targeted"
        PEER = "peer", "Peer review"
        OTHER = "other", "Other"

    ref = models.CharField(max_length=24, unique=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    body = models.CharField(max_length=200)
    held_on = models.DateField()
    subject = models.CharField(max_length=200)
    who_went = models.TextField(blank=True)
    papers_words = models.CharField(max_length=200, blank=True)
    papers_url = models.CharField(max_length=300, blank=True)
    findings = models.TextField(
        blank=True, help_text="What was said, in its own numbered paragraphs"
    )
    outcome = models.TextField(blank=True)
    recorded_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="scrutiny_recorded"
    )
    recorded_on = models.DateField()

    seen_with = Permission.SEE_SCRUTINY
    objects = ScrutinySessionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(body__regex=r"\S", subject__regex=r"\S"),
                name="scrutiny_session_has_body_and_subject",
            ),
            models.CheckConstraint(
                condition=Q(held_on__lte=F("recorded_on")),
                name="scrutiny_session_was_held",
            ),
        ]
        indexes = [models.Index(fields=["-held_on"], name="scrutiny_latest_first")]

    def __str__(self) -> str:
        return f"{self.ref} {self.body}: {self.subject}"

    def get_absolute_url(self) -> str:
        return reverse("actions:scrutiny_session", kwargs={"pk": self.pk})

    def roles_of(self, person: Person) -> set[Role]:
        """People who may record scrutiny can edit the sessions they recorded."""
        is_theirs = self.recorded_by_id is not None and self.recorded_by_id == person.pk
        if is_theirs and person.holds(Permission.RECORD_SCRUTINY):
            return {Role.SCRUTINY_RECORDER}
        return set()


class ScrutinyQuestionQuerySet(ReachQuerySet):
    def unanswered(self) -> "ScrutinyQuestionQuerySet":
        """Questions still waiting for an answer."""
        return self.filter(answer="", answer_by__isnull=False)

    def past_their_day(self, *, on: date) -> "ScrutinyQuestionQuerySet":
        """Unanswered questions whose answer was due before a day."""
        return self.unanswered().filter(answer_by__lt=on)

    def with_standing(self) -> "ScrutinyQuestionQuerySet":
        """Questions with whether they have open and complete actions."""
        linked = Action.objects.filter(scrutiny_questions=OuterRef("pk"))
        return self.annotate(
            has_open_actions=Exists(linked.filter(status__in=LIVE)),
            has_done_actions=Exists(linked.filter(status="complete")),
        )

    def unfinished(self) -> "ScrutinyQuestionQuerySet":
        """Questions that need an answer or an action, or have open actions."""
        return self.with_standing().filter(
            Q(answer="", answer_by__isnull=False)
            | Q(has_open_actions=True)
            | Q(needs_action=True, has_done_actions=False)
        )

    def standing(self, standing: str) -> "ScrutinyQuestionQuerySet":
        """Questions at one `ScrutinyQuestion.Standing`."""
        waiting = Q(answer="", answer_by__isnull=False)
        wanting = Q(needs_action=True, has_done_actions=False)
        conditions = {
            Standing.UNANSWERED: waiting,
            Standing.UNDER_WAY: ~waiting & Q(has_open_actions=True),
            Standing.NO_ACTION: ~waiting & Q(has_open_actions=False) & wanting,
            Standing.FINISHED: ~waiting & Q(has_open_actions=False) & ~wanting,
        }
        return self.with_standing().filter(conditions[Standing(standing)])

    def by_day(self) -> "ScrutinyQuestionQuerySet":
        """Questions by the date their answer is due, then by session and number."""
        return self.order_by(
            models.Case(models.When(answer="", then=0), default=1),
            F("answer_by").asc(nulls_last=True),
            "-session__held_on",
            "number",
            "pk",
        )


class ScrutinyQuestion(HasActs, Reached, Versioned):
    """A question from a session, with its answer or the day its answer is due.

    It is answered, or to be answered by a day, or followed by actions; an answer may
    have actions besides.
    """

    Standing = Standing
    ACTS = ACTS
    STATE = "standing"

    COLOURS = {
        Standing.UNANSWERED: "yellow",
        Standing.NO_ACTION: "orange",
        Standing.UNDER_WAY: "blue",
        Standing.FINISHED: "green",
    }

    session = models.ForeignKey(
        ScrutinySession, models.PROTECT, related_name="questions"
    )
    number = models.PositiveSmallIntegerField()
    paragraph = models.CharField(max_length=20, blank=True)
    theme = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    asked_by = models.CharField(max_length=200, blank=True)
    answer_from = models.CharField(max_length=200, blank=True)
    answer = models.TextField(blank=True)
    answer_by = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    needs_action = models.BooleanField(default=False)
    actions = models.ManyToManyField(
        Action, related_name="scrutiny_questions", blank=True
    )

    seen_through = "session"
    objects = ScrutinyQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["session", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "number"], name="scrutiny_question_numbered_once"
            ),
            models.CheckConstraint(
                condition=Q(text__regex=r"\S"), name="scrutiny_question_has_text"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_on=None)
                | Q(answer__regex=r"\S", answered_on__isnull=False),
                name="scrutiny_answer_and_day_together",
            ),
            models.CheckConstraint(
                condition=~Q(answer="")
                | Q(answer_by__isnull=False)
                | Q(needs_action=True),
                name="scrutiny_question_says_how_it_goes_on",
            ),
        ]
        indexes = [
            models.Index(
                fields=["answer_by"],
                condition=Q(answer=""),
                name="scrutiny_unanswered_by_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref}: {self.text}"

    def get_absolute_url(self) -> str:
        return f"{self.session.get_absolute_url()}#question-{self.number}"

    @property
    def ref(self) -> str:
        return f"{self.session.ref}, question {self.number}"

    @property
    def called(self) -> str:
        return f"question {self.number}"

    @property
    def is_answered(self) -> bool:
        return self.answered_on is not None

    @property
    def is_waiting(self) -> bool:
        return not self.answer and self.answer_by is not None

    @property
    def clock(self) -> Clock | None:
        """The deadline of its answer."""
        if self.answer_by is None:
            return None
        return Clock(
            key="answer",
            words="Answer",
            rule="after the session",
            started_on=self.session.held_on,
            last_day=self.answer_by,
            met_on=self.answered_on,
        )

    @property
    def standing(self) -> "ScrutinyQuestion.Standing":
        """Its progress; a list reads it from `with_standing`."""
        if self.is_waiting:
            return self.Standing.UNANSWERED
        go_on, are_done = followed_by(self)
        if go_on:
            return self.Standing.UNDER_WAY
        if self.needs_action and not are_done:
            return self.Standing.NO_ACTION
        return self.Standing.FINISHED

    @property
    def colour(self) -> str:
        return self.COLOURS[self.standing]

    @property
    def hidden_actions(self) -> int:
        """The number of its actions that the reader may not see."""
        return self.linked - len(self.shown_actions)
