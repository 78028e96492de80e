"""What rows of a subgroup have in common: who sees them, and the dates they count."""

from datetime import date

from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField
from django.db import models
from django.db.models import Func

from partnership.access import Permission
from partnership.people.models import Person
from partnership.reach import Reached, ReachQuerySet


def dates_in_order(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=models.Q(to_date=None) | models.Q(to_date__gte=models.F("from_date")),
        name=name,
    )


class Int8Range(Func):
    function = "int8range"
    output_field = BigIntegerRangeField()


class DateRange(Func):
    function = "daterange"
    output_field = DateRangeField()


class OfSubgroupQuerySet(ReachQuerySet):
    """Rows that belong to a subgroup."""

    def visible_to(self, person: Person | None) -> "OfSubgroupQuerySet":
        """Rows of the person's subgroups, or all for people who see every subgroup.

        Loads each subgroup's organisation, which every page shows.
        """
        return super().visible_to(person).select_related(self.model.belongs_to)


class OfSubgroup(Reached):
    """A row seen by the people who see the subgroup's meetings."""

    seen_with = Permission.SEE_MEETINGS
    belongs_to = "subgroup__organisation"

    objects = OfSubgroupQuerySet.as_manager()

    class Meta:
        abstract = True


class Dated(models.Model):
    """A row that counts between two dates."""

    class Meta:
        abstract = True

    def is_in_force(self, on: date) -> bool:
        """Whether its dates include the day."""
        return self.from_date <= on and (self.to_date is None or self.to_date >= on)
