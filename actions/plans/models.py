"""Business plans, their versions, priorities and objectives."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from actions.plans.acts import ACTS, LIVE, Status
from partnership.access import Permission, Role, allowed, as_reader
from partnership.guards.acts import HasActs
from partnership.guards.triggers import CHANGED, Frozen, FrozenWith
from partnership.guards.versions import Versioned
from partnership.pages.addresses import reverse
from partnership.people.models import Organisation, Person
from partnership.reach import Reached, ReachQuerySet


class PlanQuerySet(ReachQuerySet):
    def visible_to(self, person: Person | None) -> "PlanQuerySet":
        """Every plan for the board and its officers; other members see no drafts."""
        if person is None:
            return self.none()
        if person.holds(Permission.SEE_PLAN):
            return self
        if person.holds_anywhere(Permission.SEE_PLAN):
            return self.exclude(status=Plan.Status.DRAFT)
        return self.filter(priorities__lead=person).distinct()

    def in_year(self, start, end) -> "PlanQuerySet":
        """Approved and superseded plans whose year overlaps `start` to `end`."""
        return self.exclude(status=Plan.Status.DRAFT).filter(
            start__lte=end, end__gte=start
        )

    def drafts(self) -> "PlanQuerySet":
        """Draft plans."""
        return self.filter(status=Plan.Status.DRAFT)

    def live(self) -> "PlanQuerySet":
        """Draft and approved plans."""
        return self.filter(status__in=LIVE)

    def with_progress(self) -> "PlanQuerySet":
        """Plans with their numbers of priorities, actions and completed actions."""
        actions = "priorities__actions"
        complete = models.Q(priorities__actions__status="complete")
        return self.annotate(
            priority_count=models.Count("priorities", distinct=True),
            action_count=models.Count(actions, distinct=True),
            complete_count=models.Count(actions, filter=complete, distinct=True),
        ).order_by("-start", "-pk")


class Plan(HasActs, Reached, Versioned):
    """What the partnership will do in a year, or must do by law over several."""

    class Tier(models.TextChoices):
        YEARLY = "yearly", "Priorities of the year"
        CORE = "core", "Core statutory business"

    Status = Status
    ACTS = ACTS
    COLOURS = {
        Status.DRAFT: "yellow",
        Status.APPROVED: "green",
        Status.SUPERSEDED: "grey",
    }

    title = models.CharField(max_length=200)
    slug = models.SlugField(
        max_length=80,
        unique=True,
        error_messages={"unique": "There is already a plan with this address"},
    )
    intro = models.TextField(blank=True)
    status = models.CharField(
        max_length=12, choices=Status.choices, default=Status.DRAFT
    )
    tier = models.CharField(max_length=8, choices=Tier.choices, default=Tier.YEARLY)
    start = models.DateField()
    end = models.DateField()
    needs_check = models.BooleanField(
        default=False, help_text="Whether a second person checks each completion"
    )
    approved_on = models.DateField(null=True, blank=True)
    approved_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )

    seen_with = Permission.SEE_PLAN
    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-start", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")),
                name="plan_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_on=None, approved_by=None)
                | models.Q(approved_on__isnull=False, approved_by__isnull=False),
                name="plan_approved_by_and_on_together",
            ),
            models.CheckConstraint(
                condition=models.Q(status="draft", approved_on=None)
                | (~models.Q(status="draft") & models.Q(approved_on__isnull=False)),
                name="plan_is_draft_until_approved",
            ),
        ]
        triggers = [
            Frozen(
                "superseded_plan_is_frozen",
                "A superseded plan never changes",
                once=pgtrigger.Q(old__status="superseded"),
                apart_from=("version",),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("actions:plan", kwargs={"pk": self.pk})

    def roles_of(self, person: Person) -> set[Role]:
        """The role of its readers, and of leads of its priorities."""
        roles = self.readers_role(person)
        if self.priorities.filter(lead=person).exists():
            roles.add(Role.PRIORITY_LEAD)
        return roles

    def readers_role(self, person: Person) -> set[Role]:
        """Members of the partnership's organisations can read its plan.

        Only people who see plans across the partnership can read a draft.
        """
        return set() if self.is_draft else as_reader(person, Permission.SEE_PLAN)

    @property
    def colour(self) -> str:
        return self.COLOURS[self.status]

    @property
    def can_be_edited(self) -> bool:
        return self.status in LIVE

    @property
    def is_draft(self) -> bool:
        return self.status == Status.DRAFT

    @property
    def is_approved(self) -> bool:
        return self.status == Status.APPROVED


class PlanVersion(models.Model):
    """A copy of a plan as it was approved. Append-only."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    note = models.TextField(
        blank=True, help_text="Why it was approved again; the first needs no reason"
    )
    approved_on = models.DateField()
    approved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["plan", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"], name="plan_version_numbered_once"
            ),
            models.CheckConstraint(
                condition=models.Q(number=1) | models.Q(note__regex=r"\S"),
                name="plan_version_says_why",
            ),
        ]
        triggers = [
            Frozen("plan_version_is_frozen", "Approved versions of a plan never change")
        ]

    def __str__(self) -> str:
        return f"{self.plan}, version {self.number}"


class PriorityQuerySet(ReachQuerySet):
    def of_live_plans(self) -> "PriorityQuerySet":
        """Priorities of draft and approved plans."""
        return self.filter(plan__status__in=LIVE)


class Priority(Reached, Versioned):
    """A priority of a plan, with its lead and board officer."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="priorities")
    ref = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    statement = models.TextField(blank=True)
    rationale = models.TextField(blank=True)
    intended_outcomes = models.TextField(blank=True)
    lead = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="priorities_led"
    )
    lead_words = models.CharField(max_length=200, blank=True)
    board_officer = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="priorities_supported",
    )
    delivery_organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    delivery_mechanism = models.CharField(max_length=300, blank=True)
    areas = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    is_open = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=1)

    seen_through = "plan"
    objects = PriorityQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "position", "pk"]
        verbose_name_plural = "priorities"
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "ref"],
                name="priority_ref_once_in_a_plan",
                violation_error_message="This plan already has a priority of this ref",
            ),
            models.CheckConstraint(
                condition=~models.Q(title="") & ~models.Q(ref=""),
                name="priority_has_ref_and_title",
            ),
        ]
        triggers = [
            # The lead and board officer can change when two entries are merged.
            FrozenWith(
                "priority_of_superseded_plan_is_frozen",
                "Priorities of a superseded plan never change",
                whole="plan",
                status="superseded",
                operation=CHANGED,
                apart_from=("lead", "board_officer", "version"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("actions:priority", kwargs={"pk": self.pk})

    def roles_of(self, person: Person) -> set[Role]:
        """The roles of the plan's readers and of its lead."""
        roles = self.plan.readers_role(person)
        if self.lead_id == person.pk:
            roles.add(Role.PRIORITY_LEAD)
        return roles

    def is_named_to(self, person: Person) -> bool:
        """Whether this person may see it named: not if its plan is a hidden draft."""
        return not self.plan.is_draft or allowed(person, Permission.SEE_PLAN, self)

    @property
    def delivery_words(self) -> str:
        """The delivery mechanism as written, or the organisation that delivers it."""
        if self.delivery_mechanism or self.delivery_organisation is None:
            return self.delivery_mechanism
        return self.delivery_organisation.name


class Objective(models.Model):
    """What a priority's actions should achieve."""

    priority = models.ForeignKey(Priority, models.PROTECT, related_name="objectives")
    text = models.TextField()
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["priority", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text=""), name="objective_has_text"
            ),
        ]

    def __str__(self) -> str:
        return self.text
