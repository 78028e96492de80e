"""This app's part of the demonstration: subgroups, their meetings and minutes.

The Education subgroup has the shape of real minutes: 15 of 24 present and quorate
by the chair's decision, 9 apologies, 2 visitors, 12 items, 9 actions without a date, and
initials that nearly collide.
"""

from datetime import date, time, timedelta

from partnership.access import Role
from partnership.dates.years import add_working_days
from partnership.demo import World
from partnership.people import roles
from partnership.people import services as people_services
from subgroups.agenda import services as agenda
from subgroups.demo import (
    afterwards,
    ahead,
    imported,
    in_the_room,
    published,
    publishing,
    words,
)
from subgroups.demo import structure as seats_and_groups
from subgroups.meetings import services as meetings
from subgroups.meetings.models.meetings import Meeting
from subgroups.meetings.services import Attended
from subgroups.minutes import services as minutes
from subgroups.quorum import services as quorum
from subgroups.structure import seating
from subgroups.structure import services as structure
from subgroups.structure.models import Seat, Subgroup
from subgroups.terms import services as terms_services

Kind = Subgroup.Kind
BEGAN = -790
# Days from the October meeting to the Education subgroup's other meetings.
HELD, PLANNED = (-364, -280, -175), (91, 189, 245, 364)
PLACE = words.PLACE


def build(world: World) -> None:
    """Set up the subgroups with their past and upcoming meetings."""
    groups = _constitute(world)
    _education(world, groups["education"])
    _quality(world, groups["quality"])
    ahead.plan_quality(world, groups["quality"])
    ahead.plan_education(world, groups["education"])
    _executive(world, groups["executive"])
    publishing.build(world, groups["education"])
    seats_and_groups.build(world, groups)


def october(world: World) -> date:
    """The last 21 October before today, or the next working day after it."""
    day = add_working_days(date(world.today.year, 10, 21), 0)
    if day < world.today:
        return day
    return add_working_days(date(world.today.year - 1, 10, 21), 0)


def _constitute(world: World) -> dict[str, Subgroup]:
    places = world.organisations
    reports_to = {
        "executive": "partnership",
        "education": "executive",
        "quality": "executive",
    }
    with world.on(world.day(BEGAN)):
        return {
            key: structure.constitute(
                places[key],
                reports_to=places[above],
                kind=Kind.EXECUTIVE if key == "executive" else Kind.SUBGROUP,
                by=world.by,
            )
            for key, above in reports_to.items()
        }


def _add_people(world: World) -> None:
    """Add the members, and the contacts named in minutes who hold no seat."""
    for key, name, initials, aliases, job_title, *_ in words.EDUCATION:
        if name:
            world.people[key] = people_services.add_person(
                name=name,
                initials=initials,
                aliases=aliases,
                email=f"{key}@wexcombe.example",
                job_title=job_title,
                by=world.by,
            )
    for name, job_title in words.CONTACTS:
        people_services.add_person(name=name, job_title=job_title, by=world.by)


def _education(world: World, group: Subgroup) -> None:
    with world.on(world.day(BEGAN)) as began:
        _add_people(world)
        seats = {
            key: _seat(world, group, label, agency, [key], began)
            for key, *_, label, agency, _ in words.EDUCATION
        }
        seating.seat_person(
            seats["verity"],
            person=world.people["dara"],
            is_deputy=True,
            by=world.by,
            on=began,
        )
        quorum.set_quorum_rule(
            group,
            rule={"kind": "chair", "expectation": {"kind": "share", "percent": 75}},
            by=world.by,
            on=began,
        )
        terms = terms_services.write_terms(
            group, **published.EDUCATION_TERMS, by=world.by
        )
        terms_services.agree_terms(terms, by=world.people["chris"], on=began)
    autumn = october(world)
    held = [_near(autumn, offset) for offset in HELD]
    days = [*held, autumn, *(_near(autumn, offset) for offset in PLANNED)]
    before = None
    for day in days:
        meeting = _plan(world, group, day, time(9, 30), time(12))
        if day >= world.today:
            continue
        if day == autumn:
            _hold_october(world, meeting, seats)
            afterwards.challenge_and_escalate(world, meeting)
        else:
            _hold_ordinary(world, meeting, seats)
        if before is not None:
            _agree(world, before, meeting)
            if day == autumn:
                with world.on(day, 16) as on:
                    minutes.amend(before, text=words.AMENDMENT, by=world.by, on=on)
        before = meeting
    _circulate(world, before)
    afterwards.correct(world, before)
    afterwards.decide_by_email(world, before)


