"""The outbox of some years: letters of every kind and fate, most of them sent."""

from datetime import datetime, time, timedelta

from django.utils.timezone import make_aware

from partnership.outbox.letter_kinds import LETTERS
from partnership.outbox.models import Message

Status = Message.Status
# Of a hundred letters so many are not simply sent.
FATES = {7: Status.BOUNCED, 31: Status.UNCONFIRMED, 57: Status.EXPIRED, 83: Status.HELD}
BODY = "Dear colleague,\n\n" + "What there is to say is said in these words. " * 12


def build(world) -> None:
    """Letters spread over two years, the newest of them this morning."""
    people = [*world.dsls, *world.heads, *(p for body in world.members for p in body)]
    kinds = sorted(LETTERS)
    count = world.scale.messages
    last = make_aware(datetime.combine(world.on, time(7)))
    Message.objects.bulk_create(
        (
            _message(
                number,
                kind=kinds[number % len(kinds)],
                person=people[number * 13 % len(people)],
                at=last - timedelta(minutes=10 * (count - 1 - number)),
            )
            for number in range(count)
        ),
        batch_size=2000,
    )


def _message(number: int, *, kind: str, person, at: datetime) -> Message:
    status = FATES.get(number % 100, Status.SENT)
    return Message(
        kind=kind,
        person=person,
        address=person.email,
        subject=f"{LETTERS[kind].words}, number {number}",
        body=BODY,
        status=status,
        attempts=1,
        written_at=at,
        sent_at=at if status == Status.SENT else None,
        refusal="550 5.1.1 No such user" if status == Status.BOUNCED else "",
    )
