"""Invitations to an account, and the yearly question whether lists are right."""

from django.db import models

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

    seen_with = Permission.MANAGE_PEOPLE

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
        """A link dies when the invitation is accepted or withdrawn."""
        return f"{purpose}:{self.accepted_at}:{self.withdrawn_at}"


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

    def roles_of(self, person: Person) -> set:
        return self.organisation.roles_of(person)

    def link_state(self, purpose: str) -> str:
        """A link dies with the answer."""
        return f"{purpose}:{self.answered_at}"
