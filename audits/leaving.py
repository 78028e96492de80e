"""Handing over returns when someone leaves, and merging duplicate people."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from audits.held import RETURNS, TRACES, both_signed, holdings
from audits.returns.models.returns import AuditReturn
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.handing_over import Holding, handed_over, pks_of
from partnership.people.models import Person
from partnership.people.named_in import move_all


@transaction.atomic
def hand_over(
    *,
    leaver: Person,
    taker: Person | None,
    rows: Sequence[Holding] | None = None,
    last_day: date,
    by: Person | None,
    on: date,
) -> list[Holding]:
    """Record who is now responsible for each open return of the school.

    Answers, gaps and signatures stay. Whoever takes over the role is asked to sign
    what waits for it when they are given it.

    Raises:
        Refused: the leaver and the new person are the same.
    """
    if taker == leaver:
        raise Refused("Choose someone else to take over")
    rows = holdings(leaver, on=on) if rows is None else rows
    returns = list(
        AuditReturn.objects.outstanding()
        .filter(pk__in=pks_of(rows, RETURNS))
        .with_school()
        .order_by("pk")
    )
    history.record_many(
        handed_over(returns, leaver=leaver, taker=taker, last_day=last_day), by=by
    )
    moved = {audit_return.pk for audit_return in returns}
    return [row for row in rows if row.kind == RETURNS and row.pk in moved]


@transaction.atomic
def merge_people(
    *, kept: Person, gone: Person, by: Person | None, on: date
) -> dict[str, int]:
    """Merge two entries for one person; past answers and signatures do not move.

    Raises:
        Refused: both have signed the same return, so they are two people.
    """
    if found := both_signed(kept, gone):
        raise Refused(
            f"{kept.name} and {gone.name} have both signed {'; '.join(found)}. "
            "A return needs two different signatories, so you cannot merge them"
        )
    return move_all(TRACES, gone=gone, kept=kept)
