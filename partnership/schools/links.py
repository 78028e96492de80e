"""Recording that one school took over from another."""

from datetime import date

from django.db import transaction

from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person
from partnership.schools.models import School, SchoolLink


@transaction.atomic
def link_schools(
    *, predecessor: School, successor: School, on: date, by: Person | None
) -> SchoolLink:
    """Record that a school took over from another, so that its audits go on.

    Raises:
        Refused: both are the same, or the predecessor took over from the successor.
    """
    origins = SchoolLink.objects.origins_of([predecessor.pk])[predecessor.pk]
    if successor.pk in {predecessor.pk, *origins}:
        raise Refused(f"{predecessor} cannot be the predecessor of {successor}")
    link, is_new = SchoolLink.objects.get_or_create(
        predecessor=predecessor, successor=successor, defaults={"on": on}
    )
    if is_new:
        history.record(
            successor.organisation,
            "took over from another school",
            by=by,
            school=str(predecessor),
            on=on.isoformat(),
        )
    return link
