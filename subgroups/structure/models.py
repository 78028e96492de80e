"""Subgroups, seats and seat holders."""

from datetime import date, timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import Value
from django.db.models.functions import Coalesce, Lower
from django.utils.formats import date_format

from partnership.access import Permission, Role
from partnership.guards.versions import Versioned
from partnership.pages.addresses import reverse
from partnership.people.models import Membership, Organisation, Person, in_force
from partnership.uploads.models import Upload
from subgroups.structure.belonging import (
    Dated,
    DateRange,
    Int8Range,
    OfSubgroup,
    OfSubgroupQuerySet,
    dates_in_order,
)


def _day(day: date) -> str:
    return date_format(day, "j F Y")


class SubgroupQuerySet(OfSubgroupQuerySet):
    def open(self) -> "SubgroupQuerySet":
        """Open subgroups, by name."""
        return self.filter(organisation__closed_on=None).order_by(
            Lower("organisation__name")
        )

    def with_chair(self, *, on: date) -> "SubgroupQuerySet":
        """Subgroups with where they report to and the name of their chair."""
        chair = Membership.objects.current(on=on).filter(
            organisation=models.OuterRef("organisation"), role=Role.SUBGROUP_CHAIR
        )
        return self.select_related("organisation", "reports_to").annotate(
            chair_name=models.Subquery(chair.values("person__name")[:1])
        )

    def with_overview(self, *, on: date) -> "SubgroupQuerySet":
        """Subgroups with everything a row of the list shows, in one query."""
        agreed = models.Q(terms__status="agreed")
        is_on = ~models.Q(meetings__status="cancelled")
        return self.with_chair(on=on).annotate(
            review_on=models.Max("terms__review_on", filter=agreed),
            terms_edition=models.Max("terms__edition", filter=agreed),
            last_held_on=models.Max(
                "meetings__held_on", filter=is_on & models.Q(meetings__held_on__lt=on)
            ),
            next_held_on=models.Min(
                "meetings__held_on", filter=is_on & models.Q(meetings__held_on__gte=on)
            ),
        )

    def with_seats(self, *, on: date) -> "SubgroupQuerySet":
        """Subgroups with their parent, and how many seats they have and are vacant."""
        seats = Seat.objects.in_force(on=on).filter(subgroup=models.OuterRef("pk"))
        return self.select_related("parent__organisation").annotate(
            seat_count=_count(seats),
            vacant_count=_count(seats.vacant(on=on)),
        )


def _count(rows: models.QuerySet) -> Coalesce:
    """How many rows an outer query has."""
    counted = rows.order_by().values("subgroup").annotate(n=models.Count("pk"))
    return Coalesce(models.Subquery(counted.values("n")), 0)


