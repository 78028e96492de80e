"""The questions people ask of the register of actions."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q

from partnership.access import Permission
from partnership.models import Organisation, Person

SCHOOL = Organisation.Kind.SCHOOL
OPEN = ("not_started", "under_way")
UNDATED = ("unknown", "ambiguous")


class ActionQuerySet(models.QuerySet):
    def visible_to(self, person: Person | None) -> "ActionQuerySet":
        """Actions of one's own bodies and the plan's, and those one owns or leads.

        A school's actions are seen by its people, by the trust's lead while the school
        shares with it, and by officers; a seat on a subgroup or the board shows none.
        """
        if person is None:
            return self.none()
        if person.holds(Permission.SEE_ACTIONS_OF_SCHOOLS):
            return self
        seen = Q(organisation__in=person.organisations_where(Permission.SEE_ACTIONS))
        if person.holds(Permission.SEE_ACTIONS):
            seen |= ~Q(organisation__kind=SCHOOL)
        elif person.holds_anywhere(Permission.SEE_PLAN):
            seen |= (
                Q(priority__isnull=False)
                & ~Q(priority__plan__status="draft")
                & ~Q(organisation__kind=SCHOOL)
            )
        return self.filter(seen | self._personal(person))

    def updatable_by(self, person: Person | None) -> "ActionQuerySet":
        """Visible actions whose progress this person may record."""
        if person is None:
            return self.none()
        visible = self.visible_to(person)
        if person.holds(Permission.UPDATE_ACTION):
            return visible
        return visible.filter(
            Q(organisation__in=person.organisations_where(Permission.UPDATE_ACTION))
            | self._personal(person)
        )

    def _personal(self, person: Person) -> Q:
        return Q(priority__lead=person) | self._owned(person)

    def _owned(self, person: Person) -> Q:
        owners = self.model._meta.get_field("owners").related_model
        return Q(Exists(owners.objects.filter(action=OuterRef("pk"), person=person)))

    def board(self) -> "ActionQuerySet":
        """Actions of the partnership, its plan and its subgroups, without schools'."""
        return self.exclude(organisation__kind=SCHOOL)

    def of_schools(self) -> "ActionQuerySet":
        """Actions that belong to schools."""
        return self.filter(organisation__kind=SCHOOL)

    def open(self) -> "ActionQuerySet":
        """Actions neither complete nor withdrawn."""
        return self.filter(status__in=OPEN)

    def overdue(self, *, on: date) -> "ActionQuerySet":
        """Actions past their date on a day, still open.

        Of a recurring action it is the earliest unanswered occurrence that counts.
        """
        return self.open().filter(next_due__lt=on)

    def due_within(self, *, on: date, days: int) -> "ActionQuerySet":
        """Open actions that fall due from a day until some days later."""
        return self.open().filter(
            next_due__gte=on, next_due__lte=on + timedelta(days=days)
        )

    def due_for_review(self, *, on: date) -> "ActionQuerySet":
        """Open ongoing actions that nobody has reported on for too long."""
        return self.open().filter(review_on__lte=on)

    def without_date(self) -> "ActionQuerySet":
        """Open actions whose due words give no date that could be kept or missed."""
        return self.open().filter(due_precision__in=UNDATED)

    def quiet_since(self, day: date) -> "ActionQuerySet":
        """Open actions raised by a day without any update after it."""
        return self.open().filter(
            Q(last_update_on=None) | Q(last_update_on__lt=day), raised_on__lt=day
        )

    def owned_by(self, person: Person) -> "ActionQuerySet":
        """Actions this person is named as an owner of."""
        return self.filter(self._owned(person))

    def with_owners(self) -> "ActionQuerySet":
        """Actions with all that a row of a list shows, in a fixed number of queries."""
        return self.select_related(
            "organisation", "priority", "objective"
        ).prefetch_related("owners__person", "owners__organisation")

    def as_of(self, on: date) -> "ActionQuerySet":
        """Actions that know whether they are overdue on a day (`is_late`)."""
        return self.annotate(
            is_late=models.Case(
                models.When(status__in=OPEN, next_due__lt=on, then=True),
                default=False,
                output_field=models.BooleanField(),
            )
        )

    def open_first(self) -> "ActionQuerySet":
        """What is still to be done before what is over, each by date."""
        return self.order_by(
            models.Case(models.When(status__in=OPEN, then=0), default=1),
            models.F("next_due").asc(nulls_last=True),
            "pk",
        )

    def by_date(self) -> "ActionQuerySet":
        """What falls due first, first; what has no date last."""
        return self.order_by(models.F("next_due").asc(nulls_last=True), "pk")
