"""What is kept beside an answer: earlier answers, and explained contradictions."""

from django.db import models

from audits.questions.models import Contradiction, Question
from audits.returns.models.answers import Values, stays_once_submitted
from partnership.people.models import Person


class EarlierAnswer(Values):
    """An answer that another person's answer replaced, or was saved before."""

    audit_return = models.ForeignKey(
        "audits.AuditReturn", models.PROTECT, related_name="earlier_answers"
    )
    question = models.ForeignKey(
        Question, models.PROTECT, related_name="+", db_index=False
    )
    was_saved = models.BooleanField(
        help_text="Whether it was the answer until someone else changed it, not only "
        "typed at the same time as theirs"
    )
    by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        triggers = [stays_once_submitted("submitted_earlier_answers_stay")]

    def __str__(self) -> str:
        return f"{self.question.ref}: {self.in_words}"


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
