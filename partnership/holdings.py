"""The roles someone can hand over, and what would be missing without them."""

from datetime import date

from partnership.access import Role
from partnership.people.handing_over import Holding, Kind
from partnership.people.models import Membership, Person

ROLES = Kind(
    key="roles",
    words="Roles",
    follows="Every role ends on the last day. Anyone taking one over has it from the "
    "day after",
    otherwise="an officer of the partnership",
    gives_access=True,
)
# Roles that must not be left empty, and how a gap is described.
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


def holdings(person: Person, *, on: date) -> list[Holding]:
    """Their current and future roles, in two queries."""
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
