"""What the directory knows of a person: the roles they hold, and what names them."""

from collections.abc import Iterable, Iterator
from datetime import date

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.timezone import localtime

from partnership.access import Role
from partnership.foundation.history_words import told
from partnership.foundation.holdings import Holding, Kind
from partnership.foundation.traces import (
    ACT,
    WHO_DID_IT,
    Held,
    Old,
    PastKeeping,
    Trace,
    entries_of,
    held_in,
    period_of,
    years_before,
)
from partnership.models import Event, Membership, Message, Person

ROLES = Kind(
    key="roles",
    words="Roles",
    follows="Every role ends with the last day; whoever takes one over has it from the "
    "day after",
    otherwise="an officer of the partnership",
    gives_access=True,
)
# Without its holder something stands still: the role, and how that is said.
MISSED = {
    Role.ADMINISTRATOR: "no administrator",
    Role.BUSINESS_MANAGER: "no business manager",
    Role.SUBGROUP_CHAIR: "no chair",
    Role.MINUTE_TAKER: "no minute-taker",
    Role.HEAD: "no head",
    Role.DSL: "no designated safeguarding lead",
    Role.GOVERNOR: "no safeguarding governor",
    Role.TRUST_LEAD: "no trust lead",
}
ENTRY = "So that the partnership can write to people and show who is who"
SIGN_IN = "So that they can sign in, and nobody else in their name"
SAFETY = "To notice when someone tries to get in who should not"
THE_ENTRY = "Their entry in the directory"
# What of someone's entry outlasts the removal of their details.
STAYS_SAID = {"Name", "Last day"}
LETTERS = "To show what was sent, to whom, and whether it arrived"


def _changed(event: Event) -> str:
    words, facts = told(event)
    return "; ".join([words, *(f"{name}: {value}" for name, value in facts)])


def _subject(row: Model) -> str:
    return f"{row.subject_type.partition('.')[2]} {row.subject_id}"


TRACES = [
    Trace(
        column="partnership.Person.merged_into",
        kind="Duplicate entries merged into theirs",
        because="What was signed or agreed under the other entry still leads to them",
        moves=Q(),
    ),
    Trace(
        column="partnership.Membership.person",
        kind="Roles they hold or held",
        because="Who held which role, from when to when, decides who could see what",
        words=lambda row: (
            f"{row.title or row.get_role_display()}, {row.organisation}"
            + (f", until {row.to_date.isoformat()}" if row.to_date else "")
        ),
        when="from_date",
        url=lambda row: row.organisation.get_absolute_url(),
        select=("organisation",),
        moves=Q(),
    ),
    Trace(
        column="partnership.Sharing.agreed_by",
        kind="Schools they let share with their trust",
        because=WHO_DID_IT,
        words=lambda row: f"{row.school} shares with {row.trust}",
        when="from_date",
        select=("school", "trust"),
        stays=ACT,
    ),
    Trace(
        column="partnership.Event.by",
        kind="Changes they made",
        because="The history says who changed what; it is kept for the period of "
        "“The history of changes”",
        words=lambda row: f"{_subject(row)}: {row.event}",
        when="at",
        stays="History is append-only: the database refuses every change",
    ),
    Trace(
        column="partnership.Message.person",
        kind="Letters to them",
        because=LETTERS,
        words=lambda row: (
            f"{row.subject}, to {row.address}: {row.get_status_display().lower()}"
        ),
        when="written_at",
        moves=Q(),
    ),
    Trace(
        column="partnership.Reminded.person",
        goes=True,
        kind="Reminders they were given",
        because="So that nobody is reminded twice of one thing",
        words=lambda row: f"{row.kind.replace('_', ' ')} {row.step}: {_subject(row)}",
        when="message__written_at",
        select=("message",),
        moves=Q(),
    ),
    Trace(
        column="partnership.Download.person",
        kind="Files they took",
        because="The record of downloads says who has a copy of what",
        words=lambda row: row.words,
        when="at",
        stays="Records of downloads are append-only: the database refuses any change",
    ),
    Trace(
        column="partnership.Invitation.person",
        goes=True,
        kind="Invitations to them",
        because=SIGN_IN,
        words=lambda row: "Invited to sign in",
        when="invited_at",
        stays="Its link was sent for that entry; it is withdrawn and opens nothing",
    ),
    Trace(
        column="partnership.Invitation.invited_by",
        kind="People they invited",
        because=WHO_DID_IT,
        words=lambda row: f"Invited {row.person}",
        when="invited_at",
        select=("person",),
        stays=ACT,
    ),
    *(
        Trace(
            column=f"partnership.PeopleCheck.{column}",
            kind=f"Yearly checks of a school’s people they {verb}",
            because=WHO_DID_IT,
            when=when,
            select=("organisation",),
            stays=ACT,
        )
        for column, verb, when in [
            ("asked_by", "asked for", "asked_at"),
            ("answered_by", "answered", "answered_at"),
            ("settled_by", "settled", "settled_at"),
        ]
    ),
    *(
        Trace(
            column=f"partnership.PeopleList.{column}",
            kind=f"Lists of people they {verb}",
            because=WHO_DID_IT,
            when=when,
            stays=ACT,
        )
        for column, verb, when in [
            ("uploaded_by", "uploaded", "uploaded_at"),
            ("imported_by", "imported", "imported_at"),
        ]
    ),
    Trace(
        column="partnership.ApiToken.person",
        kind="Keys with which a machine reads what they see",
        because="To end a key, one must know whose it is",
        when="created_at",
        moves=Q(),
    ),
    Trace(
        column="partnership.ApiToken.created_by",
        kind="Keys for machines they gave out",
        because=WHO_DID_IT,
        when="created_at",
        stays=ACT,
    ),
    Trace(
        column="partnership.User.person",
        goes=True,
        kind="Their sign-in",
        because=SIGN_IN,
        words=lambda row: (
            f"Signs in as {row.email}{'' if row.is_active else ' (closed)'}"
        ),
        when="last_login",
        stays="One account is enough: this one is closed. It moves only where the kept "
        "entry has none (services.merging)",
    ),
]

