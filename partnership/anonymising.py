"""Removing the details of people who left long ago, and pruning old records."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from partnership.dates import clock
from partnership.guards.outcomes import Refused
from partnership.held import addresses_of, attempts_of, reports_of
from partnership.history import services as history
from partnership.history.models import Event
from partnership.keeping import old_history, old_messages
from partnership.outbox.models import Message, Reminded
from partnership.people.models import Membership, Person
from partnership.people.named_in import entries_of, years_before
from partnership.sign_in.models import ApiToken, Invitation, User
from partnership.sign_in.services import end_other_sessions

REMOVED = "[Removed: the person this was written to has left]"
# Details of history events about a person that identify them, beside the name.
TELLING = ["address", "email", "initials", "job_title", "other_initials"]


@transaction.atomic
def anonymise(person: Person, *, by: Person, on: date) -> None:
    """Remove someone's details and sign-in; their name stays.

    The caller has claimed the person and checked that they own nothing open. Details of
    duplicates merged into the entry are removed too.

    Raises:
        Refused: they hold a role, or their details have already been removed.
    """
    if person.anonymised_on:
        raise Refused("Their details have already been removed")
    if Membership.objects.not_over(on=on).filter(person=person).exists():
        raise Refused(f"{person.name} still has a role. End it first")
    entries = entries_of(person)
    addresses = addresses_of(entries)
    for attempts in attempts_of(addresses):
        attempts.delete()
    # Deleting the account deletes its addresses, second steps, keys and sessions.
    for user in User.objects.filter(person__in=entries):
        end_other_sessions(user, this="")
        user.delete()
    Invitation.objects.filter(person__in=entries).delete()
    Reminded.objects.filter(person__in=entries).delete()
    ApiToken.objects.filter(person__in=entries, revoked_at=None).update(
        revoked_at=clock.now()
    )
    _clear_letters(entries, addresses)
    for check, change in reports_of(entries):
        change["words"] = change["said"] = ""
        check.save(update_fields=["changes"])
    Event.objects.filter(
        subject_type=Person._meta.label_lower,
        subject_id__in=[entry.pk for entry in entries],
        detail__has_any_keys=TELLING,
    ).delete()
    for entry in entries:
        entry.email = entry.job_title = entry.initials = ""
        entry.aliases = []
        entry.letters = Person.Letters.AT_ONCE
        entry.anonymised_on = on
        entry.save()
    history.record(person, "anonymised", by=by)


def _clear_letters(entries: list[Person], addresses: set[str]) -> None:
    """Clear the address and text of emails sent to them, and delete waiting ones."""
    to_them = Q(person__in=entries)
    for address in addresses:
        to_them |= Q(address__iexact=address)
    letters = Message.objects.filter(to_them)
    waiting = [Message.Status.WAITING, Message.Status.HELD]
    letters.filter(gathered_in__status__in=waiting).delete()
    letters.filter(status__in=waiting).delete()
    letters.update(address="", subject=REMOVED, body=REMOVED, refusal="", reply_to="")


@transaction.atomic
def prune(
    *, on: date, messages_years: int | None, history_years: int | None, by: Person
) -> dict[str, int]:
    """Delete emails and history past their retention period; returns how many of each.

    Records kept permanently are not deleted. The deletion is recorded in the history of
    the person who did it.
    """
    gone = {"messages": 0, "history": 0}
    if messages_years is not None:
        old = old_messages(years_before(on, messages_years))
        # Delete emails in a digest before the digest.
        gone["messages"] += (
            old.exclude(gathered_in=None).delete()[1].get("partnership.Message", 0)
        )
        gone["messages"] += (
            old.filter(gathered=None).delete()[1].get("partnership.Message", 0)
        )
    if history_years is not None:
        gone["history"] = old_history(years_before(on, history_years)).delete()[0]
    history.record(by, "old records removed", by=by, **gone)
    return gone
