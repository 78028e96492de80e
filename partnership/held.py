"""What the directory, outbox and sign-in hold about a person."""

from collections.abc import Iterable, Iterator

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.db.models import Q, QuerySet

from partnership.checks.models import PeopleCheck
from partnership.history.models import Event
from partnership.history.words import in_words
from partnership.people.models import Membership, Person
from partnership.people.named_in import WHO_DID_IT, Held, entries_of, held_in
from partnership.traces import ACCOUNT_TRACES, TRACES

ENTRY = "So that the partnership can contact people and show who they are"
REPORTED = "To show what a school reported and what was done about it"
SAFETY = "To detect attempts at unauthorised access"
THE_ENTRY = "Their entry in the directory"
# What stays in someone's entry when their details are removed.
STAYS_SAID = {"Name", "Last day"}


def held_about(person: Person) -> list[Held]:
    """What the directory, outbox and sign-in hold about a person."""
    return [
        *_entry(person),
        *held_in([*TRACES, *ACCOUNT_TRACES], person),
        *_reported_of(person),
        *_history_of(person),
        *_attempts(person),
    ]


def _entry(person: Person) -> Iterator[Held]:
    for entry in entries_of(person):
        for words, value in [
            ("Name", entry.name),
            ("Initials", entry.initials),
            ("Other initials", ", ".join(entry.aliases)),
            ("Email address", entry.email),
            ("Job title", entry.job_title),
            ("Emails", entry.get_letters_display() if entry.email else ""),
            ("Last day", entry.left_on.isoformat() if entry.left_on else ""),
        ]:
            if value:
                yield Held(
                    kind=THE_ENTRY,
                    words=f"{words}: {value}",
                    when=None,
                    kept_because=ENTRY,
                    url=entry.get_absolute_url(),
                    goes=words not in STAYS_SAID,
                )


def _history_of(person: Person) -> Iterator[Held]:
    """The history of their own entry, including sign-ins."""
    for event in Event.objects.filter(
        subject_type=Person._meta.label_lower, subject_id__in=_pks(entries_of(person))
    ).order_by("pk"):
        yield Held(
            kind="History of their entry",
            words=_changed(event),
            when=event.at,
            kept_because=WHO_DID_IT,
        )


def reports_of(people: Iterable[Person]) -> Iterator[tuple[PeopleCheck, dict]]:
    """Changes schools reported about these people, each with its check."""
    entries = _pks(people)
    roles = dict(
        Membership.objects.filter(person__in=entries).values_list(
            "pk", "organisation_id"
        )
    )
    checks = PeopleCheck.objects.filter(organisation__in=roles.values())
    for check in checks.select_related("organisation").order_by("pk"):
        for change in check.changes:
            is_theirs = change.get("membership") in roles
            if is_theirs or change.get("person") in entries:
                yield check, change


def _reported_of(person: Person) -> Iterator[Held]:
    for check, change in reports_of(entries_of(person)):
        if said := [one for one in (change["words"], change.get("said")) if one]:
            yield Held(
                kind="Changes a school reported about them",
                words=f"{check}: {'; '.join(said)}",
                when=check.answered_at,
                kept_because=REPORTED,
                url=check.get_absolute_url(),
                goes=True,
            )


def addresses_of(people: Iterable[Person]) -> set[str]:
    """The email addresses of these entries and their accounts."""
    found = set()
    for entry in people:
        user = getattr(entry, "user", None)
        found |= {entry.email, user.email if user else ""}
    return {address for address in found if address}


def attempts_of(addresses: Iterable[str]) -> list[QuerySet]:
    """Sign-in attempts with any of these addresses, in each table."""
    asked = Q(pk__in=[])
    for address in addresses:
        asked |= Q(username__iexact=address)
    return [
        model.objects.filter(asked).order_by("pk")
        for model in (AccessAttempt, AccessFailureLog, AccessLog)
    ]


def _attempts(person: Person) -> Iterator[Held]:
    for rows in attempts_of(addresses_of(entries_of(person))):
        for row in rows:
            yield Held(
                kind="Attempts to sign in with their email address",
                words=f"From {row.ip_address}, {row.user_agent}",
                when=row.attempt_time,
                kept_because=SAFETY,
                goes=True,
            )


def _pks(people: Iterable[Person]) -> list[int]:
    return [person.pk for person in people]


def _changed(event: Event) -> str:
    sentence, lines = in_words(event)
    return "; ".join([sentence, *lines])
