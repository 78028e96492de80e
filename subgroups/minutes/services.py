"""Writing, circulating, agreeing and amending minutes."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.formats import date_format

from actions.register.models.actions import Action
from actions.register.services import raising as register
from actions.register.services import restricting
from actions.register.words import Source
from partnership.dates import clock
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.outbox import messages
from partnership.pages import addresses
from partnership.people.models import Person
from subgroups.agenda.models import AgendaItem
from subgroups.meetings.models.meetings import Meeting
from subgroups.minutes.correcting import apply_corrections
from subgroups.minutes.drafting import (
    begin_draft,
    confirmed_in_history,
    guard_undecided,
    open_meeting,
)
from subgroups.minutes.models import Amendment, Decision, MinutedAction, MinutesSending
from subgroups.minutes.owners import read_owners
from subgroups.minutes.text import in_parts
from subgroups.quorum.of_meeting import MeetingQuorum


@transaction.atomic
def write_notes(
    item: AgendaItem,
    *,
    notes: str,
    version: int | None = None,
    is_recorded: bool = True,
    confirmed: Sequence[str] = (),
    by: Person | None,
) -> None:
    """Save the notes of an item. The first notes start the draft minutes.

    `confirmed` lists the texts in which the writer confirmed that no child is named.
    Notes saved while they are typed are only recorded in the history now and then.
    """
    meeting = open_meeting(item)
    item.claim(version)
    item.notes = notes
    item.save(update_fields=["notes", "version"])
    begin_draft(meeting)
    if is_recorded or confirmed:
        history.record(item, "notes written", by=by, **confirmed_in_history(confirmed))


@transaction.atomic
def record_decision(
    item: AgendaItem,
    *,
    text: str,
    confirmed: Sequence[str] = (),
    by: Person | None,
) -> Decision:
    """Minute a decision under an item."""
    meeting = open_meeting(item)
    item.refresh_from_db(fields=["decided_at"])
    guard_undecided(item)
    last = item.decisions.aggregate(last=Max("number"))["last"] or 0
    number = last + 1
    ref = Decision.objects.next_ref(item, number)
    decision = Decision.objects.create(item=item, number=number, ref=ref, text=text)
    begin_draft(meeting)
    history.record(
        item, "decision recorded", by=by, text=text, **confirmed_in_history(confirmed)
    )
    return decision


@transaction.atomic
def raise_from_item(
    item: AgendaItem,
    *,
    text: str,
    owner_words: str,
    due_words: str = "",
    due_text: str = "",
    chosen: Mapping[str, Person | None] | None = None,
    keeps_unknown: bool = False,
    confirmed: Sequence[str] = (),
    by: Person | None,
    on: date,
) -> MinutedAction:
    """Add an action to the register and minute it.

    `due_text` is the date that unclear `due_words` were settled as in the room, and
    `chosen` whom unclear owner words mean (None keeps the words).

    Raises:
        Refused: it has no owner, or initials match no one in this meeting, or several
            people, and the minute-taker has not settled them.
    """
    meeting = open_meeting(item)
    read = read_owners(owner_words, meeting, on=meeting.held_on, chosen=chosen)
    if not read.owners:
        raise Refused("Enter an owner", field="owner_words")
    for words, people in read.several.items():
        raise Refused(
            f"{words} could be {' or '.join(person.name for person in people)}. "
            "Enter the full name.",
            field="owner_words",
        )
    if read.unknown and not keeps_unknown:
        raise Refused(
            f"No one in this meeting has the initials {' or '.join(read.unknown)}. "
            "Check them, or confirm that they are correct.",
            field="owner_words",
        )
    following = meeting.subgroup.meetings.standing().filter(held_on__gt=meeting.held_on)
    action = register.raise_action(
        text=text,
        organisation=meeting.subgroup.organisation,
        source=Source.MEETING,
        source_words=item.source_words,
        source_url=item.get_absolute_url(),
        is_restricted=item.is_restricted,
        owners=read.owners,
        due_text=due_text or due_words,
        meeting_on=following.order_by("held_on")
        .values_list("held_on", flat=True)
        .first(),
        by=by,
        on=on,
    )
    restricting.name_readers([action.pk], item.readers)
    minuted = MinutedAction.objects.create(
        item=item,
        action=action,
        text=text,
        owner_words=owner_words,
        due_words=due_words,
    )
    begin_draft(meeting)
    history.record(
        item,
        "action raised",
        by=by,
        text=text,
        owners=owner_words,
        **confirmed_in_history(confirmed),
    )
    return minuted


@transaction.atomic
def circulate_minutes(
    meeting: Meeting, *, version: int | None = None, by: Person | None, on: date
) -> None:
    """Email the draft minutes to everyone in the subgroup straight away, once, and keep
    them as they were sent.

    Raises:
        Refused: no attendance is recorded, or the chair has yet to decide on quorum.
    """
    meeting.claim(version)
    meeting.move("circulate")
    meeting.circulated_on = on
    meeting.circulations += 1
    meeting.save()
    sending = MinutesSending.objects.create(
        meeting=meeting,
        number=meeting.circulations,
        sent_at=clock.now(),
        parts=in_parts(meeting),
    )
    history.record(meeting, "minutes circulated", by=by)
    messages.send(
        "minutes_circulated",
        to=meeting.subgroup.people(on=on),
        key=sending.message_key,
        subgroup=str(meeting.subgroup),
        date=date_format(meeting.held_on, "j F Y"),
        actions=_actions_in_words(meeting),
        link=addresses.absolute(meeting.get_minutes_url()),
    )


def _actions_in_words(meeting: Meeting) -> str:
    """The minuted actions of open items, one a line under a heading."""
    minuted = MinutedAction.objects.filter(item__meeting=meeting).exclude(
        item__in=meeting.items.restricted()
    )
    lines = [
        f"- item {action.item.number}, {action.owner_words}: {action.text} "
        f"({action.due_words or 'no date given'})"
        for action in minuted.select_related("item")
    ]
    return "\n".join(["Actions:", *lines]) if lines else ""


@transaction.atomic
def take_back_minutes(
    meeting: Meeting, *, version: int | None = None, by: Person
) -> None:
    """Return circulated minutes to draft. They must then be circulated again."""
    meeting.claim(version)
    meeting.move("take_back")
    meeting.save()
    history.record(meeting, "minutes taken back to draft", by=by)


@transaction.atomic
def agree_minutes(
    meeting: Meeting,
    *,
    agreed_at_meeting: Meeting,
    corrections: str = "",
    version: int | None = None,
    by: Person,
    on: date,
) -> None:
    """Record that a later meeting agreed the minutes, with corrections, and lock them.

    `corrections` are those that nobody had proposed before; accepted ones are added.

    Raises:
        Refused: they have not been circulated, the other meeting is not a later
            meeting of this subgroup that has been held, or a proposed correction has
            been neither accepted nor refused.
    """
    meeting.claim(version)
    if agreed_at_meeting.subgroup_id != meeting.subgroup_id or (
        agreed_at_meeting.held_on <= meeting.held_on
    ):
        raise Refused(
            "Select a later meeting of the same subgroup",
            field="agreed_at_meeting",
        )
    if agreed_at_meeting.held_on > on:
        raise Refused("That meeting has not been held yet", field="agreed_at_meeting")
    meeting.guard("agree", on=on)
    meeting.corrections = apply_corrections(meeting, corrections)
    meeting.move("agree", on=on)
    quorum = meeting.quorum()
    meeting.quorum_as_agreed = quorum.statement
    _settle_decisions(meeting, quorum)
    meeting.agreed_at_meeting, meeting.agreed_by = agreed_at_meeting, by
    meeting.agreed_on = on
    meeting.save()
    for item in meeting.items.all():
        item.meeting = meeting
        actions = Action.objects.filter(minuted_action__item=item)
        register.restate_source(actions, words=item.source_words)
    history.record(
        meeting,
        "minutes agreed",
        by=by,
        at=agreed_at_meeting.held_on.isoformat(),
        corrections=meeting.corrections,
    )


def _settle_decisions(meeting: Meeting, quorum: MeetingQuorum) -> None:
    """Keep which decisions lacked a quorum, whatever happens to the seats later."""
    for item in meeting.items.all():
        lacked = quorum.is_quorate_at(item.number) is False
        item.decisions.update(lacked_quorum=lacked)


@transaction.atomic
def amend(
    meeting: Meeting,
    *,
    text: str,
    item: AgendaItem | None = None,
    confirmed: Sequence[str] = (),
    by: Person,
    on: date,
) -> Amendment:
    """Add a dated correction to agreed minutes, which stay as they are.

    Raises:
        Refused: the minutes are not agreed, so can still be corrected.
    """
    meeting.guard("amend")
    if item is not None and item.meeting_id != meeting.pk:
        raise Refused("That item belongs to another meeting", field="item")
    amendment = Amendment.objects.create(
        meeting=meeting, item=item, text=text, amended_by=by, amended_on=on
    )
    is_restricted = item is not None and item.is_restricted
    history.record(
        item if is_restricted else meeting,
        "minutes amended",
        by=by,
        text=text,
        **confirmed_in_history(confirmed),
    )
    return amendment
