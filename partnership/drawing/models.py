"""The partnership’s logo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from partnership.people.models import Person


class LogoQuerySet(models.QuerySet):
    def visible_to(self, person: Person | None) -> LogoQuerySet:
        """Every logo, since it is on public pages."""
        return self


class Logo(models.Model):
    """A current or former logo, shown on every page and report.

    It is in the database, as one small image that every web process needs. The policy
    setting `logo` says which one is shown.
    """

    digest = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=3, choices=[("png", "PNG"), ("jpg", "JPG")])
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    content = models.BinaryField()

    objects = LogoQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.width} by {self.height} pixels"
