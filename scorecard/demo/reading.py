"""Who reads the demonstration from outside: calendars, a key, files taken."""

from partnership.demo import World
from partnership.people import downloads
from partnership.sign_in import keys as people
from scorecard.calendars import services
from scorecard.yearly_report.models import ReportEdition
from subgroups.meetings.models.meetings import Meeting

# Of the demonstration only, like its password: whoever tries the API takes this one.
KEY = "quorate_demo_2026_reads_what_eve_may_see"  # noqa: S105
OLD_KEY = "quorate_demo_2025_which_was_revoked"  # noqa: S105


def build(world: World) -> None:
    _calendars(world)
    _keys(world)
    _downloads(world)


def _calendars(world: World) -> None:
    """What needs them for some, a subgroup's for its chair, one that was ended."""
    whose = (
        ("amara", None, -160),
        ("mo", None, -90),
        ("chris", "education", -75),
        ("dee", None, -40),
        ("chris", None, -30),
    )
    feeds = {}
    for key, place, day in whose:
        with world.on(world.day(day), hour=16):
            feeds[key, place] = services.add_calendar(
                organisation=place and world.organisations[place],
                by=world.people[key],
            )
    with world.on(world.day(-20)):
        services.renew_calendar(feeds["mo", None], by=world.people["mo"])
        services.end_calendar(feeds["chris", None], by=world.people["chris"])
    for key in (("amara", None), ("chris", "education")):
        services.note_reading(feeds[key], on=world.today)


def _keys(world: World) -> None:
    """One key in use by the council's analysts, and one that was revoked."""
    eve = world.people["eve"]
    with world.on(world.day(-200)) as on:
        old = people.give_token(
            key=OLD_KEY,
            name="Excel workbook of the performance team",
            person=eve,
            expires_on=world.day(100),
            by=world.by,
            on=on,
        )
    with world.on(world.day(-60)) as on:
        people.revoke_token(old, by=world.by)
        token = people.give_token(
            key=KEY,
            name="Power BI of the council’s data team",
            person=eve,
            expires_on=world.day(180),
            by=world.by,
            on=on,
        )
    people.note_use(token, on=world.day(-1))


def _downloads(world: World) -> None:
    """The minutes of the last meeting, and the yearly report by those who review it."""
    for meeting in Meeting.objects.past(on=world.today)[:1]:
        for key, day in (("mo", -6), ("lena", -5), ("chris", -5)):
            with world.on(world.day(day), hour=9):
                downloads.record(meeting, f"Minutes of {meeting}", by=world.people[key])
    for edition in ReportEdition.objects.all()[:1]:
        for key, day in (("scarlett", -3), ("sol", -2)):
            with world.on(world.day(day), hour=14):
                downloads.record(edition, str(edition), by=world.people[key])
