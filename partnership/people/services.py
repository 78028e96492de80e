"""People: their details and the address they sign in with."""

from collections.abc import Iterable
from datetime import date

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from partnership.access import may_give
from partnership.dates import clock
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.names import plain_initials
from partnership.outbox import messages
from partnership.people.models import Membership, Person
from partnership.people.roles import must_be_known
from partnership.sign_in.models import Invitation, User

KNOWN_ALREADY = "Someone with this email address is already here"


@transaction.atomic
def add_person(
    *,
    name: str,
    initials: str = "",
    aliases: Iterable[str] = (),
    email: str = "",
    job_title: str = "",
    by: Person | None,
) -> Person:
    """Add a person to the directory, without an account.

    Raises:
        Refused: someone with this email address is already there.
    """
    if email and Person.objects.filter(email__iexact=email).exists():
        raise Refused(KNOWN_ALREADY, field="email")
    person = Person.objects.create(
        name=name,
        initials=initials,
        aliases=list(aliases),
        email=email,
        job_title=job_title,
    )
    history.record(person, "added", by=by, name=name)
    return person


@transaction.atomic
def name_person(
    person: Person, *, name: str, initials: str, job_title: str, by: Person | None
) -> None:
    """Set someone's name, initials and job title."""
    person.claim(None)
    person.name, person.initials, person.job_title = name, initials, job_title
    person.save()
    history.record(person, "named", by=by, name=name)


@transaction.atomic
def edit_person(
    person: Person,
    *,
    name: str,
    initials: str,
    aliases: Iterable[str],
    email: str,
    job_title: str,
    version: int | None = None,
    by: Person,
) -> None:
    """Change someone's details; they sign in with a new address from then on.

    Raises:
        Refused: the address is someone else's or is needed to sign in, `by` may not
            change it, or the person was merged or anonymised.
    """
    person.claim(version)
    must_be_known(person)
    before = {"name": person.name, "initials": person.initials}
    before |= {"job_title": person.job_title, "other_initials": list(person.aliases)}
    after = {"name": name, "initials": initials}
    after |= {"job_title": job_title, "other_initials": list(aliases)}
    if email != person.email:
        _move(person, email, by=by)
    person.name, person.initials = name, initials
    person.job_title, person.aliases = job_title, list(aliases)
    person.save()
    changed = {field: value for field, value in after.items() if before[field] != value}
    if changed:
        history.record(person, "edited", by=by, **changed)


def _move(person: Person, email: str, *, by: Person) -> None:
    """Change a person's address, move their sign-in to it and notify the old address.

    Codes and links sent to the old address stop working.
    """
    old, user = person.email, User.objects.filter(person=person).first()
    if email and (
        Person.objects.filter(email__iexact=email).exclude(pk=person.pk).exists()
        or User.objects.filter(email__iexact=email).exclude(person=person).exists()
    ):
        raise Refused(KNOWN_ALREADY, field="email")
    if user and user.is_active and not email:
        raise Refused(
            f"{person.name} signs in with their email address, so they need one",
            field="email",
        )
    highest = person.highest_roles()
    if not all(may_give(by, role) for role in highest):
        raise Refused(
            "Only an administrator or business manager can change the email address of "
            f"{' and '.join(sorted(role.label.lower() for role in highest))}s",
            field="email",
        )
    if user and email:
        user.email = email
        user.save(update_fields=["email"])
        EmailAddress.objects.filter(user=user).delete()
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        # The provider links them again once it has verified the new address.
        SocialAccount.objects.filter(user=user).delete()
    person.email = email
    Invitation.objects.waiting().filter(person=person).update(withdrawn_at=clock.now())
    # Leave out the addresses, because the history is kept longer.
    history.record(person, "email address changed", by=by)
    if old and user and old.casefold() != email.casefold():
        # Leave out the new address, because the old one may never have been theirs.
        messages.send_to_address("address_changed", old, person=person, by=by.name)


def sharing_initials(person: Person, *, on: date) -> list[tuple[Person, str]]:
    """Colleagues with the same initials, and the organisations they share.

    Minutes could not tell them apart, so officers are warned.
    """
    own = {plain_initials(one).upper() for one in person.all_initials}
    if not own:
        return []
    places = person.memberships.current(on=on).values("organisation")
    colleagues = (
        Membership.objects.current(on=on)
        .filter(organisation__in=places)
        .exclude(person=person)
        .select_related("person", "organisation")
        .order_by("person__name", "organisation__name")
    )
    return [
        (held.person, held.organisation.name)
        for held in colleagues
        if own & {plain_initials(one).upper() for one in held.person.all_initials}
    ]


@transaction.atomic
def give_sign_in(
    person: Person, *, encoded_password: str = "", by: Person | None
) -> User:
    """Let a person sign in with their email address, by emailed code or password.

    `encoded_password` is a password hash; without one the person sets a password later.

    Raises:
        Refused: the person has no address, or an account.
    """
    if not person.email:
        raise Refused(f"{person.name} has no email address", field="email")
    if User.objects.filter(person=person).exists():
        raise Refused(f"{person.name} can already sign in")
    user = User(email=person.email, person=person)
    if encoded_password:
        user.password = encoded_password
    else:
        user.set_unusable_password()
    user.save()
    EmailAddress.objects.create(
        user=user, email=user.email, verified=True, primary=True
    )
    history.record(person, "sign-in given", by=by)
    return user
