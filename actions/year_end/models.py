"""Year ends of plans, with where priorities continue and a decision per action."""

from types import SimpleNamespace

import pgtrigger
from django.db import models

from actions.due.local import school_calendar
from actions.due.meaning import Due
from actions.due.reading import read_due
from actions.plans.models import Plan, Priority
from actions.register.models.actions import Action
from actions.register.models.querysets import ActionQuerySet
from actions.register.words import Rag, impact_words, reading_of
from actions.year_end.acts import ACTS, Status
from partnership.access import Permission
from partnership.guards.acts import HasActs
from partnership.guards.triggers import Frozen
from partnership.guards.versions import Versioned
from partnership.pages.addresses import reverse
from partnership.people.models import Person
from partnership.reach import Reached, ReachQuerySet


class YearEndQuerySet(ReachQuerySet):
    def preparing(self) -> "YearEndQuerySet":
        """Year ends in which decisions are still being made."""
        return self.filter(status=YearEnd.Status.PREPARING)

    def in_force(self) -> "YearEndQuerySet":
        """Year ends in preparation or done, one for each plan."""
        return self.exclude(status=YearEnd.Status.ABANDONED)


class YearEnd(HasActs, Reached, Versioned):
    """The closing of a plan's year: decided action by action, then done at once."""

    Status = Status
    ACTS = ACTS

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="year_ends")
    next_plan = models.ForeignKey(Plan, models.PROTECT, related_name="years_before")
    status = models.CharField(
        max_length=10, choices=Status.choices, default=Status.PREPARING
    )
    begun_on = models.DateField()
    begun_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    abandoned_because = models.TextField(blank=True)

    seen_with = Permission.EDIT_PLAN
    objects = YearEndQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan"],
                condition=~models.Q(status="abandoned"),
                name="year_end_once_for_a_plan",
            ),
            models.CheckConstraint(
                condition=~models.Q(next_plan=models.F("plan")),
                name="year_end_leads_to_another_plan",
            ),
            models.CheckConstraint(
                condition=models.Q(status="preparing", ended_on=None, ended_by=None)
                | (
                    ~models.Q(status="preparing")
                    & models.Q(ended_on__isnull=False, ended_by__isnull=False)
                ),
                name="year_end_ended_by_and_on_together",
            ),
            models.CheckConstraint(
                condition=models.Q(status="abandoned", abandoned_because__regex=r"\S")
                | (~models.Q(status="abandoned") & models.Q(abandoned_because="")),
                name="year_end_abandoned_with_a_reason",
            ),
        ]
        triggers = [
            Frozen(
                "year_end_that_is_over_is_frozen",
                "A year end that is over never changes",
                once=~pgtrigger.Q(old__status="preparing"),
            ),
        ]

    def __str__(self) -> str:
        return f"Year end of {self.plan}"

    def get_absolute_url(self) -> str:
        return reverse("actions:year_end", kwargs={"pk": self.pk})

    @property
    def is_preparing(self) -> bool:
        return self.status == Status.PREPARING

    @property
    def is_done(self) -> bool:
        return self.status == Status.DONE

    def actions(self) -> ActionQuerySet:
        """Every action of the plan."""
        return Action.objects.filter(priority__plan=self.plan_id)

    def standing(self) -> models.QuerySet["YearEndDecision"]:
        """Decisions on actions that are still open.

        Where completions are checked, one that was sent back needs a new decision.
        """
        decisions = self.decisions.exclude(what="").filter(
            action__in=self.actions().open()
        )
        if self.plan.needs_check:
            decisions = decisions.exclude(what=YearEndDecision.What.COMPLETE)
        return decisions

    def undecided(self) -> ActionQuerySet:
        """Open actions without a decision."""
        return self.actions().open().exclude(pk__in=self.standing().values("action"))

    def to_check(self) -> ActionQuerySet:
        """Completed actions that must be checked before the year is closed."""
        return self.actions().waiting_for_check()


class Successor(models.Model):
    """The priority of the next plan that a priority continues as."""

    year_end = models.ForeignKey(YearEnd, models.PROTECT, related_name="successors")
    priority = models.ForeignKey(Priority, models.PROTECT, related_name="+")
    target = models.ForeignKey(Priority, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["year_end", "priority"]
        constraints = [
            models.UniqueConstraint(
                fields=["year_end", "priority"], name="successor_one_of_a_priority"
            ),
            models.CheckConstraint(
                condition=~models.Q(target=models.F("priority")),
                name="successor_is_another_priority",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.priority} → {self.target}"


class YearEndDecision(Versioned):
    """What will happen to an action when the year is closed.

    What was typed for one way stays in the row when another is chosen.
    """

    class What(models.TextChoices):
        CARRY = "carry", "Carried forward"
        DROP = "drop", "Dropped"
        COMPLETE = "complete", "Completed"

    year_end = models.ForeignKey(YearEnd, models.PROTECT, related_name="decisions")
    action = models.ForeignKey(Action, models.PROTECT, related_name="+")
    what = models.CharField(max_length=8, choices=What.choices, blank=True)
    reason = models.TextField(blank=True)
    target = models.ForeignKey(
        Priority, models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_text = models.CharField(max_length=300, blank=True)
    decision_words = models.CharField(max_length=300, blank=True)
    decision_url = models.CharField(max_length=300, blank=True)
    outcome = models.TextField(blank=True)
    impact = models.CharField(
        max_length=6,
        choices=Rag.choices,
        blank=True,
        help_text="As judged now; blank leaves it as it was rated",
    )
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["year_end", "action"]
        constraints = [
            models.UniqueConstraint(
                fields=["year_end", "action"], name="year_end_decides_an_action_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(what="carry")
                | models.Q(
                    reason__regex=r"\S", due_text__regex=r"\S", target__isnull=False
                ),
                name="year_end_carries_to_a_place_and_date",
            ),
            models.CheckConstraint(
                condition=~models.Q(what="drop")
                | models.Q(reason__regex=r"\S", decision_words__regex=r"\S"),
                name="year_end_drops_by_a_decision",
            ),
            models.CheckConstraint(
                condition=~models.Q(what="complete") | models.Q(outcome__regex=r"\S"),
                name="year_end_completes_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=models.Q(what="", decided_on=None, decided_by=None)
                | (
                    ~models.Q(what="")
                    & models.Q(decided_on__isnull=False, decided_by__isnull=False)
                ),
                name="year_end_decided_by_and_on_together",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action.ref}: {self.get_what_display().lower()}"

    @property
    def words(self) -> str:
        """The reason, or the difference made."""
        return self.outcome if self.what == self.What.COMPLETE else self.reason

    @property
    def impact_word(self) -> str:
        """The partnership's word for the impact rating."""
        return impact_words().get(self.impact, "")

    @property
    def remarks(self) -> tuple[str, ...]:
        """Questions about the new date."""
        return self.due.remarks if self.what == self.What.CARRY else ()

    @property
    def due(self) -> Due:
        """The new date as it will be read, in the next plan's year."""
        return read_due(
            self.due_text,
            plan_start=self.year_end.next_plan.start,
            **school_calendar(),
        )

    @property
    def due_reading(self) -> str:
        """How the new date is read, in words; empty if it gives no date."""
        due = self.due
        return reading_of(
            SimpleNamespace(
                due_start=due.start,
                due_end=due.end,
                due_precision=due.precision,
                due_occurrences=due.occurrences,
            )
        )
