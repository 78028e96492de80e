"""Row versions, so that no one's change is silently overwritten."""

from django.db import models

from partnership.guards.outcomes import Changed


class Versioned(models.Model):
    """A row that two people may edit at once, with a version to detect it."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def claim(self, version: int | None) -> None:
        """Lock this row for the rest of the transaction and take the next version.

        `version` is the one the form was opened at, or None for changes without a
        form. Refreshes every field from the database first.

        Raises:
            Changed: someone saved the row after the form was opened.
        """
        current = type(self)._base_manager.select_for_update().get(pk=self.pk)
        if version is not None and version != current.version:
            raise Changed(current)
        for field in self._meta.concrete_fields:
            setattr(self, field.attname, getattr(current, field.attname))
        self.version = current.version + 1
