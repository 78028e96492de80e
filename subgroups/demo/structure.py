"""Seats over time, and a task and finish group that met without a quorum.

The Quality assurance subgroup has a vacant seat, an associate member, a deputy, a chair
carried over after his term and a term that ends soon.
"""

from datetime import time

from django.core.files.base import ContentFile

from partnership.access import Role
from partnership.demo import World
from partnership.people import roles
from partnership.uploads import services as uploads
from subgroups.agenda import services as agenda
from subgroups.demo import words
from subgroups.meetings import services as meetings
from subgroups.meetings.services import Attended
from subgroups.minutes import ratifying
from subgroups.minutes import services as minutes
from subgroups.minutes.models import Decision
from subgroups.quorum import services as quorum
from subgroups.structure import seating
from subgroups.structure import services as structure
from subgroups.structure.importing import SEATS
from subgroups.structure.models import Seat, Subgroup
from subgroups.terms import services as terms

BEGAN, HELD, CIRCULATED, RATIFIED = -200, -33, -28, -9
PLACE = "Room 4, Denholt House"


def build(world: World, groups: dict[str, Subgroup]) -> None:
    """What the structure page has to show beyond groups and their members."""
    _quality(world, groups["quality"])
    _task_group(world, groups)


def _quality(world: World, group: Subgroup) -> None:
    seats = {seat.label: seat for seat in group.seats.all()}
    with world.on(world.day(BEGAN)) as on:
        uploads.import_now(
            SEATS,
            ContentFile(words.PASTED_SEATS.encode(), name="Pasted rows.csv"),
            subgroup=group,
            by=world.by,
            on=on,
        )
        associate = structure.add_seat(
            group,
            agency=world.organisations["council"],
            label="Data analyst",
            appointed_by="Head of quality assurance",
            is_associate=True,
            by=world.by,
            on=on,
        )
        seating.seat_person(
            associate, person=world.people["anneke"], by=world.by, on=on
        )
        seating.seat_person(
            seats["Health trust"],
            person=world.people["dara"],
            is_deputy=True,
            by=world.by,
            on=on,
        )
        for label, ends in (("Council", -20), ("Schools", 40)):
            _set_term(world, seats[label], ends, on)


def _set_term(world: World, seat: Seat, ends: int, on) -> None:
    """Give a holder a term, which a later day than today's may still be before."""
    holder = seat.holder_on(on)
    seating.correct_holder(
        holder,
        person=holder.person,
        is_deputy=False,
        from_date=holder.from_date,
        to_date=None,
        term_ends_on=world.day(ends),
        leave_from=None,
        leave_until=None,
        by=world.by,
        on=on,
    )


def _task_group(world: World, groups: dict[str, Subgroup]) -> None:
    people = world.people
    with world.on(world.day(BEGAN)) as on:
        group = structure.create_subgroup(
            name="Exploitation task and finish group",
            short_name="Exploitation",
            kind=Subgroup.Kind.TASK,
            parent=groups["quality"],
            reports_to=world.organisations["executive"],
            finishes_on=world.day(160),
            by=world.by,
        )
        seats = {}
        for key, agency, label in (
            ("olu", "police", "Police"),
            ("katrin", "health_trust", "Health trust"),
            ("mo", "governors", "School governors"),
        ):
            seats[key] = structure.add_seat(
                group,
                agency=world.organisations[agency],
                label=label,
                appointed_by="The Quality assurance subgroup",
                is_statutory=agency == "police",
                by=world.by,
                on=on,
            )
            seating.seat_person(seats[key], person=people[key], by=world.by, on=on)
        place = group.organisation
        roles.join(people["olu"], place, Role.SUBGROUP_CHAIR, by=world.by, on=on)
        roles.join(people["bryn"], place, Role.MINUTE_TAKER, by=world.by, on=on)
        quorum.set_quorum_rule(group, rule=words.TASK_QUORUM, by=world.by, on=on)
        written = terms.write_terms(group, **words.TASK_TERMS, by=world.by)
        terms.agree_terms(written, by=people["eve"], on=on)
        held, ratifies, _ = (
            meetings.plan_meeting(
                group,
                held_on=world.day(offset),
                starts_at=time(15),
                ends_at=time(16, 30),
                place=PLACE,
                by=world.by,
            )
            for offset in (HELD, RATIFIED, 30)
        )
    _hold(world, held, seats)
    _ratify(world, held, ratifies, seats)


def _hold(world: World, meeting, seats: dict[str, Seat]) -> None:
    """Two of three sent apologies, so that what was decided is to be ratified."""
    people, bryn = world.people, world.people["bryn"]
    with world.on(meeting.held_on, 16) as on:
        attended = [
            Attended(
                person=people[key],
                kind="present" if key == "olu" else "apologies",
                seat=seat,
                is_chair=key == "olu",
            )
            for key, seat in seats.items()
        ]
        attended.append(Attended(person=bryn, kind="present", is_minute_taker=True))
        meetings.record_attendance(meeting, attended=attended, by=bryn, on=on)
        for title, notes, decision in words.TASK_ITEMS:
            item = agenda.add_agenda_item(
                meeting, title=title, purpose="decision", by=bryn
            )
            minutes.write_notes(item, notes=notes, by=bryn)
            minutes.record_decision(item, text=decision, by=bryn)
    meeting.refresh_from_db()
    with world.on(world.day(CIRCULATED)) as on:
        minutes.circulate_minutes(meeting, by=bryn, on=on)


def _ratify(world: World, held, meeting, seats: dict[str, Seat]) -> None:
    """Everyone came to the next meeting, which got as far as the first decision."""
    bryn = world.people["bryn"]
    with world.on(meeting.held_on, 16) as on:
        meetings.record_attendance(
            meeting,
            attended=[
                Attended(
                    person=world.people[key],
                    kind="present",
                    seat=seat,
                    is_chair=key == "olu",
                )
                for key, seat in seats.items()
            ],
            by=bryn,
            on=on,
        )
        first = Decision.objects.filter(item__meeting=held).order_by("item").first()
        ratifying.ratify(first, meeting=meeting, by=bryn, on=on)
