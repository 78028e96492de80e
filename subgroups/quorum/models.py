"""The quorum rules of a subgroup."""

from django.db import models

from subgroups.quorum import rules as quorum
from subgroups.structure.models import Dated, OfSubgroup, Subgroup, dates_in_order


class QuorumRule(Dated, OfSubgroup):
    """A subgroup's quorum between two dates."""

    subgroup = models.ForeignKey(Subgroup, models.PROTECT, related_name="quorum_rules")
    rule = models.JSONField(validators=[quorum.validate])
    deputies_count = models.BooleanField(default=True)
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
        sentence = f"Quorate with {quorum.describe(self.rule, seats)}."
        if self.deputies_count:
            return f"{sentence} Deputies count; visitors do not."
        return f"{sentence} Neither deputies nor visitors count."
