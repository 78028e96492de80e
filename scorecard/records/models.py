"""Decisions about records past their retention period."""

from django.db import models

from partnership.access import Permission
from partnership.people.models import Person
from partnership.reach import Reached


class KeepingDecision(Reached):
    """A decision about a record whose retention period had ended."""

    seen_with = Permission.REVIEW_RECORDS

    class Decision(models.TextChoices):
        KEEP = "keep", "Keep"
        ANONYMISE = "anonymise", "Anonymise"

    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    words = models.CharField(max_length=200)
    decision = models.CharField(max_length=12, choices=Decision.choices)
    keep_until = models.DateField(null=True, blank=True)
    reason = models.TextField()
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["-decided_at", "-pk"]
        indexes = [
            models.Index(
                fields=["subject_type", "subject_id"], name="keeping_of_subject"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decision="keep", keep_until__isnull=False)
                | (~models.Q(decision="keep") & models.Q(keep_until=None)),
                name="keeping_has_a_day_when_kept",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.words}: {self.get_decision_display()}"
