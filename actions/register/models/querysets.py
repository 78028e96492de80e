"""Queries over the register of actions."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from actions.plans.models import Plan
from actions.register.acts import OPEN
from actions.register.words import Status
from partnership.access import Permission
from partnership.people.models import Organisation, Person
from partnership.reach import ReachQuerySet

# Open actions first, each group by date; an index has this order.
OPEN_FIRST = (
    models.Case(models.When(status__in=OPEN, then=0), default=1),
    models.F("next_due").asc(nulls_last=True),
    models.F("id").asc(),
)
UNDATED = ("unknown", "ambiguous")


class ActionQuerySet(ReachQuerySet):
    def visible_to(self, person: Person | None) -> "ActionQuerySet":
        """Actions of a person's organisations and the plan, and those they own or lead.

        A school's actions are visible to its staff, to its trust's lead while the
        school shares with the trust, and to officers; not to members of a subgroup or
        the board. A restricted action is visible to its owners, to the people it names
        as readers and to those who write the minutes where it belongs.
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
        if not person.holds(Permission.RECORD_MEETING):
            writes = person.organisations_where(Permission.RECORD_MEETING)
            seen &= Q(is_restricted=False) | Q(organisation__in=writes)
        readers = self.model._meta.get_field("readers").related_model.objects
        named = readers.filter(person=person).values("action")
        return self.filter(seen | self._personal(person, named))

    def updatable_by(self, person: Person | None) -> "ActionQuerySet":
        """Visible actions this person may update."""
        if person is None:
            return self.none()
        visible, permission = self.visible_to(person), Permission.UPDATE_ACTION
        return visible.where_may(person, permission, also=self._personal(person))

    def updatable_among(
        self, shown: Iterable[models.Model], person: Person
    ) -> set[int]:
        """The keys of the visible actions in `shown` that this person may update.

        No query is needed for people who may update every action.
        """
        keys = {action.pk for action in shown}
        if person.holds(Permission.UPDATE_ACTION):
            return keys
        return set(
            self.updatable_by(person).filter(pk__in=keys).values_list("pk", flat=True)
        )

    def editable_by(self, person: Person | None) -> "ActionQuerySet":
        """Visible actions this person may edit or withdraw."""
        return self.visible_to(person).where_may(person, Permission.RAISE_ACTION)

    def _personal(self, person: Person, *more: models.QuerySet) -> Q:
        """Actions a person owns or leads, and those of `more` keys.

        Their keys are queried first: as a condition on each row, PostgreSQL would read
        the whole register.
        """
        led = self.model._base_manager.filter(priority__lead=person).values("pk")
        owned = self._owners().filter(person=person).values("action")
        return Q(pk__in=[pk for (pk,) in led.union(owned, *more).values_list("pk")])

    def _owners(self) -> models.QuerySet:
        return self.model._meta.get_field("owners").related_model.objects

    def unrestricted(self) -> "ActionQuerySet":
        """Actions that everyone who reads about the organisation's work may read."""
        return self.filter(is_restricted=False)

    def board(self) -> "ActionQuerySet":
        """Actions of the partnership and its subgroups, without schools' actions."""
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
        """Actions awaiting a check by a second person."""
        return self.filter(status=Status.TO_CHECK)

    def over(self) -> "ActionQuerySet":
        """Closed actions and actions awaiting a check."""
        return self.exclude(status__in=OPEN)

    def overdue(self, *, on: date) -> "ActionQuerySet":
        """Open actions past their due date on a day.

        A recurring action counts from its earliest date without an update.
        """
        return self.open().filter(next_due__lt=on)

    def due_within(self, *, on: date, days: int) -> "ActionQuerySet":
        """Open actions due within some days of a day."""
        return self.open().filter(
            next_due__gte=on, next_due__lte=on + timedelta(days=days)
        )

    def due_for_review(self, *, on: date) -> "ActionQuerySet":
        """Open ongoing actions that are due for review."""
        return self.open().filter(review_on__lte=on)

    def awaiting_check(self) -> "ActionQuerySet":
        """Actions awaiting a check by a second person."""
        return self.filter(status="to_check")

    def to_be_checked_by(self, person: Person) -> "ActionQuerySet":
        """Actions this person may check, without those they completed themselves."""
        theirs = Q(completed_by=person) | Q(completed_by__merged_into=person)
        waiting = self.awaiting_check().exclude(theirs)
        if person.holds(Permission.CHECK_ACTION):
            return waiting
        return waiting.filter(priority__lead=person)

    def without_date(self) -> "ActionQuerySet":
        """Open actions without a date to keep or miss."""
        return self.open().filter(due_precision__in=UNDATED)

    def quiet_since(self, day: date) -> "ActionQuerySet":
        """Open actions raised before a day, without an update since."""
        return self.open().filter(
            Q(last_update_on=None) | Q(last_update_on__lt=day), raised_on__lt=day
        )

    def owned_by(self, person: Person) -> "ActionQuerySet":
        """Actions this person is named as an owner of."""
        return self.filter(
            Exists(self._owners().filter(action=OuterRef("pk"), person=person))
        )

    def owned_by_body(self, organisation: Organisation) -> "ActionQuerySet":
        """Actions owned by this organisation or a role at it."""
        return self.filter(
            Exists(
                self._owners().filter(action=OuterRef("pk"), organisation=organisation)
            )
        )

    def without_owner(self) -> "ActionQuerySet":
        """Actions without owners."""
        return self.filter(~Exists(self._owners().filter(action=OuterRef("pk"))))

    def unmatched(self) -> "ActionQuerySet":
        """Actions with an owner not matched to the directory, nor left as words."""
        return self.filter(
            Exists(self._owners().unsettled().filter(action=OuterRef("pk")))
        )

    def moved_at_least(self, times: int) -> "ActionQuerySet":
        """Actions whose date has moved later, or been removed, this many times."""
        return self.filter(slips__gte=times)

    def with_last_update(self) -> "ActionQuerySet":
        """Actions with the text of their latest update (`last_words`)."""
        updates = self.model._meta.get_field("updates").related_model.objects
        latest = updates.filter(action=OuterRef("pk")).order_by("-at", "-pk")
        return self.annotate(last_words=Subquery(latest.values("text")[:1]))

    def with_owners(self) -> "ActionQuerySet":
        """Actions with everything a list row shows, in a fixed number of queries."""
        return self.select_related(
            "organisation", "priority", "objective"
        ).prefetch_related("owners")

    def with_owner_list(self) -> "ActionQuerySet":
        """Actions with their owners as written, as the list `owner_list`."""
        owners = self._owners().filter(action=OuterRef("pk"))
        words = owners.order_by("position", "pk").values("words")
        return self.annotate(owner_list=ArraySubquery(words))

    def as_of(self, on: date) -> "ActionQuerySet":
        """Actions with whether they are overdue on a day (`is_late`)."""
        return self.annotate(
            is_late=models.Case(
                models.When(status__in=OPEN, next_due__lt=on, then=True),
                default=False,
                output_field=models.BooleanField(),
            )
        )

    def open_first(self) -> "ActionQuerySet":
        """Open actions first, each group by date."""
        return self.order_by(*OPEN_FIRST)

    def latest_end_first(self) -> "ActionQuerySet":
        """Most recently closed first."""
        ended = Coalesce("completed_on", "withdrawn_on", "carried_on")
        return self.order_by(ended.desc(nulls_last=True), "-pk")

    def by_date(self) -> "ActionQuerySet":
        """Earliest due first; without a date last."""
        return self.order_by(models.F("next_due").asc(nulls_last=True), "pk")
