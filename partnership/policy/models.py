"""Local rules as the partnership has set them.

`registry` lists every setting.
"""

from django.db import models

from partnership.guards.versions import Versioned


class PolicySetting(Versioned):
    """A local rule that the partnership has changed from its default.

    Without a value the default applies again; the row keeps its history.
    """

    name = models.CharField(max_length=60, unique=True)
    value = models.JSONField(null=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
