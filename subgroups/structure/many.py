"""Changing many seats at once: those of a table, or of a pasted or uploaded list.

All of the changes are made, or none.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Organisation, Person
from subgroups.structure import seating
from subgroups.structure import services as structure
from subgroups.structure.models import Seat, SeatHolder, Subgroup


@dataclass(frozen=True, kw_only=True)
class SeatChange:
    """What a seat is to be, and who is to sit in it.

    Without a seat one is added. Without a holder the present one stays, unless it
    `is_vacant`.
    """

    # What the form or the list knows the row by.
    key: str
    seat: Seat | None = None
    version: int | None = None
    # The appointment the form showed, or 0 for none; a list compares by itself.
    was: int | None = None
    label: str
    agency: Organisation
    appointed_by: str = ""
    is_statutory: bool = False
    is_associate: bool = False
    holder: Person | None = None
    is_vacant: bool = False
    since: date | None = None
    term_ends_on: date | None = None


@transaction.atomic
def change_seats(
    subgroup: Subgroup, *, changes: Iterable[SeatChange], by: Person, on: date
) -> int:
    """Make the changes that change something, and count them.

    Raises:
        Refused: one of them is not possible, with the field and key of its row.
        Changed: someone else changed a seat after the form was opened.
    """
    Subgroup.objects.select_for_update().get(pk=subgroup.pk)
    count = 0
    for change in changes:
        try:
            count += _change(subgroup, change, by=by, on=on)
        except Refused as refusal:
            field = FIELDS.get(refusal.field, refusal.field)
            raise Refused(
                f"{change.label}: {refusal.sentence}", field=f"{field}_{change.key}"
            ) from None
    if count:
        history.record(subgroup, "seats changed", by=by, seats=count)
    return count


# What the table calls the fields of single appointments.
FIELDS = {"person": "holder", "from_date": "holder", "to_date": "holder"}


def _change(subgroup: Subgroup, change: SeatChange, *, by: Person, on: date) -> bool:
    seat, begins = change.seat, change.since or on
    if seat is None:
        seat = structure.add_seat(subgroup, **_facts(change), by=by, on=min(begins, on))
        has_changed = True
    else:
        has_changed = _edit(seat, change, by=by)
    return _seat(seat, change, begins, by=by, on=on) or has_changed


def _facts(change: SeatChange) -> dict:
    return {
        "label": change.label,
        "agency": change.agency,
        "appointed_by": change.appointed_by,
        "is_statutory": change.is_statutory,
        "is_associate": change.is_associate,
    }


def _edit(seat: Seat, change: SeatChange, *, by: Person) -> bool:
    facts = _facts(change)
    if all(getattr(seat, name) == value for name, value in facts.items()):
        return False
    structure.edit_seat(
        seat,
        **facts,
        from_date=seat.from_date,
        to_date=seat.to_date,
        version=change.version,
        by=by,
    )
    return True


def _seat(
    seat: Seat, change: SeatChange, begins: date, *, by: Person, on: date
) -> bool:
    present = seat.holders.filter(is_deputy=False).current(on=on).first()
    if change.was is not None and change.was != (present.pk if present else 0):
        raise Refused(
            "someone else has changed who sits in it. Open the page again",
            field="holder",
        )
    if change.is_vacant:
        return present is not None and _vacate(present, by=by, on=on)
    if change.holder is None or (present and present.person == change.holder):
        return present is not None and _set_term(present, change, by=by, on=on)
    seating.seat_person(
        seat,
        person=change.holder,
        from_date=begins,
        term_ends_on=change.term_ends_on,
        replaces=present is not None,
        by=by,
        on=on,
    )
    return True


def _vacate(holder: SeatHolder, *, by: Person, on: date) -> bool:
    _correct(holder, {"to_date": on}, by=by, on=on)
    return True


def _set_term(holder: SeatHolder, change: SeatChange, *, by: Person, on: date) -> bool:
    changes = {"term_ends_on": change.term_ends_on}
    if change.since:
        changes["from_date"] = change.since
    changes = {
        name: value for name, value in changes.items() if getattr(holder, name) != value
    }
    if changes:
        _correct(holder, changes, by=by, on=on)
    return bool(changes)


def _correct(holder: SeatHolder, changes: dict, *, by: Person, on: date) -> None:
    row = {
        name: getattr(holder, name)
        for name in (
            "person", "is_deputy", "from_date", "to_date", "term_ends_on",
            "leave_from", "leave_until",
        )
    }  # fmt: skip
    seating.correct_holder(holder, **{**row, **changes}, by=by, on=on)
