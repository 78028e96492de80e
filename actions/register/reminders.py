"""The reminder of owners' words that match nobody. Only reads."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Count

from actions.ladder import Ladder
from actions.register.models.actions import Action
from actions.register.models.owners import ActionOwner
from partnership.access import Role
from partnership.outbox.reminders import Reminder
from partnership.pages.addresses import reverse
from partnership.people.models import Organisation, Person


def due(on: date, ladder: Ladder) -> Iterator[Reminder]:
    """Remind the board officers once a week until every owner is settled.

    Without a board officer, the business managers are reminded.
    """
    if not ladder.may_tell(on, is_school=False):
        return
    board = Action.objects.open().board()
    found = (
        ActionOwner.objects.unsettled()
        .filter(action__in=board)
        .aggregate(
            wordings=Count("plain_words", distinct=True),
            actions=Count("action", distinct=True),
        )
    )
    partnership = (
        Organisation.objects.filter(kind=Organisation.Kind.PARTNERSHIP).first()
        if found["wordings"]
        else None
    )
    if partnership is None:
        return
    for person in _officers(partnership, on):
        yield Reminder(
            person=person,
            kind="owners_to_match",
            subject=partnership,
            step=f"week of {on - timedelta(days=on.weekday())}",
            words=_in_words(**found),
            url=reverse("actions:wordings"),
        )


def _officers(partnership: Organisation, on: date) -> list[Person]:
    for role in (Role.BOARD_OFFICER, Role.BUSINESS_MANAGER):
        held = Person.objects.holding(role, on=on, organisation=partnership)
        if people := list(held):
            return people
    return []


def _in_words(*, wordings: int, actions: int) -> str:
    return (
        f"{_count(wordings, 'owner')} in {_count(actions, 'open action')} "
        f"{'matches' if wordings == 1 else 'match'} nobody in the directory"
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
