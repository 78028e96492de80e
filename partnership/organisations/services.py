"""Adding, editing and closing organisations, and sharing schools with trusts."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from partnership.access import Role, link_address
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Membership, Organisation, Person, Sharing
from partnership.people.roles import join
from partnership.people.services import add_person, give_sign_in
from partnership.policy import values as policy
from partnership.sign_in.models import User

Kind = Organisation.Kind
# Closed or named elsewhere: in the national register or the local rules.
NAMED_ELSEWHERE = {Kind.SCHOOL, Kind.TRUST, Kind.PARTNERSHIP}
CLOSED_ELSEWHERE = {Kind.SCHOOL, Kind.PARTNERSHIP}


@transaction.atomic
def add_organisation(
    *, kind: str, name: str, short_name: str = "", email: str = "", by: Person | None
) -> Organisation:
    """Add an agency, school, trust or subgroup to the directory.

    Raises:
        Refused: there is already an agency or subgroup with this name.
    """
    _must_be_only(name, kind)
    organisation = Organisation.objects.create(
        kind=kind, name=name, short_name=short_name, email=email
    )
    history.record(organisation, "added", by=by, name=name, kind=str(kind))
    return organisation


@transaction.atomic
def edit_organisation(
    organisation: Organisation,
    *,
    name: str = "",
    short_name: str,
    email: str,
    version: int | None = None,
    by: Person,
) -> None:
    """Change an organisation's name, short name and email address.

    Schools and trusts are named in the national register and the partnership in the
    local rules, so `name` is left out for them.

    Raises:
        Refused: there is another with this name.
    """
    organisation.claim(version)
    changes = {"short_name": short_name, "email": email}
    if name and organisation.kind not in NAMED_ELSEWHERE:
        _must_be_only(name, organisation.kind, but=organisation)
        changes["name"] = name
    changed = {
        field: value
        for field, value in changes.items()
        if getattr(organisation, field) != value
    }
    for field, value in changed.items():
        setattr(organisation, field, value)
    organisation.save()
    history.record(organisation, "edited", by=by, **changed)


@transaction.atomic
def close_organisation(
    organisation: Organisation,
    *,
    closed_on: date,
    version: int | None = None,
    by: Person,
) -> None:
    """Close an organisation that no one acts for any more; its records are kept.

    Raises:
        Refused: people still hold roles there, or the register closes it.
    """
    organisation.claim(version)
    if organisation.kind in CLOSED_ELSEWHERE:
        raise Refused(
            "Schools are closed through the national register"
            if organisation.kind == Kind.SCHOOL
            else "The partnership cannot be closed"
        )
    if organisation.closed_on:
        raise Refused(f"{organisation.name} has already closed")
    held = Membership.objects.filter(organisation=organisation)
    people = held.not_over(on=closed_on).values("person").distinct().count()
    if people:
        raise Refused(
            f"{'1 person holds' if people == 1 else f'{people} people hold'} a role "
            f"at {organisation.name}. End their roles first"
        )
    organisation.closed_on = closed_on
    organisation.save()
    history.record(organisation, "closed", by=by, closed_on=closed_on.isoformat())


@transaction.atomic
def open_organisation_again(
    organisation: Organisation, *, version: int | None = None, by: Person
) -> None:
    """Reopen an organisation.

    Raises:
        Refused: it is open, another now has its name, or the register closed it.
    """
    organisation.claim(version)
    if organisation.kind in CLOSED_ELSEWHERE or not organisation.closed_on:
        raise Refused(f"{organisation.name} cannot be reopened here")
    _must_be_only(organisation.name, organisation.kind, but=organisation)
    organisation.closed_on = None
    organisation.save()
    history.record(organisation, "opened again", by=by)


def _must_be_only(name: str, kind: str, *, but: Organisation | None = None) -> None:
    """Refuse a second agency or subgroup with the same name."""
    if kind not in {Kind.AGENCY, Kind.SUBGROUP}:
        return
    same = Organisation.objects.filter(kind=kind, name__iexact=name, closed_on=None)
    if same.exclude(pk=but.pk if but else None).exists():
        raise Refused(
            f"There is already {'an' if kind == Kind.AGENCY else 'a'} "
            f"{Kind(kind).label.lower()} called {name}",
            field="name",
        )


@transaction.atomic
def share_with_trust(
    school: Organisation, trust: Organisation, *, by: Person, on: date
) -> Sharing:
    """Let a school's trust see its returns and actions from a given day."""
    if Sharing.objects.filter(school=school, trust=trust, to_date=None).exists():
        raise Refused(f"{school.name} already shares with {trust.name}")
    sharing = Sharing.objects.create(
        school=school, trust=trust, from_date=on, agreed_by=by
    )
    history.record(school, "shared with trust", by=by, trust=trust.name)
    return sharing


@transaction.atomic
def start_partnership(*, name: str, administrator: str, on: date) -> str:
    """Set up an empty site; returns the path of the administrator's one-time link.

    Raises:
        Refused: there is already a partnership, or this is no name or email address.
    """
    if begun := Organisation.objects.filter(kind=Kind.PARTNERSHIP).first():
        raise Refused(f"This site already has a partnership: {begun}")
    name, administrator = name.strip(), administrator.strip()
    try:
        validate_email(administrator)
    except ValidationError:
        raise Refused(f"“{administrator}” is not an email address") from None
    policy.change("partnership_name", name, by=None)
    partnership = add_organisation(kind=Kind.PARTNERSHIP, name=name, by=None)
    # Their name is asked for beside the password.
    person = add_person(name=administrator, email=administrator, by=None)
    join(person, partnership, Role.ADMINISTRATOR, by=None, on=on)
    join(person, partnership, Role.BUSINESS_MANAGER, by=None, on=on)
    give_sign_in(person, by=None)
    return first_link()


def first_link() -> str:
    """The path of the first officer's link; empty once they have used it."""
    user = User.objects.filter(is_active=True).order_by("pk").first()
    if user is None or user.has_usable_password() or user.last_login:
        return ""
    return link_address("partnership:first_password", "first_password", user)
