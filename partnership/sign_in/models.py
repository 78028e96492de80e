"""Accounts, invitations to sign in, and API tokens."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from partnership.access import Permission
from partnership.dates import clock
from partnership.email_addresses import AddressField, holds_no_unseen
from partnership.guards.acts import Act, HasActs
from partnership.outbox.models import Message
from partnership.reach import Reached, ReachQuerySet

if TYPE_CHECKING:
    from partnership.people.models import Person


class ApiTokenQuerySet(ReachQuerySet):
    def latest_first(self) -> ApiTokenQuerySet:
        """Tokens with the person they read for and their creator, latest first."""
        return self.select_related("person", "created_by")

    def in_force(self, *, on: date) -> ApiTokenQuerySet:
        """Tokens neither revoked nor expired on a day."""
        return self.filter(revoked_at=None, expires_on__gte=on)


class ApiToken(Reached):
    """An API key, which reads what its person may see and changes nothing.

    The key is shown once and only its digest is stored.
    """

    seen_with = Permission.GIVE_API_TOKEN

    person = models.ForeignKey(
        "partnership.Person", models.PROTECT, related_name="api_tokens"
    )
    name = models.CharField(max_length=80)
    # Its first characters, to tell keys apart.
    beginning = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(
        "partnership.Person", models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    expires_on = models.DateField()
    last_used_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    def is_in_force(self, on: date) -> bool:
        return self.revoked_at is None and self.expires_on >= on


class InvitationQuerySet(ReachQuerySet):
    def waiting(self) -> InvitationQuerySet:
        """Invitations neither accepted nor withdrawn."""
        return self.filter(accepted_at=None, withdrawn_at=None)


class Invitation(HasActs, Reached):
    """An email inviting someone to sign in for the first time."""

    LASTS = timedelta(days=14)

    seen_with = Permission.MANAGE_PEOPLE

    class State(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        WITHDRAWN = "withdrawn", "Withdrawn"
        BOUNCED = "bounced", "Email bounced"
        EXPIRED = "expired", "Expired"
        UNCONFIRMED = "unconfirmed", "Email unconfirmed"
        SENT = "sent", "Email sent"
        WAITING = "waiting", "Email waiting"
        UNWRITTEN = "unwritten", "No email sent"

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

    ACTS = {
        "withdraw": Act(
            permission=Permission.MANAGE_PEOPLE,
            open_in=set(State) - {State.ACCEPTED, State.WITHDRAWN},
            otherwise="{it} has already been accepted or withdrawn",
        ),
    }
    STATE = "fate"

    person = models.ForeignKey(
        "partnership.Person", models.PROTECT, related_name="invitations"
    )
    invited_by = models.ForeignKey(
        "partnership.Person", models.PROTECT, null=True, related_name="+"
    )
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
                violation_error_message="This person has already been invited",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at=None) | models.Q(withdrawn_at=None),
                name="invitation_accepted_or_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"Invitation of {self.person}"

    def link_state(self, purpose: str) -> str:
        """Links of ended invitations lead to a page that says so."""
        return f"{purpose}:{self.person_id}"

    @property
    def expires_at(self) -> datetime:
        return self.invited_at + self.LASTS

    @property
    def fate(self) -> State:
        """How far it has come by now."""
        return self.state(at=clock.now())

    @property
    def colour(self) -> str:
        return self.COLOURS[self.fate]

    @property
    def has_bounced(self) -> bool:
        return self.fate == self.State.BOUNCED

    @property
    def has_been_accepted(self) -> bool:
        return self.fate == self.State.ACCEPTED

    @property
    def has_expired(self) -> bool:
        return self.fate == self.State.EXPIRED

    @property
    def is_unconfirmed(self) -> bool:
        return self.fate == self.State.UNCONFIRMED

    def state(self, *, at: datetime) -> State:
        """Its state at a given time, including whether its email was delivered."""
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
            Message.Status.PROBABLY_BOUNCED: self.State.UNCONFIRMED,
        }.get(letter, self.State.WAITING)


class UserManager(BaseUserManager):
    def get_by_natural_key(self, email: str) -> User:
        return self.get(email__iexact=email)


class User(AbstractBaseUser):
    """A person who can sign in."""

    email = AddressField("email address")
    person = models.OneToOneField(
        "partnership.Person", models.PROTECT, related_name="user"
    )
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
            holds_no_unseen("email", name="user_email_plain"),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def is_named(self) -> bool:
        """Whether more is known of its person than the address."""
        return self.person.name != self.person.email

    def link_state(self, purpose: str) -> str:
        """Links stop working if the password, address or account changes."""
        about = f"{self.password}:{self.email}:{self.is_active}"
        return f"{purpose}:{salted_hmac('quorate.link', about).hexdigest()}"


def person_of(email: str) -> Person | None:
    """The person who signs in with this address, or None."""
    user = User.objects.filter(email__iexact=email).select_related("person").first()
    return user.person if user else None
