"""Practice reviews, their stages and deadlines, and who has access."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from actions.reviews.acts import ACTS, Stage
from actions.reviews.models.clocks import Clock
from partnership.access import Permission, Role
from partnership.guards.acts import HasActs
from partnership.guards.versions import Versioned
from partnership.pages.addresses import reverse
from partnership.people.models import Organisation, Person
from partnership.reach import Reached, ReachQuerySet


class PracticeReviewQuerySet(ReachQuerySet):
    def visible_to(self, person: Person | None) -> "PracticeReviewQuerySet":
        """All reviews for the board's readers, or those the person has access to."""
        if person is None:
            return self.none()
        if person.holds(Permission.SEE_REVIEWS):
            return self
        return self.named(person)

    def named(self, person: Person) -> "PracticeReviewQuerySet":
        """Reviews that someone leads or has been given access to."""
        members = self.model._meta.get_field("members").related_model.objects
        return self.filter(
            Q(lead=person)
            | Exists(
                members.filter(review=OuterRef("pk"), person=person, ended_on=None)
            )
        )

    def open(self) -> "PracticeReviewQuerySet":
        """Reviews neither published, closed nor decided against."""
        return self.exclude(stage__in=OVER)

    def running(self) -> "PracticeReviewQuerySet":
        """Reviews with a current deadline, earliest first."""
        return self.filter(next_due__isnull=False).order_by("next_due", "pk")

    def past_their_day(self, *, on: date) -> "PracticeReviewQuerySet":
        """Reviews past their deadline on a day."""
        return self.running().filter(next_due__lt=on)

    def with_progress(self) -> "PracticeReviewQuerySet":
        """Reviews with the number of recommendations made and implemented."""
        recommendations = "recommendations"
        return self.select_related("lead").annotate(
            recommendation_count=models.Count(recommendations, distinct=True),
            implemented_count=models.Count(
                recommendations,
                filter=Q(recommendations__implemented_on__isnull=False),
                distinct=True,
            ),
        )

    def newest_first(self) -> "PracticeReviewQuerySet":
        return self.order_by("-aware_on", "-pk")


OVER = ("no_review", "published", "closed")


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """A statutory deadline, with the fields of a review that hold its days."""

    key: str
    words: str
    rule: str
    started_on: str
    last_day: str
    met_on: str
    late_because: str
    counts_working_days: bool = True


DEADLINES = (
    Deadline(
        key="notify",
        words="Notify the national panel",
        rule="after becoming aware",
        started_on="aware_on",
        last_day="notify_by",
        met_on="notified_on",
        late_because="notified_late_because",
    ),
    Deadline(
        key="rapid",
        words="Complete the rapid review",
        rule="after the notification",
        started_on="notified_on",
        last_day="rapid_by",
        met_on="rapid_done_on",
        late_because="rapid_late_because",
    ),
    Deadline(
        key="publish",
        words="Publish the local review",
        rule="after the decision to carry out a review",
        started_on="decided_on",
        last_day="publish_by",
        met_on="published_on",
        late_because="published_late_because",
        counts_working_days=False,
    ),
)


