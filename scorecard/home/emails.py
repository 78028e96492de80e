"""Emails that an officer must look at."""

from collections.abc import Iterator
from datetime import date

from partnership.access import Permission
from partnership.outbox.models import Message
from partnership.pages.addresses import reverse
from partnership.people.models import Person
from scorecard.home.matters import Block, Matter, block_of


def sees_messages(person: Person) -> bool:
    return person.holds(Permission.SEE_MESSAGES)


def to_look_at(person: Person, on: date) -> Iterator[Block]:
    """Emails that our account holds up, or that probably bounced."""
    rows = Message.objects.visible_to(person).to_look_at()
    yield block_of(
        "emails",
        "Emails not delivered",
        rows.only("subject", "status", "refusal").order_by("-written_at", "-pk"),
        lambda message: Matter(
            words=message.subject,
            url=message.get_absolute_url(),
            detail=f"{message.get_status_display()}: {message.refusal}",
        ),
        subject="Email",
        about="Reason given",
        url=reverse("partnership:messages"),
        is_urgent=True,
    )
