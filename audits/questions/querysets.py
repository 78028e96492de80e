"""Question sets as lists ask for them."""

from django.db import models

from audits.questions.acts import Status
from partnership.reach import ReachQuerySet


class QuestionSetQuerySet(ReachQuerySet):
    def in_force(self) -> "QuestionSetQuerySet":
        """Question sets that a round can use."""
        return self.filter(status=Status.IN_FORCE)

    def drafts(self) -> "QuestionSetQuerySet":
        """Question sets that are being read through."""
        return self.filter(status=Status.DRAFT)

    def with_counts(self) -> "QuestionSetQuerySet":
        """Question sets with the number of questions they `ask`."""
        asks = models.Count("sections__questions")
        return self.annotate(asks=asks).order_by("-pk")
