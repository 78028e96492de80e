"""Local rules and words of letters as they were set here.

What each setting means is in `foundation.policy`, what each letter is in
`foundation.letters`.
"""

from django.db import models

from partnership.guards.versions import Versioned


class PolicySetting(Versioned):
    """A local rule that the partnership has changed from its default.

    Without a value the default holds again; the row stays, with its history.
    """

    name = models.CharField(max_length=60, unique=True)
    value = models.JSONField(null=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
