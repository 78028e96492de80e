"""Writing emails, setting what became of them, and reading their page."""

from partnership.outbox import messages
from partnership.outbox.models import Message


def write(person, subject="Minutes are ready", **changes):
    [message] = messages.post(
        "minutes_circulated",
        f"{subject}\nThe words of it.",
        **{"address": person.email, "person": person, **changes},
    )
    return message


def fate(message, status, **fields):
    Message.objects.filter(pk=message.pk).update(status=status, **fields)
    message.refresh_from_db()
    return message


def page(client, message):
    return client.get(message.get_absolute_url()).content.decode()
