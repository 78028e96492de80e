"""Merging two entries of one person: one is kept and the other points to it."""

from dataclasses import dataclass
from datetime import date

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Exists, OuterRef

from partnership.access import may_give
from partnership.dates import clock
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.outbox import messages
from partnership.outbox.models import Reminded
from partnership.people.models import Membership, Person
from partnership.people.named_in import move_all
from partnership.people.roles import must_be_known
from partnership.people.services import KNOWN_ALREADY
from partnership.sign_in.models import Invitation, User
from partnership.sign_in.services import end_other_sessions
from partnership.traces import TRACES


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The details to keep when merging two entries."""

    name: str
    initials: str
    email: str
    job_title: str


def check_merge(*, kept: Person, gone: Person, by: Person) -> None:
    """Refuse two entries that cannot be merged, or not by this person.

    Raises:
        Refused: they are the same entry, one was already merged or anonymised, or one
            holds a higher role than the person merging them.
    """
    if kept.pk == gone.pk:
        raise Refused("Choose a different entry")
    must_be_known(kept)
    must_be_known(gone)
    highest = kept.highest_roles() | gone.highest_roles()
    if not all(may_give(by, role) for role in highest):
        raise Refused(
            "Only an administrator or business manager can merge the entries of "
            f"{' and '.join(sorted(role.label.lower() for role in highest))}s"
        )


@transaction.atomic
def merge_people(
    *, kept: Person, gone: Person, by: Person | None, on: date
) -> dict[str, int]:
    """Move roles, emails and keys from one entry to the other; returns how many.

    A role that both hold at one organisation is kept once, from the earlier day.
    """
    _merge_roles(kept, gone, on=on)
    Reminded.objects.filter(person=gone).filter(
        Exists(
            Reminded.objects.filter(
                person=kept,
                kind=OuterRef("kind"),
                subject_type=OuterRef("subject_type"),
                subject_id=OuterRef("subject_id"),
                step=OuterRef("step"),
            )
        )
    ).delete()
    Invitation.objects.waiting().filter(person=gone).update(withdrawn_at=clock.now())
    return move_all(TRACES, gone=gone, kept=kept)


def _merge_roles(kept: Person, gone: Person, *, on: date) -> None:
    standing = Membership.objects.not_over(on=on).select_for_update()
    theirs = {
        (row.organisation_id, row.role): row for row in standing.filter(person=gone)
    }
    for row in standing.filter(person=kept):
        double = theirs.get((row.organisation_id, row.role))
        if double is None:
            continue
        ends = {row.to_date, double.to_date}
        row.claim(None)
        row.from_date = min(row.from_date, double.from_date)
        row.to_date = None if None in ends else max(ends)
        row.title = row.title or double.title
        double.delete()
        row.save()


@transaction.atomic
def keep_one(
    *,
    kept: Person,
    gone: Person,
    facts: Facts,
    moved: dict[str, int],
    by: Person,
) -> None:
    """Set the details of the kept entry, and close the other, which points to it.

    The caller has claimed both entries. Initials of both become aliases of the kept
    one. The kept entry's account stays; if it has none, the other's moves with its
    password and second step. Old addresses are notified.

    Raises:
        Refused: the address belongs to someone else.
    """
    users = {
        user.person_id: user for user in User.objects.filter(person__in=[kept, gone])
    }
    _must_be_free(facts.email, kept, gone)
    if any(user.is_active for user in users.values()) and not facts.email:
        raise Refused("Keep an email address, because they use it to sign in")
    dropped = {
        user.email
        for user in users.values()
        if user.email.casefold() != facts.email.casefold()
    }
    aliases = {kept.initials, gone.initials, *kept.aliases, *gone.aliases}
    gone.merged_into, gone.email, gone.initials, gone.aliases = kept, "", "", []
    gone.save()
    history.record(gone, "merged", by=by, into=kept.name)
    kept.name, kept.initials = facts.name, facts.initials
    kept.email, kept.job_title = facts.email, facts.job_title
    kept.aliases = sorted(aliases - {facts.initials, ""})
    kept.save()
    history.record(kept, "merged", by=by, entry=gone.name, moved=moved)
    _keep_one_account(users.get(kept.pk), users.get(gone.pk), kept, gone, by=by)
    for address in sorted(dropped):
        messages.send_to_address("address_changed", address, person=kept, by=by.name)


def _must_be_free(email: str, kept: Person, gone: Person) -> None:
    pks = [kept.pk, gone.pk]
    if email and (
        Person.objects.filter(email__iexact=email).exclude(pk__in=pks).exists()
        or User.objects.filter(email__iexact=email).exclude(person__in=pks).exists()
    ):
        raise Refused(KNOWN_ALREADY, field="email")


def _keep_one_account(
    own: User | None, other: User | None, kept: Person, gone: Person, *, by: Person
) -> None:
    """Keep one account: the kept entry's, or else the other's."""
    if other is not None:
        end_other_sessions(other, this="")
        EmailAddress.objects.filter(user=other).delete()
    if other is not None and other.is_active and not (own and own.is_active):
        if own is not None:
            # Close it, since a person has only one account.
            own.delete()
        other.person = kept
        if not other.has_usable_password():
            # A new unusable password, so that links sent for the old one stop working.
            other.set_unusable_password()
        _sign_in_with(other, kept.email)
        history.record(kept, "sign-in moved", by=by, entry=gone.name)
        return
    if other is not None:
        other.is_active = False
        other.set_unusable_password()
        # This domain never receives email (RFC 2606), and no one can sign in with it.
        other.email = f"merged-{gone.pk}@quorate.invalid"
        other.save()
        for relation in (other.authenticator_set, other.socialaccount_set):
            relation.all().delete()
        history.record(gone, "sign-in ended", by=by)
    if own is not None and own.email.casefold() != kept.email.casefold():
        EmailAddress.objects.filter(user=own).delete()
        _sign_in_with(own, kept.email)


def _sign_in_with(user: User, email: str) -> None:
    user.email = email
    user.save()
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
