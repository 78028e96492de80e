"""Contradictions between answers that a school has looked at and explained."""

from django.db import models

from audits.questions.models import Contradiction
from audits.returns.models.answers import stays_once_submitted
from partnership.people.models import Person


class Explanation(models.Model):
    """A school's reason why answers that seem to contradict each other are right."""

    audit_return = models.ForeignKey(
        "audits.AuditReturn", models.PROTECT, related_name="explanations"
    )
    contradiction = models.ForeignKey(
        Contradiction, models.PROTECT, related_name="+", db_index=False
    )
    reason = models.TextField()
    # The explanation no longer holds once one of these answers changes.
    versions = models.JSONField(
        help_text="The versions of the answers it explains, by code"
    )
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["audit_return", "contradiction"],
                name="explanation_once_per_contradiction",
            ),
        ]
        triggers = [stays_once_submitted("submitted_explanations_stay")]

    def __str__(self) -> str:
        return f"{self.contradiction} {self.reason}"
