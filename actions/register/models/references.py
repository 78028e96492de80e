"""The last number used in each series of references."""

from django.db import models


class ReferenceSeries(models.Model):
    """The last number used with a prefix; numbers are never reused."""

    prefix = models.CharField(max_length=24, unique=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["prefix"]

    def __str__(self) -> str:
        return f"{self.prefix}{self.last}"
