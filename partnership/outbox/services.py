"""Changing email templates, choosing how often to be emailed, and what bounced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, QuerySet

from partnership.guards.outcomes import Changed
from partnership.history import services as history
from partnership.outbox import letters, messages
from partnership.outbox.models import LetterText, Message

if TYPE_CHECKING:
    from partnership.people.models import Person


@transaction.atomic
def change_letter(
    kind: str, *, subject: str, body: str, version: int | None = None, by: Person | None
) -> LetterText:
    """Change the text of an email.

    Raises:
        Refused: the text cannot be used (`letters.check`).
        Changed: someone else changed it after the form was opened.
    """
    body = "\n".join(line.rstrip() for line in body.splitlines()).strip()
    letters.check(kind, subject, body)
    return _write(kind, subject.strip(), body, "changed", version=version, by=by)


@transaction.atomic
def restore_letter(
    kind: str, *, version: int | None = None, by: Person | None
) -> LetterText:
    """Set the text back to the default, which may change in new versions of Quorate."""
    return _write(kind, "", "", "set back to the default", version=version, by=by)


def _write(
    kind: str, subject: str, body: str, event: str, *, version: int | None, by: Person
) -> LetterText:
    text, _ = LetterText.objects.get_or_create(kind=kind)
    try:
        text.claim(version)
    except Changed as change:
        raise Changed(letters.as_read(change.subject)) from None
    before = letters.words_of(kind)
    text.subject, text.body = subject, body
    text.save()
    after = letters.words_of(kind)
    if before != after:
        history.record(
            text, event, by=by, before="\n".join(before), after="\n".join(after)
        )
    return text


@transaction.atomic
def send_again(message: Message, *, by: Person) -> None:
    """Send an unconfirmed email again, with the same Message-ID.

    Raises:
        Refused: it is not unconfirmed, or its text has been wiped.
    """
    [current] = _locked(Message.objects.filter(pk=message.pk))
    current.move("send_again")
    current.refusal = ""
    current.save(update_fields=["status", "refusal"])
    history.record(current, "sent again", by=by)
    messages.ask_for_delivery(current)


@transaction.atomic
def send_anew(message: Message, *, by: Person) -> Message:
    """Write a bounced email again to the person's current address, once.

    It is a new email with a Message-ID of its own.

    Raises:
        Refused: it has not bounced, its text has been wiped or there is no address.
    """
    current = _locked(Message.objects.filter(pk=message.pk))[0]
    current.move("send_anew")
    current.save(update_fields=["status"])
    again = messages.write_anew(current)
    history.record(current, "sent anew", by=by)
    history.record(again, "written anew", by=by)
    return again


@transaction.atomic
def confirm_bounce(message: Message, *, by: Person) -> None:
    """Record that a delivery report is about this email, and about no other.

    Raises:
        Refused: no report is waiting to be checked.
    """
    current, *others = _locked_with_others(message)
    current.move("confirm_bounce")
    current.save(update_fields=["status"])
    history.record(current, "bounce confirmed", by=by)
    for other in others:
        _dismiss(other, by=by)


@transaction.atomic
def dismiss_bounce(message: Message, *, by: Person) -> None:
    """Record that a delivery report is not about this email.

    Raises:
        Refused: no report is waiting to be checked.
    """
    current, *_ = _locked_with_others(message)
    _dismiss(current, by=by)


def _dismiss(message: Message, *, by: Person) -> None:
    before = Message.Status.SENT if message.sent_at else Message.Status.UNCONFIRMED
    message.move("dismiss_bounce", before)
    message.refusal = ""
    message.save(update_fields=["status", "refusal"])
    history.record(message, "bounce dismissed", by=by)


def _locked_with_others(message: Message) -> list[Message]:
    """The email, then the others that its report may be about."""
    ours = Q(pk=message.pk)
    if message.report:
        ours |= Q(
            report=message.report, status__in=Message.ACTS["confirm_bounce"].open_in
        )
    return sorted(
        _locked(Message.objects.filter(ours)), key=lambda one: one.pk != message.pk
    )


def _locked(rows: QuerySet[Message]) -> list[Message]:
    return list(rows.select_for_update().order_by("pk"))


@transaction.atomic
def choose_letters(
    person: Person, *, letters: str, version: int | None = None, by: Person
) -> None:
    """Choose how often to be emailed; held emails are still sent in the next digest."""
    person.claim(version)
    before = person.get_letters_display()
    person.letters = letters
    person.save(update_fields=["letters", "version"])
    after = person.get_letters_display()
    if before != after:
        history.record(
            person, "chose how often letters come", by=by, before=before, after=after
        )
