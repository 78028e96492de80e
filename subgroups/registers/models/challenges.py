"""Challenges: who challenged whom, on what, and what came of it."""

from django.db import models

from partnership.guards.acts import HasActs
from partnership.guards.versions import Versioned
from partnership.pages.addresses import reverse
from partnership.people.models import Organisation, Person
from partnership.reach import Reached, ReachQuerySet
from subgroups.agenda.models import AgendaItem
from subgroups.meetings.models.freezing import frozen_once_agreed
from subgroups.registers.acts import CHALLENGE_ACTS, ChallengeStatus

# What goes on after the minutes have been agreed.
AFTERWARDS = (
    "later_response",
    "responded_on",
    "outcome",
    "status",
    "closed_on",
    "closed_by",
    "version",
)


class ChallengeQuerySet(ReachQuerySet):
    def open(self) -> "ChallengeQuerySet":
        """Challenges that have not been closed."""
        return self.exclude(status=ChallengeStatus.CLOSED)

    def latest_first(self) -> "ChallengeQuerySet":
        """Challenges with what the register shows of each."""
        return self.select_related(
            "organisation", "item__meeting__subgroup__organisation"
        ).order_by("-item__meeting__held_on", "item__number", "pk")


class Challenge(HasActs, Reached, Versioned):
    """A challenge made at a meeting, and the response to it."""

    seen_through = "item"

    Status = ChallengeStatus
    ACTS = CHALLENGE_ACTS
    COLOURS = {Status.OPEN: "yellow", Status.ANSWERED: "blue", Status.CLOSED: "green"}

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="challenges")
    # Who challenged and who was challenged, as minuted; the person where there is one.
    challenger = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="challenges_made"
    )
    challenger_words = models.CharField(max_length=250)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="challenges_made"
    )
    challenged = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="challenges_received"
    )
    challenged_words = models.CharField(max_length=250, blank=True)
    concern = models.TextField()
    # The response in the meeting is part of its minutes.
    response = models.TextField(blank=True)
    later_response = models.TextField(blank=True)
    responded_on = models.DateField(null=True)
    outcome = models.TextField(blank=True)
    status = models.CharField(
        max_length=8, choices=ChallengeStatus.choices, default=ChallengeStatus.OPEN
    )
    closed_on = models.DateField(null=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = ChallengeQuerySet.as_manager()

    class Meta:
        ordering = ["item", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    status="closed", closed_on__isnull=False, closed_by__isnull=False
                )
                & ~models.Q(outcome="")
                | ~models.Q(status="closed")
                & models.Q(closed_on=None, closed_by=None, outcome=""),
                name="challenge_closed_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=models.Q(later_response="", responded_on=None)
                | ~models.Q(later_response="") & models.Q(responded_on__isnull=False),
                name="challenge_later_response_has_its_day",
            ),
        ]
        triggers = [
            frozen_once_agreed(
                "agreed_challenge_is_frozen", "item__meeting", apart_from=AFTERWARDS
            )
        ]

    def __str__(self) -> str:
        to = f" challenged {self.challenged_words}" if self.challenged_words else ""
        return f"{self.challenger_words}{to or ' challenged'}: {self.concern}"

    def get_absolute_url(self) -> str:
        return reverse("subgroups:challenge", kwargs={"pk": self.pk})

    @property
    def colour(self) -> str:
        return self.COLOURS[self.status]