# What the account's own tables keep; all of it goes with the account.
ACCOUNT_TRACES = [
    Trace(
        column="account.EmailAddress.user",
        goes=True,
        kind="Their sign-in",
        because=SIGN_IN,
        words=lambda row: f"Email address {row.email}",
        stays="Goes with the account",
    ),
    Trace(
        column="mfa.Authenticator.user",
        goes=True,
        kind="Their sign-in",
        because=SIGN_IN,
        words=lambda row: f"Second step: {row.get_type_display().lower()}",
        when="created_at",
        stays="Goes with the account",
    ),
    Trace(
        column="usersessions.UserSession.user",
        goes=True,
        kind="Where they are signed in",
        because=SIGN_IN,
        words=lambda row: f"{row.ip}, {row.user_agent}",
        when="last_seen_at",
        stays="Goes with the account",
    ),
    Trace(
        column="socialaccount.SocialAccount.user",
        goes=True,
        kind="Their sign-in",
        because=SIGN_IN,
        words=lambda row: f"Signs in through {row.provider} as {row.uid}",
        when="last_login",
        stays="Goes with the account",
    ),
]


def held_about(person: Person) -> list[Held]:
    """What the directory, the outbox and the sign-in keep about a person."""
    return [
        *_entry(person),
        *held_in([*TRACES, *ACCOUNT_TRACES], person),
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
            ("Letters", entry.get_letters_display() if entry.email else ""),
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
    """What was changed of their own entry, sign-ins among it, by whomever."""
    for event in Event.objects.filter(
        subject_type=Person._meta.label_lower, subject_id__in=_pks(entries_of(person))
    ).order_by("pk"):
        yield Held(
            kind="What happened to their entry",
            words=_changed(event),
            when=event.at,
            kept_because=WHO_DID_IT,
        )


def addresses_of(people: Iterable[Person]) -> set[str]:
    """The addresses under which these entries are written to or sign in."""
    found = set()
    for entry in people:
        user = getattr(entry, "user", None)
        found |= {entry.email, user.email if user else ""}
    return {address for address in found if address}


def attempts_of(addresses: Iterable[str]) -> list[QuerySet]:
    """Attempts to sign in with any of these addresses, in each of the tables."""
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
                kind="Attempts to sign in with their address",
                words=f"From {row.ip_address}, {row.user_agent}",
                when=row.attempt_time,
                kept_because=SAFETY,
                goes=True,
            )


