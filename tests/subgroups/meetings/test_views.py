"""The pages of subgroups, as people use them."""

from datetime import time

import pytest

from actions.register.models.actions import Action
from partnership.people.models import Organisation
from subgroups.meetings import services as meetings
from subgroups.meetings.models.attendance import Attendance
from subgroups.meetings.models.meetings import Meeting
from subgroups.meetings.services import Attended
from subgroups.minutes import services as minutes
from subgroups.structure.models import Subgroup
from tests.factories import OrganisationFactory
from tests.subgroups.factories import MeetingFactory, SubgroupFactory
from tests.subgroups.pages import errors, page, url, words

pytestmark = pytest.mark.usefixtures("_today")


# Setting up a subgroup.


def test_a_subgroup_is_set_up_page_by_page(client_of, amara, partnership, mo):
    agency = OrganisationFactory(name="Coldharbour Colleges")
    client = client_of(amara)

    client.post(
        url("add_subgroup"),
        {
            "name": "Learning",
            "kind": "subgroup",
            "reports_to": partnership.pk,
        },
    )
    group = Subgroup.objects.get(organisation__name="Learning")
    client.post(
        url("write_terms", group),
        {"version": 0, "purpose": "To learn", "responsibilities": "Learn"},
    )
    terms = group.terms.get()
    client.post(url("agree_terms", terms), {"version": terms.version})
    client.post(url("add_seat", group), {"label": "Colleges", "agency": agency.pk})
    seat = group.seats.get()
    client.post(url("seat_person", seat), {"person": mo.pk})
    client.post(
        url("set_quorum_rule", group),
        {
            "share": "75%",
            "each_of": [seat.pk],
            "is_determined_by_chair": "True",
            "deputies_count": "False",
        },
    )

    text = words(client.get(url("subgroup", group)))
    assert "Edition 1, agreed" in text
    assert (
        "Quorate with the chair’s determination, the expectation being 75% of all "
        "seats represented; and Colleges. Neither deputies nor visitors count."
    ) in text
    assert "Colleges Coldharbour Colleges Mo" in text


def test_a_rule_needs_something_to_be_met(client_of, amara, group, seats):
    response = client_of(amara).post(
        url("set_quorum_rule", group),
        {
            "some_of": [seats[0].pk],
            "how_many": "2",
            "is_determined_by_chair": "False",
            "deputies_count": "True",
        },
    )

    assert "Select at least 2 seats" in errors(response)
    assert group.quorum_rules.count() == 0


# A meeting, from planning on.


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("9.30am", time(9, 30)),
        ("09:30", time(9, 30)),
        ("9 am", time(9)),
        ("12pm", time(12)),
        ("12.15am", time(0, 15)),
        ("2.05 PM", time(14, 5)),
        ("17", time(17)),
    ],
)
def test_times_are_read_as_typed(client_of, lena, group, typed, kept):
    client_of(lena).post(url("plan_meeting", group), planned(starts_at=typed))

    assert group.meetings.get().starts_at == kept


def planned(**other):
    return {
        "held_on-day": "20",
        "held_on-month": "1",
        "held_on-year": "2026",
        "starts_at": "9.30am",
        "place": "Room 2",
        **other,
    }


@pytest.mark.parametrize("typed", ["25:00", "13pm", "0am", "soon", "9:61", "-9"])
def test_a_time_that_is_none_is_refused(client_of, lena, group, typed):
    response = client_of(lena).post(
        url("plan_meeting", group), planned(starts_at=typed)
    )

    assert errors(response) == ["Enter a time, like 9.30am or 14:00"]
    assert page(response).find(id="id_starts_at")["value"] == typed


def test_a_meeting_that_ends_before_it_starts(client_of, lena, group):
    response = client_of(lena).post(url("plan_meeting", group), planned(ends_at="9am"))

    assert errors(response) == ["The meeting must end after it starts"]


def test_the_agenda_is_written_and_published(client_of, lena, mo, meeting):
    client = client_of(lena)
    client.post(
        url("add_item", meeting),
        {"title": "Welcome", "purpose": "information", "access": "open"},
    )
    asked = client.get(url("publish_agenda", meeting))
    client.post(url("publish_agenda", meeting), {"version": meeting.version})

    assert "Lena" in words(asked)
    meeting.refresh_from_db()
    assert meeting.status == Meeting.Status.PUBLISHED
    assert "Welcome" in words(client_of(mo).get(url("meeting", meeting)))


