"""The base model of uploaded files."""

from typing import Self

import pgtrigger
from django.db import models

from partnership.guards.triggers import Frozen
from partnership.guards.versions import Versioned
from partnership.people.models import Person
from partnership.reach import Reached, ReachQuerySet
from partnership.spreadsheets.tables import Understanding


class UploadQuerySet(ReachQuerySet):
    def visible_to(self, person: Person | None) -> Self:
        """Files for people who can import this kind, without their content."""
        return super().visible_to(person).defer("content")

    def waiting(self) -> Self:
        """Files not yet imported."""
        return self.filter(applied_at=None)


class Upload(Reached, Versioned):
    """An uploaded file and how to read it.

    The file itself is kept until it is imported, for at most a day.
    """

    name = models.CharField("name of the file", max_length=200)
    content = models.BinaryField(blank=True)
    digest = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField()
    # The choices of sheets, columns, and meanings of unknown words and blanks.
    reading = models.JSONField(default=dict, blank=True)
    # Answers by the key of their question.
    answers = models.JSONField(default=dict, blank=True)
    # The previewed outcome by row. The import does exactly this or nothing.
    foreseen = models.JSONField(default=dict, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The number of rows with each outcome.
    totals = models.JSONField(default=dict, blank=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(applied_at=None) | models.Q(content=b""),
                name="%(class)s_content_gone_once_applied",
            ),
            models.CheckConstraint(
                condition=models.Q(applied_at__isnull=False)
                | models.Q(applied_by=None, totals={}),
                name="%(class)s_applied_by_and_at_together",
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
    def target(self) -> models.Model | None:
        """What the file is for, such as a plan."""
        return None

    @property
    def understanding(self) -> Understanding:
        """How the file is currently read."""
        return Understanding.of(self.reading)