class PracticeReview(HasActs, Reached, Versioned):
    """A review of what happened and what can be learned, without naming any child."""

    class Kind(models.TextChoices):
        INCIDENT = "incident", "Serious incident notification"
        RAPID = "rapid", "Rapid review"
        LOCAL = "local", "Local child safeguarding practice review"
        AUDIT = "audit", "Multi-agency audit"
        OTHER = "other", "Other learning review"

    Stage = Stage
    ACTS = ACTS
    STATE = "stage"

    # Working Together 2023 sets deadlines for these; other reviews start at once.
    STATUTORY = {Kind.INCIDENT, Kind.RAPID, Kind.LOCAL}
    # The day of each stage, in order.
    DAYS = {
        Stage.AWARE: "aware_on",
        Stage.NOTIFIED: "notified_on",
        Stage.RAPID_DONE: "rapid_done_on",
        Stage.TO_REVIEW: "decided_on",
        Stage.COMMISSIONED: "commissioned_on",
        Stage.PUBLISHED: "published_on",
    }

    ref = models.CharField(max_length=24, unique=True)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    lead = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="reviews_led"
    )
    lead_words = models.CharField(max_length=200, blank=True)
    reviewers = models.CharField(max_length=300, blank=True)
    agencies = models.ManyToManyField(
        Organisation, related_name="practice_reviews", blank=True
    )

    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.AWARE)
    aware_on = models.DateField()
    notified_on = models.DateField(null=True, blank=True)
    rapid_done_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    commissioned_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    # The deadlines under the rules on the day each started.
    notify_by = models.DateField(null=True, blank=True)
    rapid_by = models.DateField(null=True, blank=True)
    publish_by = models.DateField(null=True, blank=True)
    next_due = models.DateField(null=True, blank=True, help_text="The current deadline")
    notified_late_because = models.TextField(blank=True)
    rapid_late_because = models.TextField(blank=True)
    published_late_because = models.TextField(blank=True)
    publication_expected_on = models.DateField(null=True, blank=True)

    needs_local_review = models.BooleanField(null=True, blank=True)
    decision_reason = models.TextField(blank=True)
    decision_words = models.CharField(
        max_length=300, blank=True, help_text="Who decided, and where"
    )
    publication_url = models.CharField(max_length=300, blank=True)
    closed_because = models.TextField(blank=True)

    seen_with = Permission.SEE_REVIEWS
    objects = PracticeReviewQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(title__regex=r"\S"), name="review_has_a_title"
            ),
            models.CheckConstraint(
                condition=(Q(notified_on=None) | Q(notified_on__gte=F("aware_on")))
                & (
                    Q(rapid_done_on=None)
                    | Q(
                        notified_on__isnull=False,
                        rapid_done_on__gte=F("notified_on"),
                    )
                )
                & (
                    Q(decided_on=None)
                    | Q(
                        rapid_done_on__isnull=False,
                        decided_on__gte=F("rapid_done_on"),
                    )
                )
                & (
                    Q(commissioned_on=None)
                    | Q(decided_on=None, commissioned_on__gte=F("aware_on"))
                    | Q(commissioned_on__gte=F("decided_on"))
                )
                & (
                    Q(published_on=None)
                    | Q(
                        commissioned_on__isnull=False,
                        published_on__gte=F("commissioned_on"),
                    )
                ),
                name="review_days_follow_each_other",
            ),
            models.CheckConstraint(
                condition=Q(decided_on=None, needs_local_review=None)
                | Q(
                    decided_on__isnull=False,
                    needs_local_review__isnull=False,
                    decision_reason__regex=r"\S",
                ),
                name="review_decided_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(
                    stage="closed",
                    closed_on__isnull=False,
                    closed_because__regex=r"\S",
                )
                | (~Q(stage="closed") & Q(closed_on=None, closed_because="")),
                name="review_closed_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(stage="published", published_on__isnull=False)
                | (~Q(stage="published") & Q(published_on=None)),
                name="review_published_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(next_due=None) | ~Q(stage__in=OVER),
                name="review_over_has_no_clock",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_due"],
                condition=Q(next_due__isnull=False),
                name="review_by_last_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("actions:review", kwargs={"pk": self.pk})

    def roles_of(self, person: Person) -> set[Role]:
        """Only roles from the review itself; memberships give none."""
        is_named = self.lead_id == person.pk or any(
            member.person_id == person.pk and member.ended_on is None
            for member in self.members.all()
        )
        return {Role.REVIEW_MEMBER} if is_named else set()

    @property
    def is_statutory(self) -> bool:
        return self.kind in self.STATUTORY

    @property
    def is_open(self) -> bool:
        return self.stage not in OVER

    @property
    def called(self) -> str:
        return self.ref

    @property
    def is_closed(self) -> bool:
        return self.stage == Stage.CLOSED

    @property
    def last_day_reached(self) -> date:
        """The latest day of any stage."""
        days = [getattr(self, name) for name in self.DAYS.values()]
        return max(day for day in days if day is not None)

    @property
    def clocks(self) -> list[Clock]:
        """The deadlines of this review that have started, in order."""
        return [
            Clock(
                key=stage.key,
                words=stage.words,
                rule=stage.rule,
                started_on=getattr(self, stage.started_on),
                last_day=last_day,
                met_on=(met_on := getattr(self, stage.met_on)),
                is_stopped=self.is_closed and met_on is None,
                late_because=getattr(self, stage.late_because),
                counts_working_days=stage.counts_working_days,
            )
            for stage in DEADLINES
            if (last_day := getattr(self, stage.last_day))
        ]

    @property
    def running_clock(self) -> Clock | None:
        return next((clock for clock in self.clocks if clock.is_running), None)


class ReviewMember(Reached):
    """Someone with access to a practice review until it is ended."""

    review = models.ForeignKey(PracticeReview, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    part = models.CharField(max_length=120, blank=True)
    named_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    seen_through = "review"

    class Meta:
        ordering = ["review", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "person"],
                condition=Q(ended_on=None),
                name="review_member_once",
                violation_error_message="This person already has access to the review",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("named_on")),
                name="review_member_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.part}" if self.part else str(self.person)
