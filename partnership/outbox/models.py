"""What is kept of what happened: history, messages, and reminders already sent."""

from __future__ import annotations

from django.db import models

from partnership.access import Permission
from partnership.guards.acts import HasActs
from partnership.guards.versions import Versioned
from partnership.outbox.acts import ACTS, Status
from partnership.pages.addresses import reverse
from partnership.reach import Reached, ReachQuerySet


class Letters(models.TextChoices):
    """How often someone wants emails that need not go at once."""

    AT_ONCE = "at_once", "As things happen"
    DAILY = "daily", "Once a day"
    WEEKLY = "weekly", "Once a week, on Monday"


class MessageQuerySet(ReachQuerySet):
    def waiting(self) -> MessageQuerySet:
        """Messages that no worker has in hand: least tried first, then oldest."""
        return self.filter(status=Message.Status.WAITING).order_by("attempts", "pk")

    def held(self) -> MessageQuerySet:
        """Messages that the next digest takes in, oldest first."""
        return self.filter(status=Message.Status.HELD).order_by("written_at", "pk")

    def handing_over(self) -> MessageQuerySet:
        """Messages whose hand-over began and has not been recorded as done."""
        return self.filter(status=Message.Status.HANDING_OVER).order_by("pk")


class Message(HasActs, Reached):
    """One letter to one address: the outbox, and the record of what was sent."""

    seen_with = Permission.SEE_MESSAGES

    Status = Status
    ACTS = ACTS
    MEANINGS = {
        Status.WAITING: "It goes with the next attempt, within a minute or so",
        Status.HANDING_OVER: "It is on its way to the mail server",
        Status.SENT: "The mail server has taken it",
        Status.UNCONFIRMED: "It may have arrived or not: the mail server fell silent, "
        "or our own work was cut off. It is not repeated by itself",
        Status.BOUNCED: "It could not be delivered to this address",
        Status.HELD: "This person wants letters together; the next summary takes it in",
        Status.GATHERED: "It went as part of a summary",
        Status.EXPIRED: "Its code or link had run out before it could be sent",
    }

    COLOURS = {
        Status.WAITING: "blue",
        Status.HANDING_OVER: "blue",
        Status.SENT: "green",
        Status.UNCONFIRMED: "orange",
        Status.BOUNCED: "red",
        Status.HELD: "grey",
        Status.GATHERED: "green",
        Status.EXPIRED: "grey",
    }

    # What stands where others say when they were sent.
    UNSENT = {
        Status.UNCONFIRMED: "Nobody can say",
        Status.BOUNCED: "Refused when it was handed over",
        Status.GATHERED: "Not by itself",
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
    address = models.EmailField()
    reply_to = models.EmailField(blank=True)
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
    # The number that GOV.UK Notify gave it, where Notify sends.
    notify_id = models.CharField(max_length=36, blank=True)
    gathered_in = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="gathered"
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=["sent", "bounced"])
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
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.address}"

    def get_absolute_url(self) -> str:
        return reverse("partnership:message", kwargs={"pk": self.pk})

    @property
    def meaning(self) -> str:
        """What its status means, in a sentence."""
        return self.MEANINGS[self.Status(self.status)]

    @property
    def unsent(self) -> str:
        """What there is to say of when it was sent, where there is no such time."""
        return self.UNSENT.get(self.Status(self.status), "Not yet")

    @property
    def colour(self) -> str:
        """The colour of its status, wherever it is shown."""
        return self.COLOURS[self.Status(self.status)]

    @property
    def is_waiting(self) -> bool:
        return self.status == Status.WAITING

    @property
    def is_sent(self) -> bool:
        return self.status == Status.SENT

    @property
    def is_unconfirmed(self) -> bool:
        return self.status == Status.UNCONFIRMED

    @property
    def has_bounced(self) -> bool:
        return self.status == Status.BOUNCED


class Reminded(models.Model):
    """A reminder that has gone into a digest, so that it is never told twice."""

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
    """The words of one kind of letter, where the partnership has changed them.

    Text with {placeholders}, never a template. A row without a subject was set back to
    the words that Quorate brings.
    """

    kind = models.CharField(max_length=60, unique=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()

    class Meta:
        ordering = ["kind"]

    def __str__(self) -> str:
        return self.kind
