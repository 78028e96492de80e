"""The questions people ask of the register of actions."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from actions.plans.models import Plan
from actions.register.acts import OPEN
from actions.register.words import Status
from partnership.access import Permission
from partnership.people.models import Organisation, Person
from partnership.reach import ReachQuerySet

# What is still to be done before what is over, each by date; an index knows this order.
OPEN_FIRST = (
    models.Case(models.When(status__in=OPEN, then=0), default=1),
    models.F("next_due").asc(nulls_last=True),
    models.F("id").asc(),
)
UNDATED = ("unknown", "ambiguous")


class ActionQuerySet(ReachQuerySet):
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
            seen |= Q(is_schools=False)
        elif person.holds_anywhere(Permission.SEE_PLAN):
            seen |= (
                Q(priority__isnull=False)
                & ~Q(priority__plan__status="draft")
                & Q(is_schools=False)
            )
        return self.filter(seen | self._personal(person))

    def updatable_by(self, person: Person | None) -> "ActionQuerySet":
        """Visible actions whose progress this person may record."""
        if person is None:
            return self.none()
        visible, permission = self.visible_to(person), Permission.UPDATE_ACTION
        return visible.where_may(person, permission, also=self._personal(person))

    def updatable_among(
        self, shown: Iterable[models.Model], person: Person
    ) -> set[int]:
        """The keys of those of `shown`, read as visible, that they may update.

        Asks the database nothing about whoever may for all of them.
        """
        keys = {action.pk for action in shown}
        if person.holds(Permission.UPDATE_ACTION):
            return keys
        return set(
            self.updatable_by(person).filter(pk__in=keys).values_list("pk", flat=True)
        )

    def editable_by(self, person: Person | None) -> "ActionQuerySet":
        """Visible actions whose words, owners and withdrawal this person decides on."""
        return self.visible_to(person).where_may(person, Permission.RAISE_ACTION)

    def _personal(self, person: Person) -> Q:
        """Actions one owns or leads: few, so their numbers are asked for first.

        As a condition on every row they would make PostgreSQL read the whole register.
        """
        led = self.model._base_manager.filter(priority__lead=person).values("pk")
        owned = self._owners().filter(person=person).values("action")
        return Q(pk__in=[pk for (pk,) in led.union(owned).values_list("pk")])

    def _owners(self) -> models.QuerySet:
        return self.model._meta.get_field("owners").related_model.objects

    def board(self) -> "ActionQuerySet":
        """Actions of the partnership, its plan and its subgroups, without schools'."""
        return self.filter(is_schools=False)

    def of_schools(self) -> "ActionQuerySet":
        """Actions that belong to schools."""
        return self.filter(is_schools=True)

    def without_unseen_drafts(self, person: Person) -> "ActionQuerySet":
        """Actions, without those of draft plans that someone does not see."""
        if person.holds(Permission.SEE_PLAN):
            return self
        seen = Plan.objects.visible_to(person)
        unseen = Plan.objects.drafts().exclude(pk__in=seen.values("pk"))
        return self.exclude(priority__plan__in=unseen)

    def open(self) -> "ActionQuerySet":
        """Actions neither complete nor withdrawn."""
        return self.filter(status__in=OPEN)

    def waiting_for_check(self) -> "ActionQuerySet":
        """Completions that a second person has still to check."""
        return self.filter(status=Status.TO_CHECK)

    def over(self) -> "ActionQuerySet":
        """Actions to which nothing more is to be done, or only a check."""
        return self.exclude(status__in=OPEN)

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

    def awaiting_check(self) -> "ActionQuerySet":
        """Actions reported as complete that a second person has still to check."""
        return self.filter(status="to_check")

    def to_be_checked_by(self, person: Person) -> "ActionQuerySet":
        """What waits for this person's check: not what they completed themselves."""
        theirs = Q(completed_by=person) | Q(completed_by__merged_into=person)
        waiting = self.awaiting_check().exclude(theirs)
        if person.holds(Permission.CHECK_ACTION):
            return waiting
        return waiting.filter(priority__lead=person)

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
        return self.filter(
            Exists(self._owners().filter(action=OuterRef("pk"), person=person))
        )

    def owned_by_body(self, organisation: Organisation) -> "ActionQuerySet":
        """Actions that name this organisation, or a role at it, as an owner."""
        return self.filter(
            Exists(
                self._owners().filter(action=OuterRef("pk"), organisation=organisation)
            )
        )

    def without_owner(self) -> "ActionQuerySet":
        """Actions that name nobody at all."""
        return self.filter(~Exists(self._owners().filter(action=OuterRef("pk"))))

    def unmatched(self) -> "ActionQuerySet":
        """Actions with an owner whose words are no person or group we know."""
        return self.filter(
            Exists(
                self._owners().filter(
                    action=OuterRef("pk"), person=None, organisation=None
                )
            )
        )

    def moved_at_least(self, times: int) -> "ActionQuerySet":
        """Actions whose date has moved later, or was lost, so many times."""
        return self.filter(slips__gte=times)

    def with_last_update(self) -> "ActionQuerySet":
        """Actions that know the words of their latest update (`last_words`)."""
        updates = self.model._meta.get_field("updates").related_model.objects
        latest = updates.filter(action=OuterRef("pk")).order_by("-at", "-pk")
        return self.annotate(last_words=Subquery(latest.values("text")[:1]))

    def with_owners(self) -> "ActionQuerySet":
        """Actions with all that a row of a list shows, in a fixed number of queries."""
        return self.select_related(
            "organisation", "priority", "objective"
        ).prefetch_related("owners")

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
        return self.order_by(*OPEN_FIRST)

    def latest_end_first(self) -> "ActionQuerySet":
        """What ended last, first."""
        ended = Coalesce("completed_on", "withdrawn_on", "carried_on")
        return self.order_by(ended.desc(nulls_last=True), "-pk")

    def by_date(self) -> "ActionQuerySet":
        """What falls due first, first; what has no date last."""
        return self.order_by(models.F("next_due").asc(nulls_last=True), "pk")
