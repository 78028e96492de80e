"""Emails, reminders already sent, and changed email templates."""

from __future__ import annotations

from django.db import models

from partnership.access import Permission
from partnership.email_addresses import AddressField, holds_no_unseen
from partnership.guards.acts import HasActs
from partnership.guards.versions import Versioned
from partnership.outbox.acts import ACTS, Status
from partnership.pages.addresses import reverse
from partnership.reach import Reached, ReachQuerySet


class Letters(models.TextChoices):
    """How often someone wants emails that need not be sent straight away."""

    AT_ONCE = "at_once", "Straight away"
    DAILY = "daily", "Once a day"
    WEEKLY = "weekly", "Once a week, on Monday"


class MessageQuerySet(ReachQuerySet):
    def waiting(self) -> MessageQuerySet:
        """Waiting messages, those with the fewest attempts first, then oldest."""
        return self.filter(status=Message.Status.WAITING).order_by("attempts", "pk")

    def held(self) -> MessageQuerySet:
        """Messages held for the next digest, oldest first."""
        return self.filter(status=Message.Status.HELD).order_by("written_at", "pk")

    def handing_over(self) -> MessageQuerySet:
        """Messages whose sending started and has not been recorded as finished."""
        return self.filter(status=Message.Status.HANDING_OVER).order_by("pk")

    def held_up(self) -> MessageQuerySet:
        """Messages waiting for a fault of our account, the last attempt first."""
        return self.filter(
            status=Message.Status.WAITING, is_ours_to_mend=True
        ).order_by("-handing_over_at", "-pk")

    def to_look_at(self) -> MessageQuerySet:
        """Messages held up by our account, and those that probably bounced."""
        return self.filter(
            status__in=[Message.Status.WAITING, Message.Status.PROBABLY_BOUNCED]
        ).exclude(status=Message.Status.WAITING, is_ours_to_mend=False)

    def perhaps_instead_of(self, message: Message) -> MessageQuerySet:
        """Other messages that the same delivery report may be about."""
        if not message.has_probably_bounced:
            return self.none()
        return (
            self.probably_bounced().filter(report=message.report).exclude(pk=message.pk)
        )

    def probably_bounced(self) -> MessageQuerySet:
        """Messages that a delivery report may be about, oldest first."""
        return self.filter(status=Message.Status.PROBABLY_BOUNCED).order_by(
            "written_at", "pk"
        )


