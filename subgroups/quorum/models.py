"""The quorum rules of a subgroup."""

from datetime import date

from django.db import models

from partnership.people.models import in_force
from subgroups.quorum import rules as quorum
from subgroups.quorum.describing import describe
from subgroups.structure.models import (
    Dated,
    OfSubgroup,
    Seat,
    Subgroup,
    dates_in_order,
)


class QuorumRule(Dated, OfSubgroup):
    """A subgroup's quorum between two dates."""

    subgroup = models.ForeignKey(Subgroup, models.PROTECT, related_name="quorum_rules")
    rule = models.JSONField(validators=[quorum.validate])
    deputies_count = models.BooleanField(default=True)
    # Whether someone who sits in two seats counts for both.
    counts_each_seat = models.BooleanField(default=False)
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            dates_in_order("quorum_rule_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["subgroup"],
                condition=models.Q(to_date=None),
                name="quorum_rule_open_once",
            ),
            models.UniqueConstraint(
                fields=["subgroup", "from_date"], name="quorum_rule_one_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"Quorum of {self.subgroup}"

    def in_words(self, seats: dict[int, str]) -> str:
        """The rule as one sentence."""
        who = (
            "Deputies count; visitors do not."
            if self.deputies_count
            else "Neither deputies nor visitors count."
        )
        twice = (
            " Someone who sits in two seats counts for both."
            if self.counts_each_seat
            else ""
        )
        return f"Quorate with {describe(self.rule, seats)}. {who}{twice}"

    def ended_seats(self, on: date) -> list[Seat]:
        """Seats that the rule names and that have ended by a day."""
        named = Seat.objects.filter(pk__in=quorum.seats_named(self.rule))
        return list(named.exclude(in_force(on)))
