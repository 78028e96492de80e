"""Removing or keeping the details of people who left long ago."""

from datetime import date

from django.db import transaction

from partnership import anonymising as directory
from partnership.dates import clock
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person
from partnership.people.named_in import entries_of
from partnership.policy import values as policy
from scorecard.calendars.models import CalendarFeed
from scorecard.records.across import PERIODS, holdings
from scorecard.records.models import KeepingDecision


@transaction.atomic
def anonymise(
    person: Person, *, reason: str, version: int | None = None, by: Person, on: date
) -> None:
    """Remove the details of someone who has left. This cannot be undone.

    Their name stays on what they signed, agreed, decided and reported.

    Raises:
        Refused: they still hold something, it is the officer, or nothing is left.
        Changed: someone else was faster.
    """
    person.claim(version)
    if person == by:
        raise Refused("Ask another officer to review your own details")
    if person.merged_into_id:
        raise Refused(f"This entry is part of {person.merged_into.name}’s")
    if held := holdings(person, on=on):
        words = "; ".join(row.words for row in held[:3])
        more = f" and {len(held) - 3} more" if len(held) > 3 else ""
        raise Refused(
            f"{person.name} still has {words}{more}. Hand that over or end it first"
        )
    CalendarFeed.objects.filter(person__in=entries_of(person)).delete()
    directory.anonymise(person, by=by, on=on)
    _decide(person, KeepingDecision.Decision.ANONYMISE, None, reason, by=by)


@transaction.atomic
def keep_longer(
    person: Person,
    *,
    keep_until: date,
    reason: str,
    version: int | None = None,
    by: Person,
    on: date,
) -> None:
    """Keep someone's details until a day, with a reason, then review again.

    Raises:
        Refused: the day is past, or their details have been removed.
        Changed: someone else was faster.
    """
    person.claim(version)
    if person.anonymised_on:
        raise Refused("Their details have already been removed")
    if keep_until <= on:
        raise Refused("The day must be in the future", field="keep_until")
    person.save(update_fields=["version"])
    _decide(person, KeepingDecision.Decision.KEEP, keep_until, reason, by=by)
    history.record(
        person, "details kept", by=by, until=keep_until.isoformat(), reason=reason
    )


def _decide(
    person: Person, decision: str, keep_until: date | None, reason: str, *, by: Person
) -> None:
    KeepingDecision.objects.create(
        subject_type=Person._meta.label_lower,
        subject_id=person.pk,
        words=person.name,
        decision=decision,
        keep_until=keep_until,
        reason=reason.strip(),
        decided_by=by,
        decided_at=clock.now(),
    )


def prune_records(*, by: Person, on: date) -> dict[str, int]:
    """Delete emails and history past their retention periods, and count them."""
    years = {row["name"]: row["years"] for row in policy.get(PERIODS)}
    return directory.prune(
        on=on,
        messages_years=years.get("messages"),
        history_years=years.get("history"),
        by=by,
    )
