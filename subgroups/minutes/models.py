"""Decisions, their ratification, minuted actions, corrections and amendments; and
the minutes as they were sent.

Agreed minutes never change.
"""

from itertools import chain, count

import pgtrigger
from django.db import models
from django.utils.formats import date_format

from actions.register.models.actions import Action
from partnership.access import Permission
from partnership.guards.acts import Act, HasActs
from partnership.guards.triggers import PASS, Frozen
from partnership.guards.versions import Versioned
from partnership.people.models import Person
from subgroups.agenda.models import AgendaItem
from subgroups.meetings.models.freezing import frozen_once_agreed
from subgroups.meetings.models.meetings import Meeting
from subgroups.quorum.of_meeting import MeetingQuorum
from subgroups.structure.models import OfSubgroup, OfSubgroupQuerySet


class LockedOnceDecided(pgtrigger.Trigger):
    """Refuse to add, reword or delete a decision of an item that has been decided."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [("decided", "timestamptz")]

    def get_func(self, model: type[models.Model]) -> str:
        table = AgendaItem._meta.db_table
        return f"""
            IF TG_OP = 'UPDATE' AND OLD.text = NEW.text THEN RETURN NEW; END IF;
            SELECT decided_at INTO decided FROM {table}
            WHERE id = CASE WHEN TG_OP = 'INSERT' THEN NEW.item_id ELSE OLD.item_id END;
            IF decided IS NOT NULL THEN
                RAISE EXCEPTION 'The decisions of a decided item never change'
                USING ERRCODE = 'check_violation';
            END IF;
            {PASS}
        """


class DecisionQuerySet(OfSubgroupQuerySet):
    def next_ref(self, item: AgendaItem, number: int) -> str:
        """The reference for a new decision, such as EDU-2025-10-21/4.1.

        Where it is taken, as by a second meeting on that day, it ends in -2.
        """
        ref = f"{item.ref}.{number}"
        taken = set(self.filter(ref__startswith=ref).values_list("ref", flat=True))
        others = (f"{ref}-{again}" for again in count(2))
        return next(one for one in chain([ref], others) if one not in taken)

    def visible_to(self, person: Person | None) -> "DecisionQuerySet":
        """Decisions of the person's subgroups, under items that they may read."""
        items = AgendaItem.objects.visible_to(person)
        return super().visible_to(person).filter(item__in=items)

    def with_register_words(self) -> "DecisionQuerySet":
        """Decisions with what the register shows of each."""
        return self.select_related(
            "item__meeting__subgroup__organisation", "ratification__meeting"
        )


class Decision(OfSubgroup):
    """A decision a meeting made under an agenda item, as minuted."""

    belongs_to = "item__meeting__subgroup__organisation"

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    # As it was when the decision was recorded, whatever the subgroup is called later.
    ref = models.CharField(max_length=40, editable=False)
    text = models.TextField()
    # Set when the minutes are agreed. Until then the attendance decides.
    lacked_quorum = models.BooleanField(null=True, editable=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["item", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "number"], name="decision_number_once"
            ),
            models.UniqueConstraint(fields=["ref"], name="decision_ref_once"),
        ]
        triggers = [
            frozen_once_agreed("agreed_decision_is_frozen", "item__meeting"),
            LockedOnceDecided(name="decided_decision_is_locked"),
        ]

    def __str__(self) -> str:
        return f"{self.item.number}.{self.number} {self.text}"

    def get_absolute_url(self) -> str:
        return self.item.get_absolute_url()

    @property
    def ratified_at(self) -> Meeting | None:
        """The meeting that ratified it, if one did."""
        ratification = getattr(self, "ratification", None)
        return ratification and ratification.meeting

    def is_to_be_ratified(self, quorum: MeetingQuorum) -> bool:
        """Whether it was taken without a quorum and has not been ratified since."""
        lacked = self.lacked_quorum
        if lacked is None:
            lacked = quorum.is_quorate_at(self.item.number) is False
        return lacked and self.ratified_at is None


class Ratification(OfSubgroup):
    """The later meeting at which a decision taken without a quorum was ratified."""

    belongs_to = "meeting__subgroup__organisation"

    decision = models.OneToOneField(
        Decision, models.PROTECT, related_name="ratification"
    )
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="ratifications")
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_on = models.DateField()

    class Meta:
        triggers = [frozen_once_agreed("agreed_ratification_is_frozen", "meeting")]

    def __str__(self) -> str:
        return f"{self.decision}, ratified at {self.meeting}"


class MinutedAction(models.Model):
    """An action as minuted. The register holds the action itself, which may change."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="minuted_actions")
    action = models.OneToOneField(Action, models.PROTECT, related_name="minuted_action")
    text = models.TextField()
    owner_words = models.CharField(max_length=250)
    due_words = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["item", "pk"]
        triggers = [
            frozen_once_agreed("agreed_minuted_action_is_frozen", "item__meeting")
        ]

    def __str__(self) -> str:
        return f"{self.owner_words}: {self.text}"


class Amendment(models.Model):
    """A dated correction to agreed minutes."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="amendments")
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, related_name="amendments"
    )
    text = models.TextField()
    amended_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    amended_on = models.DateField()

    class Meta:
        ordering = ["amended_on", "pk"]
        triggers = [
            Frozen("amendment_is_frozen", "Amendments to agreed minutes never change")
        ]

    def __str__(self) -> str:
        return f"{self.amended_on}: {self.text}"


