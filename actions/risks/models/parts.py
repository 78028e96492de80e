"""A risk's assessments, decisions, controls, linked actions and escalations."""

import pgtrigger
from django.db import models

from actions.register.models.actions import Action
from actions.risks.models.ratings import RATING_FIELDS, Rated, in_range
from actions.risks.models.risks import Risk
from partnership.guards.triggers import Frozen
from partnership.guards.versions import Versioned
from partnership.people.models import Person
from partnership.reach import Reached, ReachQuerySet


class RiskAssessment(Rated):
    """A risk's ratings on a day, and the reason. Append-only."""

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="assessments")
    number = models.PositiveSmallIntegerField()
    reason = models.TextField(blank=True, help_text="The first needs none")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    on = models.DateField()

    class Meta:
        ordering = ["risk", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["risk", "number"], name="risk_assessment_numbered_once"
            ),
            models.CheckConstraint(
                condition=in_range(), name="risk_assessment_rated_from_1_to_5"
            ),
            models.CheckConstraint(
                condition=models.Q(number=1) | models.Q(reason__regex=r"\S"),
                name="risk_assessment_says_why",
            ),
        ]
        triggers = [
            Frozen("risk_assessment_is_frozen", "Assessments of risks never change"),
            # The risk keeps the ratings of its latest assessment.
            pgtrigger.Trigger(
                name="risk_carries_its_latest_ratings",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func="UPDATE actions_risk SET "
                + ", ".join(f"{field} = NEW.{field}" for field in RATING_FIELDS)
                + ', assessed_on = NEW."on" WHERE id = NEW.risk_id; RETURN NULL;',
            ),
        ]

    def __str__(self) -> str:
        return f"{self.risk.ref}, assessment {self.number}"


class RiskDecision(models.Model):
    """A decision to accept, close or reopen a risk, and the reason. Append-only."""

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="decisions")
    status = models.CharField(max_length=8, choices=Risk.Status.choices)
    reason = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    on = models.DateField()

    class Meta:
        ordering = ["risk", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reason__regex=r"\S"),
                name="risk_decision_has_a_reason",
            ),
        ]
        triggers = [
            Frozen("risk_decision_is_frozen", "Decisions about risks never change"),
        ]

    def __str__(self) -> str:
        return f"{self.risk.ref}: {self.words.lower()}"

    @property
    def words(self) -> str:
        if self.status == Risk.Status.OPEN:
            return "Reopened"
        return self.get_status_display()


class RiskActionQuerySet(ReachQuerySet):
    def visible_to(self, person: Person | None) -> "RiskActionQuerySet":
        """Links whose risk and action the person can both see."""
        actions = Action.objects.visible_to(person)
        return super().visible_to(person).filter(action__in=actions)

    def standing(self) -> "RiskActionQuerySet":
        """Links that have not been removed."""
        return self.filter(unlinked_on=None)


class RiskControl(Reached, Versioned):
    """A control of a risk, with the assurance that it works."""

    class Strength(models.TextChoices):
        STRONG = "strong", "Strong"
        SOME = "some", "Some"
        NONE = "none", "None yet"

    COLOURS = {Strength.STRONG: "green", Strength.SOME: "yellow", Strength.NONE: "red"}

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="controls")
    text = models.TextField()
    assurance = models.TextField(blank=True, help_text="How we know that it works")
    strength = models.CharField(
        max_length=6,
        choices=Strength.choices,
        default=Strength.NONE,
        help_text="How good that assurance is",
    )
    ended_on = models.DateField(null=True, blank=True)

    seen_through = "risk"

    class Meta:
        ordering = ["risk", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(text__regex=r"\S"), name="risk_control_has_text"
            ),
            models.CheckConstraint(
                condition=models.Q(strength="none") | models.Q(assurance__regex=r"\S"),
                name="risk_control_strength_rests_on_assurance",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def colour(self) -> str:
        return self.COLOURS[self.Strength(self.strength)]


class RiskAction(Reached):
    """An action linked to a risk."""

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="links")
    action = models.ForeignKey(Action, models.PROTECT, related_name="risk_links")
    linked_on = models.DateField()
    linked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    unlinked_on = models.DateField(null=True, blank=True)

    seen_through = "risk"
    objects = RiskActionQuerySet.as_manager()

    class Meta:
        ordering = ["risk", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["risk", "action"],
                condition=models.Q(unlinked_on=None),
                name="risk_action_linked_once",
                violation_error_message="This action is already linked to the risk",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.risk.ref}: {self.action.ref}"


class RiskEscalation(models.Model):
    """A period in which a risk was over the threshold, and who acknowledged it."""

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="escalations")
    score = models.PositiveSmallIntegerField()
    threshold = models.PositiveSmallIntegerField()
    on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    acknowledged_on = models.DateField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.TextField(blank=True, help_text="What the executive makes of it")

    class Meta:
        ordering = ["risk", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["risk"],
                condition=models.Q(ended_on=None),
                name="risk_escalation_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(acknowledged_on=None, acknowledged_by=None)
                | models.Q(
                    acknowledged_on__isnull=False, acknowledged_by__isnull=False
                ),
                name="risk_escalation_acknowledged_by_and_on_together",
            ),
            models.CheckConstraint(
                condition=models.Q(score__gte=models.F("threshold")),
                name="risk_escalation_reached_the_threshold",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on=None)
                | models.Q(ended_on__gte=models.F("on")),
                name="risk_escalation_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.risk.ref} at {self.score}"
