"""The risks of the risk register."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models

from actions.plans.models import Priority
from actions.risks.acts import ACTS, LIVE, Status
from actions.risks.models.movement import RiskMovement, movement_between
from actions.risks.models.querysets import RiskQuerySet
from actions.risks.models.ratings import Rated, escalates, in_range
from partnership.access import Permission, Role, may_own_risks
from partnership.guards.acts import HasActs
from partnership.guards.versions import Versioned
from partnership.pages.addresses import reverse
from partnership.people.models import Organisation, Person
from partnership.reach import Reached


class Risk(Rated, HasActs, Reached, Versioned):
    """Something that may harm children or the work for them, with its ratings."""

    Status = Status
    ACTS = ACTS

    class Cadence(models.IntegerChoices):
        MONTHLY = 1, "Every month"
        QUARTERLY = 3, "Every 3 months"
        HALF_YEARLY = 6, "Every 6 months"
        YEARLY = 12, "Every year"

    COLOURS = {Status.OPEN: "blue", Status.ACCEPTED: "purple", Status.CLOSED: "grey"}

    ref = models.CharField(max_length=16, unique=True)
    cause = models.TextField()
    event = models.TextField()
    consequence = models.TextField()
    categories = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="risks")
    priority = models.ForeignKey(
        Priority, models.PROTECT, null=True, blank=True, related_name="risks"
    )
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="risks_owned"
    )
    owner_words = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.OPEN)
    review_months = models.PositiveSmallIntegerField(
        choices=Cadence.choices, default=Cadence.QUARTERLY
    )
    review_on = models.DateField()
    assessed_on = models.DateField()
    raised_on = models.DateField()
    raised_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    seen_with = Permission.SEE_RISKS
    belongs_to = "organisation"
    objects = RiskQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    cause__regex=r"\S", event__regex=r"\S", consequence__regex=r"\S"
                ),
                name="risk_has_cause_event_and_consequence",
            ),
            models.CheckConstraint(condition=in_range(), name="risk_rated_from_1_to_5"),
        ]
        indexes = [
            models.Index(
                fields=["review_on"],
                condition=~models.Q(status="closed"),
                name="risk_live_by_review",
            )
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("actions:risk", kwargs={"pk": self.pk})

    def roles_of(self, person: Person) -> set[Role]:
        """Roles at its organisation, and the role of its owner."""
        roles = super().roles_of(person)
        if self.owner_id == person.pk and may_own_risks(person):
            roles.add(Role.RISK_OWNER)
        return roles

    @property
    def called(self) -> str:
        return self.ref

    @property
    def title(self) -> str:
        """The event, as a title."""
        return self.event[:1].upper() + self.event[1:]

    @property
    def sentence(self) -> str:
        """Cause, event and consequence as one sentence."""
        cause, event, consequence = (
            text.strip().rstrip(".")
            for text in (self.cause, self.event, self.consequence)
        )
        return (
            f"Because {cause}, there is a risk that {event}, "
            f"which would mean that {consequence}."
        )

    @property
    def is_open(self) -> bool:
        return self.status == Status.OPEN

    @property
    def is_live(self) -> bool:
        return self.status in LIVE

    @property
    def status_colour(self) -> str:
        return self.COLOURS[self.Status(self.status)]

    @property
    def is_over_threshold(self) -> bool:
        """Whether it is escalated to the executive."""
        return self.is_live and escalates(self.current_score)

    @property
    def owned_by_words(self) -> str:
        """Who owns it, in one line."""
        name = self.owner.name_now if self.owner else ""
        return ", ".join(filter(None, [name, self.owner_words]))

    @property
    def movement(self) -> RiskMovement | None:
        """Its change since the day of `since`."""
        return movement_between(
            before=self.score_then,
            after=self.current_score,
            was_closed=self.status_then == self.Status.CLOSED,
            is_closed=not self.is_live,
        )

    def is_review_late(self, on: date) -> bool:
        return self.is_live and self.review_on < on
