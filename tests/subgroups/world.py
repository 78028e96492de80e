"""The rows of subgroups in the table of every URL × every role (test_access.py)."""

from datetime import date, time

from django.core.files.base import ContentFile
from django.db.models import Model

from partnership.uploads import services as uploads
from subgroups.agenda import services as agenda
from subgroups.agenda.models import AgendaItem
from subgroups.meetings import services as meetings
from subgroups.meetings.models import Attendance, Meeting
from subgroups.meetings.services import Attended
from subgroups.minutes import ratifying
from subgroups.minutes import services as minutes
from subgroups.minutes.models import Decision, Ratification
from subgroups.quorum import services as quorum
from subgroups.structure import seating
from subgroups.structure import services as structure
from subgroups.structure.importing import SEATS
from subgroups.structure.models import Seat, SeatHolder, SeatList, Subgroup
from subgroups.terms import services as terms_services
from subgroups.terms.models import TermsOfReference
from tests.factories import OrganisationFactory, PersonFactory

LEAK = "The council doubts that transport to Denholt is safe"
SECRETS = dict.fromkeys(("Meeting", "AgendaItem", "TermsOfReference"), LEAK)
EARLIER, HELD_ON = date(2025, 6, 3), date(2025, 10, 21)


def rows(world) -> dict[type[Model], Model]:
    """A meeting with draft minutes, so that every page has something to show."""
    by = world.amara
    subgroup = structure.constitute(world.subgroup, reports_to=world.partnership, by=by)
    terms = terms_services.write_terms(
        subgroup, purpose=LEAK, responsibilities=LEAK, by=by
    )
    seat = structure.add_seat(
        subgroup, agency=OrganisationFactory(), label="Transport", by=by, on=EARLIER
    )
    holder = PersonFactory(name="Ottoline Farr", initials="OF")
    seating.seat_person(seat, person=holder, by=by, on=EARLIER)
    quorum.set_quorum_rule(
        subgroup, rule={"kind": "share", "percent": 75}, by=by, on=EARLIER
    )
    meeting = _meeting(subgroup, HELD_ON, by)
    _meeting(subgroup, date(2026, 1, 20), by)
    item = agenda.add_agenda_item(meeting, title=LEAK, by=by)
    meetings.record_attendance(
        meeting,
        attended=[
            Attended(person=holder, kind="present", seat=seat, is_chair=True),
            Attended(name="Visiting Virtue", initials="VV", kind="visitor"),
        ],
        by=by,
        on=HELD_ON,
    )
    minutes.write_notes(item, notes=LEAK, by=by)
    minutes.record_decision(item, text=LEAK, by=by)
    minutes.raise_from_item(item, text=LEAK, owner_words="OF", by=by, on=HELD_ON)
    waiting, ratification = _without_quorum(subgroup, holder, seat, meeting, by)
    meeting.refresh_from_db()
    item.refresh_from_db()
    return {
        Subgroup: subgroup,
        TermsOfReference: terms,
        Seat: seat,
        SeatHolder: seat.holders.get(),
        SeatList: _seat_list(subgroup, by),
        Attendance: meeting.attendances.first(),
        Meeting: meeting,
        AgendaItem: item,
        Decision: waiting,
        Ratification: ratification,
    }


def _seat_list(subgroup, by) -> SeatList:
    """With a question, something new and a refused row."""
    subgroup.organisation.refresh_from_db()
    agency = subgroup.seats.get().agency.name
    rows = (
        "Seat,Agency,Held by,Since\n"
        f"Keep this seat secret,{agency},,03/25/2025\n"
        f"Childminders,{agency},,04/05/2025\n"
        "Transport,,Nobody known,\n"
    )
    return uploads.upload(
        SEATS,
        file=ContentFile(rows.encode(), name="seats.csv"),
        subgroup=subgroup,
        by=by,
        on=HELD_ON,
    )


def _without_quorum(subgroup, holder, seat, later, by):
    """Two decisions of a day when nobody but a visitor came, one ratified since."""
    before = _meeting(subgroup, EARLIER, by)
    item = agenda.add_agenda_item(before, title="Minibuses", by=by)
    meetings.record_attendance(
        before,
        attended=[Attended(person=holder, kind="apologies", seat=seat)],
        by=by,
        on=EARLIER,
    )
    waiting = minutes.record_decision(item, text=LEAK, by=by)
    ratified = minutes.record_decision(item, text="To buy no minibus", by=by)
    return waiting, ratifying.ratify(ratified, meeting=later, by=by, on=HELD_ON)


def _meeting(subgroup, held_on, by):
    return meetings.plan_meeting(
        subgroup,
        held_on=held_on,
        starts_at=time(9, 30),
        ends_at=time(12),
        place="Room 2, Denholt House",
        by=by,
    )


EXTRA_KWARGS: dict[str, object] = {}

DAY = {"day": "20", "month": "4", "year": "2027"}
POST = {
    "subgroups:add_subgroup": {"name": "Learning", "short_name": "", "reports_to": ""},
    "subgroups:write_terms": {
        "version": "1",
        "purpose": "To listen",
        "responsibilities": "Hear schools",
    },
    "subgroups:agree_terms": {"version": "1"},
    "subgroups:add_seat": {"label": "Colleges", "agency": ""},
    "subgroups:seat_person": {"person": ""},
    "subgroups:edit_subgroup": {"version": "1", "kind": "subgroup", "reports_to": ""},
    "subgroups:edit_seat": {"version": "1", "label": "Colleges", "agency": ""},
    "subgroups:correct_holder": {"version": "1", "person": ""},
    "subgroups:remove_holder": {"version": "1"},
    "subgroups:edit_seats": {},
    "subgroups:paste_seats": {"pasted": "Seat\tAgency\nParents\tCouncil"},
    "subgroups:seat_list": {"version": "1"},
    "subgroups:understand_seat_list": {"in_label": "0", "version": "1"},
    "subgroups:answer_seat_list": {"question_0": "day_first", "version": "1"},
    "subgroups:foresee_seat_list_again": {"version": "1"},
    "subgroups:set_quorum_rule": {
        "share": "75%",
        "is_determined_by_chair": "True",
        "deputies_count": "True",
    },
    "subgroups:plan_meeting": {
        **{f"held_on-{part}": value for part, value in DAY.items()},
        "starts_at": "9.30am",
        "ends_at": "12:00",
        "place": "Online",
    },
    "subgroups:add_item": {"title": "Any other business", "purpose": "discussion"},
    "subgroups:attendance": {"version": "1"},
    "subgroups:determine_quorum": {
        "version": "1",
        "is_quorate": "True",
        "reason": "Those who decide are here",
    },
    "subgroups:write_notes": {"version": "1", "notes": "It was discussed"},
    "subgroups:record_decision": {"text": "To publish"},
    "subgroups:ratify": {"meeting": ""},
    "subgroups:raise_action": {
        "text": "Write to the colleges",
        "owner_words": "OF",
        "due_words": "termly",
    },
    "subgroups:circulate": {"version": "1"},
    "subgroups:agree": {"version": "1", "corrections": ""},
    "subgroups:amend": {"text": "One name was spelt wrongly"},
}
