"""The rows of subgroups in the table of every URL × every role (test_access.py)."""

from datetime import date, time

from django.core.files.base import ContentFile
from django.db.models import Model

from partnership.people.models import Organisation
from partnership.uploads import services as uploads
from subgroups.agenda import planning
from subgroups.agenda import services as agenda
from subgroups.agenda.models import AgendaItem, ForwardItem
from subgroups.arrangements import services as arrangements
from subgroups.arrangements.models import Arrangement, Citation, LegalText
from subgroups.meetings import services as meetings
from subgroups.meetings.models.attendance import Attendance
from subgroups.meetings.models.meetings import Meeting
from subgroups.meetings.services import Attended
from subgroups.minutes import correcting, ratifying
from subgroups.minutes import services as minutes
from subgroups.minutes.models import Correction, Decision, Ratification
from subgroups.papers import packs
from subgroups.papers import services as papers
from subgroups.papers.models import Pack, Paper
from subgroups.quorum import services as quorum
from subgroups.registers.models.by_email import EmailDecision
from subgroups.registers.models.challenges import Challenge
from subgroups.registers.models.escalations import Escalation
from subgroups.registers.services import by_email, challenges, escalations
from subgroups.structure import seating
from subgroups.structure import services as structure
from subgroups.structure.importing import SEATS
from subgroups.structure.models import Seat, SeatHolder, SeatList, Subgroup
from subgroups.terms import services as terms_services
from subgroups.terms.models import TermsOfReference
from tests.factories import OrganisationFactory, PersonFactory
from tests.subgroups import posting
from tests.subgroups.papers.making import pdf, upload

LEAK = "The council doubts that transport to Denholt is safe"
RESTRICTED_LEAK = "A governor of Denholt Grange has been suspended"
RESTRICTED_ACTION = "Tell the union who has been kept away"
SECRETS = {
    **dict.fromkeys(("Meeting", "AgendaItem", "TermsOfReference"), LEAK),
    "AgendaItem that is restricted": RESTRICTED_LEAK,
    "Action under a restricted item": RESTRICTED_ACTION,
}
RESTRICTED = AgendaItem.Access.RESTRICTED
EARLIER, HELD_ON = date(2025, 7, 1), date(2025, 10, 21)


def rows(world) -> dict[type[Model], Model]:
    """A meeting with draft minutes, so that every page has something to show."""
    by = world.amara
    subgroup = structure.constitute(world.subgroup, reports_to=world.partnership, by=by)
    terms = terms_services.write_terms(
        subgroup, purpose=LEAK, responsibilities=LEAK, by=by
    )
    published = terms_services.write_terms(
        structure.constitute(
            OrganisationFactory(kind=Organisation.Kind.SUBGROUP, name="Learning"),
            reports_to=world.partnership,
            by=by,
        ),
        purpose="## How we learn\nFrom:\n- Reviews\n- Audits",
        quorum="1. The chair\n2. Two seats",
        by=by,
    )
    terms_services.agree_terms(published, publish=True, by=by, on=HELD_ON)
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
    restricted = _restricted(meeting, world.named["Named on a restricted item"], by)
    standing = planning.add_forward_item(
        subgroup, title=LEAK, purpose="assurance", frequency="every_meeting", by=by
    )
    paper = _paper(item, LEAK, by)
    corrections = _corrected(waiting.item, by)
    _named_elsewhere(world)
    registered = _registered(item, restricted, world, published, by)
    meeting.refresh_from_db()
    item.refresh_from_db()
    return {
        **_arrangements(by),
        **registered,
        **corrections,
        Subgroup: subgroup,
        TermsOfReference: terms,
        "TermsOfReference that is published": published,
        Seat: seat,
        SeatHolder: seat.holders.get(),
        SeatList: _seat_list(subgroup, by),
        Attendance: meeting.attendances.first(),
        Meeting: meeting,
        AgendaItem: item,
        Decision: waiting,
        Ratification: ratification,
        "AgendaItem that is restricted": restricted,
        "Action under a restricted item": minutes.raise_from_item(
            restricted,
            text=RESTRICTED_ACTION,
            owner_words=world.named["Action owner"].name,
            by=by,
            on=HELD_ON,
        ).action,
        ForwardItem: standing,
        Paper: paper,
        "Paper of a restricted item": _paper(restricted, RESTRICTED_LEAK, by),
        Pack: packs.ask_for_pack(meeting, at_once=False, by=by),
    }