def _hold_october(world: World, meeting: Meeting, seats: dict[str, Seat]) -> None:
    lena, people = world.people["lena"], world.people
    with world.on(meeting.held_on, 9, 40) as on:
        attended = [
            Attended(
                person=people[key],
                kind="present" if was_there else "apologies",
                seat=seats[key],
                is_chair=key == "chris",
                is_minute_taker=key == "lena",
            )
            for key, *_, was_there in words.EDUCATION
        ]
        attended += [
            Attended(name=name, initials=initials, role_words=role, kind="visitor")
            for name, initials, role in words.VISITORS
        ]
        items = [
            agenda.add_agenda_item(
                meeting, title=title, purpose=purpose, presenter=presenter, by=lena
            )
            for title, purpose, presenter, *_ in words.OCTOBER
        ]
        meetings.record_attendance(meeting, attended=attended, by=lena, on=on)
        meetings.determine_quorum(
            meeting,
            is_quorate=True,
            reason=words.OCTOBER_REASON,
            by=people["chris"],
            on=on,
        )
    with world.on(meeting.held_on, 11, 50) as on:
        for item, (*_, notes, decisions, actions) in zip(
            items, words.OCTOBER, strict=True
        ):
            minutes.write_notes(item, notes=notes, by=lena)
            for text in decisions:
                in_the_room.decide(item, text, by=lena)
            for owners, text in actions:
                minutes.raise_from_item(
                    item, text=text, owner_words=owners, by=lena, on=on
                )
        in_the_room.hold(items, by=lena, beside=people["chris"], on=on)


def _hold_ordinary(world: World, meeting: Meeting, seats: dict[str, Seat]) -> None:
    """A typical meeting: one deputy, three apologies, short minutes."""
    people, away = world.people, {"verity", "shaun", "piers", "marit"}
    attended = [
        Attended(
            person=people[key],
            kind="apologies" if key in away else "present",
            seat=seat,
            is_chair=key == "chris",
            is_minute_taker=key == "lena",
        )
        for key, seat in seats.items()
    ]
    attended.append(
        Attended(
            person=people["dara"],
            kind="deputy",
            seat=seats["verity"],
            deputy_for=people["verity"],
        )
    )
    _hold(world, meeting, attended, words.ORDINARY, by=people["lena"])
    with world.on(meeting.held_on, 12) as on:
        meetings.determine_quorum(
            meeting,
            is_quorate=True,
            reason=words.ORDINARY_REASON,
            by=people["chris"],
            on=on,
        )


def _quality(world: World, group: Subgroup) -> None:
    with world.on(world.day(BEGAN)) as began:
        bryn = world.people["bryn"]
        wilf = people_services.add_person(
            name="Wilf Tennant",
            initials="WT",
            email="wilf@wexcombe.example",
            job_title="Head of quality assurance",
            by=world.by,
        )
        seats = [
            _seat(world, group, "Council", "council", [], began),
            _seat(world, group, "Police", "police", ["olu"], began),
            _seat(world, group, "Health trust", "health_trust", ["katrin"], began),
            _seat(world, group, "Integrated care board", "icb", ["piers"], began),
            _seat(world, group, "Schools", "primary_heads", ["saffi"], began),
        ]
        roles.join(wilf, group.organisation, Role.SUBGROUP_CHAIR, by=world.by, on=began)
        roles.join(bryn, group.organisation, Role.MINUTE_TAKER, by=world.by, on=began)
        seating.seat_person(seats[0], person=wilf, by=world.by, on=began)
        council, police, trust, board, schools = (seat.pk for seat in seats)
        quorum.set_quorum_rule(
            group,
            rule={
                "kind": "all",
                "rules": [
                    {"kind": "at_least", "n": 1, "of": [trust, board]},
                    {"kind": "at_least", "n": 1, "of": [council]},
                    {"kind": "at_least", "n": 1, "of": [police]},
                ],
            },
            by=world.by,
            on=began,
        )
    _terms(world, group, "the quality of practice", by=wilf)
    people = [wilf, *(world.people[key] for key in ("olu", "katrin", "piers", "saffi"))]
    held = _plan(world, group, _near(world.today, -40), time(14), time(16))
    attended = [
        Attended(
            person=person,
            kind="apologies" if person == world.people["piers"] else "present",
            seat=seat,
            is_chair=person == wilf,
        )
        for person, seat in zip(people, seats, strict=True)
    ]
    attended.append(Attended(person=bryn, kind="present", is_minute_taker=True))
    _hold(world, held, attended, words.QUALITY, by=bryn)
    _circulate(world, held)
    imported.import_old_minutes(world, held)
    _plan(world, group, _near(world.today, 50), time(14), time(16))


