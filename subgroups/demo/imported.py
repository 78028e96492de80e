"""A meeting of the demonstration whose minutes came as a file from before Quorate."""

from datetime import timedelta

from django.utils.formats import date_format

from partnership.dates.years import add_working_days
from partnership.demo import World
from subgroups.imports.reading import read_minutes
from subgroups.imports.services import import_minutes
from subgroups.meetings.models.meetings import Meeting

# Days before the meeting that agreed them.
BEFORE = 91
FILE = "Quality assurance minutes.txt"
TEXT = """\
QUALITY ASSURANCE SUBGROUP
Minutes of the meeting held on {day}, 2pm to 4pm
Venue: Room 2, Denholt House

Present:
{wilf}, Head of quality assurance (WT) (Chair)
{olu}, Police (OA)
{katrin}, School nursing (KS)
{saffi}, Church primary schools (SKG)
{bryn}, Board officer (BH) (Minutes)

Apologies: {piers}, Integrated care board (PF)

1. Welcome and minutes of the last meeting
WT welcomed everyone. The minutes of the last meeting were agreed.

2. Audit of strategy discussions
OA presented twelve cases from the autumn. In nine, health was not asked to join.
KS said that the nursing team can be reached from 8am by one number.
It was agreed that every discussion has a health practitioner from next month.
ACTION: KS: send the number to all team managers by the end of the month

3. What schools hear after a referral
SKG said that four of ten schools had no answer within three days.
ACTION: WT/SKG: write a one-page guide for headteachers

4. Any other business
None.
"""


def import_old_minutes(world: World, later: Meeting) -> None:
    """Import minutes that a later meeting agreed.

    Their actions were done long ago and stay in the notes.
    """
    held_on = add_working_days(later.held_on - timedelta(days=BEFORE), 0)
    people = world.people | {"wilf": later.attendances.get(is_chair=True).person}
    named = {key: person.name for key, person in people.items()}
    text = TEXT.format(day=date_format(held_on, "j F Y"), **named)
    with world.on(world.today) as on:
        import_minutes(
            later.subgroup,
            minutes=read_minutes(text.encode(), name=FILE),
            file_name=FILE,
            agreed_on=later.held_on,
            raises_actions=False,
            by=world.people["bryn"],
            on=on,
        )
