"""Setting a quorum rule."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person
from subgroups.quorum import rules as quorum
from subgroups.quorum.describing import describe
from subgroups.quorum.models import QuorumRule
from subgroups.structure.models import Subgroup

ONE_DAY = timedelta(days=1)


@transaction.atomic
def set_quorum_rule(
    subgroup: Subgroup,
    *,
    rule: dict,
    deputies_count: bool = True,
    by: Person | None,
    on: date,
) -> QuorumRule:
    """Set the quorum from a day. Earlier meetings keep theirs.

    Raises:
        Refused: the rule is incomplete, names another subgroup's seats, or would start
            before the current rule.
    """
    try:
        quorum.validate(rule)
    except ValidationError as error:
        raise Refused(error.message, field="rule") from None
    seats = dict(subgroup.seats.in_force(on=on).values_list("pk", "label"))
    if not quorum.seats_named(rule) <= seats.keys():
        raise Refused("The rule names a seat that this subgroup does not have")
    former = subgroup.quorum_rules.select_for_update().filter(to_date=None).first()
    if former is not None and former.from_date >= on:
        raise Refused("A new quorum must start after the current one")
    if former is not None:
        former.to_date = on - ONE_DAY
        former.save(update_fields=["to_date"])
    new = QuorumRule.objects.create(
        subgroup=subgroup, rule=rule, deputies_count=deputies_count, from_date=on
    )
    words = describe(rule, seats)
    history.record(subgroup, "quorum rule set", by=by, rule=rule, words=words)
    return new
