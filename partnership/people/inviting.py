"""Inviting people to sign in, and accepting and withdrawing invitations."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction
from django.utils.timezone import localtime

from partnership.access import GRANTS, Role, link_address
from partnership.dates import clock
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.outbox import messages
from partnership.pages import addresses
from partnership.people.models import Membership, Organisation, Person
from partnership.people.roles import give_role, in_words
from partnership.people.services import add_person
from partnership.policy import values as policy
from partnership.sign_in.models import Invitation, User
from partnership.sign_in.services import accept_waiting, end_sign_in

PURPOSE = "accept_invitation"
MOST_AT_ONCE = 200
# No password matches this. It is constant so that two demonstrations are identical.
NO_PASSWORD = UNUSABLE_PASSWORD_PREFIX

# What each role lets someone do, worded to follow “you can”.
TASKS: dict[Role, str] = {
    Role.ADMINISTRATOR: "manage people, roles and local rules",
    Role.BUSINESS_MANAGER: "manage the plan, meetings, audits and the yearly report",
    Role.BOARD_OFFICER: "chase actions, prepare meetings and run audits",
    Role.EXECUTIVE: "read the plan, the scorecard and the yearly report",
    Role.SCRUTINEER: "see all the partnership’s decisions and reports",
    Role.SUBGROUP_CHAIR: "prepare the subgroup’s meetings and follow its actions",
    Role.MINUTE_TAKER: "plan the subgroup’s meetings and write their minutes",
    Role.MEMBER: "read papers and minutes, and report on your actions",
    Role.DEPUTY: "read papers and minutes of meetings you attend as a deputy",
    Role.HEAD: "complete the school’s safeguarding audit and sign it as head",
    Role.DSL: "complete the school’s safeguarding audit and submit it",
    Role.GOVERNOR: "read the school’s safeguarding audit and sign it",
    Role.CHAIR_OF_GOVERNORS: "read the school’s safeguarding audit and sign it",
    Role.PROPRIETOR: "complete the setting’s safeguarding audit and sign it",
    Role.COLLEAGUE: "help complete the school’s safeguarding audit",
    Role.TRUST_LEAD: "read the audits of schools that share them with the trust",
}


@dataclass
class Invited:
    """Who was invited, and who was not and why."""

    invitations: list[Invitation] = field(default_factory=list)
    refused: list[tuple[Person, str]] = field(default_factory=list)


@transaction.atomic
def add_person_at(
    organisation: Organisation,
    *,
    role: str,
    title: str = "",
    from_date: date,
    is_invited: bool = False,
    by: Person,
    on: date,
    **about,
) -> Person:
    """Add a person with a role and optionally invite them, all in one transaction."""
    person = add_person(by=by, **about)
    give_role(person, organisation, role=role, title=title, from_date=from_date, by=by)
    if is_invited:
        invite(person, by=by, on=on)
    return person


@transaction.atomic
def invite(person: Person, *, by: Person | None, on: date) -> Invitation:
    """Email someone an invitation to sign in, withdrawing any earlier one.

    Raises:
        Refused: they can already sign in, have no address or role, or have left.
    """
    answer = invite_many([person], by=by, on=on)
    if answer.refused:
        raise Refused(answer.refused[0][1])
    return answer.invitations[0]


@transaction.atomic
def invite_many(people: Iterable[Person], *, by: Person | None, on: date) -> Invited:
    """Invite many people in a few queries, skipping those who cannot be invited.

    Raises:
        Refused: too many at once.
    """
    keys = {person.pk for person in people}
    if len(keys) > MOST_AT_ONCE:
        raise Refused(f"You can invite up to {MOST_AT_ONCE} people at once")
    answer = Invited()
    reasons = _reasons_against(
        Person.objects.select_for_update(of=("self",))
        .filter(pk__in=keys)
        .select_related("merged_into")
        .order_by("name", "pk"),
        on=on,
    )
    answer.refused = [(person, why) for person, (why, _) in reasons.items() if why]
    asked = {person: held for person, (why, held) in reasons.items() if not why}
    answer.invitations = _enter(asked, by=by)
    letters = messages.send_each(
        "invitation",
        {
            invitation.person: _values(invitation, asked[invitation.person], on=on)
            for invitation in answer.invitations
        },
    )
    for invitation in answer.invitations:
        invitation.message = letters.get(invitation.person)
    Invitation.objects.bulk_update(answer.invitations, ["message"])
    return answer


@transaction.atomic
def invite_by_email(people: Iterable[Person], *, on: date) -> dict[int, Invitation]:
    """Invite people by an email about something else, which is being written.

    Who has an invitation that still works keeps it. Returns the invitations by person;
    those who cannot be invited have none.
    """
    keys = [person.pk for person in people]
    standing = {
        invitation.person_id: invitation
        for invitation in Invitation.objects.waiting().filter(
            person__in=keys, invited_at__gt=clock.now() - Invitation.LASTS
        )
    }
    reasons = _reasons_against(
        Person.objects.select_for_update(of=("self",))
        .filter(pk__in=keys)
        .exclude(pk__in=standing)
        .select_related("merged_into")
        .order_by("name", "pk"),
        on=on,
    )
    asked = [person for person, (why, _) in reasons.items() if not why]
    return standing | {one.person_id: one for one in _enter(asked, by=None)}


def _enter(people: Iterable[Person], *, by: Person | None) -> list[Invitation]:
    """Give people accounts and new invitations, in place of earlier ones."""
    people = list(people)
    _let_in(people, by=by)
    _withdraw(Invitation.objects.waiting().filter(person__in=people), by=by)
    invitations = Invitation.objects.bulk_create(
        Invitation(person=person, invited_by=by, invited_at=clock.now())
        for person in people
    )
    history.record_many(((person, "invited", {}) for person in people), by=by)
    return invitations


def reasons_against(people: Iterable[Person], *, on: date) -> list[tuple[Person, str]]:
    """The reason why each person cannot be invited, if any."""
    return [(who, why) for who, (why, _) in _reasons_against(people, on=on).items()]


def _reasons_against(
    people: Iterable[Person], *, on: date
) -> dict[Person, tuple[str, list[Membership]]]:
    people = list(people)
    users = {user.person_id: user for user in User.objects.filter(person__in=people)}
    held = defaultdict(list)
    for membership in opening(on=on).filter(person__in=people):
        held[membership.person_id].append(membership)
    return {
        person: (
            _reason_against(person, users.get(person.pk), held[person.pk]),
            held[person.pk],
        )
        for person in people
    }


def opening(*, on: date):
    """Current and future roles that give access to any page."""
    return (
        Membership.objects.not_over(on=on)
        .filter(
            role__in=[role for role, may in GRANTS.items() if may],
            organisation__closed_on=None,
        )
        .select_related("organisation")
        .order_by("from_date", "pk")
    )


def _reason_against(person: Person, user: User | None, held: list[Membership]) -> str:
    if person.merged_into_id:
        kept = person.merged_into.name
        return f"{person.name} was merged with {kept}. Invite {kept} instead"
    if person.anonymised_on:
        return f"{person.name} has left and their details have been removed"
    if not person.email:
        return f"{person.name} has no email address. Add it first"
    if user and user.is_active and has_signed_in(user):
        return f"{person.name} can already sign in"
    if not held:
        return f"{person.name} has no role that lets them sign in. Give them one first"
    return ""


def has_signed_in(user: User) -> bool:
    """Whether an account has been signed in to or has a password."""
    return user.last_login is not None or user.has_usable_password()


def _let_in(people: Iterable[Person], *, by: Person | None) -> None:
    """Create accounts for people without one, and reopen closed ones."""
    people = {person.pk: person for person in people}
    users = User.objects.filter(person__in=people)
    known = {user.person_id for user in users}
    closed = [user for user in users if not user.is_active]
    for user in closed:
        user.is_active = True
        user.set_unusable_password()
    User.objects.bulk_update(closed, ["is_active", "password"])
    new = [
        User(person=person, email=person.email, password=NO_PASSWORD)
        for pk, person in people.items()
        if pk not in known
    ]
    User.objects.bulk_create(new)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True)
        for user in new
    )
    history.record_many(
        ((people[user.person_id], "sign-in given", {}) for user in [*closed, *new]),
        by=by,
    )


def _values(
    invitation: Invitation, held: list[Membership], *, on: date
) -> dict[str, str]:
    """The values of the invitation email."""
    by = invitation.invited_by
    path = link_address("partnership:accept_invitation", PURPOSE, invitation)
    return {
        "invited_by": by.name if by else policy.get("partnership_name"),
        "roles": "\n".join(f"- {line}" for line in in_lines(held, on=on)),
        "link": addresses.absolute(path),
        "last_day": in_words(localtime(invitation.expires_at).date()),
    }


def in_lines(held: Iterable[Membership], *, on: date) -> list[str]:
    """Each role in words, with what it lets the person do."""
    return [
        f"{one.get_role_display()}, {one.organisation.name}"
        f"{f' (from {in_words(one.from_date)})' if one.from_date > on else ''}: "
        f"{TASKS[Role(one.role)]}"
        for one in held
    ]


def roles_in_words(person: Person, *, on: date) -> list[str]:
    """What someone is invited to do, one line for each role."""
    return in_lines(opening(on=on).filter(person=person), on=on)


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: Person) -> None:
    """Withdraw an invitation, and close the account if it has not been used.

    Raises:
        Refused: it has been accepted or withdrawn.
    """
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    invitation.guard("withdraw")
    _withdraw(Invitation.objects.filter(pk=invitation.pk), by=by)
    user = User.objects.filter(person=invitation.person).first()
    if user and not has_signed_in(user):
        end_sign_in(invitation.person, by=by)


def _withdraw(invitations, *, by: Person | None) -> None:
    people = [one.person for one in invitations.select_related("person")]
    invitations.update(withdrawn_at=clock.now())
    history.record_many(
        ((person, "invitation withdrawn", {}) for person in people), by=by
    )


def why_over(invitation: Invitation, *, on: date) -> str:
    """Why an invitation can no longer be accepted, for the page its link leads to."""
    address = policy.get("reply_to") or "the partnership’s business team"
    write_to = f"Contact {address} if you need to sign in."
    state = invitation.fate
    if state == Invitation.State.ACCEPTED:
        return "You have already used this invitation. You can sign in."
    if state == Invitation.State.WITHDRAWN:
        return (
            "This invitation was withdrawn or replaced by a newer one: use the "
            f"latest. {write_to}"
        )
    if clock.now() > invitation.expires_at:
        expired = in_words(localtime(invitation.expires_at).date())
        return f"This invitation expired on {expired}. {write_to}"
    person = invitation.person
    is_gone = person.merged_into_id or person.anonymised_on
    if is_gone or not User.objects.filter(person=person, is_active=True).exists():
        return f"This invitation is no longer valid. {write_to}"
    if not opening(on=on).filter(person=person).exists():
        last = person.memberships.select_related("organisation").order_by("to_date")
        ended = last.exclude(to_date=None).last()
        return (
            f"Your role as {ended.get_role_display()} at {ended.organisation.name} "
            f"ended on {in_words(ended.to_date)}. {write_to}"
            if ended
            else f"You do not have a current role. {write_to}"
        )
    return ""


@transaction.atomic
def accept_invitation(invitation: Invitation, *, password: str, on: date) -> User:
    """Accept an invitation by choosing a password.

    Raises:
        Refused: it can no longer be accepted.
    """
    invitation = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("person__user", "person__merged_into", "message")
        .get(pk=invitation.pk)
    )
    if why := why_over(invitation, on=on):
        raise Refused(why)
    user = invitation.person.user
    user.set_password(password)
    user.save(update_fields=["password"])
    accept_waiting(invitation.person)
    return user
