"""Local rules and words of letters as they were set here.

What each setting means is in `foundation.policy`, what each letter is in
`foundation.letters`.
"""

from django.db import models

from partnership.models.base import Versioned
from partnership.models.people import Person


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


class LogoQuerySet(models.QuerySet):
    def visible_to(self, person: Person | None) -> "LogoQuerySet":
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


class LetterText(Versioned):
    """The words of one kind of letter, where the partnership has changed them.

    Text with {placeholders}, never a template. A row without a subject was set back to
    the words that Quorate brings.
    """

    kind = models.CharField(max_length=60, unique=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()

    class Meta:
        ordering = ["kind"]

    def __str__(self) -> str:
        return self.kind
