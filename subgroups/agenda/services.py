"""Items of an agenda: adding, correcting, ordering, removing and moving them.

Publishing an agenda and sending what changes is in `sending`.
"""

from collections.abc import Collection, Mapping
from datetime import date

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Lower

from actions.register.models.actions import Action
from actions.register.services import restricting
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person
from subgroups.agenda.models import AgendaItem, ItemReader
from subgroups.meetings.checking import lapse_check
from subgroups.meetings.models.meetings import Meeting

CORRECTED = ("title", "section", "purpose", "presenter", "minutes", "access")


@transaction.atomic
def add_agenda_item(
    meeting: Meeting,
    *,
    title: str,
    purpose: str = AgendaItem.Purpose.DISCUSSION,
    presenter: str = "",
    section: str = "",
    minutes: int | None = None,
    access: str = AgendaItem.Access.OPEN,
    readers: Collection[Person] = (),
    source: str = "",
    by: Person | None,
) -> AgendaItem:
    """Add an item at the end of the agenda, also during the meeting."""
    meeting.claim(None)
    meeting.guard("write")
    lapse_check(meeting)
    item = AgendaItem.objects.create(
        meeting=meeting,
        number=_next_number(meeting),
        title=title,
        purpose=purpose,
        presenter=presenter,
        section=section,
        minutes=minutes,
        access=access,
        source=source,
    )
    _name_readers(item, readers)
    history.record(
        meeting, "item added", by=by, number=item.number, title=item.open_title
    )
    return item


def _next_number(meeting: Meeting) -> int:
    return (meeting.items.aggregate(last=Max("number"))["last"] or 0) + 1


def _name_readers(item: AgendaItem, readers: Collection[Person]) -> None:
    """Name whom a restricted item is for; an open one names nobody."""
    wanted = set(readers) if item.is_restricted else set()
    item.named.exclude(person__in=wanted).delete()
    known = set(item.named.values_list("person", flat=True))
    ItemReader.objects.bulk_create(
        ItemReader(item=item, person=person)
        for person in wanted
        if person.pk not in known
    )


def possible_readers(item: AgendaItem, *, on: date) -> QuerySet[Person]:
    """People whom a restricted item may name, and those whom it names."""
    ours = item.meeting.subgroup.people(on=on).values("pk")
    return Person.objects.filter(
        Q(pk__in=ours) | Q(pk__in=item.named.values("person"))
    ).order_by(Lower("name"), "pk")


@transaction.atomic
def correct_item(
    item: AgendaItem,
    *,
    title: str,
    purpose: str,
    presenter: str = "",
    section: str = "",
    minutes: int | None = None,
    access: str = AgendaItem.Access.OPEN,
    readers: Collection[Person] = (),
    version: int | None = None,
    by: Person | None,
) -> None:
    """Change the words of an item, who presents it, its minutes and who may read it
    and its actions.
    """
    _open_meeting(item.meeting_id)
    item.claim(version)
    before = _as_kept(item)
    item.title, item.purpose, item.presenter = title, purpose, presenter
    item.section, item.minutes, item.access = section, minutes, access
    item.save()
    _name_readers(item, readers)
    restricting.restrict(
        Action.objects.filter(minuted_action__item=item),
        readers=item.readers if item.is_restricted else None,
    )
    history.record(item, "changed", by=by, before=before, after=_as_kept(item))


def _as_kept(item: AgendaItem) -> dict:
    names = item.readers.values_list("name", flat=True)
    return {name: getattr(item, name) for name in CORRECTED} | {
        "readers": ", ".join(names)
    }


@transaction.atomic
def order_items(
    meeting: Meeting,
    *,
    places: Mapping[int, int],
    version: int | None = None,
    by: Person | None,
) -> None:
    """Put the items in the order of these places, by item.

    An item that moves up stands before the one whose place it takes; one that moves
    down stands after it.

    Raises:
        Refused: minutes already quote the items by their numbers.
    """
    meeting.claim(version)
    _guard_numbers(meeting)

    def by_place(item: AgendaItem) -> tuple[int, int]:
        place = places.get(item.pk, item.number)
        return place, (place > item.number) - (place < item.number)

    before = list(meeting.items.order_by("number"))
    after = sorted(before, key=by_place)
    if after != before:
        meeting.save()
        _number(after)
        history.record(meeting, "items put in order", by=by)


def _number(items: list[AgendaItem]) -> None:
    for number, item in enumerate(items, 1):
        item.number = number
    AgendaItem.objects.bulk_update(items, ["number"])


def _guard_numbers(meeting: Meeting) -> None:
    """Refuse to number items anew once something quotes them by their numbers."""
    meeting.guard("write")
    if meeting.items.filter(minuted_actions__isnull=False).exists():
        raise Refused(
            "Actions have been raised under these items and quote their numbers, so "
            "the order stays as it is"
        )
    if meeting.items.filter(decisions__isnull=False).exists():
        raise Refused(
            "Decisions have been numbered by these items, so the order stays as it is"
        )
    comings_and_goings = meeting.attendances.exclude(
        arrived_at_item=None, left_after_item=None, withdrew_for=[]
    )
    if comings_and_goings.exists():
        raise Refused(
            "Someone is recorded as joining, leaving or withdrawing at an item, so the "
            "order stays as it is"
        )


@transaction.atomic
def remove_item(
    item: AgendaItem, *, version: int | None = None, by: Person | None
) -> None:
    """Take an item off the agenda.

    Raises:
        Refused: it has notes, decisions, actions or papers, or minutes quote the
            numbers of the items after it.
    """
    meeting = _open_meeting(item.meeting_id)
    item.claim(version)
    _guard_numbers(meeting)
    _guard_is_bare(item)
    number, title = item.number, item.open_title
    item.delete()
    _number(list(meeting.items.order_by("number")))
    history.record(meeting, "item removed", by=by, number=number, title=title)


def _guard_is_bare(item: AgendaItem) -> None:
    if not item.is_empty:
        raise Refused("This item has been minuted, so it stays on this agenda")
    if item.papers.exists():
        raise Refused("This item has papers. Remove them first, or move the item")


@transaction.atomic
def move_item(
    item: AgendaItem,
    *,
    meeting: Meeting,
    version: int | None = None,
    by: Person | None,
) -> None:
    """Move an item with its papers to the end of another agenda of the subgroup.

    Raises:
        Refused: it has been minuted, the other meeting is of another subgroup or has
            been held, or minutes quote the numbers of the items after it.
    """
    left = _open_meeting(item.meeting_id)
    item.claim(version)
    _guard_numbers(left)
    if not item.is_empty:
        raise Refused("This item has been minuted, so it stays on this agenda")
    if meeting.subgroup_id != left.subgroup_id or meeting == left:
        raise Refused("Select another meeting of this subgroup", field="meeting")
    meeting = _open_meeting(meeting.pk)
    meeting.guard("build", field="meeting")
    item.meeting, item.number = meeting, _next_number(meeting)
    item.save()
    _number(list(left.items.order_by("number")))
    history.record(
        left,
        "item moved away",
        by=by,
        title=item.open_title,
        day=meeting.held_on.isoformat(),
    )
    history.record(
        meeting,
        "item moved here",
        by=by,
        title=item.open_title,
        day=left.held_on.isoformat(),
    )


def _open_meeting(meeting_pk: int) -> Meeting:
    """A meeting, locked, if its agenda and minutes may still be written.

    Its version stays, so that two people can write different items at once.
    """
    meeting = Meeting.objects.select_for_update().get(pk=meeting_pk)
    meeting.guard("write")
    lapse_check(meeting)
    return meeting
