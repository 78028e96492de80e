"""Planning meetings, recording who was there, and the quorum as it is read live."""

from datetime import date, time

import pytest

from partnership.guards.outcomes import Changed, Refused
from partnership.history import services as history
from partnership.outbox.models import Message
from partnership.people.models import Person
from subgroups.agenda import sending
from subgroups.agenda import services as agenda
from subgroups.meetings import services as meetings
from subgroups.meetings.models.attendance import Attendance
from subgroups.meetings.models.meetings import Meeting
from subgroups.meetings.services import Attended
from subgroups.quorum import services as quorum_services
from tests.factories import PersonFactory
from tests.subgroups.factories import MeetingFactory, QuorumRuleFactory, SeatFactory

Kind = Attendance.Kind


def events(row) -> list[str]:
    return [event.event for event in history.of(row).order_by("pk")]


# Meetings.


def plan(group, by, **when):
    when = {"held_on": date(2026, 1, 20), "starts_at": time(9, 30), **when}
    return meetings.plan_meeting(group, place="Room 2", by=by, **when)


def test_a_planned_meeting(group, lena):
    meeting = plan(group, lena, ends_at=time(12))

    assert meeting.status == Meeting.Status.PLANNED
    assert events(meeting) == ["planned"]


@pytest.mark.parametrize(
    ("when", "field"),
    [({"ends_at": time(9, 30)}, "ends_at"), ({"ends_at": time(9)}, "ends_at")],
)
def test_a_meeting_ends_after_it_starts(group, lena, when, field):
    with pytest.raises(Refused) as refusal:
        plan(group, lena, **when)

    assert refusal.value.field == field


def test_a_subgroup_meets_once_at_a_time(group, lena):
    plan(group, lena)

    with pytest.raises(Refused, match="already meets then"):
        plan(group, lena)


def test_items_are_numbered_as_they_come(meeting, lena):
    for title in ("Welcome", "Last minutes", "Attendance"):
        agenda.add_agenda_item(meeting, title=title, by=lena)

    assert list(meeting.items.values_list("number", "title")) == [
        (1, "Welcome"),
        (2, "Last minutes"),
        (3, "Attendance"),
    ]


def test_an_empty_agenda_is_not_published(meeting, lena, today):
    with pytest.raises(Refused, match="at least one item"):
        sending.publish_agenda(meeting, by=lena, on=today)
    meeting.refresh_from_db()
    assert meeting.status == Meeting.Status.PLANNED


def test_the_agenda_goes_to_everyone_of_the_subgroup_once(
    item, chris, lena, mo, dara, olu, today
):
    sending.publish_agenda(item.meeting, by=lena, on=today)

    told = Message.objects.filter(kind="agenda_published")
    assert {m.person for m in told} == {chris, lena, mo, dara}
    assert "1. Attendance at school (discussion)" in told.first().body
    with pytest.raises(Refused):
        sending.publish_agenda(item.meeting, by=lena, on=today)


def record(meeting, by, on, *attended):
    meetings.record_attendance(meeting, attended=attended, by=by, on=on)


def test_attendance_is_kept_as_on_the_day(meeting, seats, mo, lena, today):
    record(meeting, lena, today, Attended(person=mo, kind=Kind.PRESENT, seat=seats[2]))
    Person.objects.filter(pk=mo.pk).update(name="Mo Married", initials="MM")

    row = meeting.attendances.get()
    assert (row.name, row.initials, row.seat) == ("Mo", "MO", seats[2])
    assert meeting.status == Meeting.Status.HELD


def test_recording_again_replaces_the_list(meeting, seats, mo, chris, lena, today):
    record(meeting, lena, today, Attended(person=mo, kind=Kind.PRESENT, seat=seats[2]))
    record(
        meeting, lena, today, Attended(person=chris, kind=Kind.APOLOGIES, seat=seats[0])
    )

    assert [(a.name, a.kind) for a in meeting.attendances.all()] == [
        ("Chris", "apologies")
    ]


