"""Files of actions that somebody uploads, and which row of them became which action."""

import pgtrigger
from django.db import models

from actions.plans.models import Plan
from actions.register.models.actions import Action
from partnership.access import Permission
from partnership.guards.triggers import Frozen
from partnership.guards.versions import Versioned
from partnership.people.models import Organisation, Person
from partnership.reach import Reached, ReachQuerySet


class PlanImportQuerySet(ReachQuerySet):
    def visible_to(self, person: Person | None) -> "PlanImportQuerySet":
        """Every import, for those who write the plan; without the file itself."""
        return super().visible_to(person).defer("content")

    def waiting(self) -> "PlanImportQuerySet":
        """Files that have been uploaded and not imported."""
        return self.filter(applied_at=None)


class PlanImport(Reached, Versioned):
    """A file with a plan's actions, or an organisation's, as it was uploaded.

    The file itself is kept only until it is imported, or for a day.
    """

    plan = models.ForeignKey(
        Plan, models.PROTECT, null=True, blank=True, related_name="imports"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField("name of the file", max_length=200)
    content = models.BinaryField(blank=True)
    digest = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField()
    # Which sheets are read, which column means what, what odd words stand for.
    reading = models.JSONField(default=dict, blank=True)
    # What was answered about rows that raised a question, by row.
    answers = models.JSONField(default=dict, blank=True)
    # What the preview said would happen, by row: the import does this or nothing.
    foreseen = models.JSONField(default=dict, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # How many of each outcome the import had.
    totals = models.JSONField(default=dict, blank=True)

    seen_with = Permission.EDIT_PLAN
    objects = PlanImportQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(plan__isnull=False, organisation=None)
                | models.Q(plan=None, organisation__isnull=False),
                name="plan_import_of_a_plan_or_of_an_organisation",
            ),
            models.CheckConstraint(
                condition=models.Q(applied_at=None) | models.Q(content=b""),
                name="plan_import_content_gone_once_applied",
            ),
            models.CheckConstraint(
                condition=models.Q(applied_at__isnull=False)
                | models.Q(applied_by=None, totals={}),
                name="plan_import_applied_by_and_at_together",
            ),
        ]
        triggers = [
            Frozen(
                "applied_import_is_frozen",
                "What was imported from a file never changes",
                once=pgtrigger.Q(old__applied_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def target(self) -> Plan | Organisation:
        """Whose actions the file holds."""
        return self.plan or self.organisation


class ImportedRow(models.Model):
    """What a row of an imported file said of an action. Append-only.

    The next file is compared with it: what the file has not changed since is left as it
    is by now in the register.
    """

    plan_import = models.ForeignKey(PlanImport, models.PROTECT, related_name="rows")
    action = models.ForeignKey(Action, models.PROTECT, related_name="imported_rows")
    sheet = models.CharField(max_length=100, blank=True)
    number = models.PositiveIntegerField()
    file_ref = models.CharField(max_length=60, blank=True)
    said = models.JSONField(default=dict)

    class Meta:
        ordering = ["plan_import", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan_import", "action"], name="imported_row_once_an_action"
            ),
        ]
        triggers = [
            Frozen(
                "imported_row_is_frozen", "What was imported from a file never changes"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_import}, row {self.number}"
