"""The querysets of risks."""

from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from partnership.access import Permission, may_own_risks
from partnership.names import plain_name_in_database, with_name
from partnership.people.models import Membership, Organisation, Person
from partnership.policy import values as policy
from partnership.reach import ReachQuerySet

OF_SCHOOLS = Q(
    organisation__kind__in=[Organisation.Kind.SCHOOL, Organisation.Kind.TRUST]
)
CLOSED = "closed"
UP, DOWN = "up", "down"


def possible_risk_owners(
    people: models.QuerySet[Person], *, on: date, kept: int | None = None
) -> models.QuerySet[Person]:
    """People who could own a risk, and its current owner (`kept`).

    People who belong only to schools cannot see risks.
    """
    held = Membership.objects.not_over(on=on).filter(person=OuterRef("pk"))
    is_of_schools = Exists(held.filter(OF_SCHOOLS)) & ~Exists(held.exclude(OF_SCHOOLS))
    return people.filter(Q(pk=kept) | (Q(merged_into=None) & ~is_of_schools))


class RiskQuerySet(ReachQuerySet):
    def visible_to(self, person: Person | None) -> "RiskQuerySet":
        """All risks for the board and its officers, or a person's and their groups'.

        People who belong only to schools see none, even as owners.
        """
        if person is None or not may_own_risks(person):
            return super().visible_to(person)
        return super().visible_to(person, also=Q(owner=person))

    def live(self) -> "RiskQuerySet":
        """Risks that are open or accepted."""
        return self.exclude(status=CLOSED)

    def over_threshold(self) -> "RiskQuerySet":
        """Live risks whose current score is over the threshold."""
        threshold = policy.get("risk_escalation_threshold")
        return self.live().filter(current_score__gte=threshold)

    def unacknowledged(self) -> "RiskQuerySet":
        """Risks over the threshold that have not been acknowledged."""
        acknowledged = self._children("escalations").filter(
            risk=OuterRef("pk"), ended_on=None, acknowledged_on__isnull=False
        )
        return self.over_threshold().exclude(Exists(acknowledged))

    def owned_by(self, person: Person) -> "RiskQuerySet":
        """Risks this person owns."""
        return self.filter(owner=person)

    def owned_as(self, words: str) -> "RiskQuerySet":
        """Risks whose owner has these words in their name or role."""
        return self.alias(plain_words=plain_name_in_database("owner_words")).filter(
            with_name(words, "plain_words")
            | with_name(words, "owner__plain_name")
            | Q(owner__initials__iexact=words)
        )

    def review_by(self, day: date) -> "RiskQuerySet":
        """Live risks whose review is due by a day."""
        return self.live().filter(review_on__lte=day)

    def reviewed_with(self, person: Person, *, day: date) -> "RiskQuerySet":
        """Risks with a review by a day of which a person is reminded."""
        theirs = Q(owner=person)
        if person.holds(Permission.MANAGE_RISKS):
            theirs |= Q(owner=None)
        return self.review_by(day).filter(theirs)

    def with_owners_standing(self, *, on: date) -> "RiskQuerySet":
        """Risks annotated with whether their owner belongs only to schools on a day.

        Owners who have moved from the board to a school get no more reminders.
        """
        held = Membership.objects.current(on=on).filter(person=OuterRef("owner"))
        return self.annotate(
            owner_is_of_schools=Exists(held.filter(OF_SCHOOLS))
            & ~Exists(held.exclude(OF_SCHOOLS))
        )

    def for_rows(self) -> "RiskQuerySet":
        """Risks with everything a row of a list shows."""
        return self.select_related("organisation", "owner__merged_into")

    def since(self, day: date) -> "RiskQuerySet":
        """Risks annotated with their score and status at the end of a day."""
        by_then = {"risk": OuterRef("pk"), "on__lte": day}
        assessed = self._children("assessments").filter(**by_then)
        decided = self._children("decisions").filter(**by_then)
        return self.annotate(
            score_then=Subquery(
                assessed.order_by("-number").values("current_score")[:1]
            ),
            status_then=Subquery(decided.order_by("-pk").values("status")[:1]),
        )

    def moved(self, direction: str) -> "RiskQuerySet":
        """Live risks whose score went up or down; needs `since`."""
        lookup = {UP: "gt", DOWN: "lt"}[direction]
        return self.live().filter(
            **{f"current_score__{lookup}": models.F("score_then")}
        )

    def most_severe_first(self) -> "RiskQuerySet":
        """Live risks before closed ones, highest score first."""
        is_closed = models.Case(models.When(status=CLOSED, then=1), default=0)
        return self.order_by(is_closed, "-current_score", "-inherent_score", "pk")

    def _children(self, name: str) -> models.QuerySet:
        return self.model._meta.get_field(name).related_model.objects
