"""Recommendations of practice reviews, with responses and linked actions."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from actions.register.models.actions import Action
from actions.reviews.acts import ACTS_OF_RECOMMENDATIONS, Standing
from actions.reviews.models.reviews import PracticeReview
from partnership.guards.acts import HasActs
from partnership.guards.versions import Versioned
from partnership.people.models import Organisation, Person
from partnership.reach import Reached, ReachQuerySet

LIVE = ("not_started", "under_way", "to_check")


def followed_by(asked: models.Model) -> tuple[bool, bool]:
    """Whether something has open actions, and whether any is complete."""
    if hasattr(asked, "has_open_actions"):
        return asked.has_open_actions, asked.has_done_actions
    states = {action.status for action in asked.actions.all()}
    return bool(states & set(LIVE)), "complete" in states


class RecommendationQuerySet(ReachQuerySet):
    def with_standing(self) -> "RecommendationQuerySet":
        """Recommendations with whether they have open and complete actions."""
        linked = Action.objects.filter(recommendations=OuterRef("pk"))
        return self.annotate(
            has_open_actions=Exists(linked.filter(status__in=LIVE)),
            has_done_actions=Exists(linked.filter(status="complete")),
        )

    def standing(self, standing: str) -> "RecommendationQuerySet":
        """Recommendations at one `Recommendation.Standing`."""
        agreed = Q(response__in=Recommendation.AGREED, implemented_on=None)
        conditions = {
            Standing.UNANSWERED: Q(response=""),
            Standing.REFUSED: Q(response=Recommendation.Response.NOT_ACCEPTED),
            Standing.IMPLEMENTED: Q(implemented_on__isnull=False),
            Standing.UNDER_WAY: agreed & Q(has_open_actions=True),
            Standing.TO_SHOW: agreed & Q(has_open_actions=False, has_done_actions=True),
            Standing.NO_ACTION: agreed
            & Q(has_open_actions=False, has_done_actions=False),
        }
        return self.with_standing().filter(conditions[Standing(standing)])

    def unfinished(self) -> "RecommendationQuerySet":
        """Recommendations neither refused nor implemented."""
        refused = Recommendation.Response.NOT_ACCEPTED
        return self.filter(implemented_on=None).exclude(response=refused)


class Recommendation(HasActs, Reached, Versioned):
    """A recommendation of a review, followed until it has made a difference."""

    class Response(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        PARTLY = "partly", "Accepted in part"
        NOT_ACCEPTED = "not_accepted", "Not accepted"

    Standing = Standing
    ACTS = ACTS_OF_RECOMMENDATIONS
    STATE = "standing"

    AGREED = (Response.ACCEPTED, Response.PARTLY)
    COLOURS = {
        Standing.UNANSWERED: "yellow",
        Standing.NO_ACTION: "orange",
        Standing.UNDER_WAY: "blue",
        Standing.TO_SHOW: "teal",
        Standing.IMPLEMENTED: "green",
        Standing.REFUSED: "grey",
    }

    review = models.ForeignKey(
        PracticeReview, models.PROTECT, related_name="recommendations"
    )
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    organisations = models.ManyToManyField(
        Organisation, related_name="recommendations", blank=True
    )
    to_words = models.CharField(max_length=300, blank=True)
    response = models.CharField(max_length=12, choices=Response.choices, blank=True)
    response_words = models.TextField(blank=True)
    responded_on = models.DateField(null=True, blank=True)
    actions = models.ManyToManyField(Action, related_name="recommendations", blank=True)
    implemented_on = models.DateField(null=True, blank=True)
    implemented_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    evidence = models.TextField(
        blank=True, help_text="How one knows that it made a difference"
    )

    seen_through = "review"
    objects = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = ["review", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "number"], name="recommendation_numbered_once"
            ),
            models.CheckConstraint(
                condition=Q(text__regex=r"\S"), name="recommendation_has_text"
            ),
            models.CheckConstraint(
                condition=Q(response="", responded_on=None)
                | Q(response="accepted", responded_on__isnull=False)
                | Q(
                    response__in=["partly", "not_accepted"],
                    responded_on__isnull=False,
                    response_words__regex=r"\S",
                ),
                name="recommendation_answered_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(implemented_on=None, implemented_by=None, evidence="")
                | Q(
                    implemented_on__isnull=False,
                    implemented_by__isnull=False,
                    evidence__regex=r"\S",
                    response__in=["accepted", "partly"],
                ),
                name="recommendation_implemented_with_evidence",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.text}"

    def get_absolute_url(self) -> str:
        return f"{self.review.get_absolute_url()}#recommendation-{self.number}"

    @property
    def ref(self) -> str:
        return f"{self.review.ref}, recommendation {self.number}"

    @property
    def called(self) -> str:
        return f"recommendation {self.number}"

    @property
    def is_implemented(self) -> bool:
        return self.implemented_on is not None

    @property
    def standing(self) -> "Recommendation.Standing":
        """Its progress, from its response and its actions.

        A list reads it from `with_standing`; one by itself asks for its actions.
        """
        if self.is_implemented:
            return self.Standing.IMPLEMENTED
        if not self.response:
            return self.Standing.UNANSWERED
        if self.response == self.Response.NOT_ACCEPTED:
            return self.Standing.REFUSED
        go_on, are_done = followed_by(self)
        if go_on:
            return self.Standing.UNDER_WAY
        if are_done:
            return self.Standing.TO_SHOW
        return self.Standing.NO_ACTION

    @property
    def colour(self) -> str:
        return self.COLOURS[self.standing]

    @property
    def hidden_actions(self) -> int:
        """The number of its actions that the reader may not see."""
        return self.linked - len(self.shown_actions)

    @property
    def addressees(self) -> str:
        """Who it is addressed to: the organisations, then anyone else."""
        names = [body.short_name or body.name for body in self.organisations.all()]
        return ", ".join([*names, *([self.to_words] if self.to_words else [])])
