"""Events and downloads: append-only records."""

from __future__ import annotations

import pgtrigger
from django.db import models

from partnership.access import Permission
from partnership.guards.triggers import Frozen
from partnership.reach import Reached


class Event(models.Model):
    """One thing that happened to one row; a trigger refuses every later change."""

    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    event = models.CharField(max_length=120)
    by = models.ForeignKey(
        "partnership.Person", models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(
                fields=["subject_type", "subject_id", "-at"], name="event_of_subject"
            ),
        ]
        triggers = [
            Frozen(
                "history_is_append_only",
                "History is append-only",
                operation=pgtrigger.Update,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id} {self.event}"


class Download(Reached):
    """Who took which file, and when; a trigger refuses every later change."""

    seen_with = Permission.REVIEW_RECORDS

    person = models.ForeignKey(
        "partnership.Person", models.PROTECT, null=True, related_name="downloads"
    )
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    words = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(
                fields=["subject_type", "subject_id", "-at"], name="download_of_subject"
            ),
        ]
        triggers = [
            Frozen(
                "downloads_are_append_only",
                "Records of downloads are append-only",
                operation=pgtrigger.Update,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.words} ← {self.person}"
