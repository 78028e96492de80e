"""Local rules and words of letters as they were set here.

What each setting means is in `foundation.policy`, what each letter is in
`foundation.letters`.
"""

from django.db import models

from partnership.models.base import Versioned


class PolicySetting(models.Model):
    """A local rule that the partnership has changed from its default."""

    name = models.CharField(max_length=60, unique=True)
    value = models.JSONField()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class LetterText(Versioned):
    """The words of one kind of letter, where the partnership has changed them.

    Text with {placeholders}, never a template.
    """

    kind = models.CharField(max_length=60, unique=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()

    class Meta:
        ordering = ["kind"]

    def __str__(self) -> str:
        return self.kind
