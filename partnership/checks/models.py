"""Invitations to an account, and the yearly question whether lists are right."""

from datetime import datetime, timedelta

from django.db import models
from django.urls import reverse

from partnership.access import Permission
from partnership.models.base import Versioned
from partnership.models.people import Organisation, Person
from partnership.models.records import Message


class InvitationQuerySet(models.QuerySet):
    def visible_to(self, person: Person | None) -> "InvitationQuerySet":
        """Invitations of the people one may manage."""
        if person is None or not person.holds(Permission.MANAGE_PEOPLE):
            return self.none()
        return self

    def waiting(self) -> "InvitationQuerySet":
        """Invitations neither accepted nor withdrawn."""
        return self.filter(accepted_at=None, withdrawn_at=None)


class Invitation(models.Model):
    """The letter that asks someone to sign in for the first time."""

    LASTS = timedelta(days=14)

    seen_with = Permission.MANAGE_PEOPLE

    class State(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        WITHDRAWN = "withdrawn", "Withdrawn"
        BOUNCED = "bounced", "Letter bounced"
        EXPIRED = "expired", "Expired"
        UNCONFIRMED = "unconfirmed", "Letter unconfirmed"
        SENT = "sent", "Letter sent"
        WAITING = "waiting", "Letter waiting"
        UNWRITTEN = "unwritten", "No letter was written"

    COLOURS = {
        State.ACCEPTED: "green",
        State.WITHDRAWN: "grey",
        State.BOUNCED: "red",
        State.EXPIRED: "orange",
        State.UNCONFIRMED: "orange",
        State.SENT: "blue",
        State.WAITING: "yellow",
        State.UNWRITTEN: "grey",
    }

    person = models.ForeignKey(Person, models.PROTECT, related_name="invitations")
    invited_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    invited_at = models.DateTimeField()
    message = models.ForeignKey(
        Message, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="invitation_one_waiting",
                violation_error_message="This person has been invited already",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at=None) | models.Q(withdrawn_at=None),
                name="invitation_accepted_or_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"Invitation of {self.person}"

    def roles_of(self, person: Person) -> set:
        return set()

    def link_state(self, purpose: str) -> str:
        """The link of an invitation that is over leads to a page that says so."""
        return f"{purpose}:{self.person_id}"

    @property
    def expires_at(self) -> datetime:
        return self.invited_at + self.LASTS

    def state(self, *, at: datetime) -> State:
        """How far it has come at an instant, the letter's fate included."""
        if self.accepted_at:
            return self.State.ACCEPTED
        if self.withdrawn_at:
            return self.State.WITHDRAWN
        letter = self.message.status if self.message else ""
        if letter == Message.Status.BOUNCED:
            return self.State.BOUNCED
        if at > self.expires_at:
            return self.State.EXPIRED
        return {
            "": self.State.UNWRITTEN,
            Message.Status.SENT: self.State.SENT,
            Message.Status.UNCONFIRMED: self.State.UNCONFIRMED,
        }.get(letter, self.State.WAITING)


class PeopleCheckQuerySet(models.QuerySet):
    def visible_to(self, person: Person | None) -> "PeopleCheckQuerySet":
        """Every check for those who manage people; otherwise one's own body's."""
        if person is None:
            return self.none()
        if person.holds(Permission.MANAGE_PEOPLE):
            return self
        return self.filter(
            organisation__in=person.organisations_where(Permission.ANSWER_PEOPLE_CHECK)
        )

    def unanswered(self) -> "PeopleCheckQuerySet":
        """Checks that nobody has answered, the oldest first."""
        return self.filter(answered_at=None).order_by("asked_at", "pk")

    def to_settle(self) -> "PeopleCheckQuerySet":
        """Checks answered with changes that no officer has dealt with yet."""
        return self.filter(settled_at=None, answered_at__isnull=False)

    def settled(self) -> "PeopleCheckQuerySet":
        """Checks that are done with: confirmed, or every change dealt with."""
        return self.filter(settled_at__isnull=False)


class PeopleCheck(Versioned):
    """The yearly question to a school whether its list of people is still right."""

    seen_with = Permission.ANSWER_PEOPLE_CHECK

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="people_checks"
    )
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    messages = models.ManyToManyField(Message, related_name="+", blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    # None where it was answered from the letter's link, without signing in.
    answered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # What is no longer right, as the school put it; empty when all of it still is.
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
                violation_error_message="This school has been asked already",
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

    def roles_of(self, person: Person) -> set:
        return self.organisation.roles_of(person)

    @property
    def status(self) -> tuple[str, str]:
        """Where it stands, in words, and the colour of a tag."""
        if self.answered_at is None:
            return "Waiting for the school", "yellow"
        if self.settled_at is None:
            return "Changes for you", "blue"
        return ("Changes settled", "grey") if self.changes else ("All right", "green")

    def link_state(self, purpose: str) -> str:
        """A link stays: after the answer it leads to a page that says there is one."""
        return f"{purpose}:{self.organisation_id}"