class Message(HasActs, Reached):
    """One email to one address: both the outbox and the record of what was sent."""

    seen_with = Permission.SEE_MESSAGES

    Status = Status
    ACTS = ACTS
    MEANINGS = {
        Status.WAITING: "It will be sent at the next attempt, within about a minute",
        Status.HANDING_OVER: "It is being sent to the mail server",
        Status.SENT: "The mail server has accepted it",
        Status.UNCONFIRMED: "It may or may not have arrived: the mail server stopped "
        "responding, or we were interrupted. It is not sent again automatically",
        Status.PROBABLY_BOUNCED: "A delivery report seems to be about it. Check the "
        "report",
        Status.BOUNCED: "It could not be delivered to this address",
        Status.SENT_ANEW: "It could not be delivered, and a new email was sent instead",
        Status.HELD: "This person chose combined emails, so it will be sent in their "
        "next summary",
        Status.GATHERED: "It was sent as part of a summary",
        Status.EXPIRED: "Its code or link had expired before it could be sent",
    }

    HELD_UP = (
        "It will be sent automatically once our account with the email service has "
        "been put right"
    )

    COLOURS = {
        Status.WAITING: "blue",
        Status.HANDING_OVER: "blue",
        Status.SENT: "green",
        Status.UNCONFIRMED: "orange",
        Status.PROBABLY_BOUNCED: "orange",
        Status.BOUNCED: "red",
        Status.SENT_ANEW: "grey",
        Status.HELD: "grey",
        Status.GATHERED: "green",
        Status.EXPIRED: "grey",
    }

    # Shown instead of the time it was sent.
    UNSENT = {
        Status.UNCONFIRMED: "Not known",
        Status.PROBABLY_BOUNCED: "Not known",
        Status.BOUNCED: "Refused by the mail server",
        Status.SENT_ANEW: "Refused by the mail server",
        Status.GATHERED: "Only in a summary",
        Status.EXPIRED: "Never",
    }

    kind = models.CharField(max_length=60)
    key = models.CharField(  # noqa: DJ001 – unique where there is one
        max_length=200,
        unique=True,
        null=True,
        help_text="What makes this message the same as one already written",
    )
    person = models.ForeignKey(
        "partnership.Person", models.PROTECT, null=True, related_name="messages"
    )
    address = AddressField()
    reply_to = AddressField(blank=True)
    subject = models.CharField(max_length=250)
    body = models.TextField()
    is_secret = models.BooleanField(default=False)
    status = models.CharField(
        max_length=12, choices=Status.choices, default=Status.WAITING
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    written_at = models.DateTimeField()
    handing_over_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    refusal = models.TextField(blank=True)
    # Whether it waits for a fault of our account with the email service.
    is_ours_to_mend = models.BooleanField(default=False, db_default=False)
    # The fingerprint of the delivery report that is, or was, thought to be about it.
    report = models.CharField(max_length=64, blank=True, db_default="")
    # The bounced message that this one sends again, at most once.
    sent_instead_of = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="sent_anew_as"
    )
    # The id given by GOV.UK Notify, if Notify sent it.
    notify_id = models.CharField(max_length=36, blank=True)
    gathered_in = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="gathered"
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            holds_no_unseen("address", name="message_address_plain"),
            holds_no_unseen("reply_to", name="message_reply_to_plain"),
            models.CheckConstraint(
                condition=models.Q(
                    status__in=["sent", "doubtful", "bounced", "sent_anew"]
                )
                | models.Q(sent_at=None),
                name="message_sent_at_only_when_sent",
            ),
            models.CheckConstraint(
                condition=models.Q(status="gathered", gathered_in__isnull=False)
                | (~models.Q(status="gathered") & models.Q(gathered_in=None)),
                name="message_gathered_in_a_digest",
            ),
        ]
        indexes = [
            models.Index(
                fields=["status"],
                condition=models.Q(status__in=["waiting", "handing_over"]),
                name="message_not_yet_sent",
            ),
            models.Index(fields=["-written_at", "-id"], name="message_newest"),
            models.Index(
                fields=["status", "-written_at", "-id"], name="message_of_status"
            ),
            models.Index(
                fields=["person"],
                condition=models.Q(status="held"),
                name="message_held_for",
            ),
            models.Index(
                fields=["report"],
                condition=~models.Q(report=""),
                name="message_of_report",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.address}"

    def get_absolute_url(self) -> str:
        return reverse("partnership:message", kwargs={"pk": self.pk})

    @property
    def meaning(self) -> str:
        """An explanation of its status."""
        if self.is_held_up:
            return self.HELD_UP
        return self.MEANINGS[self.Status(self.status)]

    @property
    def unsent(self) -> str:
        """What to show if it has no time of sending."""
        return self.UNSENT.get(self.Status(self.status), "Not yet")

    @property
    def colour(self) -> str:
        """The tag colour of its status."""
        return self.COLOURS[self.Status(self.status)]

    @property
    def is_waiting(self) -> bool:
        return self.status == Status.WAITING

    @property
    def is_held_up(self) -> bool:
        """Whether it waits for a fault of our account."""
        return self.is_waiting and self.is_ours_to_mend

    @property
    def is_sent(self) -> bool:
        return self.status == Status.SENT

    @property
    def is_unconfirmed(self) -> bool:
        return self.status == Status.UNCONFIRMED

    @property
    def needs_attention(self) -> bool:
        """Whether somebody should look at it."""
        return self.is_held_up or self.status in {
            Status.UNCONFIRMED,
            Status.PROBABLY_BOUNCED,
            Status.BOUNCED,
        }

    @property
    def has_probably_bounced(self) -> bool:
        return self.status == Status.PROBABLY_BOUNCED

    @property
    def has_bounced(self) -> bool:
        return self.status == Status.BOUNCED


class Reminded(models.Model):
    """A reminder that a digest has included, so that it is not repeated."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="reminders")
    person = models.ForeignKey("partnership.Person", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    step = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_type", "subject_id", "step", "person"],
                name="reminded_once_per_step",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.step} → {self.person}"


class LetterText(Versioned):
    """The text of one kind of email, if the partnership has changed it.

    Text with {placeholders}, never a template. A row without a subject has been set
    back to the default text.
    """

    kind = models.CharField(max_length=60, unique=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()

    class Meta:
        ordering = ["kind"]

    def __str__(self) -> str:
        return self.kind