def _executive(world: World, group: Subgroup) -> None:
    partners = {"council": "eve", "icb": "imran", "police": "sol"}
    with world.on(world.day(BEGAN)) as began:
        eve, bryn = world.people["eve"], world.people["bryn"]
        roles.join(eve, group.organisation, Role.SUBGROUP_CHAIR, by=world.by, on=began)
        roles.join(bryn, group.organisation, Role.MINUTE_TAKER, by=world.by, on=began)
        seats = {
            key: structure.add_seat(
                group,
                agency=world.organisations[agency],
                label=world.organisations[agency].short_name,
                is_statutory=True,
                by=world.by,
                on=began,
            )
            for agency, key in partners.items()
        }
        for key, seat in seats.items():
            seating.seat_person(seat, person=world.people[key], by=world.by, on=began)
        quorum.set_quorum_rule(
            group,
            rule={
                "kind": "all",
                "rules": [
                    {"kind": "at_least", "n": 1, "of": [seat.pk]}
                    for seat in seats.values()
                ],
            },
            deputies_count=False,
            by=world.by,
            on=began,
        )
    _terms(world, group, "the whole of its arrangements", by=eve)
    held = _plan(world, group, _near(world.today, -25), time(10), time(12))
    attended = [
        Attended(
            person=world.people[key], kind="present", seat=seat, is_chair=key == "eve"
        )
        for key, seat in seats.items()
    ]
    attended += [
        Attended(person=bryn, kind="present", is_minute_taker=True),
        Attended(person=world.people["scarlett"], kind="visitor"),
    ]
    _hold(world, held, attended, words.EXECUTIVE, by=bryn)
    afterwards.receive(world, held)
    _circulate(world, held)
    coming = _plan(world, group, _near(world.today, 6), time(10), time(12))
    ahead.prepare(world, coming, by=bryn)


def _seat(world, group, label, agency, keys, on) -> Seat:
    seat = structure.add_seat(
        group, agency=world.organisations[agency], label=label, by=world.by, on=on
    )
    for key in keys:
        seating.seat_person(seat, person=world.people[key], by=world.by, on=on)
    return seat


def _terms(world, group, what, *, by) -> None:
    written = {
        **published.OTHER_TERMS,
        "purpose": published.OTHER_TERMS["purpose"].format(what=what),
    }
    with world.on(world.day(BEGAN)) as began:
        terms = terms_services.write_terms(
            group, **written, review_on=world.day(120), by=world.by
        )
        terms_services.agree_terms(terms, by=by, on=began)


def _near(day: date, offset: int) -> date:
    """The first working day at least some days after a day."""
    return add_working_days(day + timedelta(days=offset), 0)


def _plan(world, group, held_on, starts_at, ends_at) -> Meeting:
    with world.on(world.day(BEGAN)):
        return meetings.plan_meeting(
            group,
            held_on=held_on,
            starts_at=starts_at,
            ends_at=ends_at,
            place=PLACE,
            by=world.by,
        )


def _hold(world, meeting, attended, items, *, by) -> None:
    """Hold a meeting and minute its items."""
    with world.on(meeting.held_on, 12) as on:
        meetings.record_attendance(meeting, attended=attended, by=by, on=on)
        for title, purpose, notes, decisions, actions in items:
            item = agenda.add_agenda_item(meeting, title=title, purpose=purpose, by=by)
            minutes.write_notes(item, notes=notes, by=by)
            for text in decisions:
                minutes.record_decision(item, text=text, by=by)
            for owners, text, due in actions:
                minutes.raise_from_item(
                    item, text=text, owner_words=owners, due_words=due, by=by, on=on
                )
    meeting.refresh_from_db()


def _circulate(world, meeting: Meeting) -> None:
    """Circulate the minutes after four working days, if these have passed."""
    day = add_working_days(meeting.held_on, 4)
    meeting.refresh_from_db()
    if day <= world.today:
        with world.on(day) as on:
            minutes.circulate_minutes(meeting, by=world.by, on=on)


def _agree(world, meeting: Meeting, later: Meeting) -> None:
    _circulate(world, meeting)
    afterwards.check(world, meeting, later.held_on)
    with world.on(later.held_on, 12, 30) as on:
        minutes.agree_minutes(
            meeting,
            agreed_at_meeting=later,
            corrections=words.CORRECTIONS,
            by=world.people["chris"],
            on=on,
        )
