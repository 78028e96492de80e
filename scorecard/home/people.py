"""Checks of school contacts that wait for schools or officers."""

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.timezone import localtime

from partnership.access import Permission
from partnership.checks.models import PeopleCheck
from partnership.pages.addresses import reverse
from partnership.people.models import Person
from scorecard.home.matters import Block, Matter, block_of


def schools_of(person: Person) -> set[int]:
    """The schools whose contacts a person checks."""
    return person.organisations_where(Permission.ANSWER_PEOPLE_CHECK)


def checks(person: Person, on: date) -> Iterator[Block]:
    """The school's contact check, if no one has answered."""
    rows = PeopleCheck.objects.visible_to(person).filter(
        organisation__in=schools_of(person)
    )
    yield block_of(
        "people_checks",
        "Check your school’s contacts",
        rows.unanswered().select_related("organisation"),
        lambda check: Matter(
            words=check.organisation.name,
            url=reverse("partnership:answer_check", kwargs={"pk": check.pk}),
            detail=f"Asked on {date_format(localtime(check.asked_at), 'j F Y')}",
        ),
        subject="School",
        about="Date",
    )


def reported(person: Person, on: date) -> Iterator[Block]:
    """Changes that schools reported, for an officer to deal with."""
    rows = PeopleCheck.objects.visible_to(person).to_settle()
    yield block_of(
        "reported_people",
        "Changes reported by schools",
        rows.select_related("organisation")
        .only("answered_at", "organisation__name")
        .order_by("answered_at", "pk"),
        lambda check: Matter(
            words=check.organisation.name,
            url=check.get_absolute_url(),
            detail=f"Answered on {date_format(localtime(check.answered_at), 'j F Y')}",
        ),
        subject="School",
        about="Date",
        url=f"{reverse('partnership:checks')}?show=changes",
    )
