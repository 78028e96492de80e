"""Corrections to circulated minutes: proposed, accepted or refused, and applied when
the minutes are agreed.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.utils.formats import date_format

from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.outbox import messages
from partnership.pages import addresses
from partnership.people.models import Person
from subgroups.agenda.models import AgendaItem
from subgroups.meetings.models.meetings import Meeting
from subgroups.minutes.drafting import confirmed_in_history
from subgroups.minutes.models import Correction

Status = Correction.Status


@transaction.atomic
def propose_correction(
    meeting: Meeting,
    *,
    text: str,
    item: AgendaItem | None = None,
    paragraph: int | None = None,
    page: int | None = None,
    confirmed: Sequence[str] = (),
    by: Person,
    on: date,
) -> Correction:
    """Propose a correction to a paragraph, an item or a page, and tell the chair and
    the minute-taker.

    Raises:
        Refused: the minutes are not out, the person did not attend, or the paragraph
            is not there.
    """
    meeting.claim(None)
    meeting.guard("propose_correction", by=by)
    _check_place(meeting, item, paragraph)
    correction = Correction.objects.create(
        meeting=meeting,
        item=item,
        paragraph=paragraph,
        page=page,
        text=text.strip(),
        proposed_by=by,
        proposed_on=on,
    )
    history.record(
        correction,
        "proposed",
        by=by,
        place=correction.place,
        text=correction.text,
        **confirmed_in_history(confirmed),
    )
    writers = meeting.subgroup.chairs(on=on) | meeting.subgroup.minute_takers(on=on)
    _tell("correction_proposed", correction, to=writers.exclude(pk=by.pk), who=by.name)
    return correction


def _check_place(
    meeting: Meeting, item: AgendaItem | None, paragraph: int | None
) -> None:
    if item is not None and item.meeting_id != meeting.pk:
        raise Refused("That item belongs to another meeting", field="item")
    if paragraph is None:
        return
    if item is None:
        raise Refused("Select the item that the paragraph belongs to", field="item")
    if not 1 <= paragraph <= len(item.paragraphs):
        has = len(item.paragraphs)
        raise Refused(
            f"Item {item.number} has {has} paragraph{'' if has == 1 else 's'}",
            field="paragraph",
        )


def _tell(
    kind: str,
    correction: Correction,
    *,
    to: Iterable[Person],
    who: str,
    **more: str,
) -> None:
    """Email about a correction, without the words of a restricted item."""
    is_restricted = correction.item is not None and correction.item.is_restricted
    meeting = correction.meeting
    messages.send(
        kind,
        to=to,
        subgroup=str(meeting.subgroup),
        date=date_format(meeting.held_on, "j F Y"),
        who=who,
        correction="A restricted item" if is_restricted else str(correction),
        link=addresses.absolute(meeting.get_corrections_url()),
        **(dict.fromkeys(more, "") if is_restricted else more),
    )


def _answer(correction: Correction) -> str:
    if correction.agreed_words:
        return f"Accepted. The agreed minutes will say: {correction.agreed_words}"
    return f"Refused: {correction.reason}"


def words_now(correction: Correction) -> str:
    """What stands at its place, with the corrections that have been accepted there."""
    if correction.paragraph is None:
        return ""
    others = (
        correction.meeting.proposed_corrections.accepted()
        .filter(item=correction.item, paragraph=correction.paragraph)
        .exclude(pk=correction.pk)
    )
    last = others.order_by("settled_on", "pk").last()
    if last is not None:
        return last.agreed_words
    return correction.item.paragraphs[correction.paragraph - 1]


@transaction.atomic
def settle_correction(
    correction: Correction,
    *,
    is_accepted: bool,
    agreed_words: str = "",
    reason: str = "",
    version: int | None = None,
    confirmed: Sequence[str] = (),
    by: Person,
    on: date,
) -> None:
    """Accept a correction with the words that the agreed minutes then carry, or refuse
    it with a reason, and tell whoever proposed it.

    Raises:
        Refused: there are no words or there is no reason, or the minutes are no longer
            circulated.
    """
    correction.claim(version)
    correction.guard("settle")
    if is_accepted and not agreed_words.strip():
        raise Refused("Enter the words for the agreed minutes", field="agreed_words")
    if not is_accepted and not reason.strip():
        raise Refused("Enter the reason", field="reason")
    to = Status.ACCEPTED if is_accepted else Status.REFUSED
    # What has been accepted may be accepted again in other words.
    if correction.status != to:
        correction.move("settle", to)
    correction.agreed_words = agreed_words.strip() if is_accepted else ""
    correction.reason = "" if is_accepted else reason.strip()
    correction.settled_by, correction.settled_on = by, on
    correction.save()
    history.record(
        correction,
        "accepted" if is_accepted else "refused",
        by=by,
        words=correction.agreed_words,
        reason=correction.reason,
        **confirmed_in_history(confirmed),
    )
    _tell(
        "correction_settled",
        correction,
        to=[correction.proposed_by],
        who=by.name,
        answer=_answer(correction),
    )


def apply_corrections(meeting: Meeting, others: str) -> str:
    """Put the accepted words into the notes, and return all corrections in words.

    Called as the minutes are agreed. What was circulated is kept as it was sent.
    """
    accepted = list(
        meeting.proposed_corrections.accepted()
        .select_related("item")
        .order_by("settled_on", "pk")
    )
    for correction in accepted:
        if correction.paragraph is not None:
            item = AgendaItem.objects.get(pk=correction.item_id)
            paragraphs = item.paragraphs
            paragraphs[correction.paragraph - 1] = correction.agreed_words
            item.notes = "\n\n".join(paragraphs)
            item.save(update_fields=["notes"])
    lines = [
        correction.in_the_record
        for correction in accepted
        if correction.item is None or not correction.item.is_restricted
    ]
    return "\n".join(filter(None, [*lines, others.strip()]))