def test_attendance_waits_for_the_day(meeting, mo, lena):
    with pytest.raises(Refused, match="from the day of the meeting"):
        record(
            meeting, lena, date(2025, 10, 20), Attended(person=mo, kind=Kind.PRESENT)
        )


def test_two_minute_takers_do_not_overwrite_each_other(meeting, mo, lena, today):
    opened_at = meeting.version
    record(meeting, lena, today, Attended(person=mo, kind=Kind.PRESENT))

    with pytest.raises(Changed):
        meetings.record_attendance(
            meeting, attended=[], version=opened_at, by=lena, on=today
        )
    assert meeting.attendances.count() == 1


def test_a_visitor_not_in_the_directory_becomes_a_contact(meeting, lena, today):
    visitor = Attended(
        name="Ines Halloran", initials="IH", kind=Kind.VISITOR, role_words="Museums"
    )
    record(meeting, lena, today, visitor)

    person = Person.objects.get(name="Ines Halloran")
    assert (person.initials, person.job_title, person.email) == ("IH", "Museums", "")
    assert person.memberships.count() == 0


def test_a_visitor_of_the_directory_is_found_by_name(meeting, lena, olu, today):
    record(meeting, lena, today, Attended(name="olu", kind=Kind.VISITOR))

    assert meeting.attendances.get().person == olu


def test_a_name_of_two_people_is_refused(meeting, lena, today):
    PersonFactory(name="Jo Field")
    PersonFactory(name="Jo Field")

    with pytest.raises(Refused, match="More than one person is called Jo Field"):
        record(meeting, lena, today, Attended(name="Jo Field", kind=Kind.VISITOR))


def two(a: dict, b: dict):
    def lines(mo, chris, seats):
        return [
            Attended(**{"person": mo, "kind": Kind.PRESENT, "seat": seats[2], **a}),
            Attended(**{"person": chris, "kind": Kind.PRESENT, "seat": seats[0], **b}),
        ]

    return lines


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (two({"initials": "as"}, {"initials": "AS"}), "both minuted as AS"),
        (two({"is_chair": True}, {"is_chair": True}), "one chair"),
        (two({"is_minute_taker": True}, {"is_minute_taker": True}), "one minute-taker"),
        (two({"kind": "apologies", "is_chair": True}, {}), "cannot chair"),
        (
            two({"kind": "apologies", "is_minute_taker": True}, {}),
            "cannot take minutes",
        ),
        (two({"kind": "deputy"}, {}), "Say for whom Mo deputises"),
        (two({"kind": "visitor"}, {}), "holds a seat and so is no visitor"),
    ],
)
def test_a_list_that_contradicts_itself_is_refused(
    meeting, seats, mo, chris, lena, today, lines, sentence
):
    with pytest.raises(Refused, match=sentence):
        record(meeting, lena, today, *lines(mo, chris, seats))
    assert meeting.attendances.count() == 0


def test_initials_that_differ_by_a_letter_are_two_people(
    meeting, seats, mo, chris, lena, today
):
    lines = two({"initials": "AS"}, {"initials": "ASh"})
    record(meeting, lena, today, *lines(mo, chris, seats))

    assert {a.initials for a in meeting.attendances.all()} == {"AS", "ASh"}


# Quorum, live.


def present(*pairs) -> list[Attended]:
    return [Attended(person=p, kind=Kind.PRESENT, seat=s) for p, s in pairs]


def test_a_visitor_does_not_make_a_meeting_quorate(
    meeting, seats, mo, chris, lena, olu, today
):
    visitor = Attended(person=olu, kind=Kind.VISITOR)
    record(meeting, lena, today, *present((mo, seats[2]), (chris, seats[0])), visitor)

    quorum = meeting.quorum()
    assert (quorum.is_quorate, quorum.label) == (False, "Not quorate")
    assert quorum.statement == (
        "Not quorate: 2 of 4 seats represented; 3 needed (75% of all seats)."
    )


