"""A row for every column of minutes and their registers that names a person."""

from datetime import UTC, date, datetime, time
from uuid import uuid4

from django.db.models import Model

from partnership.people.models import Person
from subgroups.minutes.models import Correction, MinutesOpening, MinutesSending
from subgroups.registers.models.by_email import EmailAnswer, EmailDecision
from subgroups.registers.models.challenges import Challenge
from subgroups.registers.models.escalations import Escalation
from subgroups.room.models import AlsoWritten, Interest
from tests.factories import PersonFactory
from tests.subgroups.factories import AgendaItemFactory, MeetingFactory, SubgroupFactory

THEN = datetime(2025, 9, 1, 9, tzinfo=UTC)
DAY = date(2025, 9, 1)


def interest(who: Person) -> Interest:
    return Interest.objects.create(
        meeting=MeetingFactory(),
        person=who,
        name=who.name,
        text="Governor",
        declared_at=time(10),
    )


def also_written(who: Person) -> AlsoWritten:
    return AlsoWritten.objects.create(
        item=AgendaItemFactory(), key=uuid4(), text="Theirs", by=who, at=THEN
    )


def minutes_opening(who: Person) -> MinutesOpening:
    sending = MinutesSending.objects.create(
        meeting=MeetingFactory(), number=1, sent_at=THEN, parts=[]
    )
    return MinutesOpening.objects.create(sending=sending, person=who, opened_at=THEN)


def correction(who: Person) -> Correction:
    return Correction.objects.create(
        meeting=MeetingFactory(), text="Not so", proposed_by=who, proposed_on=DAY
    )


def settled(who: Person) -> Correction:
    return Correction.objects.create(
        meeting=MeetingFactory(),
        text="Not so",
        proposed_by=PersonFactory(),
        proposed_on=DAY,
        status="refused",
        reason="It was so",
        settled_by=who,
        settled_on=DAY,
    )


def challenge(**fields) -> Challenge:
    return Challenge.objects.create(
        item=AgendaItemFactory(), challenger_words="MO", concern="Delays", **fields
    )


def escalation(**fields) -> Escalation:
    return Escalation.objects.create(
        item=AgendaItemFactory(),
        to_words="The county",
        why="Delays",
        sent_on=DAY,
        received_on=DAY,
        received_words="By email",
        **fields,
    )


def returned(who: Person) -> Escalation:
    return escalation(
        status="returned",
        received_by=PersonFactory(),
        response="Noted",
        responder_words="The county",
        responded_on=DAY,
        returned_on=DAY,
        returned_by=who,
        returned_at_meeting=MeetingFactory(held_on=date(2025, 12, 2)),
    )


def asked(who: Person, **fields) -> EmailDecision:
    return EmailDecision.objects.create(
        subgroup=SubgroupFactory(),
        ref_prefix="EDU-",
        question="Do we buy a bus?",
        asked_on=DAY,
        asked_by=who,
        answer_by=DAY,
        **fields,
    )


def answered(who: Person) -> Model:
    return EmailAnswer.objects.create(
        decision=asked(PersonFactory()), person=who, answer="agree", answered_on=DAY
    )


MAKERS = {
    "subgroups.Interest.person": interest,
    "subgroups.AlsoWritten.by": also_written,
    "subgroups.MinutesOpening.person": minutes_opening,
    "subgroups.Meeting.checked_by": lambda who: MeetingFactory(
        status="draft", checked_on=DAY, checked_by=who
    ),
    "subgroups.Correction.proposed_by": correction,
    "subgroups.Correction.settled_by": settled,
    "subgroups.Challenge.challenger": lambda who: challenge(challenger=who),
    "subgroups.Challenge.challenged": lambda who: challenge(challenged=who),
    "subgroups.Challenge.closed_by": lambda who: challenge(
        status="closed", outcome="Settled", closed_on=DAY, closed_by=who
    ),
    "subgroups.Escalation.received_by": lambda who: escalation(
        status="received", received_by=who
    ),
    "subgroups.Escalation.returned_by": returned,
    "subgroups.EmailDecision.asked_by": asked,
    "subgroups.EmailDecision.closed_by": lambda who: asked(
        PersonFactory(), status="taken", outcome="Yes", closed_on=DAY, closed_by=who
    ),
    "subgroups.EmailAnswer.person": answered,
}
