"""Actions."""

from datetime import date

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from actions.due.meaning import Precision
from actions.plans.models import Objective, Priority
from actions.register.acts import ACTS, OPEN
from actions.register.models.querysets import OPEN_FIRST, UNDATED, ActionQuerySet
from actions.register.words import (
    DRAFT_MINUTES,
    RESTRICTED_TEXT,
    MeasureType,
    Rag,
    Source,
    Status,
    impact_words,
    rag_words,
    reading_of,
)
from partnership.access import Permission, Role
from partnership.guards.acts import HasActs
from partnership.guards.triggers import CHANGED, FrozenWith, Kept
from partnership.guards.versions import Versioned
from partnership.pages.addresses import reverse
from partnership.people.models import Organisation, Person
from partnership.reach import Reached


class Action(HasActs, Reached, Versioned):
    """Something that someone has to do by a date."""

    ACTS = ACTS

    ref = models.CharField(max_length=36, unique=True)
    text = models.TextField()
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="actions"
    )
    # Set by a trigger, so the board's register does not join organisations.
    is_schools = models.BooleanField(default=False, editable=False)
    priority = models.ForeignKey(
        Priority, models.PROTECT, null=True, blank=True, related_name="actions"
    )
    objective = models.ForeignKey(
        Objective, models.PROTECT, null=True, blank=True, related_name="actions"
    )
    source = models.CharField(max_length=10, choices=Source.choices)
    source_words = models.CharField(max_length=300, blank=True)
    source_url = models.CharField(max_length=300, blank=True)
    # Raised under a restricted item: read by its owners, `readers`, and whoever writes
    # the minutes.
    is_restricted = models.BooleanField(default=False, editable=False)
    raised_on = models.DateField()
    raised_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    measure = models.TextField(blank=True)
    measure_type = models.CharField(
        max_length=8, choices=MeasureType.choices, blank=True
    )
    areas = ArrayField(models.CharField(max_length=60), default=list, blank=True)

    due_text = models.CharField(max_length=300, blank=True)
    due_start = models.DateField(null=True, blank=True)
    due_end = models.DateField(null=True, blank=True)
    due_precision = models.CharField(
        max_length=10, choices=Precision.choices, default=Precision.UNKNOWN
    )
    due_occurrences = ArrayField(models.DateField(), default=list, blank=True)
    due_remarks = ArrayField(models.TextField(), default=list, blank=True)
    next_due = models.DateField(
        null=True,
        blank=True,
        help_text="The last day to keep: the end of the due time, or of the earliest "
        "occurrence nobody has reported on",
    )
    review_on = models.DateField(
        null=True, blank=True, help_text="When an ongoing action falls due for review"
    )
    # Counted by a trigger, so lists do not query each row's date changes.
    slips = models.PositiveSmallIntegerField(
        default=0,
        editable=False,
        help_text="How often its date moved later, or was lost",
    )

    status = models.CharField(
        max_length=12, choices=Status.choices, default=Status.NOT_STARTED
    )
    rag = models.CharField(
        "delivery RAG", max_length=6, choices=Rag.choices, blank=True
    )
    impact = models.CharField(
        "impact RAG", max_length=6, choices=Rag.choices, blank=True
    )
    # Counts closings, so email links from before a reopening stay invalid.
    times_closed = models.PositiveSmallIntegerField(default=0, editable=False)
    last_update_on = models.DateField(null=True, blank=True)
    completed_on = models.DateField(null=True, blank=True)
    completed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.TextField(
        blank=True, help_text="What difference it made for children"
    )
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_because = models.TextField(blank=True)
    checked_on = models.DateField(null=True, blank=True)
    checked_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decision_words = models.CharField(
        max_length=300, blank=True, help_text="Which decision withdrew it"
    )
    decision_url = models.CharField(max_length=300, blank=True)
    carried_from = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="carried_to"
    )
    carried_on = models.DateField(null=True, blank=True)
    carried_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    carried_because = models.TextField(blank=True)

    seen_with = Permission.SEE_ACTIONS
    belongs_to = "organisation"
    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text=""), name="action_has_text"
            ),
            models.CheckConstraint(
                condition=models.Q(due_end=None)
                | models.Q(due_start=None)
                | models.Q(due_end__gte=models.F("due_start")),
                name="action_due_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    status__in=["complete", "to_check"],
                    completed_on__isnull=False,
                    completed_by__isnull=False,
                )
                | (
                    ~models.Q(status__in=["complete", "to_check"])
                    & models.Q(completed_on=None, completed_by=None)
                ),
                name="action_completed_by_and_on_together",
            ),
            models.CheckConstraint(
                condition=models.Q(checked_on=None, checked_by=None)
                | (
                    models.Q(
                        status="complete",
                        checked_on__isnull=False,
                        checked_by__isnull=False,
                    )
                    & ~models.Q(checked_by=models.F("completed_by"))
                ),
                name="action_checked_by_another_person",
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(
                        status="carried",
                        carried_on__isnull=False,
                        carried_by__isnull=False,
                    )
                    & ~models.Q(carried_because="")
                )
                | (
                    ~models.Q(status="carried")
                    & models.Q(carried_on=None, carried_by=None, carried_because="")
                ),
                name="action_carried_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(carried_from=models.F("pk")),
                name="action_not_carried_from_itself",
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(
                        status="withdrawn",
                        withdrawn_on__isnull=False,
                        withdrawn_by__isnull=False,
                    )
                    & ~models.Q(withdrawn_because="")
                )
                | (
                    ~models.Q(status="withdrawn")
                    & models.Q(
                        withdrawn_on=None, withdrawn_by=None, withdrawn_because=""
                    )
                ),
                name="action_withdrawn_with_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(objective=None) | models.Q(priority__isnull=False),
                name="action_objective_needs_a_priority",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_due"],
                condition=models.Q(status__in=["not_started", "under_way"]),
                name="action_open_by_date",
            ),
            models.Index(
                fields=["review_on"],
                condition=models.Q(
                    status__in=["not_started", "under_way"], review_on__isnull=False
                ),
                name="action_open_by_review",
            ),
            models.Index(
                fields=["next_due", "id"],
                condition=models.Q(
                    status__in=["not_started", "under_way"], is_schools=False
                ),
                name="action_of_board_by_date",
            ),
            models.Index(
                *OPEN_FIRST,
                condition=models.Q(is_schools=False),
                name="action_of_board_open_first",
            ),
            models.Index(*OPEN_FIRST, name="action_open_first"),
            models.Index(
                fields=["completed_on"],
                condition=models.Q(status="to_check"),
                name="action_to_check",
            ),
        ]
        triggers = [
            Kept(
                "action_knows_whose_it_is",
                column="is_schools",
                answer="SELECT kind = 'school' FROM partnership_organisation "
                "WHERE id = NEW.organisation_id",
            ),
            Kept(
                "action_counts_its_slips",
                operation=pgtrigger.Update,
                column="slips",
                answer="SELECT count(*) FROM actions_duechange "
                "WHERE action_id = NEW.id AND old_end IS NOT NULL "
                "AND (new_end IS NULL OR new_end > old_end)",
            ),
            # A completion may be undone, and merging people raises the version.
            FrozenWith(
                "closed_action_of_superseded_plan_is_frozen",
                "Closed actions of a superseded plan never change",
                whole="priority__plan",
                status="superseded",
                operation=CHANGED,
                once=pgtrigger.Q(
                    old__status__in=["complete", "withdrawn", "carried"],
                    old__priority__isnull=False,
                ),
                apart_from=("version",),
                step=("complete", "under_way"),
                with_step=(
                    "outcome",
                    "completed_on",
                    "completed_by",
                    "checked_on",
                    "checked_by",
                    "version",
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.text}"

    def get_absolute_url(self) -> str:
        return reverse("actions:action", kwargs={"pk": self.pk})

    def roles_of(self, person: Person) -> set[Role]:
        """Roles at its organisation, and as its owner, its priority's lead or a reader.

        People who can read the plan can read its actions, except those of schools.
        """
        roles = super().roles_of(person)
        if any(owner.person_id == person.pk for owner in self.owners.all()):
            roles.add(Role.ACTION_OWNER)
        if self.priority_id:
            if self.priority.lead_id == person.pk:
                roles.add(Role.PRIORITY_LEAD)
            if not self.is_schools:
                roles |= self.priority.plan.readers_role(person)
        if self.is_restricted and self.readers.filter(person=person).exists():
            roles.add(Role.ITEM_READER)
        return roles

    @property
    def open_text(self) -> str:
        """The text that may leave Quorate, as in emails and calendars."""
        return RESTRICTED_TEXT if self.is_restricted else self.text

    @property
    def called(self) -> str:
        return self.ref

    def has_moved(self, before: str) -> None:
        if before in OPEN and not self.is_open:
            self.times_closed += 1

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def waits_for_check(self) -> bool:
        return self.status == Status.TO_CHECK

    @property
    def has_no_date(self) -> bool:
        return self.due_precision in UNDATED

    @property
    def is_undated(self) -> bool:
        """Whether it is open without a date to keep or miss."""
        return self.is_open and self.has_no_date

    def is_overdue(self, on: date) -> bool:
        return self.is_open and self.next_due is not None and self.next_due < on

    def unanswered(self) -> list[date]:
        """Dates of a recurring action without an update, in order."""
        answered = set(self.updates.values_list("occurrence", flat=True))
        return [day for day in self.due_occurrences if day not in answered]

    @property
    def needs_check(self) -> bool:
        """Whether a second person checks completions in its plan."""
        return self.priority is not None and self.priority.plan.needs_check

    @property
    def shows_day_raised(self) -> bool:
        """Whether the day says more than the source, which names a meeting's day."""
        return self.source != Source.MEETING or not self.source_words

    @property
    def source_in_short(self) -> str:
        """What raised it, and whether that is still a draft."""
        is_draft = self.source_words.endswith(DRAFT_MINUTES)
        return f"{self.get_source_display()}{DRAFT_MINUTES if is_draft else ''}"

    @property
    def is_past(self) -> bool:
        """Whether its plan has been superseded."""
        return self.priority is not None and not self.priority.plan.can_be_edited

    @property
    def impact_word(self) -> str:
        """Its impact rating in the partnership's wording."""
        return impact_words().get(self.impact, "")

    @property
    def state(self) -> str:
        """The legend colour for its status and rating."""
        if self.status == Status.UNDER_WAY:
            return self.rag
        return {Status.COMPLETE: "blue", Status.NOT_STARTED: "grey"}.get(
            self.status, ""
        )

    @property
    def state_word(self) -> str:
        """Its status and delivery rating in the partnership's wording."""
        if not self.state:
            return self.get_status_display()
        return rag_words().get(self.state, self.get_status_display())

    @property
    def due_reading(self) -> str:
        """What the due text was read as; blank if it gives no date."""
        return reading_of(self)

    @property
    def owner_words(self) -> str:
        """The owners as written, in one line."""
        return ", ".join(owner.words for owner in self.owners.all())

    @property
    def unmatched_words(self) -> str:
        """The owners that are not matched to the directory, in one line."""
        return ", ".join(o.words for o in self.owners.all() if not o.is_matched)