def _pks(people: Iterable[Person]) -> list[int]:
    return [person.pk for person in people]


def holdings(person: Person, *, on: date) -> list[Holding]:
    """The roles they hold, on a day or from a later one on; in two queries."""
    mine = list(
        Membership.objects.not_over(on=on)
        .filter(person=person)
        .select_related("organisation")
        .order_by("organisation__kind", "organisation__name", "pk")
    )
    shared = set(
        Membership.objects.current(on=on)
        .filter(organisation__in=[row.organisation_id for row in mine])
        .exclude(person=person)
        .values_list("organisation_id", "role")
    )
    return [
        Holding(
            kind=ROLES,
            pk=row.pk,
            words=f"{row.get_role_display()}, {row.organisation}",
            detail=row.title,
            url=row.organisation.get_absolute_url(),
            otherwise=_others(row) if (row.organisation_id, row.role) in shared else "",
            vacancy=_vacancy(row, shared),
        )
        for row in mine
    ]


def _others(row: Membership) -> str:
    return f"the other {row.get_role_display().lower()}s of {row.organisation}"


def _vacancy(row: Membership, shared: set[tuple[int, str]]) -> str:
    missed = MISSED.get(Role(row.role))
    if missed is None or (row.organisation_id, row.role) in shared:
        return ""
    return f"{row.organisation} will have {missed}"


def left_before(people: QuerySet[Person], day: date) -> QuerySet[Person]:
    """Those all of whose roles ended before a day, and who are still described.

    Each knows the day on which the last one did, as `ended_on`.
    """
    return (
        people.filter(merged_into=None, anonymised_on=None)
        .annotate(
            last_role=Subquery(
                Membership.objects.filter(person=OuterRef("pk"))
                .order_by(F("to_date").desc(nulls_first=True))
                .values("to_date")[:1]
            ),
            has_role=Exists(
                Membership.objects.not_over(on=day).filter(person=OuterRef("pk"))
            ),
            ended_on=Coalesce("last_role", "left_on"),
        )
        .filter(has_role=False, ended_on__lt=day)
        .order_by("ended_on", "pk")
    )


def past_keeping(on: date, periods: list[dict]) -> list[PastKeeping]:
    """Letters and history past their period; people are reviewed one by one."""
    found = []
    for name, words, rows, column in [
        ("messages", "Messages that were sent", old_messages, "written_at"),
        ("history", "Events of the history", old_history, "at"),
    ]:
        years = period_of(periods, name)
        if years is None:
            continue
        old = rows(years_before(on, years)).order_by(column)
        found.append(
            PastKeeping(
                name=name,
                words=words,
                years=years,
                count=old.count(),
                what_to_do="Remove them with “manage.py prune_records”, which counts "
                "first and asks",
                first=tuple(
                    Old(words=_line(row), since=localtime(getattr(row, column)).date())
                    for row in old[:5]
                ),
            )
        )
    return found


def old_messages(before: date) -> QuerySet[Message]:
    """Messages that were written before a day and wait for nothing."""
    return Message.objects.filter(written_at__date__lt=before).exclude(
        status__in=[
            Message.Status.WAITING,
            Message.Status.HANDING_OVER,
            Message.Status.HELD,
        ]
    )


def old_history(before: date) -> QuerySet[Event]:
    """Events from before a day."""
    return Event.objects.filter(at__date__lt=before)


def _line(row: Message | Event) -> str:
    if isinstance(row, Message):
        return f"{row.kind.replace('_', ' ')} to {row.address or 'an address removed'}"
    return f"{_subject(row)}: {row.event}"