def test_a_deputy_does(meeting, seats, mo, chris, lena, dara, today):
    deputy = Attended(person=dara, kind=Kind.DEPUTY, seat=seats[1], deputy_for=lena)
    record(meeting, lena, today, *present((mo, seats[2]), (chris, seats[0])), deputy)

    assert meeting.quorum().is_quorate is True


def test_a_deputy_does_not_where_the_rule_says_so(
    meeting, rule, seats, mo, chris, lena, dara, today
):
    type(rule).objects.update(deputies_count=False)
    deputy = Attended(person=dara, kind=Kind.DEPUTY, seat=seats[1], deputy_for=lena)
    record(meeting, lena, today, *present((mo, seats[2]), (chris, seats[0])), deputy)

    assert meeting.quorum().is_quorate is False


def test_quorum_is_read_anew_from_the_item_after_someone_left(
    group, mo, lena, today, amara
):
    seats = [SeatFactory(subgroup=group, label=f"District {n}") for n in range(6)]
    QuorumRuleFactory(
        subgroup=group,
        rule={"kind": "at_least", "n": 4, "of": [seat.pk for seat in seats]},
    )
    meeting = MeetingFactory(subgroup=group)
    people = [PersonFactory(initials=f"D{n}") for n in range(4)]
    lines = present(*zip(people, seats, strict=False))
    lines[0] = Attended(
        person=people[0], kind=Kind.PRESENT, seat=seats[0], left_after_item=7
    )
    record(meeting, lena, today, *lines)

    quorum = meeting.quorum()
    assert quorum.at(7).is_met
    assert not quorum.at(8).is_met
    assert [number for number, _ in quorum.changes(list(range(1, 13)))] == [8]


def test_a_meeting_is_read_by_the_rule_and_seats_of_its_day(
    meeting, group, seats, mo, lena, chris, amara, today
):
    record(
        meeting,
        lena,
        today,
        *present((mo, seats[2]), (chris, seats[0]), (lena, seats[1])),
    )
    quorum_services.set_quorum_rule(
        group, rule={"kind": "share", "percent": 100}, by=amara, on=today
    )
    SeatFactory(subgroup=group, from_date=today)

    assert meeting.quorum().statement == (
        "Quorate: 3 of 4 seats represented; 3 needed (75% of all seats)."
    )


def test_the_chair_determines_and_the_minutes_say_why(
    meeting, seats, mo, chris, lena, today
):
    chair = Attended(person=chris, kind=Kind.PRESENT, seat=seats[0], is_chair=True)
    record(meeting, lena, today, chair)
    meetings.determine_quorum(
        meeting,
        is_quorate=True,
        reason="All three partners are here.",
        by=lena,
        on=today,
    )

    assert meeting.quorum().is_quorate is True
    assert meeting.quorum_by == chris
    assert meeting.quorum().statement == (
        "1 of 4 seats represented; 3 needed (75% of all seats). "
        "Chair determined meeting quorate: "
        "All three partners are here."
    )


@pytest.mark.parametrize("reason", ["", "   "])
def test_the_chair_gives_a_reason(meeting, seats, mo, lena, today, reason):
    record(meeting, lena, today, *present((mo, seats[2])))

    with pytest.raises(Refused, match="reason") as refusal:
        meetings.determine_quorum(
            meeting, is_quorate=True, reason=reason, by=lena, on=today
        )
    assert refusal.value.field == "reason"


def test_the_chair_determines_nothing_before_the_meeting(meeting, lena, today):
    with pytest.raises(Refused, match="Record the attendance first"):
        meetings.determine_quorum(
            meeting, is_quorate=True, reason="So be it", by=lena, on=today
        )


def test_without_a_rule_it_waits_for_the_chair(group, mo, lena, today):
    meeting = MeetingFactory(subgroup=group)
    record(meeting, lena, today, *present((mo, None)))

    assert meeting.quorum().is_quorate is None
    assert meeting.quorum().statement == (
        "No quorum rule is set: the chair determines whether the meeting is quorate."
    )
