"""What follows from a return's answers: who vouches for them, and their gaps."""

from django.db import models
from django.db.models import Q

from audits.models.questions import Question
from partnership.models import Person


class Signature(models.Model):
    """Someone's word, given once, that a return is true."""

    class Role(models.TextChoices):
        HEAD = "head", "Head"
        DSL = "dsl", "Designated safeguarding lead"
        GOVERNOR = "governor", "Safeguarding governor"

    audit_return = models.ForeignKey(
        "audits.AuditReturn", models.PROTECT, related_name="signatures"
    )
    role = models.CharField(max_length=8, choices=Role.choices)
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
            # A head who also chairs governors does not sign for both.
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

    def __str__(self) -> str:
        return f"{self.name}, {self.get_role_display().lower()}"


class Gap(models.Model):
    """An answer under its threshold: the action it becomes, or why it becomes none."""

    audit_return = models.ForeignKey(
        "audits.AuditReturn", models.PROTECT, related_name="gaps"
    )
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    action_text = models.TextField(blank=True)
    owner_words = models.CharField(max_length=200, blank=True)
    due_text = models.CharField(max_length=120, blank=True)
    justification = models.TextField(blank=True)
    action = models.ForeignKey(
        "actions.Action", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["question__section__position", "question__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["audit_return", "question"], name="gap_once_per_question"
            ),
            models.CheckConstraint(
                condition=Q(justification="") | Q(action=None, action_text=""),
                name="gap_action_or_justification",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question.ref}: {self.action_text or self.justification}"