def test_an_empty_agenda_is_not_published(client_of, lena, meeting):
    client = client_of(lena)
    opened = client.get(url("publish_agenda", meeting))
    pressed = client.post(url("publish_agenda", meeting), {"version": meeting.version})

    assert opened.status_code == 409
    assert "Add at least one item" in opened.content.decode()
    assert "Add at least one item" in words(pressed)


def line(person, kind, **more):
    fields = {"kind": kind, "initials": person.initials, **more}
    return {f"{name}_{person.pk}": value for name, value in fields.items()}


def test_attendance_shows_the_quorum_on_each_save(client_of, meeting, chris, lena, mo):
    client = client_of(lena)
    lines = {
        **line(chris, "present"),
        **line(mo, "present"),
        "chair": chris.pk,
        "visitor_name_0": "Ines Halloran",
        "visitor_role_0": "Museums",
    }

    first = client.post(
        url("attendance", meeting),
        {"version": 1, **lines, **line(lena, "absent")},
        follow=True,
    )
    second = client.post(
        url("attendance", meeting),
        {"version": 2, **lines, **line(lena, "present"), "minute_taker": lena.pk},
        follow=True,
    )

    assert (
        "Not quorate: 2 of 4 seats represented; 3 needed (75% of all seats)."
        in words(first)
    )
    assert "Quorate: 3 of 4 seats represented; 3 needed (75% of all seats)." in words(
        second
    )
    assert [str(a) for a in meeting.attendances.filter(kind="visitor")] == [
        "Ines Halloran"
    ]
    form = page(client.get(url("attendance", meeting)))
    assert form.find(id="id_visitor_name_0")["value"] == "Ines Halloran"


def test_a_member_who_sent_a_deputy_has_apologies(client_of, meeting, seats, mo, lena):
    client_of(lena).post(
        url("attendance", meeting),
        {"version": 1, **line(mo, "deputy", deputy="Dora Quill")},
    )

    assert {
        (a.name, a.kind, a.deputy_for and a.deputy_for.name, a.seat)
        for a in meeting.attendances.all()
    } == {
        ("Mo", "apologies", None, seats[2]),
        ("Dora Quill", "deputy", "Mo", seats[2]),
    }


def test_attendance_keeps_what_was_typed(client_of, meeting, chris, mo, lena):
    typed = {
        "version": 1,
        **line(chris, "apologies"),
        **line(mo, "deputy"),
        "chair": chris.pk,
        "visitor_initials_0": "ZZ",
    }
    response = client_of(lena).post(url("attendance", meeting), typed)

    assert errors(response) == [
        "Select a chair who is present; Chris is not",
        "Enter the deputy for Mo",
        "Enter the visitor’s name",
    ]
    assert page(response).find(id="id_visitor_initials_0")["value"] == "ZZ"
    assert meeting.attendances.count() == 0


def test_the_second_to_save_attendance_sees_both(
    client_of, meeting, seats, mo, lena, today
):
    meetings.record_attendance(
        meeting,
        attended=[Attended(person=mo, kind="present", seat=seats[2])],
        by=lena,
        on=today,
    )
    client = client_of(lena)
    typed = {"version": 1, **line(mo, "apologies")}

    response = client.post(url("attendance", meeting), typed)

    assert "Someone else changed this" in words(response)
    cells = [cell.get_text() for cell in page(response).select(".govuk-inset-text td")]
    assert cells == ["Present", "Apologies"]
    assert meeting.attendances.get().kind == Attendance.Kind.PRESENT

    version = page(response).find("input", {"name": "version"})["value"]
    client.post(url("attendance", meeting), {**typed, "version": version})
    assert meeting.attendances.get().kind == Attendance.Kind.APOLOGIES


def held(meeting, seats, *people, on):
    meetings.record_attendance(
        meeting,
        attended=[
            Attended(person=person, kind="present", seat=seat)
            for person, seat in zip(people, seats, strict=False)
        ],
        by=people[0],
        on=on,
    )
    meeting.refresh_from_db()


def test_the_chair_determines_with_a_reason(client_of, meeting, seats, chris, today):
    held(meeting, seats, chris, on=today)
    client = client_of(chris)
    typed = {"version": meeting.version, "is_quorate": "True"}

    refused = client.post(url("determine_quorum", meeting), {**typed, "reason": ""})
    client.post(url("determine_quorum", meeting), {**typed, "reason": "All are here"})

    assert errors(refused) == ["Enter the chair’s reason"]
    assert "Chair determined meeting quorate: All are here." in words(
        client.get(url("meeting", meeting))
    )


