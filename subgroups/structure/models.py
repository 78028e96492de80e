"""Subgroups, seats and seat holders."""

from datetime import date

from django.db import models
from django.db.models.functions import Lower

from partnership.access import Permission, Role
from partnership.pages.addresses import reverse
from partnership.people.models import Membership, Organisation, Person, in_force
from partnership.reach import Reached, ReachQuerySet


def dates_in_order(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=models.Q(to_date=None) | models.Q(to_date__gte=models.F("from_date")),
        name=name,
    )


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


class SubgroupQuerySet(OfSubgroupQuerySet):
    def open(self) -> "SubgroupQuerySet":
        """Open subgroups, by name."""
        return self.filter(organisation__closed_on=None).order_by(
            Lower("organisation__name")
        )

    def with_overview(self, *, on: date) -> "SubgroupQuerySet":
        """Subgroups with everything a row of the list shows, in one query."""
        chair = Membership.objects.current(on=on).filter(
            organisation=models.OuterRef("organisation"), role=Role.SUBGROUP_CHAIR
        )
        agreed = models.Q(terms__status="agreed")
        is_on = ~models.Q(meetings__status="cancelled")
        return self.select_related("organisation", "reports_to").annotate(
            chair_name=models.Subquery(chair.values("person__name")[:1]),
            review_on=models.Max("terms__review_on", filter=agreed),
            terms_edition=models.Max("terms__edition", filter=agreed),
            last_held_on=models.Max(
                "meetings__held_on", filter=is_on & models.Q(meetings__held_on__lt=on)
            ),
            next_held_on=models.Min(
                "meetings__held_on", filter=is_on & models.Q(meetings__held_on__gte=on)
            ),
        )


class Subgroup(OfSubgroup):
    """One of the partnership's groups, and who it reports to."""

    belongs_to = "organisation"

    organisation = models.OneToOneField(
        Organisation, models.PROTECT, related_name="subgroup"
    )
    reports_to = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="reporting_subgroups"
    )

    objects = SubgroupQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reports_to=models.F("organisation")),
                name="subgroup_does_not_report_to_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.organisation.name

    def get_absolute_url(self) -> str:
        return reverse("subgroups:subgroup", kwargs={"pk": self.pk})

    def people(self, *roles: Role, on: date) -> models.QuerySet[Person]:
        """People with one of these roles here, or with any role of the subgroup."""
        roles = roles or (
            Role.SUBGROUP_CHAIR,
            Role.MINUTE_TAKER,
            Role.MEMBER,
            Role.DEPUTY,
        )
        return Person.objects.holding(*roles, on=on, organisation=self.organisation)

    def chairs(self, *, on: date) -> models.QuerySet[Person]:
        return self.people(Role.SUBGROUP_CHAIR, on=on)

    def minute_takers(self, *, on: date) -> models.QuerySet[Person]:
        return self.people(Role.MINUTE_TAKER, on=on)

    def quorum_rule(self, on: date) -> models.Model | None:
        return self.quorum_rules.filter(in_force(on)).first()


class SeatQuerySet(OfSubgroupQuerySet):
    def in_force(self, *, on: date) -> "SeatQuerySet":
        """Seats that exist on a day."""
        return self.filter(in_force(on))

    def with_holders(self, *, on: date) -> "SeatQuerySet":
        """Seats with their agency and, in `current_holders`, their holders."""
        return self.select_related("agency").prefetch_related(
            models.Prefetch(
                "holders",
                queryset=SeatHolder.objects.current(on=on),
                to_attr="current_holders",
            )
        )


class Seat(Dated, OfSubgroup):
    """A place on a subgroup. It belongs to an agency, not to a person."""

    subgroup = models.ForeignKey(Subgroup, models.PROTECT, related_name="seats")
    agency = models.ForeignKey(
        Organisation, models.PROTECT, related_name="subgroup_seats"
    )
    label = models.CharField(max_length=120)
    is_statutory = models.BooleanField(default=False)
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["label", "pk"]
        constraints = [
            dates_in_order("seat_ends_after_it_begins"),
            models.UniqueConstraint(
                "subgroup",
                Lower("label"),
                condition=models.Q(to_date=None),
                name="seat_label_once",
                violation_error_message="There is already a seat with this name",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def holding(self) -> list["SeatHolder"]:
        """Holders of the seat. Needs `with_holders`."""
        return [holder for holder in self.current_holders if not holder.is_deputy]

    @property
    def deputising(self) -> list["SeatHolder"]:
        """Deputies for the seat. Needs `with_holders`."""
        return [holder for holder in self.current_holders if holder.is_deputy]


class SeatHolderQuerySet(OfSubgroupQuerySet):
    def current(self, *, on: date) -> "SeatHolderQuerySet":
        """Holders and deputies of seats on a day, holders first."""
        return (
            self.filter(in_force(on))
            .select_related("person", "seat__agency")
            .order_by("is_deputy", Lower("person__name"), "pk")
        )


class SeatHolder(Dated, OfSubgroup):
    """Someone who holds a seat, or is its deputy, between two dates."""

    belongs_to = "seat__subgroup__organisation"

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="holders")
    person = models.ForeignKey(Person, models.PROTECT, related_name="seats_held")
    is_deputy = models.BooleanField(default=False)
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    objects = SeatHolderQuerySet.as_manager()

    class Meta:
        constraints = [
            dates_in_order("seat_holder_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["seat", "person"],
                condition=models.Q(to_date=None),
                name="seat_holder_once",
                violation_error_message="This person already holds this seat",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.seat}"
