"""Emails of the demonstration, one with each status, and one changed template.

Nothing leaves this machine: these mail servers accept, refuse or never answer.
"""

import logging
from datetime import timedelta
from smtplib import SMTPServerDisconnected

from django.core.mail.backends.dummy import EmailBackend as Taking
from django.utils.timezone import localtime

from actions.register.models.actions import Action
from actions.register.services.raising import tell_owners
from partnership.demo import World
from partnership.outbox import delivery, messages, services
from partnership.outbox.models import Message
from partnership.people.models import Person
from scorecard.digest.services import send_digests
from subgroups.agenda.models import AgendaSending
from subgroups.agenda.sending import email

UNKNOWN = "550 5.1.1 <{}>: Recipient address rejected: User unknown in mailbox table"
AGENDA = """\
Dear colleague,

The {subgroup} meets on {day} at {time}, in {place}. Please read the papers before, and tell the business team early if you cannot come and who comes in your place.

{items}

Agenda and papers: {link}
"""


class Silent(Taking):
    """A mail server that never answers once it has received an email."""

    def send_messages(self, email_messages):
        raise SMTPServerDisconnected("Connection unexpectedly closed")


def build(world: World) -> None:
    """A fortnight of letters; the last Monday's digest takes in what waited for it."""
    log = logging.getLogger(delivery.__name__)
    was, log.disabled = log.disabled, True  # it warns of those that are meant to fail
    try:
        _build(world)
    finally:
        log.disabled = was


def _build(world: World) -> None:
    monday = world.day(-world.today.weekday() or -7)
    actions = iter(Action.objects.board().open_first()[:8])
    with world.on(monday - timedelta(days=6)):
        services.change_letter(
            "agenda_published",
            subject="{subgroup} on {date}: agenda and papers",
            body=AGENDA,
            by=world.by,
        )
        services.choose_letters(
            world.people["mo"], letters=Person.Letters.WEEKLY, by=world.people["mo"]
        )
    with world.on(monday - timedelta(days=3)):
        for key in ("chris", "lena", "dara", "mo"):
            _send(_told(next(actions), world.people[key]))
    with world.on(monday - timedelta(days=3), hour=11):
        returned = _told(next(actions), world.people["olu"])
        _send(returned)
        delivery.returned(returned, UNKNOWN.format(returned.address))
        _send(_told(next(actions), world.people["imran"]), server=Silent())
    with world.on(monday - timedelta(days=2), hour=16):
        _send(_code(world.people["bryn"]))
        late = _code(world.people["gwen"])
    with world.on(monday - timedelta(days=2), hour=18):
        _send(late)
    with world.on(monday, hour=7):
        for digest in send_digests(on=monday, only=[world.people["mo"]]):
            _send(digest)
    with world.on(monday, hour=11):
        _told(next(actions), world.people["mo"])
    _agendas(world)


def _agendas(world: World) -> None:
    """The emails of the agendas that were sent, and the proof of them."""
    for sending in AgendaSending.objects.order_by("sent_at").select_related("meeting"):
        with world.on(localtime(sending.sent_at).date()) as on:
            for message in email(sending, on=on):
                _send(message)


def _told(action: Action, person: Person) -> Message:
    tell_owners(action, [person], by=None)
    return person.messages.order_by("-pk")[0]


def _code(person: Person) -> Message:
    [message] = messages.send_to_address(
        "login_code", person.email, person=person, code="K7PQ-2MWX"
    )
    return message


def _send(message: Message, *, server: Taking | None = None) -> None:
    """Hand over what is not kept for a digest, to a server that only takes."""
    delivery.deliver(message.pk, server=server or Taking())