class MinutesSending(OfSubgroup):
    """One circulation of minutes, with their text as everyone was sent it."""

    belongs_to = "meeting__subgroup__organisation"

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="minutes_sendings"
    )
    number = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()
    # The parts of the minutes in order, each with its key, title and text.
    parts = models.JSONField()

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"], name="minutes_sending_number_once"
            ),
        ]
        triggers = [Frozen("minutes_sending_is_frozen", "What was sent never changes")]

    def __str__(self) -> str:
        return f"{self.meeting}, minutes sent {date_format(self.sent_at, 'j F Y')}"

    @property
    def message_key(self) -> str:
        """How the keys of its emails begin."""
        return f"minutes_circulated:{self.meeting_id}:{self.number}"


class MinutesOpening(models.Model):
    """The first time someone opened the minutes after one of their circulations."""

    sending = models.ForeignKey(MinutesSending, models.PROTECT, related_name="openings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sending", "person"], name="minutes_opening_once_per_sending"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} opened {self.sending}"


class CorrectionQuerySet(OfSubgroupQuerySet):
    def visible_to(self, person: Person | None) -> "CorrectionQuerySet":
        """Corrections to minutes of the person's subgroups, but for items they may
        not read.
        """
        items = AgendaItem.objects.visible_to(person)
        readable = models.Q(item=None) | models.Q(item__in=items)
        return super().visible_to(person).filter(readable)

    def waiting(self) -> "CorrectionQuerySet":
        """Corrections neither accepted nor refused."""
        return self.filter(status=Correction.Status.PROPOSED)

    def accepted(self) -> "CorrectionQuerySet":
        """Corrections that the agreed minutes carry."""
        return self.filter(status=Correction.Status.ACCEPTED)


class Correction(HasActs, OfSubgroup, Versioned):
    """A correction to circulated minutes that someone who attended has proposed."""

    belongs_to = "meeting__subgroup__organisation"

    class Status(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        ACCEPTED = "accepted", "Accepted"
        REFUSED = "refused", "Refused"

    ACTS = {
        "settle": Act(
            words="Accept or refuse",
            page="subgroups:settle_correction",
            permission=Permission.RECORD_MEETING,
            open_in=(Status.PROPOSED, Status.ACCEPTED, Status.REFUSED),
            to=(Status.ACCEPTED, Status.REFUSED),
            unless=lambda correction, by, on: (
                ""
                if correction.meeting.is_circulated
                else "You can accept or refuse corrections while the minutes are "
                "circulated and not agreed"
            ),
        ),
    }
    COLOURS = {
        Status.PROPOSED: "yellow",
        Status.ACCEPTED: "green",
        Status.REFUSED: "grey",
    }

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="proposed_corrections"
    )
    # The place: an item, with the paragraph of its notes, or a page.
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, related_name="proposed_corrections"
    )
    paragraph = models.PositiveSmallIntegerField(null=True)
    page = models.PositiveSmallIntegerField(null=True)
    text = models.TextField()
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    status = models.CharField(
        max_length=8, choices=Status.choices, default=Status.PROPOSED
    )
    # What the agreed minutes then carry, or why it was refused.
    agreed_words = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    settled_on = models.DateField(null=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(paragraph=None) | models.Q(item__isnull=False),
                name="correction_paragraph_is_of_an_item",
            ),
            models.CheckConstraint(
                condition=models.Q(status="proposed", agreed_words="", reason="")
                & models.Q(settled_by=None, settled_on=None)
                | models.Q(status="accepted", reason="")
                & ~models.Q(agreed_words="")
                & models.Q(settled_by__isnull=False, settled_on__isnull=False)
                | models.Q(status="refused", agreed_words="")
                & ~models.Q(reason="")
                & models.Q(settled_by__isnull=False, settled_on__isnull=False),
                name="correction_settled_with_words_or_a_reason",
            ),
        ]
        triggers = [frozen_once_agreed("agreed_correction_is_frozen", "meeting")]

    def __str__(self) -> str:
        return f"{self.place}: {self.text}" if self.place else self.text

    @property
    def place(self) -> str:
        """Where in the minutes, such as “Item 2, paragraph 1” or “Page 4”."""
        parts = [
            self.item and f"item {self.item.number}",
            self.paragraph and f"paragraph {self.paragraph}",
            self.page and f"page {self.page}",
        ]
        words = ", ".join(filter(None, parts))
        return words[:1].upper() + words[1:]

    @property
    def colour(self) -> str:
        return self.COLOURS[self.status]

    @property
    def in_the_record(self) -> str:
        """How the agreed minutes name an accepted correction."""
        return f"{self.place}: {self.agreed_words}" if self.place else self.agreed_words
