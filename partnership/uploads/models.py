"""What every kind of uploaded file has in common, between its upload and its import."""

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
        """Every file, for those who import files of this kind; without its content."""
        return super().visible_to(person).defer("content")

    def waiting(self) -> Self:
        """Files that have been uploaded and not imported."""
        return self.filter(applied_at=None)


class Upload(Reached, Versioned):
    """A file as it was uploaded, and how it is to be understood.

    The file itself is kept only until it is imported, or for a day.
    """

    name = models.CharField("name of the file", max_length=200)
    content = models.BinaryField(blank=True)
    digest = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField()
    # Which sheets are read, which column is what, what odd words and blanks mean.
    reading = models.JSONField(default=dict, blank=True)
    # What was answered about rows that raised a question, by the question.
    answers = models.JSONField(default=dict, blank=True)
    # What the preview said would happen, by row: the import does this or nothing.
    foreseen = models.JSONField(default=dict, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # How many rows came to what when it was imported.
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
        """What the file is for, where that is one of several."""
        return None

    @property
    def understanding(self) -> Understanding:
        """How the file is read at present."""
        return Understanding.of(self.reading)
