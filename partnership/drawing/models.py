"""The partnership’s logo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from partnership.people.models import Person


class LogoQuerySet(models.QuerySet):
    def visible_to(self, person: Person | None) -> LogoQuerySet:
        """Any: it stands at the top of public pages."""
        return self


class Logo(models.Model):
    """A picture that stands, or stood, at the top of every page and report.

    In the database, since it is one small picture that every web process needs. Which
    one is shown is the policy setting `logo`.
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
