"""Lists of people that somebody uploads: kept between the preview and the import."""

from django.db import models

from partnership.access import Permission
from partnership.guards.versions import Versioned
from partnership.people.models import Person
from partnership.reach import Reached, ReachQuerySet


class PeopleListQuerySet(ReachQuerySet):
    def visible_to(self, person: Person | None) -> "PeopleListQuerySet":
        """Every list, for those who manage people; without the file itself."""
        return super().visible_to(person).defer("content")

    def waiting(self) -> "PeopleListQuerySet":
        """Lists that have been uploaded and not imported."""
        return self.filter(imported_at=None)


class PeopleList(Reached, Versioned):
    """A list of people as it was uploaded, and how it is to be understood.

    The file itself is kept only until it is imported, or for a day.
    """

    seen_with = Permission.MANAGE_PEOPLE

    name = models.CharField("name of the file", max_length=200)
    content = models.BinaryField(blank=True)
    digest = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField()
    # Which column means what, what a word for a role means, what blank cells mean.
    reading = models.JSONField(default=dict, blank=True)
    # Who is meant where only a name was given, by row.
    answers = models.JSONField(default=dict, blank=True)
    # What the preview said would happen, by row: the import does this or nothing.
    foreseen = models.JSONField(default=dict, blank=True)
    imported_at = models.DateTimeField(null=True, blank=True)
    imported_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # How many of each outcome the import had.
    totals = models.JSONField(default=dict, blank=True)

    objects = PeopleListQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(imported_at=None) | models.Q(content=b""),
                name="people_list_content_gone_once_imported",
            ),
        ]

    def __str__(self) -> str:
        return self.name
