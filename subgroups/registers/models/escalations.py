"""Escalations: to whom and why, when each was received, and what came back."""

import pgtrigger
from django.db import models
from django.db.models import Q

from partnership.access import Permission, Role
from partnership.guards.acts import HasActs
from partnership.guards.triggers import Frozen
from partnership.guards.versions import Versioned
from partnership.pages.addresses import reverse
from partnership.people.models import Organisation, Person
from partnership.reach import Reached, ReachQuerySet
from subgroups.agenda.models import AgendaItem
from subgroups.meetings.models.freezing import frozen_once_agreed
from subgroups.meetings.models.meetings import Meeting
from subgroups.registers.acts import ESCALATION_ACTS, ON_THE_WAY, EscalationStatus
from subgroups.structure.models import Subgroup

RECEIPT = ("received_on", "received_by", "received_at_meeting", "received_words")
RESPONSE = ("response", "responder_words", "responded_on", "answered_at_meeting")
RETURN = ("returned_on", "returned_by", "returned_at_meeting")
# What goes on after the minutes of the sender have been agreed.
AFTERWARDS = (*RECEIPT, *RESPONSE, *RETURN, "status", "withdrawn_because", "version")


class EscalationQuerySet(ReachQuerySet):
    def visible_to(self, person: Person | None) -> "EscalationQuerySet":
        """Those of items that someone may read, and open ones sent to their group."""
        if person is None:
            return self.none()
        reads = Q(item__in=AgendaItem.objects.visible_to(person))
        receives = Q(
            item__access=AgendaItem.Access.OPEN,
            to__in=person.organisations_where(Permission.SEE_MEETINGS),
        )
        return self.filter(reads | receives)

    def to_receive(self) -> "EscalationQuerySet":
        """Escalations that the addressee has not received."""
        return self.filter(status=EscalationStatus.SENT)

    def on_the_way(self) -> "EscalationQuerySet":
        """Escalations without a response, which the addressee has yet to deal with."""
        return self.filter(status__in=ON_THE_WAY)

    def come_back(self) -> "EscalationQuerySet":
        """Escalations whose response the sender has not noted yet."""
        return self.filter(status=EscalationStatus.ANSWERED)

    def from_group(self, subgroup: Subgroup) -> "EscalationQuerySet":
        """Escalations of a subgroup’s own meetings."""
        return self.filter(item__meeting__subgroup=subgroup)

    def dealt_with_by(self, subgroup: Subgroup) -> "EscalationQuerySet":
        """Escalations that a subgroup was sent, or has sent itself."""
        return self.filter(
            Q(to=subgroup.organisation_id) | Q(item__meeting__subgroup=subgroup)
        )

    def latest_first(self) -> "EscalationQuerySet":
        """Escalations with what the register shows of each."""
        return self.select_related(
            "item__meeting__subgroup__organisation",
            "received_at_meeting",
            "returned_at_meeting",
        ).order_by("-sent_on", "-pk")

    def oldest_first(self) -> "EscalationQuerySet":
        """Escalations with what an agenda says of them."""
        return self.select_related("item__meeting__subgroup__organisation").order_by(
            "sent_on", "pk"
        )


class Escalation(HasActs, Reached, Versioned):
    """Something a meeting passed on to another body to deal with."""

    seen_through = "item"

    Status = EscalationStatus
    ACTS = ESCALATION_ACTS
    COLOURS = {
        Status.SENT: "yellow",
        Status.RECEIVED: "blue",
        Status.ANSWERED: "teal",
        Status.RETURNED: "green",
        Status.WITHDRAWN: "grey",
    }

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="escalations")
    # To one of our organisations, or to any other body in words.
    to = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="escalations"
    )
    to_words = models.CharField(max_length=250)
    why = models.TextField()
    sent_on = models.DateField()
    status = models.CharField(
        max_length=9, choices=EscalationStatus.choices, default=EscalationStatus.SENT
    )
    withdrawn_because = models.TextField(blank=True)
    received_on = models.DateField(null=True)
    received_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    received_at_meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, related_name="escalations_received"
    )
    # How a body that does not use Quorate confirmed it.
    received_words = models.CharField(max_length=250, blank=True)
    response = models.TextField(blank=True)
    responder_words = models.CharField(max_length=250, blank=True)
    responded_on = models.DateField(null=True)
    answered_at_meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, related_name="escalations_answered"
    )
    returned_on = models.DateField(null=True)
    returned_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    returned_at_meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, related_name="responses_noted"
    )

    objects = EscalationQuerySet.as_manager()

    class Meta:
        ordering = ["item", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="withdrawn") & ~Q(withdrawn_because="")
                | ~Q(status="withdrawn") & Q(withdrawn_because=""),
                name="escalation_withdrawn_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["sent", "withdrawn"])
                & Q(received_on=None, received_by=None, received_at_meeting=None)
                & Q(received_words="")
                | Q(status__in=["received", "answered", "returned"])
                & Q(received_on__isnull=False, received_by__isnull=False)
                & (Q(received_at_meeting__isnull=False) | ~Q(received_words="")),
                name="escalation_receipt_says_who_when_and_where",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["answered", "returned"])
                & Q(responded_on__isnull=False)
                & ~Q(response="")
                & ~Q(responder_words="")
                | ~Q(status__in=["answered", "returned"])
                & Q(responded_on=None, answered_at_meeting=None)
                & Q(response="", responder_words=""),
                name="escalation_response_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(
                    status="returned",
                    returned_on__isnull=False,
                    returned_by__isnull=False,
                    returned_at_meeting__isnull=False,
                )
                | ~Q(status="returned")
                & Q(returned_on=None, returned_by=None, returned_at_meeting=None),
                name="escalation_returned_on_by_and_at_together",
            ),
        ]
        triggers = [
            frozen_once_agreed(
                "agreed_escalation_is_frozen", "item__meeting", apart_from=AFTERWARDS
            ),
            Frozen(
                "escalation_receipt_is_frozen",
                "A receipt never changes",
                once=pgtrigger.Q(old__received_on__isnull=False),
                apart_from=(*RESPONSE, *RETURN, "status", "version"),
            ),
        ]

    def __str__(self) -> str:
        return f"To {self.to_words}: {self.why}"

    def get_absolute_url(self) -> str:
        return reverse("subgroups:escalation", kwargs={"pk": self.pk})

    @property
    def colour(self) -> str:
        return self.COLOURS[self.status]

    def roles_of(self, person: Person) -> set[Role]:
        """Roles at the item and, unless it is restricted, at the addressee."""
        roles = super().roles_of(person)
        if self.to_id and not self.item.is_restricted:
            roles |= set(person.roles_at(self.to_id))
        return roles

    @property
    def sender(self):
        """The subgroup whose meeting escalated it."""
        return self.item.meeting.subgroup

    @property
    def is_to_a_group(self) -> bool:
        """Whether the addressee is one of our groups, with agendas of its own."""
        return self.to_id is not None and hasattr(self.to, "subgroup")
