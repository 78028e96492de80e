"""Plans and actions for tests, through the services that make them in life."""

from datetime import date

from actions.plans.models import Plan, Priority
from actions.register.models.actions import Action
from actions.register.services import raising
from actions.register.words import OwnerAs, Source
from partnership.people.models import Organisation, Person
from tests.factories import OrganisationFactory

APRIL = date(2025, 4, 1)


def make_plan(
    by: Person, *, title: str = "Business plan", start: date = APRIL, **fields
) -> Plan:
    """An approved plan of one year, still without priorities."""
    return Plan.objects.create(
        title=title,
        slug=title.lower().replace(" ", "-"),
        start=start,
        end=date(start.year + 1, 3, 31),
        status=Plan.Status.APPROVED,
        approved_on=start,
        approved_by=by,
        **fields,
    )


def make_priority(plan: Plan, *, ref: str = "WSCP1", **fields) -> Priority:
    return Priority.objects.create(
        plan=plan,
        ref=ref,
        title=fields.pop("title", "Children who go missing"),
        position=plan.priorities.count() + 1,
        **fields,
    )


def make_action(
    organisation: Organisation | None = None,
    *,
    text: str = "Write the pathway",
    owners=(),
    by: Person | None = None,
    on: date = date(2025, 5, 1),
    **fields,
) -> Action:
    """An action raised by hand; `owners` may be people, words or `OwnerAs`."""
    return raising.raise_action(
        text=text,
        organisation=organisation
        or OrganisationFactory(kind=Organisation.Kind.SUBGROUP),
        source=fields.pop("source", Source.OTHER),
        owners=[as_owner(owner) for owner in owners],
        by=by,
        on=on,
        **fields,
    )


def as_owner(owner) -> OwnerAs:
    if isinstance(owner, Person):
        return OwnerAs(words=owner.name, person=owner)
    return OwnerAs(words=owner) if isinstance(owner, str) else owner
