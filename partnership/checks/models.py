"""School contact checks."""

from django.db import models

from partnership.access import Permission
from partnership.guards.acts import Act, HasActs
from partnership.guards.versions import Versioned
from partnership.outbox.models import Message
from partnership.pages.addresses import reverse
from partnership.people.models import Organisation, Person
from partnership.reach import Reached, ReachQuerySet


class PeopleCheckQuerySet(ReachQuerySet):
    def unanswered(self) -> "PeopleCheckQuerySet":
        """Unanswered checks, oldest first."""
        return self.filter(answered_at=None).order_by("asked_at", "pk")

    def to_settle(self) -> "PeopleCheckQuerySet":
        """Checks with reported changes that no officer has dealt with yet."""
        return self.filter(settled_at=None, answered_at__isnull=False)

    def settled(self) -> "PeopleCheckQuerySet":
        """Checks that were confirmed, or whose changes have all been dealt with."""
        return self.filter(settled_at__isnull=False)


class PeopleCheck(HasActs, Reached, Versioned):
    """A school's yearly check of its contacts."""

    class Status(models.TextChoices):
        UNANSWERED = "unanswered", "Waiting for the school"
        TO_SETTLE = "to_settle", "Changes to check"
        SETTLED = "settled", "Changes dealt with"
        RIGHT = "right", "Confirmed"

    ACTS = {
        "answer": Act(
            permission=Permission.ANSWER_PEOPLE_CHECK,
            open_in=(Status.UNANSWERED,),
            otherwise="Someone at your school has already answered",
        ),
    }
    COLOURS = {
        Status.UNANSWERED: "yellow",
        Status.TO_SETTLE: "blue",
        Status.SETTLED: "grey",
        Status.RIGHT: "green",
    }

    seen_with = Permission.SEE_PEOPLE_CHECK
    belongs_to = "organisation"

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="people_checks"
    )
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    messages = models.ManyToManyField(Message, related_name="+", blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    # None if it was answered with the email link, without signing in.
    answered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The changes the school reported; empty if all contacts are correct.
    changes = models.JSONField(default=list, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PeopleCheckQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=models.Q(answered_at=None),
                name="people_check_one_unanswered",
                violation_error_message="This school has already been asked",
            ),
            models.CheckConstraint(
                condition=models.Q(settled_at=None)
                | models.Q(answered_at__isnull=False),
                name="people_check_settled_after_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"Who works at {self.organisation}"

    def get_absolute_url(self) -> str:
        return reverse("partnership:settle_check", kwargs={"pk": self.pk})

    @property
    def status(self) -> Status:
        """Where it stands, which follows from what has been said of it."""
        if self.answered_at is None:
            return self.Status.UNANSWERED
        if self.settled_at is None:
            return self.Status.TO_SETTLE
        return self.Status.SETTLED if self.changes else self.Status.RIGHT

    @property
    def colour(self) -> str:
        return self.COLOURS[self.status]

    def link_state(self, purpose: str) -> str:
        """The link still works after the answer, and leads to a page that says so."""
        return f"{purpose}:{self.organisation_id}"
