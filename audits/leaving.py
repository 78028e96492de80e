"""Someone leaves a school, or was entered twice: who is asked for its returns."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from audits.held import RETURNS, TRACES, both_signed, holdings
from audits.returns.models.returns import AuditReturn
from audits.signing.services import ask_to_sign
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
    """Say on each open return of the school who answers for it now.

    The return is the school's: answers, gaps and signatures that were given stay. One
    that waits for a signature of a role that the taker holds is sent to them.

    Raises:
        Refused: someone would take over from themselves.
    """
    if taker == leaver:
        raise Refused("Choose someone else to take over")
    rows = holdings(leaver, on=on) if rows is None else rows
    returns = list(
        AuditReturn.objects.outstanding()
        .filter(pk__in=pks_of(rows, RETURNS))
        .with_school()
        .prefetch_related("signatures")
        .order_by("pk")
    )
    history.record_many(
        handed_over(returns, leaver=leaver, taker=taker, last_day=last_day), by=by
    )
    if taker is not None:
        for audit_return in returns:
            ask_to_sign(audit_return, taker)
    moved = {audit_return.pk for audit_return in returns}
    return [row for row in rows if row.kind == RETURNS and row.pk in moved]


@transaction.atomic
def merge_people(
    *, kept: Person, gone: Person, by: Person | None, on: date
) -> dict[str, int]:
    """Nothing of a return moves: who answered, signed and submitted stays as it was.

    Raises:
        Refused: both have signed one return, so they were two people when they did.
    """
    if found := both_signed(kept, gone):
        raise Refused(
            f"{kept.name} and {gone.name} have both signed {'; '.join(found)}. Two "
            "people signed there, so these entries cannot be one person"
        )
    return move_all(TRACES, gone=gone, kept=kept)
