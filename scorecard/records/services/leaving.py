"""Recording that someone leaves, and handing over what they hold."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.formats import date_format

from actions import held as actions_read
from actions import leaving as actions
from audits import held as audits_read
from audits import leaving as audits
from partnership import holdings as directory_read
from partnership import leaving as directory
from partnership.access import Role
from partnership.dates import clock
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.outbox import messages
from partnership.pages import addresses
from partnership.pages.addresses import reverse
from partnership.people.handing_over import Holding, by_kind, handed_over, pks_of
from partnership.people.models import Person
from partnership.people.named_in import move_all
from scorecard.calendars.models import CalendarFeed
from scorecard.measures.models import Measure
from scorecard.records.across import taker_of
from scorecard.records.own import MEASURES, TRACES, holdings
from subgroups import held as subgroups_read
from subgroups import leaving as subgroups

# The most lines an email lists.
MOST_LINES = 25


@dataclass(frozen=True, kw_only=True)
class Handed:
    """Something handed over and to whom, or None for no one."""

    holding: Holding
    taker: Person | None


@transaction.atomic
def hand_over(
    *,
    leaver: Person,
    taker: Person | None,
    rows: Sequence[Holding] | None = None,
    last_day: date,
    by: Person | None,
    on: date,
) -> list[Holding]:
    """Hand measures over to someone or no one. Figures keep who recorded them.

    Raises:
        Refused: someone would take over from themselves.
    """
    if taker == leaver:
        raise Refused("Choose someone else to take over")
    rows = holdings(leaver, on=on) if rows is None else rows
    measures = list(
        Measure.objects.in_use()
        .filter(pk__in=pks_of(rows, MEASURES), owner=leaver)
        .select_for_update()
        .order_by("pk")
    )
    moved = {measure.pk for measure in measures}
    Measure.objects.filter(pk__in=moved).update(owner=taker, version=F("version") + 1)
    history.record_many(
        handed_over(measures, leaver=leaver, taker=taker, last_day=last_day), by=by
    )
    return [row for row in rows if row.kind == MEASURES and row.pk in moved]


@transaction.atomic
def merge_people(
    *, kept: Person, gone: Person, by: Person | None, on: date
) -> dict[str, int]:
    """Move measures and calendars of one entry to another, and count them.

    If both have the same calendar, the kept entry's is used.
    """
    own = CalendarFeed.objects.filter(person=kept, ended_at=None)
    theirs = CalendarFeed.objects.filter(person=gone, ended_at=None)
    for feed in theirs:
        if own.filter(organisation=feed.organisation_id).exists():
            feed.ended_at = clock.now()
            feed.save(update_fields=["ended_at"])
    return move_all(TRACES, gone=gone, kept=kept)


@transaction.atomic
def record_leaving(
    leaver: Person,
    *,
    last_day: date,
    takers: Mapping[str, Person | None],
    version: int | None = None,
    by: Person,
    on: date,
) -> list[Handed]:
    """Record that someone leaves, and hand over everything in one transaction.

    `takers` maps the key of a holding, or of its kind, to a person. Anything else goes
    to no one. What they own moves straight away. Roles and seats end on the last day,
    and new holders start the day after. Takers and officers get one email each.

    Raises:
        Refused: a taker has left or stands for nobody, or what `leave` refuses.
        Changed: someone else was faster.
    """
    directory.note_leaving(leaver, last_day=last_day, version=version, by=by, on=on)
    for taker in {taker for taker in takers.values() if taker is not None}:
        _must_be_there(taker, leaver, on=on)
    handed = []
    for service, rows in [
        (directory.hand_over, directory_read.holdings(leaver, on=on)),
        (actions.hand_over, actions_read.holdings(leaver, on=on)),
        (subgroups.hand_over, subgroups_read.holdings(leaver, on=on)),
        (audits.hand_over, audits_read.holdings(leaver, on=on)),
        (hand_over, holdings(leaver, on=on)),
    ]:
        for taker, theirs in _by_taker(rows, takers).items():
            moved = service(
                leaver=leaver,
                taker=taker,
                rows=theirs,
                last_day=last_day,
                by=by,
                on=on,
            )
            handed += [Handed(holding=row, taker=taker) for row in moved]
    if last_day < on:
        end_calendars(leaver)
    _tell(leaver, handed, last_day=last_day, by=by, on=on)
    return handed


def _must_be_there(taker: Person, leaver: Person, *, on: date) -> None:
    if taker == leaver:
        raise Refused("Choose someone else to take over")
    if taker.merged_into_id or taker.anonymised_on:
        raise Refused(f"{taker.name} is no longer in the directory")
    if taker.left_on is not None and taker.left_on < on:
        left = date_format(taker.left_on, "j F Y")
        raise Refused(f"{taker.name} left on {left} and takes nothing over")


def _by_taker(
    rows: Sequence[Holding], takers: Mapping[str, Person | None]
) -> dict[Person | None, list[Holding]]:
    found = defaultdict(list)
    for row in rows:
        found[taker_of(row, takers)].append(row)
    return found


def end_calendars(person: Person) -> None:
    """Remove the calendars someone subscribed to."""
    CalendarFeed.objects.filter(person=person, ended_at=None).update(
        ended_at=clock.now()
    )


@transaction.atomic
def end_sign_ins(*, on: date) -> int:
    """Close accounts and calendars of people whose last day is past, and count them."""
    closed = directory.end_sign_ins(on=on)
    CalendarFeed.objects.filter(
        ended_at=None, person__left_on__lt=on, person__user__is_active=False
    ).update(ended_at=clock.now())
    return closed


def _tell(
    leaver: Person, handed: Sequence[Handed], *, last_day: date, by: Person, on: date
) -> None:
    """Email each taker, and each officer who takes nothing over."""
    about = {
        "leaver": leaver.name,
        "last_day": date_format(last_day, "l j F Y"),
    }
    key = f"handed_over:{leaver.pk}:{leaver.version}"
    by_taker = defaultdict(list)
    for one in handed:
        by_taker[one.taker].append(one.holding)
    takers = [taker for taker in by_taker if taker is not None]
    for taker in takers:
        if taker != by:
            messages.send(
                "handed_over",
                to=taker,
                key=key,
                moved=_lines(by_taker[taker]),
                link=addresses.absolute(reverse("scorecard:home")),
                **about,
            )
    officers = Person.objects.holding(
        Role.BUSINESS_MANAGER, Role.BOARD_OFFICER, on=on
    ).exclude(pk__in=[person.pk for person in (*takers, leaver, by)])
    messages.send(
        "handed_over",
        to=officers,
        key=key,
        moved=_overview(by_taker),
        link=addresses.absolute(leaver.get_absolute_url()),
        **about,
    )


def _lines(rows: Sequence[Holding]) -> str:
    lines = ["You are taking over:"]
    lines += [f"- {row.words} ({row.kind.words.lower()})" for row in rows[:MOST_LINES]]
    if len(rows) > MOST_LINES:
        lines.append(f"- and {len(rows) - MOST_LINES} more")
    return "\n".join(lines)


def _overview(by_taker: Mapping[Person | None, Sequence[Holding]]) -> str:
    if not by_taker:
        return "They had nothing to hand over."
    return "\n".join(
        f"{taker.name if taker else 'No one yet'}: "
        + ", ".join(
            f"{len(rows)} × {kind.words.lower()}" for kind, rows in by_kind(theirs)
        )
        for taker, theirs in by_taker.items()
    )
