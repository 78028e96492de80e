"""The demonstration of people who come and go.

One left and handed over, one was entered twice, two left so long ago that their details
are past their time.
"""

from partnership.access import Role
from partnership.demo import World
from partnership.people import roles
from partnership.people import services as people
from scorecard.records.services import keeping, leaving, merging

# Two years are the period; the partnership began a little earlier.
BEGAN, ENDED = -799, -760
LONG_GONE = [
    ("Ines Wardle", "IW", "Named nurse until the trusts merged"),
    ("Marlow Tarrant", "MT", "Head of youth justice"),
]


def build(world: World) -> None:
    """Joel leaves and Carys takes over; Carys was there twice; two left long ago."""
    _leave(world)
    _merge(world)
    _leave_long_ago(world)


def _leave(world: World) -> None:
    joel, carys = world.people["joel"], world.people["carys"]
    with world.on(world.day(-12)) as on:
        leaving.record_leaving(
            joel,
            last_day=world.day(-5),
            takers={"actions": carys, "priorities": carys},
            by=world.by,
            on=on,
        )


def _merge(world: World) -> None:
    """A minute-taker entered her once more, by the name on her door."""
    carys = world.people["carys"]
    with world.on(world.day(-300)):
        double = people.add_person(
            name="Carys A. Nethercott",
            initials="CAN",
            email="c.nethercott@hospital.example",
            job_title="Designated nurse",
            by=world.people["lena"],
        )
    with world.on(world.day(-40)) as on:
        merging.merge(
            carys,
            gone=double,
            name=carys.name,
            initials=carys.initials,
            email=carys.email,
            job_title=carys.job_title,
            by=world.by,
            on=on,
        )


def _leave_long_ago(world: World) -> None:
    for name, initials, job_title in LONG_GONE:
        with world.on(world.day(BEGAN)) as began:
            person = people.add_person(
                name=name,
                initials=initials,
                email=f"{name.split()[0].lower()}@wexcombe.example",
                job_title=job_title,
                by=None,
            )
            membership = roles.join(
                person,
                world.organisations["quality"],
                Role.MEMBER,
                by=None,
                on=began,
            )
        with world.on(world.day(ENDED)) as ended:
            roles.leave(membership, by=world.by, on=ended)
    with world.on(world.day(-20)) as on:
        keeping.keep_longer(
            person,
            keep_until=world.day(200),
            reason="Asked to give evidence to a review that is not over",
            by=world.by,
            on=on,
        )
