"""How far access reaches: which rows a person sees, and by which roles.

A model says with which permission its rows are seen (`seen_with`), and either the way
to the organisation they belong to (`belongs_to`) or the row they are a part of
(`seen_through`). A row that says neither belongs to the partnership as a whole. Only
what differs from this writes its own `visible_to` and `roles_of`.
"""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from partnership.access import Permission, Role

if TYPE_CHECKING:
    from partnership.people.models import Person

NONE_OF_THEM = Q(pk__in=[])


class ReachQuerySet(models.QuerySet):
    """Rows of which each person sees those that their roles reach."""

    def visible_to(
        self, person: "Person | None", *, also: Q = NONE_OF_THEM
    ) -> "ReachQuerySet":
        """Those this person may see, and `also` those that the rows give them."""
        if through := self.model.seen_through:
            parents = self.model._meta.get_field(through).related_model.objects
            return self.filter(**{f"{through}__in": parents.visible_to(person)})
        return self.where_may(person, self.model.seen_with, also=also)

    def where_may(
        self, person: "Person | None", permission: Permission, *, also: Q = NONE_OF_THEM
    ) -> "ReachQuerySet":
        """Those for which a role grants this, across the partnership or where they
        belong, and `also` some others.
        """
        if person is None:
            return self.none()
        if person.holds(permission):
            return self
        if place := self.model.belongs_to:
            also |= Q(**{f"{place}__in": person.organisations_where(permission)})
        return self.filter(also)


class Reached(models.Model):
    """A row that says where it belongs, and so who sees it."""

    seen_with: Permission
    seen_through = ""
    belongs_to = ""

    objects = ReachQuerySet.as_manager()

    class Meta:
        abstract = True

    def roles_of(self, person: "Person") -> set[Role]:
        """The roles by which someone reaches this row, but for those across the
        partnership, which reach every row.
        """
        if self.seen_through:
            return getattr(self, self.seen_through).roles_of(person)
        if self.belongs_to:
            return set(person.roles_at(self._place()))
        return set()

    def _place(self) -> int | None:
        """The organisation this row belongs to."""
        row = self
        *way, last = self.belongs_to.split("__")
        for step in way:
            row = getattr(row, step)
        return getattr(row, row._meta.get_field(last).attname)
