"""Uploaded files of actions, and the action that each row became."""

from django.db import models

from actions.plans.models import Plan
from actions.register.models.actions import Action
from partnership.access import Permission
from partnership.guards.triggers import Frozen
from partnership.people.models import Organisation
from partnership.uploads.models import Upload


class PlanImport(Upload):
    """An uploaded file of a plan's or an organisation's actions."""

    seen_with = Permission.EDIT_PLAN

    plan = models.ForeignKey(
        Plan, models.PROTECT, null=True, blank=True, related_name="imports"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(Upload.Meta):
        constraints = [
            *Upload.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(plan__isnull=False, organisation=None)
                | models.Q(plan=None, organisation__isnull=False),
                name="plan_import_of_a_plan_or_of_an_organisation",
            ),
        ]

    @property
    def target(self) -> Plan | Organisation:
        """The plan or organisation of the actions."""
        return self.plan or self.organisation


class ImportedRow(models.Model):
    """The text of an action's row in an imported file. Append-only.

    The next file is compared with it, so only what the file has changed is imported.
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
