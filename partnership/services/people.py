"""Organisations, people and their roles, and the account with which one signs in."""

from datetime import date

from allauth.account.models import EmailAddress
from django.db import transaction

from partnership.access import Role, link_address
from partnership.foundation import history, policy
from partnership.foundation.outcomes import Refused
from partnership.models import Membership, Organisation, Person, Sharing, User

# Where each role may be held; the partnership's own roles reach everywhere.
PLACES: dict[Role, set[str]] = {
    Role.ADMINISTRATOR: {Organisation.Kind.PARTNERSHIP},
    Role.BUSINESS_MANAGER: {Organisation.Kind.PARTNERSHIP},
    Role.BOARD_OFFICER: {Organisation.Kind.PARTNERSHIP},
    Role.EXECUTIVE: {Organisation.Kind.PARTNERSHIP},
    Role.SCRUTINEER: {Organisation.Kind.PARTNERSHIP},
    Role.SUBGROUP_CHAIR: {Organisation.Kind.SUBGROUP},
    Role.MINUTE_TAKER: {Organisation.Kind.SUBGROUP},
    Role.MEMBER: {Organisation.Kind.SUBGROUP, Organisation.Kind.AGENCY},
    Role.DEPUTY: {Organisation.Kind.SUBGROUP},
    Role.HEAD: {Organisation.Kind.SCHOOL},
    Role.DSL: {Organisation.Kind.SCHOOL},
    Role.GOVERNOR: {Organisation.Kind.SCHOOL},
    Role.COLLEAGUE: {Organisation.Kind.SCHOOL},
    Role.TRUST_LEAD: {Organisation.Kind.TRUST},
    Role.CONTACT: set(Organisation.Kind) - {Organisation.Kind.PARTNERSHIP},
}


@transaction.atomic
def add_organisation(
    *, kind: str, name: str, short_name: str = "", email: str = "", by: Person | None
) -> Organisation:
    """Enter an agency, school, trust or subgroup in the directory."""
    organisation = Organisation.objects.create(
        kind=kind, name=name, short_name=short_name, email=email
    )
    history.record(organisation, "added", by=by, name=name, kind=str(kind))
    return organisation


@transaction.atomic
def add_person(
    *,
    name: str,
    initials: str = "",
    aliases: tuple[str, ...] = (),
    email: str = "",
    job_title: str = "",
    by: Person | None,
) -> Person:
    """Enter a person in the directory; this gives no account.

    Raises:
        Refused: someone with this email address is already there.
    """
    if email and Person.objects.filter(email__iexact=email).exists():
        raise Refused("Someone with this email address is already here", field="email")
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
    """Say who someone is: name, initials and what they do."""
    person.claim(None)
    person.name, person.initials, person.job_title = name, initials, job_title
    person.save()
    history.record(person, "named", by=by, name=name)


@transaction.atomic
def join(
    person: Person,
    organisation: Organisation,
    role: Role,
    *,
    title: str = "",
    by: Person | None,
    on: date,
) -> Membership:
    """Give someone a role at an organisation from a day on.

    Raises:
        Refused: the role does not belong at this kind of organisation, or is held.
    """
    if organisation.kind not in PLACES.get(role, set()):
        raise Refused(f"{role.label} is not a role at {organisation.name}")
    if Membership.objects.filter(
        person=person, organisation=organisation, role=role, to_date=None
    ).exists():
        raise Refused(f"{person.name} already has this role at {organisation.name}")
    membership = Membership.objects.create(
        person=person, organisation=organisation, role=role, title=title, from_date=on
    )
    history.record(
        person,
        "joined",
        by=by,
        role=role.label,
        organisation=organisation.name,
        membership=membership.pk,
    )
    return membership


@transaction.atomic
def leave(membership: Membership, *, by: Person | None, on: date) -> None:
    """End a role on a day; it stays in the records."""
    if membership.to_date is not None:
        raise Refused("This role has already ended")
    membership.to_date = max(on, membership.from_date)
    membership.save(update_fields=["to_date"])
    history.record(
        membership.person,
        "left",
        by=by,
        role=membership.get_role_display(),
        organisation=membership.organisation.name,
    )


@transaction.atomic
def share_with_trust(
    school: Organisation, trust: Organisation, *, by: Person, on: date
) -> Sharing:
    """Let a school's trust see its returns and actions from a day on."""
    if Sharing.objects.filter(school=school, trust=trust, to_date=None).exists():
        raise Refused(f"{school.name} already shares with {trust.name}")
    sharing = Sharing.objects.create(
        school=school, trust=trust, from_date=on, agreed_by=by
    )
    history.record(school, "shared with trust", by=by, trust=trust.name)
    return sharing


@transaction.atomic
def give_sign_in(
    person: Person, *, encoded_password: str = "", by: Person | None
) -> User:
    """Let a person sign in with their email address, by e-mailed code or password.

    `encoded_password` is a finished hash; without one a password is yet to be set.

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


@transaction.atomic
def start_partnership(*, name: str, administrator: str, on: date) -> str:
    """Begin an empty deployment; returns the path of the administrator's one-time link.

    Raises:
        Refused: there is a partnership already.
    """
    if Organisation.objects.filter(kind=Organisation.Kind.PARTNERSHIP).exists():
        raise Refused("This deployment already has a partnership")
    partnership = add_organisation(
        kind=Organisation.Kind.PARTNERSHIP, name=name, by=None
    )
    policy.change("partnership_name", name, by=None)
    person = add_person(
        name=administrator.partition("@")[0], email=administrator, by=None
    )
    join(person, partnership, Role.ADMINISTRATOR, by=None, on=on)
    join(person, partnership, Role.BUSINESS_MANAGER, by=None, on=on)
    user = give_sign_in(person, by=None)
    return link_address("partnership:first_password", "first_password", user)


@transaction.atomic
def set_first_password(
    user: User, *, password: str = "", encoded_password: str = ""
) -> None:
    """Use up a one-time link by setting the password it was sent for."""
    if encoded_password:
        user.password = encoded_password
    else:
        user.set_password(password)
    user.save(update_fields=["password"])
    history.record(user.person, "first password set", by=user.person)
