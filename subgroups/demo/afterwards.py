"""What the demonstration’s minutes go through after the meeting, and its registers."""

from datetime import date, timedelta

from partnership.dates.years import add_working_days
from partnership.demo import World
from subgroups.agenda import services as agenda
from subgroups.demo import words
from subgroups.meetings.checking import check_minutes
from subgroups.meetings.models.meetings import Meeting
from subgroups.meetings.proof import note_opening
from subgroups.minutes import correcting, deciding
from subgroups.minutes import services as minutes
from subgroups.registers.models.escalations import Escalation
from subgroups.registers.services import by_email, challenges, escalations


def challenge_and_escalate(world: World, meeting: Meeting) -> None:
    """A challenge with its response, and what the executive has to deal with."""
    lena = world.people["lena"]
    place, *challenge = words.CHALLENGE
    with world.on(meeting.held_on, 11, 55) as on:
        item = meeting.items.get(number=place)
        who, whom, concern, response = challenge
        challenges.record_challenge(
            item,
            challenger_words=who,
            challenged_words=whom,
            concern=concern,
            response=response,
            by=lena,
        )
        escalations.escalate(
            item,
            to=world.organisations["executive"],
            why=words.ESCALATION,
            by=lena,
            on=on,
        )
        decided = meeting.items.filter(decisions__isnull=False).first()
        deciding.mark_decided(decided, by=lena)


def receive(world: World, meeting: Meeting) -> None:
    """The executive receives what was escalated before its meeting, and then talks of
    something that only some may read.
    """
    sent = Escalation.objects.on_the_way().filter(sent_on__lte=meeting.held_on)
    with world.on(meeting.held_on, 12, 10) as on:
        for escalation in sent:
            escalations.receive_escalation(
                escalation, meeting=meeting, by=world.people["bryn"], on=on
            )
    discuss_in_confidence(world, meeting)


def discuss_in_confidence(world: World, meeting: Meeting) -> None:
    """A restricted item of the executive, with an action for one of those it names."""
    eve, sol, bryn = (world.people[key] for key in ("eve", "sol", "bryn"))
    title, notes, action, due = words.IN_CONFIDENCE
    with world.on(meeting.held_on, 12, 20) as on:
        item = agenda.add_agenda_item(
            meeting, title=title, access="restricted", readers=[eve, sol], by=bryn
        )
        minutes.write_notes(item, notes=notes, by=bryn)
        minutes.raise_from_item(
            item, text=action, owner_words=eve.name, due_words=due, by=bryn, on=on
        )


def correct(world: World, meeting: Meeting) -> None:
    """Someone reads the circulated minutes and proposes a correction; the chair of
    earlier ones has checked them.
    """
    if not meeting.is_circulated:
        return
    day = add_working_days(meeting.circulated_on, 1)
    if day > world.today:
        return
    with world.on(day) as on:
        reader = world.people["corin"]
        note_opening(meeting.minutes_sendings.last(), by=reader)
        correcting.propose_correction(
            meeting,
            item=meeting.items.get(number=2),
            paragraph=1,
            text=words.CORRECTION,
            by=reader,
            on=on,
        )


def check(world: World, meeting: Meeting, on: date) -> None:
    """The chair checks minutes before the meeting that agrees them."""
    with world.on(on - timedelta(days=3)) as day:
        check_minutes(meeting, by=world.people["chris"], on=day)


def decide_by_email(world: World, meeting: Meeting) -> None:
    """A question put after a meeting, answered and to be noted at the next."""
    day = add_working_days(meeting.held_on, 3)
    closed = add_working_days(day, 5)
    if closed > world.today:
        return
    lena = world.people["lena"]
    with world.on(day) as on:
        decision = by_email.ask_question(
            meeting.subgroup,
            question=words.QUESTION,
            asked_on=on,
            answer_by=closed,
            by=lena,
        )
    with world.on(closed) as on:
        for key, answer, said in words.ANSWERS:
            by_email.record_answer(
                decision,
                person=world.people[key],
                answer=answer,
                words=said,
                answered_on=on,
                by=lena,
            )
        by_email.close_question(decision, outcome=words.OUTCOME, by=lena, on=on)