def test_two_minute_takers_on_one_item(client_of, item, lena, chris):
    first, second = client_of(lena), client_of(chris)
    opened = page(second.get(url("write_notes", item)))
    version = opened.find("input", {"name": "version"})["value"]
    first.post(url("write_notes", item), {"version": version, "notes": "Lena’s words"})

    response = second.post(
        url("write_notes", item), {"version": version, "notes": "Chris’s words"}
    )

    assert "Someone else changed this" in words(response)
    cells = [cell.get_text() for cell in page(response).select(".app-differences td")]
    assert cells == ["Lena’s words", "Chris’s words"]
    assert page(response).find("textarea").get_text().strip() == "Chris’s words"
    item.refresh_from_db()
    assert item.notes == "Lena’s words"

    version = page(response).find("input", {"name": "version"})["value"]
    second.post(url("write_notes", item), {"version": version, "notes": "Both’s words"})
    item.refresh_from_db()
    assert item.notes == "Both’s words"


def test_notes_that_seem_to_name_a_child_are_asked_about(client_of, item, lena):
    text = "Sam Example, born 3 May 2014, was discussed"

    response = client_of(lena).post(
        url("write_notes", item), {"version": item.version, "notes": text}
    )

    assert "Not saved: this looks" in words(response)
    item.refresh_from_db()
    assert item.notes == ""


def test_an_action_is_raised_from_an_item(client_of, item, seats, mo, lena, today):
    held(item.meeting, seats[2:], mo, on=today)
    client = client_of(lena)
    typed = {"text": "Write to the colleges", "owner_words": "XQ"}

    asked = client.post(url("raise_action", item), typed)
    kept = client.post(
        url("raise_action", item), {**typed, "owner_words": "MO"}, follow=True
    )

    assert errors(asked) == [
        "No one in this meeting has the initials XQ. "
        "Check them, or confirm that they are correct."
    ]
    assert page(asked).find("input", {"name": "keeps_unknown"})
    assert "This action has no due date. Ask when it will be done." in words(kept)
    assert "MO : Write to the colleges" in words(kept)
    assert Action.objects.count() == 1


def test_unknown_initials_are_kept_when_insisted_on(client_of, item, lena):
    client_of(lena).post(
        url("raise_action", item),
        {"text": "Write", "owner_words": "XQ", "keeps_unknown": "on"},
    )

    assert Action.objects.get().owners.get().words == "XQ"


def test_minutes_from_draft_to_agreed(client_of, item, seats, chris, lena, mo, today):
    meeting = item.meeting
    held(meeting, seats, chris, lena, mo, on=today)
    minutes.write_notes(item, notes="It was discussed.", by=lena)
    minutes.raise_from_item(item, text="Write", owner_words="MO", by=lena, on=today)
    later = MeetingFactory(subgroup=meeting.subgroup, held_on=today)
    client = client_of(lena)

    asked = client.get(url("circulate", meeting))
    client.post(url("circulate", meeting), {"version": meeting.version})
    meeting.refresh_from_db()
    client.post(
        url("agree", meeting),
        {
            "version": meeting.version,
            "agreed_at_meeting": later.pk,
            "corrections": "Item 1: “dis” for “was”",
        },
    )
    client.post(url("amend", meeting), {"text": "The room was 3", "item": item.pk})

    assert "An action of item 1 has no date" in words(asked)
    text = words(client_of(mo).get(url("minutes", meeting)))
    assert "Agreed on 22 October 2025 at the meeting of 22 October 2025." in text
    assert "Item 1: “dis” for “was”" in text
    assert "22 October 2025, item 1: The room was 3 (Lena)" in text
    assert "Quorate: 3 of 4 seats represented; 3 needed (75% of all seats)." in text


def test_a_member_reads_but_does_not_write(client_of, item, mo):
    client = client_of(mo)

    assert "Write notes" not in words(client.get(url("item", item)))
    assert client.post(url("write_notes", item), {"notes": "x"}).status_code == 403


def test_olu_finds_nothing_of_another_subgroup(client_of, olu, quality, group, item):
    SubgroupFactory(organisation=quality)
    client = client_of(olu)

    assert client.get(url("meeting", item.meeting)).status_code == 404
    assert "Education" not in words(client.get(url("subgroups")))


def test_an_officer_can_only_choose_places_to_report_to(client_of, amara, group):
    OrganisationFactory(kind=Organisation.Kind.SCHOOL, name="Elm Primary")

    options = page(client_of(amara).get(url("add_subgroup"))).select(
        "#id_reports_to option"
    )

    assert [option.get_text() for option in options] == [
        "Choose an option",
        "Education subgroup",
        "Wexcombe partnership",
    ]
