"""Saved views of the register."""

from django.db import models
from django.db.models.functions import Lower

from partnership.access import Permission, Role, as_reader
from partnership.guards.versions import Versioned
from partnership.pages.addresses import reverse
from partnership.people.models import Person
from partnership.reach import Reached, ReachQuerySet


class SavedViewQuerySet(ReachQuerySet):
    def visible_to(self, person: Person | None) -> "SavedViewQuerySet":
        """A person's own views, and shared ones if they can read the plan."""
        if person is None:
            return self.none()
        seen = models.Q(person=person)
        if person.holds_anywhere(Permission.SEE_PLAN):
            seen |= models.Q(is_shared=True)
        return self.filter(seen)

    def in_use(self) -> "SavedViewQuerySet":
        """Views that have not been deleted."""
        return self.filter(forgotten_on=None)


class SavedView(Reached, Versioned):
    """Filters and a sort order of the register, saved under a name.

    Each reader sees only the actions they have access to. A filter that no longer
    exists is ignored, so old views still open.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="saved_views")
    name = models.CharField(max_length=80)
    query = models.CharField(
        max_length=2000, blank=True, help_text="The register's query string"
    )
    is_shared = models.BooleanField(default=False)
    forgotten_on = models.DateField(null=True, blank=True)

    seen_with = Permission.SEE_ACTIONS
    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["is_shared", Lower("name"), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(name__regex=r"\S"), name="saved_view_has_a_name"
            ),
            models.UniqueConstraint(
                "person",
                Lower("name"),
                condition=models.Q(forgotten_on=None),
                name="saved_view_name_once_a_person",
                violation_error_message="You already have a view with this name",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('actions:register')}?{self.query}"

    def roles_of(self, person: Person) -> set[Role]:
        """The role of its owner, and of readers it is shared with."""
        roles = as_reader(person, Permission.SEE_PLAN) if self.is_shared else set()
        if self.person_id == person.pk:
            roles.add(Role.VIEW_OWNER)
        return roles
