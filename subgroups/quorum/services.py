"""Setting a quorum rule."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person
from partnership.people.roles import in_words
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
    counts_each_seat: bool = False,
    from_date: date | None = None,
    by: Person | None,
    on: date,
) -> QuorumRule:
    """Set the quorum from a day. Earlier meetings keep theirs.

    A rule that starts on the day of the current one corrects it.

    Raises:
        Refused: the rule is incomplete, names a seat that this subgroup does not have
            on that day, or would start before the current rule.
    """
    begins = from_date or on
    try:
        quorum.validate(rule)
    except ValidationError as error:
        raise Refused(error.message, field="share") from None
    seats = dict(subgroup.seats.voting().in_force(on=begins).values_list("pk", "label"))
    _check_seats(subgroup, quorum.seats_named(rule) - seats.keys())
    Subgroup.objects.select_for_update().get(pk=subgroup.pk)
    former = subgroup.quorum_rules.filter(to_date=None).first()
    if former is not None and former.from_date > begins:
        raise Refused(
            "A new quorum cannot start before the current one, which applies from "
            f"{in_words(former.from_date)}",
            field="from_date",
        )
    if former is not None and former.from_date == begins:
        new = former
    else:
        if former is not None:
            former.to_date = begins - ONE_DAY
            former.save(update_fields=["to_date"])
        new = QuorumRule(subgroup=subgroup, from_date=begins)
    new.rule, new.deputies_count = rule, deputies_count
    new.counts_each_seat = counts_each_seat
    new.save()
    words = describe(rule, seats)
    history.record(subgroup, "quorum rule set", by=by, rule=rule, words=words)
    return new


def _check_seats(subgroup: Subgroup, unknown: set[int]) -> None:
    """Refuse seats that are not there on the day, by name where they have ended."""
    ended = subgroup.seats.filter(pk__in=unknown).first()
    if ended is not None and ended.to_date is not None:
        raise Refused(
            f"The rule names “{ended.label}”, a seat that ended on "
            f"{in_words(ended.to_date)}"
        )
    if unknown:
        raise Refused("The rule names a seat that this subgroup does not have")
