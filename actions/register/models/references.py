"""How far the numbers of each series of references have been given out."""

from django.db import models


class ReferenceSeries(models.Model):
    """The last number given under a prefix; numbers are never used twice."""

    prefix = models.CharField(max_length=24, unique=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["prefix"]

    def __str__(self) -> str:
        return f"{self.prefix}{self.last}"