def _arrangements(by) -> dict:
    """A draft, and what is public with a legal text that has been replaced."""
    old, uncited = (
        arrangements.add_legal_text(
            title=title, edition="2018", applies_from=date(2018, 7, 4), by=by
        )
        for title in ("Working together", "Keeping children safe")
    )
    arrangements.add_legal_text(
        title="Working together",
        edition="2023",
        applies_from=date(2023, 12, 15),
        address="https://www.example/working-together",
        replaces=old,
        by=by,
    )
    public = arrangements.write_arrangement(
        "escalation", text="## Steps\n1. Talk\n2. Ask", legal_texts=[old], by=by
    )
    arrangements.publish_arrangement(
        public, approval="Three partners", applies_from=HELD_ON, by=by, on=HELD_ON
    )
    draft = arrangements.write_arrangement(
        "arrangements", text=LEAK, legal_texts=[uncited], by=by
    )
    return {
        Arrangement: draft,
        "Arrangement that is published": public,
        Citation: draft.citations.get(),
        LegalText: uncited,
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


def _restricted(meeting, reader, by):
    item = agenda.add_agenda_item(
        meeting, title=RESTRICTED_LEAK, access=RESTRICTED, readers=[reader], by=by
    )
    minutes.write_notes(item, notes=RESTRICTED_LEAK, by=by)
    minutes.record_decision(item, text=RESTRICTED_LEAK, by=by)
    return item


def _corrected(item, by) -> dict:
    """Corrections to the circulated minutes of the July meeting."""
    meeting = item.meeting
    secret = agenda.add_agenda_item(meeting, title="A school", access=RESTRICTED, by=by)
    minutes.write_notes(secret, notes=RESTRICTED_LEAK, by=by)
    meetings.record_attendance(
        meeting,
        attended=[
            Attended(person=row.person, kind="apologies", seat=row.seat)
            for row in meeting.attendances.all()
        ]
        + [Attended(person=by, kind="visitor")],
        by=by,
        on=EARLIER,
    )
    meeting.refresh_from_db()
    minutes.circulate_minutes(meeting, by=by, on=EARLIER)
    rows = {}
    for key, place, words in (
        (Correction, item, "For minibuses read buses"),
        ("Correction to a restricted item", secret, RESTRICTED_LEAK),
    ):
        rows[key] = correcting.propose_correction(
            meeting, item=place, text=words, by=by, on=EARLIER
        )
    return rows


def _registered(item, restricted, world, published, by) -> dict:
    """Challenges and escalations, one of which comes from a third subgroup."""
    rows = {}
    for name, place, words in (
        ("", item, LEAK),
        (" under a restricted item", restricted, RESTRICTED_LEAK),
    ):
        challenge = challenges.record_challenge(
            place, challenger_words="OF", concern=words, by=by
        )
        escalation = escalations.escalate(
            place, to_words="The regional board", why=words, by=by, on=HELD_ON
        )
        rows[f"Challenge{name}" if name else Challenge] = challenge
        rows[f"Escalation{name}" if name else Escalation] = escalation
    there = agenda.add_agenda_item(
        _meeting(published.subgroup, HELD_ON, by), title="Buses", by=by
    )
    escalations.escalate(
        there, to_words="The county", why="Trains stop too", by=by, on=HELD_ON
    )
    rows[EmailDecision] = by_email.ask_question(
        item.meeting.subgroup,
        question=LEAK,
        asked_on=HELD_ON,
        answer_by=HELD_ON,
        by=by,
    )
    rows["Escalation sent to their subgroup"] = escalations.escalate(
        there, to=world.subgroup, why="Buses stop at four", by=by, on=HELD_ON
    )
    return rows


def _paper(item, title, by):
    return papers.add_paper(
        item.meeting, file=upload(pdf(title)), items=[item], title=title, by=by
    )


def _named_elsewhere(world):
    """A restricted item of another subgroup, for someone who is named only there."""
    other = structure.constitute(
        world.other_subgroup, reports_to=world.partnership, by=world.amara
    )
    agenda.add_agenda_item(
        _meeting(other, HELD_ON, world.amara),
        title="Elsewhere",
        access=RESTRICTED,
        readers=[world.named_elsewhere],
        by=world.amara,
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


def _incoming(meeting) -> dict:
    """An escalation that was sent to the meeting’s subgroup."""
    return {"escalation": meeting.subgroup.organisation.escalations.get().pk}


def _elsewhere(meeting) -> dict:
    """One that neither came from there nor went there."""
    other = Escalation.objects.exclude(item__meeting__subgroup=meeting.subgroup)
    return {"escalation": other.get(to=None).pk}


HERE = ("subgroups:receive_here", "subgroups:respond_here", "subgroups:note_here")
EXTRA_KWARGS: dict[str, object] = {
    "subgroups:write_arrangement": lambda row: {"kind": "threshold"},
    **dict.fromkeys(
        (
            "subgroups:decisions_file",
            "subgroups:challenges_file",
            "subgroups:escalations_file",
        ),
        lambda row: {"kind": "csv"},
    ),
    **dict.fromkeys(HERE, _incoming),
}
FOREIGN_KWARGS = dict.fromkeys(HERE, _elsewhere)

POST = posting.POST
