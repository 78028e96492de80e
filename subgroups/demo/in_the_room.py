"""What the October meeting of the demonstration entered in its room."""

from datetime import date
from uuid import NAMESPACE_URL, uuid5

from partnership.people.models import Person
from subgroups.agenda.models import AgendaItem
from subgroups.demo import words
from subgroups.minutes import services as minutes
from subgroups.room import services as room


def decide(item: AgendaItem, text: str, *, by: Person) -> None:
    room.once(
        minutes.record_decision,
        item,
        meeting=item.meeting,
        key=uuid5(NAMESPACE_URL, f"{item.number} {text}"),
        text=text,
        by=by,
    )


def hold(items: list[AgendaItem], *, by: Person, beside: Person, on: date) -> None:
    """Each item in turn, an interest, and notes the chair wrote at the same time."""
    for item in items:
        room.reach(item, by=by, on=on)
    second = items[1]
    room.declare_interest(
        second.meeting, who=beside.name, text=words.OCTOBER_INTEREST, by=by, on=on
    )
    kept = room.save_notes(
        second,
        notes=words.OCTOBER_BESIDE,
        version=1,
        key=uuid5(NAMESPACE_URL, "beside"),
        by=beside,
    )
    room.settle(second, beside=kept.beside.pk, is_added=False, by=by)
