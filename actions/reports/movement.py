"""What changed in actions between two days, and which had no update. Only reads."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import TruncDate
from django.utils import timezone

from actions.due.calendar import ONE_DAY
from actions.plans.models import Priority
from actions.register.models.progress import DueChange, Update
from actions.register.models.querysets import ActionQuerySet
from actions.register.words import Source
from actions.reports.movement_words import TOLD, Kind
from actions.reports.standing import (
    CARRIED,
    COMPLETE,
    TO_CHECK,
    WITHDRAWN,
    Standing,
    ending,
    with_standing,
)

# A priority, or the source of actions outside plans.
Key = tuple[int | None, str]


# The days that say whether an action has closed, and the one on which it began.
DAYS = ("completed_on", "checked_on", "withdrawn_on", "carried_on", "raised_on")
ENDINGS = {
    COMPLETE: Kind.CLOSED,
    TO_CHECK: Kind.TO_CHECK,
    WITHDRAWN: Kind.WITHDRAWN,
    CARRIED: Kind.CARRIED,
}


@dataclass(frozen=True, kw_only=True)
class MovedLine:
    """One action under a kind of change: its status, what changed, and why."""

    ref: str
    text: str
    url: str
    group: str
    owners: str
    colour: str
    word: str
    changes: tuple[str, ...]
    why: str


@dataclass(frozen=True, kw_only=True)
class Moved:
    """The actions under a kind of change; `lines` may only hold the first of them."""

    kind: Kind
    total: int
    lines: tuple[MovedLine, ...]

    @property
    def more(self) -> int:
        return self.total - len(self.lines)


@dataclass(frozen=True, kw_only=True)
class GroupMoved:
    """How many actions of a priority had each kind of change, in `Kind` order."""

    words: str
    url: str
    counts: tuple[int, ...]
    open: int

    @property
    def under_heads(self) -> list[tuple[int, str]]:
        return list(zip(self.counts, Kind.labels, strict=True))


@dataclass(frozen=True, kw_only=True)
class Movement:
    """What changed between two days, both included."""

    since: date
    on: date
    groups: tuple[GroupMoved, ...]
    heads: tuple[Moved, ...]

    @property
    def totals(self) -> tuple[int, ...]:
        return tuple(head.total for head in self.heads)

    @property
    def open(self) -> int:
        return sum(group.open for group in self.groups)

    @property
    def is_empty(self) -> bool:
        return not any(self.totals)


def movement(
    actions: ActionQuerySet,
    *,
    visible: ActionQuerySet,
    since: date,
    on: date,
    most: int | None = None,
) -> Movement:
    """What changed from `since` to `on`, in a fixed number of queries.

    `visible` are the actions the reader may see: only those are named as continuing a
    carried action. `most` limits the actions listed for each kind; counts include all.
    """
    opened, silent = _counts(_open_on(actions, on), _is_quiet(since, on))
    counts: dict[Key, Counter] = defaultdict(Counter)
    found: dict[Kind, list[int]] = {kind: [] for kind in Kind}
    for _, alike in groupby(_touched(actions, since, on), key=lambda row: row[0][0]):
        of_priority: dict[Kind, list[int]] = defaultdict(list)
        for key, kinds, pks in alike:
            for kind in kinds:
                counts[key][kind] += len(pks)
                of_priority[kind] += pks
        for kind, pks in of_priority.items():
            found[kind] += sorted(pks)
    for key in opened:
        counts[key][Kind.QUIET] = silent[key]
    shown = {kind: pks[:most] for kind, pks in found.items()}
    quiet = _quiet(actions, since, on).values_list("pk", flat=True)
    shown[Kind.QUIET] = list(quiet[:most])
    successors = visible.order_by().filter(carried_from=OuterRef("pk"))
    named = {
        action.pk: Standing(action, on)
        for action in with_standing(
            actions.filter(
                pk__in={pk for pks in shown.values() for pk in pks}
            ).annotate(goes_on_as=Subquery(successors.values("ref")[:1]))
        )
    }
    lines = {
        kind: [_line(kind, named[pk], since) for pk in pks]
        for kind, pks in shown.items()
    }
    return Movement(
        since=since,
        on=on,
        groups=tuple(_groups(counts, opened)),
        heads=tuple(
            Moved(
                kind=kind,
                total=sum(counted[kind] for counted in counts.values()),
                lines=tuple(lines[kind]),
            )
            for kind in Kind
        ),
    )


def _touched(
    actions: ActionQuerySet, since: date, on: date
) -> Iterator[tuple[Key, list[Kind], list[int]]]:
    """Actions raised, updated, slipped or closed between the days, in plan order.

    Those to which the same happened come together, so that few rows are read: of their
    days it only matters whether they are before, within or after the period.
    """
    span = (since, on)
    slips = DueChange.objects.filter(
        Q(new_end=None) | Q(new_end__gt=F("old_end")),
        action=OuterRef("pk"),
        on__range=span,
        old_end__isnull=False,
    )
    rows = (
        actions.filter(raised_on__lte=on)
        .annotate(updated=Exists(_updates_within(since, on)), slipped=Exists(slips))
        .filter(
            Q(raised_on__gte=since)
            | Q(completed_on__range=span)
            | Q(checked_on__range=span)
            | Q(withdrawn_on__range=span)
            | Q(carried_on__range=span)
            # Enough to leave the others out without looking at every update.
            | Q(last_update_on__gte=since)
            | Q(slips__gt=0)
        )
        .order_by("priority__plan__start", "priority__position", "priority_id")
        .values_list("priority_id", "source", "status", "updated", "slipped")
        .annotate(
            **{f"{day}_as": _as_in_period(day, since, on) for day in DAYS},
            pks=ArrayAgg("pk"),
        )
    )
    for priority, source, status, updated, slipped, *rest in rows:
        *days, pks = rest
        what = dict(zip(DAYS, days, strict=True))
        what |= {"status": status, "updated": updated, "slipped": slipped}
        if kinds := list(_kinds(**what, since=since, on=on)):
            yield (priority, "" if priority else source), kinds, pks


def _as_in_period(day: str, since: date, on: date) -> Case:
    """One day for all before the period, one for all in it and one for all after."""
    return Case(
        When(**{f"{day}__lt": since}, then=Value(since - ONE_DAY)),
        When(**{f"{day}__lte": on}, then=Value(on)),
        When(**{f"{day}__gt": on}, then=Value(on + ONE_DAY)),
        output_field=DateField(),
    )


def _updates_within(since: date, on: date):
    return Update.objects.filter(
        action=OuterRef("pk"), at__gte=_begin(since), at__lt=_begin(on + ONE_DAY)
    )


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _open_on(actions: ActionQuerySet, on: date) -> ActionQuerySet:
    """Actions that were open at the end of a day."""
    return actions.filter(
        Q(completed_on=None) | Q(completed_on__gt=on),
        Q(withdrawn_on=None) | Q(withdrawn_on__gt=on),
        Q(carried_on=None) | Q(carried_on__gt=on),
        raised_on__lte=on,
    )


def _is_quiet(since: date, on: date) -> Q:
    """Raised earlier and without an update; a change of date does not count as one."""
    return Q(
        Q(last_update_on=None)
        | Q(last_update_on__lt=since)
        | Q(last_update_on__gt=on) & ~Exists(_updates_within(since, on)),
        raised_on__lt=since,
    )


def _quiet(actions: ActionQuerySet, since: date, on: date) -> ActionQuerySet:
    """Open actions that are quiet, the longest without an update first."""
    return (
        _open_on(actions, on)
        .filter(_is_quiet(since, on))
        .order_by(_last_told(on).asc(nulls_first=True), "raised_on", "pk")
    )


def _last_told(on: date) -> Case:
    """The day of the last update by a day; queried if there was one since."""
    earlier = Update.objects.filter(
        action=OuterRef("pk"), at__lt=_begin(on + ONE_DAY)
    ).order_by("-at")
    return Case(
        When(
            last_update_on__gt=on,
            then=Subquery(earlier.values(day=TruncDate("at"))[:1]),
        ),
        default=F("last_update_on"),
    )


def _counts(actions: ActionQuerySet, quiet: Q) -> tuple[Counter, Counter]:
    """How many actions there are by priority or source, and how many are quiet."""
    rows = (
        actions.order_by()
        .values_list("priority", "source")
        .annotate(of_all=Count("pk"), of_quiet=Count("pk", filter=quiet))
    )
    counts, quiets = Counter(), Counter()
    for priority, source, of_all, of_quiet in rows:
        key = (priority, "" if priority else source)
        counts[key] += of_all
        quiets[key] += of_quiet
    return counts, quiets


def _kinds(
    *,
    raised_on: date,
    updated: bool,
    slipped: bool,
    since: date,
    on: date,
    **days: date | str | None,
) -> Iterator[Kind]:
    if ended := ending(**days, on=on):
        if ending(**days, on=since - ONE_DAY) != ended:
            yield ENDINGS[ended]
        elif updated:  # its impact was rated after it was completed
            yield Kind.UPDATED
        return
    if updated:
        yield Kind.UPDATED
    if slipped:
        yield Kind.SLIPPED
    if raised_on >= since:
        yield Kind.NEW


def _groups(counts: dict[Key, Counter], opened: dict[Key, int]) -> Iterator[GroupMoved]:
    """Priorities in plan order, then actions outside plans by source."""
    wanted = [priority for priority, _ in counts if priority]
    priorities = (
        Priority.objects.filter(pk__in=wanted)
        .select_related("plan")
        .order_by("plan__start", "plan", "position", "pk")
    )
    named: list[tuple[Key, str, str]] = [
        ((each.pk, ""), str(each), each.get_absolute_url()) for each in priorities
    ]
    named += [
        ((None, source.value), f"Not in a plan: {source.label.lower()}", "")
        for source in Source
        if (None, source.value) in counts
    ]
    for key, words, url in named:
        yield GroupMoved(
            words=words,
            url=url,
            counts=tuple(counts[key][kind] for kind in Kind),
            open=opened.get(key, 0),
        )


def _line(kind: Kind, now: Standing, since: date) -> MovedLine:
    action = now.action
    changes, why = TOLD[kind](now, since)
    return MovedLine(
        ref=action.ref,
        text=action.text,
        url=action.get_absolute_url(),
        group=str(action.priority or action.source_in_short),
        owners=now.owner_words,
        colour=now.colour,
        word=now.word,
        changes=tuple(changes),
        why=why,
    )
