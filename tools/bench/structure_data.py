"""A structure of 25 groups and some 300 seats, those that meet among them.

The others have no meetings, so that what else is measured stays as it is.
"""

from partnership.people.models import Organisation
from subgroups.structure.models import Seat, SeatHolder, Subgroup

GROUPS, SEATS = 25, 12


def build(world) -> None:
    meeting = list(Subgroup.objects.select_related("organisation").order_by("pk"))
    places = Organisation.objects.bulk_create(
        Organisation(kind=Organisation.Kind.SUBGROUP, name=f"Benchshire Group {n:02}")
        for n in range(GROUPS - len(meeting))
    )
    groups = Subgroup.objects.bulk_create(
        Subgroup(
            organisation=place,
            kind=Subgroup.Kind.TASK if n % 3 == 0 else Subgroup.Kind.SUBGROUP,
            parent=meeting[n % len(meeting)],
            reports_to=meeting[(n // 2) % len(meeting)].organisation,
        )
        for n, place in enumerate(places)
    )
    people = [person for members in world.members for person in members]
    seats = Seat.objects.bulk_create(
        Seat(
            subgroup=group,
            agency=world.agencies[n % len(world.agencies)],
            label=f"Seat {n + 1:02}",
            appointed_by="The executive",
            from_date=world.day(-2000),
        )
        for group in groups
        for n in range(SEATS)
    )
    SeatHolder.objects.bulk_create(
        SeatHolder(
            seat=seat,
            person=people[n % len(people)],
            from_date=world.day(-2000),
            term_ends_on=world.day(n % 400 - 20),
        )
        for n, seat in enumerate(seats)
        if n % 10
    )
