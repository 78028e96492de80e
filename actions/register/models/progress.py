"""Updates on actions, and changes of their due dates."""

import pgtrigger
from django.db import models

from actions.register.models.actions import Action
from actions.register.words import Rag, impact_words, rag_words
from partnership.people.models import Person


class Update(models.Model):
    """A progress update on an action. Append-only."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="updates")
    text = models.TextField()
    rag_before = models.CharField(max_length=6, choices=Rag.choices, blank=True)
    rag_after = models.CharField(max_length=6, choices=Rag.choices, blank=True)
    impact_before = models.CharField(max_length=6, choices=Rag.choices, blank=True)
    impact_after = models.CharField(max_length=6, choices=Rag.choices, blank=True)
    reason = models.TextField(blank=True, help_text="Why a rating changed")
    occurrence = models.DateField(
        null=True,
        blank=True,
        help_text="Which date of a recurring action this update is for",
    )
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    by_link = models.BooleanField(
        default=False, help_text="From the email link, without signing in"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(text__regex=r"\S"), name="update_is_not_blank"
            ),
            models.UniqueConstraint(
                fields=["action", "occurrence"], name="update_one_per_occurrence"
            ),
            models.CheckConstraint(
                condition=(
                    (
                        models.Q(rag_before="")
                        | models.Q(rag_before=models.F("rag_after"))
                    )
                    & (
                        models.Q(impact_before="")
                        | models.Q(impact_before=models.F("impact_after"))
                    )
                )
                | models.Q(reason__regex=r"\S"),
                name="update_says_why_a_rating_changed",
            ),
        ]
        indexes = [models.Index(fields=["-at"], name="update_latest_first")]

    def __str__(self) -> str:
        return self.text

    @property
    def because(self) -> str:
        """Why a rating changed, unless the update itself is the reason."""
        return "" if self.reason == self.text else self.reason

    @property
    def changes(self) -> list[str]:
        """The ratings that changed, in sentences."""
        moved = [("Delivery", self.rag_moved), ("Impact", self.impact_moved)]
        return [
            f"{what} changed from {change[0]} to {change[1]}"
            if change[0]
            else f"{what} rated {change[1]}"
            for what, change in moved
            if change
        ]

    @property
    def rag_moved(self) -> tuple[str, str] | None:
        """Delivery before and after, in the partnership's wording, if it changed."""
        return _moved(self.rag_before, self.rag_after, rag_words())

    @property
    def impact_moved(self) -> tuple[str, str] | None:
        """Impact before and after, in the partnership's wording, if it changed."""
        return _moved(self.impact_before, self.impact_after, impact_words())


def _moved(before: str, after: str, words: dict[str, str]) -> tuple[str, str] | None:
    if before == after:
        return None
    return words.get(before, ""), words.get(after, "")


class DueChange(models.Model):
    """A change of an action's due date, with the reason. Append-only."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="due_changes")
    old_text = models.CharField(max_length=300, blank=True)
    old_end = models.DateField(null=True, blank=True)
    new_text = models.CharField(max_length=300, blank=True)
    new_end = models.DateField(null=True, blank=True)
    reason = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    on = models.DateField()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reason__regex=r"\S"), name="due_change_has_a_reason"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="due_change_is_counted",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func="UPDATE actions_action SET slips = slips "
                "WHERE id = NEW.action_id; RETURN NULL;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old_text} → {self.new_text}"

    @property
    def is_slip(self) -> bool:
        """Whether the date moved later or was removed."""
        if self.old_end is None:
            return False
        return self.new_end is None or self.new_end > self.old_end
