"""Keys with which a machine reads what one person may see."""

from datetime import date

from django.db import models

from partnership.access import Permission
from partnership.models.people import Person


class ApiTokenQuerySet(models.QuerySet):
    def visible_to(self, person: Person | None) -> "ApiTokenQuerySet":
        """Every token, for those who give them out."""
        if person is None or not person.holds(Permission.GIVE_API_TOKEN):
            return self.none()
        return self

    def latest_first(self) -> "ApiTokenQuerySet":
        """Tokens with whom they read for and who gave them, the latest first."""
        return self.select_related("person", "created_by")

    def in_force(self, *, on: date) -> "ApiTokenQuerySet":
        """Tokens neither revoked nor expired on a day."""
        return self.filter(revoked_at=None, expires_on__gte=on)


class ApiToken(models.Model):
    """A key for one machine. It reads what its person may see, and changes nothing.

    The key is shown once; only its digest is kept.
    """

    seen_with = Permission.GIVE_API_TOKEN

    person = models.ForeignKey(Person, models.PROTECT, related_name="api_tokens")
    name = models.CharField(max_length=80)
    # Its first characters, to tell one from another.
    beginning = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    expires_on = models.DateField()
    last_used_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    def is_in_force(self, on: date) -> bool:
        return self.revoked_at is None and self.expires_on >= on

    def roles_of(self, person: Person) -> set:
        return set()
