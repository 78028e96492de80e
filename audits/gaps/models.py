"""The gaps that a return shows."""

from django.db import models
from django.db.models import Q

from audits.questions.models import Question
from audits.returns.models.answers import stays_once_submitted


class Gap(models.Model):
    """An answer that falls short: the action planned, or why none is needed."""

    audit_return = models.ForeignKey(
        "audits.AuditReturn", models.PROTECT, related_name="gaps"
    )
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    action_text = models.TextField(blank=True)
    owner_words = models.CharField(max_length=200, blank=True)
    due_text = models.CharField(max_length=120, blank=True)
    measure = models.TextField("success measure", blank=True)
    justification = models.TextField(blank=True)
    action = models.ForeignKey(
        "actions.Action", models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_continued = models.BooleanField(
        default=False,
        help_text="Whether its action was already open from an earlier audit",
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
            models.CheckConstraint(
                condition=Q(is_continued=False) | Q(action__isnull=False),
                name="gap_continued_has_an_action",
            ),
        ]
        triggers = [stays_once_submitted("submitted_gaps_stay")]

    def __str__(self) -> str:
        return f"{self.question.ref}: {self.action_text or self.justification}"
