"""The forward plan of a subgroup: its items, and on which meetings each falls."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person
from subgroups.agenda.forward import falls_on, is_reviewed_at
from subgroups.agenda.models import ForwardItem, Placement
from subgroups.meetings.models.meetings import Meeting
from subgroups.meetings.year import A_YEAR
from subgroups.structure.models import Subgroup

FIELDS = (
    "title",
    "section",
    "purpose",
    "presenter",
    "minutes",
    "frequency",
    "from_month",
    "review_on",
)


@dataclass(frozen=True)
class Cell:
    """An item at a meeting in the forward plan."""

    meeting: Meeting
    is_on: bool
    is_review: bool


@dataclass(frozen=True)
class Line:
    """An item of the forward plan at each of the meetings."""

    item: ForwardItem
    cells: list[Cell]


@dataclass(frozen=True)
class ForwardPlan:
    """The items and the meetings of twelve months."""

    meetings: list[Meeting]
    lines: list[Line]


def forward_plan(subgroup: Subgroup, *, on: date) -> ForwardPlan:
    """The plan of the twelve months from a day on. Makes four queries."""
    meetings = list(
        subgroup.meetings.standing()
        .filter(held_on__range=(on, on + A_YEAR))
        .order_by("held_on", "starts_at")
    )
    before = _day_before(subgroup, on)
    items = list(subgroup.forward_items.filter(ended_on=None))
    decided = _decided(items)
    return ForwardPlan(
        meetings, [_line(item, meetings, decided, before) for item in items]
    )


def due_at(meeting: Meeting) -> list[tuple[ForwardItem, bool]]:
    """The items of the forward plan that fall on a meeting; whether to review each."""
    before = _day_before(meeting.subgroup, meeting.held_on)
    items = list(meeting.subgroup.forward_items.filter(ended_on=None))
    decided = _decided(items)
    lines = [_line(item, [meeting], decided, before) for item in items]
    return [
        (line.item, line.cells[0].is_review) for line in lines if line.cells[0].is_on
    ]


def _day_before(subgroup: Subgroup, on: date) -> date | None:
    """The day of the last meeting before a day."""
    earlier = subgroup.meetings.standing().filter(held_on__lt=on)
    return earlier.values_list("held_on", flat=True).first()


def _decided(items: Collection[ForwardItem]) -> dict[tuple[int, int], bool]:
    found = Placement.objects.filter(item__in=items)
    return {(row.item_id, row.meeting_id): row.is_on for row in found}


def _line(
    item: ForwardItem,
    meetings: Sequence[Meeting],
    decided: dict[tuple[int, int], bool],
    before: date | None,
) -> Line:
    on = falls_on(item, meetings, decided=decided, before=before)
    cells = []
    for meeting in meetings:
        is_on = meeting.pk in on
        is_review = is_on and is_reviewed_at(item, meeting, before=before)
        cells.append(Cell(meeting, is_on, is_review))
        before = meeting.held_on
    return Line(item, cells)


@transaction.atomic
def add_forward_item(
    subgroup: Subgroup,
    *,
    by: Person | None,
    meetings: Collection[Meeting] = (),
    **fields: object,
) -> ForwardItem:
    """Add an item to the forward plan; `meetings` are where a chosen one stands.

    Raises:
        Refused: an item due by months has no month.
    """
    item = ForwardItem(subgroup=subgroup, **_checked(fields))
    item.save()
    Placement.objects.bulk_create(
        Placement(item=item, meeting=meeting, is_on=True) for meeting in meetings
    )
    history.record(subgroup, "forward item added", by=by, title=item.title)
    return item


@transaction.atomic
def correct_forward_item(
    item: ForwardItem,
    *,
    version: int | None = None,
    by: Person | None,
    **fields: object,
) -> None:
    """Change an item of the forward plan.

    Raises:
        Refused: it has ended, or an item due by months has no month.
    """
    item.claim(version)
    _guard_stands(item)
    before = _as_kept(item)
    for name, value in _checked(fields).items():
        setattr(item, name, value)
    item.save()
    after = _as_kept(item)
    if after != before:
        changed = [name for name in FIELDS if before[name] != after[name]]
        history.record(
            item.subgroup,
            "forward item changed",
            by=by,
            title=item.title,
            fields=[item._meta.get_field(name).verbose_name for name in changed],
        )


def _checked(fields: dict[str, object]) -> dict[str, object]:
    """What the form asks for, with a month only where the item goes by months."""
    goes_by_months = fields["frequency"] in ForwardItem.MONTHS
    if goes_by_months and not fields.get("from_month"):
        raise Refused("Select the month in which it is due", field="from_month")
    return {**fields, "from_month": fields["from_month"] if goes_by_months else None}


def _as_kept(item: ForwardItem) -> dict[str, object]:
    return {name: getattr(item, name) for name in FIELDS}


def _guard_stands(item: ForwardItem) -> None:
    if item.ended_on is not None:
        raise Refused("This item has been taken off the forward plan")


@transaction.atomic
def end_forward_item(
    item: ForwardItem, *, version: int | None = None, by: Person | None, on: date
) -> None:
    """Take an item off the forward plan. Agendas that have it keep it."""
    item.claim(version)
    _guard_stands(item)
    item.ended_on = on
    item.save()
    history.record(item.subgroup, "forward item ended", by=by, title=item.title)


@transaction.atomic
def place_items(
    subgroup: Subgroup,
    *,
    ticked: Collection[tuple[int, int]],
    shown: Collection[tuple[int, int]],
    by: Person | None,
    on: date,
) -> int:
    """Decide the cells of the grid, and count those that changed.

    `ticked` and `shown` are pairs of an item and a meeting. Cells that were not on the
    page stay as they are.
    """
    changed = [
        Placement(item=line.item, meeting=cell.meeting, is_on=pair in ticked)
        for line in forward_plan(subgroup, on=on).lines
        for cell in line.cells
        if (pair := (line.item.pk, cell.meeting.pk)) in shown
        and (pair in ticked) != cell.is_on
    ]
    Placement.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["item", "meeting"],
        update_fields=["is_on"],
    )
    if changed:
        history.record(subgroup, "forward plan changed", by=by, cells=len(changed))
    return len(changed)


def pairs(texts: Iterable[str]) -> set[tuple[int, int]]:
    """Pairs of an item and a meeting, as the grid of the plan sends them."""
    return {
        (int(item), int(meeting))
        for text in texts
        for item, _, meeting in [text.partition("-")]
        if item.isdecimal() and meeting.isdecimal()
    }
