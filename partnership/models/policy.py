"""Local rules as they were set here. What each means is in `foundation.policy`."""

from django.db import models


class PolicySetting(models.Model):
    """A local rule that the partnership has changed from its default."""

    name = models.CharField(max_length=60, unique=True)
    value = models.JSONField()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
