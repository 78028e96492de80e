"""Signatures on returns."""

from django.db import models
from django.db.models import Q

from audits.returns.models.answers import stays_once_submitted
from audits.returns.models.progress import Signatory
from partnership.people.models import Person


class Signature(models.Model):
    """One person's declaration, in one role, that a return is true."""

    audit_return = models.ForeignKey(
        "audits.AuditReturn", models.PROTECT, related_name="signatures"
    )
    role = models.CharField(max_length=8, choices=Signatory.choices)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    name = models.CharField("name as typed", max_length=120)
    statement = models.TextField()
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["audit_return", "role"],
                condition=Q(withdrawn_at=None),
                name="signature_once_per_role",
            ),
            # A head who is also a governor cannot sign twice.
            models.UniqueConstraint(
                fields=["audit_return", "person"],
                condition=Q(withdrawn_at=None),
                name="signature_two_different_people",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="signature_has_a_name"),
            models.CheckConstraint(
                condition=Q(role__in=["head", "dsl", "governor"]),
                name="signature_role_known",
            ),
        ]
        triggers = [stays_once_submitted("submitted_signatures_stay")]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_role_display().lower()}"
