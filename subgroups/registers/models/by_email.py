"""Decisions taken between meetings by email: the question, the answers, the outcome."""

import re

import pgtrigger
from django.db import models

from partnership.access import Permission
from partnership.guards.acts import Act, HasActs
from partnership.guards.triggers import Frozen
from partnership.guards.versions import Versioned
from partnership.pages.addresses import reverse
from partnership.people.models import Person
from subgroups.meetings.models.meetings import Meeting
from subgroups.structure.models import OfSubgroup, OfSubgroupQuerySet, Subgroup

REFERENCE = re.compile(r"(.*-)?email-([0-9]{1,9})", re.IGNORECASE)
RECORDED = {"permission": Permission.RECORD_MEETING}


class EmailDecisionQuerySet(OfSubgroupQuerySet):
    def closed(self) -> "EmailDecisionQuerySet":
        """Questions whose outcome has been recorded."""
        return self.exclude(status=EmailDecision.Status.ASKED)

    def called(self, ref: str) -> "EmailDecisionQuerySet":
        """The decision with a reference such as EDU-email-7, or email-7 for short."""
        match = REFERENCE.fullmatch(ref.strip())
        if match is None:
            return self.none()
        found = self.filter(pk=int(match[2]))
        return found.filter(ref_prefix__iexact=match[1]) if match[1] else found

    def to_note(self) -> "EmailDecisionQuerySet":
        """Decisions that no meeting has noted yet, oldest first."""
        taken = self.filter(status=EmailDecision.Status.TAKEN)
        return taken.order_by("closed_on", "pk")


class EmailDecision(HasActs, OfSubgroup, Versioned):
    """A question that a subgroup decided by email, with its outcome."""

    class Status(models.TextChoices):
        ASKED = "asked", "Being answered"
        TAKEN = "taken", "To be noted"
        NOTED = "noted", "Noted"

    ACTS = {
        "answer": Act(
            words="Record an answer",
            page="subgroups:answer_question",
            open_in=(Status.ASKED,),
            otherwise="This question is closed",
            is_main=True,
            **RECORDED,
        ),
        "close": Act(
            words="Record the outcome",
            page="subgroups:close_question",
            open_in=(Status.ASKED,),
            to=(Status.TAKEN,),
            otherwise="The outcome has been recorded",
            **RECORDED,
        ),
        "note": Act(
            words="Record that a meeting noted it",
            page="subgroups:note_question",
            open_in=(Status.TAKEN,),
            to=(Status.NOTED,),
            otherwise="A meeting notes a decision once, after its outcome",
            is_main=True,
            **RECORDED,
        ),
    }
    COLOURS = {Status.ASKED: "yellow", Status.TAKEN: "blue", Status.NOTED: "green"}

    subgroup = models.ForeignKey(
        Subgroup, models.PROTECT, related_name="email_decisions"
    )
    # As it was when the question was asked, whatever the subgroup is called later.
    ref_prefix = models.CharField(max_length=13, editable=False)
    question = models.TextField()
    asked_on = models.DateField()
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    answer_by = models.DateField()
    status = models.CharField(
        max_length=5, choices=Status.choices, default=Status.ASKED
    )
    outcome = models.TextField(blank=True)
    closed_on = models.DateField(null=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    noted_at_meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, related_name="email_decisions_noted"
    )

    objects = EmailDecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    status="asked", outcome="", closed_on=None, closed_by=None
                )
                | ~models.Q(status="asked")
                & ~models.Q(outcome="")
                & models.Q(closed_on__isnull=False, closed_by__isnull=False),
                name="email_decision_closed_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=models.Q(status="noted", noted_at_meeting__isnull=False)
                | ~models.Q(status="noted") & models.Q(noted_at_meeting=None),
                name="email_decision_noted_at_a_meeting",
            ),
        ]
        triggers = [
            Frozen(
                "closed_email_decision_is_frozen",
                "What was decided by email never changes",
                once=pgtrigger.Q(old__closed_on__isnull=False),
                apart_from=("status", "noted_at_meeting", "version"),
            ),
        ]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return reverse("subgroups:question", kwargs={"pk": self.pk})

    @property
    def ref(self) -> str:
        """Its reference for good, such as EDU-email-7."""
        return f"{self.ref_prefix}email-{self.pk}"

    @property
    def colour(self) -> str:
        return self.COLOURS[self.status]


class EmailAnswer(models.Model):
    """What one person answered by email, and when."""

    class Answer(models.TextChoices):
        AGREE = "agree", "Agrees"
        DISAGREE = "disagree", "Disagrees"
        ABSTAIN = "abstain", "Abstains"

    decision = models.ForeignKey(EmailDecision, models.PROTECT, related_name="answers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=8, choices=Answer.choices)
    words = models.TextField(blank=True)
    answered_on = models.DateField()

    class Meta:
        ordering = ["answered_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "person"], name="email_answer_once_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_answer_display()}"