class Subgroup(OfSubgroup, Versioned):
    """One of the partnership's groups, and who it reports to."""

    belongs_to = "organisation"

    class Kind(models.TextChoices):
        EXECUTIVE = "executive", "Executive"
        SUBGROUP = "subgroup", "Subgroup"
        TASK = "task", "Task and finish group"

    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.SUBGROUP)
    # The group it is a part of, where that is not the group it reports to.
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="groups_within"
    )
    finishes_on = models.DateField(null=True, blank=True)
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
            models.CheckConstraint(
                condition=models.Q(finishes_on=None) | models.Q(kind="task"),
                name="subgroup_only_task_groups_finish",
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

    def emailed_in_words(self, *, on: date) -> str:
        """What an email to its people comes to: “7 people emailed, 2 without an email
        address”.
        """
        addresses = [bool(person.email) for person in self.people(on=on)]
        emailed, left = addresses.count(True), addresses.count(False)
        said = f"{emailed} {'person' if emailed == 1 else 'people'} emailed"
        return f"{said}, {left} without an email address" if left else said

    def chairs(self, *, on: date) -> models.QuerySet[Person]:
        return self.people(Role.SUBGROUP_CHAIR, on=on)

    def minute_takers(self, *, on: date) -> models.QuerySet[Person]:
        return self.people(Role.MINUTE_TAKER, on=on)

    def quorum_rule(self, on: date) -> models.Model | None:
        return next(iter(self.quorum_rules.filter(in_force(on)).order_by()), None)


class SeatQuerySet(OfSubgroupQuerySet):
    def in_force(self, *, on: date) -> "SeatQuerySet":
        """Seats that exist on a day."""
        return self.filter(in_force(on))

    def voting(self) -> "SeatQuerySet":
        """Seats that can count towards a quorum."""
        return self.filter(is_associate=False)

    def of_open_subgroups(self) -> "SeatQuerySet":
        """Seats of subgroups that have not closed, with their subgroup."""
        return self.filter(subgroup__organisation__closed_on=None)

    def vacant(self, *, on: date) -> "SeatQuerySet":
        """Seats that nobody holds on a day."""
        return self.filter(~models.Exists(_holder_of(on)))

    def to_look_at(self, *, on: date, days: int) -> "SeatQuerySet":
        """Seats that are vacant, whose holder’s term ends within some days, or whose
        holder is carried over, by subgroup.
        """
        soon = on + timedelta(days=days)
        ending = _holder_of(on).filter(
            models.Q(term_ends_on__lte=soon) | models.Q(to_date__lte=soon)
        )
        return (
            self.in_force(on=on)
            .filter(~models.Exists(_holder_of(on)) | models.Exists(ending))
            .order_by(Lower("subgroup__organisation__name"), "label", "pk")
        )

    def with_holders(self, *, on: date) -> "SeatQuerySet":
        """Seats with their agency and, in `current_holders`, their holders."""
        return self.select_related("agency").prefetch_related(
            models.Prefetch(
                "holders",
                queryset=SeatHolder.objects.current(on=on)
                .select_related(None)
                .select_related("person"),
                to_attr="current_holders",
            )
        )


def _holder_of(on: date) -> "SeatHolderQuerySet":
    """Who holds the seat of an outer query on a day."""
    return SeatHolder.objects.filter(
        in_force(on), seat=models.OuterRef("pk"), is_deputy=False
    )


class Seat(Dated, OfSubgroup, Versioned):
    """A place on a subgroup. It belongs to an agency, not to a person."""

    subgroup = models.ForeignKey(Subgroup, models.PROTECT, related_name="seats")
    agency = models.ForeignKey(
        Organisation, models.PROTECT, related_name="subgroup_seats"
    )
    label = models.CharField(max_length=120)
    appointed_by = models.CharField(max_length=120, blank=True)
    is_statutory = models.BooleanField(default=False)
    # A seat of an associate member, who never counts towards the quorum.
    is_associate = models.BooleanField(default=False)
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["label", "pk"]
        constraints = [
            dates_in_order("seat_ends_after_it_begins"),
            models.CheckConstraint(
                condition=models.Q(is_associate=False) | models.Q(is_statutory=False),
                name="seat_of_an_associate_is_not_statutory",
            ),
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

    def holder_on(self, on: date) -> "SeatHolder | None":
        """Who holds the seat on a day. Asks nothing if all holders are loaded."""
        return next(
            (
                holder
                for holder in self.holders.all()
                if not holder.is_deputy and holder.is_in_force(on)
            ),
            None,
        )

    def look_at(self, *, on: date, days: int) -> None:
        """Say in `flags` what to do something about. Needs `with_holders`."""
        self.flags = [] if self.holding else [("Vacant", "red")]
        for holder in self.holding:
            last = holder.to_date or holder.term_ends_on
            if holder.is_carried_over(on):
                self.flags.append(
                    (f"Carried over since {_day(holder.term_ends_on)}", "orange")
                )
            elif holder.ends_soon(on, days=days):
                self.flags.append((f"Ends {_day(last)}", "yellow"))
            if holder.is_on_leave(on):
                self.flags.append(("On leave", "grey"))

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


class SeatHolder(Dated, OfSubgroup, Versioned):
    """Someone who holds a seat, or is its deputy, between two dates."""

    belongs_to = "seat__subgroup__organisation"

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="holders")
    person = models.ForeignKey(Person, models.PROTECT, related_name="seats_held")
    is_deputy = models.BooleanField(default=False)
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)
    # Nobody leaves a seat because the term is over: until they are replaced they are
    # carried over.
    term_ends_on = models.DateField(null=True, blank=True)
    leave_from = models.DateField(null=True, blank=True)
    leave_until = models.DateField(null=True, blank=True)

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
            models.CheckConstraint(
                condition=models.Q(term_ends_on=None)
                | models.Q(term_ends_on__gte=models.F("from_date")),
                name="seat_holder_term_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(leave_from=None, leave_until=None)
                | models.Q(leave_from__isnull=False)
                & (
                    models.Q(leave_until=None)
                    | models.Q(leave_until__gte=models.F("leave_from"))
                ),
                name="seat_holder_leave_in_order",
            ),
            ExclusionConstraint(
                name="seat_one_holder_a_day",
                # A range of one id, since plain numbers need an extension in GiST.
                expressions=[
                    (Int8Range("seat_id", "seat_id", Value("[]")), "&&"),
                    (DateRange("from_date", "to_date", Value("[]")), "&&"),
                ],
                condition=models.Q(is_deputy=False),
                violation_error_message="Someone else holds this seat on one of these "
                "days",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.seat}"

    def is_on_leave(self, on: date) -> bool:
        """Whether the holder is on leave on a day."""
        return (
            self.leave_from is not None
            and self.leave_from <= on
            and (self.leave_until is None or self.leave_until >= on)
        )

    def is_carried_over(self, on: date) -> bool:
        """Whether the holder stays on after the term until replaced."""
        return (
            self.is_in_force(on)
            and self.term_ends_on is not None
            and self.term_ends_on < on
        )

    def ends_soon(self, on: date, *, days: int) -> bool:
        """Whether the term ends within some days."""
        last = self.to_date or self.term_ends_on
        return last is not None and on <= last <= on + timedelta(days=days)


class SeatList(Upload):
    """A list of a subgroup’s seats, as it was pasted or uploaded."""

    seen_with = Permission.MANAGE_SUBGROUP

    subgroup = models.ForeignKey(Subgroup, models.PROTECT, related_name="seat_lists")

    class Meta(Upload.Meta):
        pass

    @property
    def target(self) -> Subgroup:
        """The subgroup whose seats they are."""
        return self.subgroup
