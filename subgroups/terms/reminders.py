"""The reminders of reviews of terms of reference, and who gets them. Only reads."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.utils.formats import date_format

from actions.ladder import Ladder, in_words
from partnership.access import Permission, Role, granting
from partnership.outbox.reminders import Reminder
from partnership.people.models import Membership, Organisation, Person
from subgroups.terms.models import TermsOfReference


def due(on: date) -> Iterator[Reminder]:
    """Reviews on the ladder, for the chair and for the officers who can write terms."""
    ladder = Ladder()
    if not ladder.may_tell(on, is_school=False):
        return
    reviews = [
        (terms, rung)
        for terms in TermsOfReference.objects.with_review().select_related(
            "subgroup__organisation"
        )
        if (rung := ladder.reached(terms.review_on, on, is_school=False))
        # A review date that was set late starts with the next reminder.
        and rung.day >= terms.agreed_on
    ]
    if not reviews:
        return
    chairs, officers = _people(on)
    for terms, rung in reviews:
        told = [*chairs[terms.subgroup.organisation_id], *officers]
        for person in {person.pk: person for person in told}.values():
            yield Reminder(
                person=person,
                kind="terms_review",
                subject=terms,
                step=f"{terms.review_on} {rung.name}",
                words=f"The review of the terms of reference of {terms.subgroup} "
                f"{in_words(terms.review_on, on)} "
                f"({date_format(terms.review_on, 'j F Y')})",
                url=terms.get_absolute_url(),
                due_on=terms.review_on,
            )


def _people(on: date) -> tuple[dict[int, list[Person]], list[Person]]:
    """The chairs by subgroup, and the officers, in one query."""
    chairs, officers = defaultdict(list), []
    for membership in (
        Membership.objects.current(on=on)
        .filter(
            Q(role=Role.SUBGROUP_CHAIR)
            | Q(
                role__in=granting(Permission.MANAGE_SUBGROUP),
                organisation__kind=Organisation.Kind.PARTNERSHIP,
            )
        )
        .select_related("person")
        .order_by("person__name", "person_id")
    ):
        is_chair = membership.role == Role.SUBGROUP_CHAIR
        place = chairs[membership.organisation_id] if is_chair else officers
        place.append(membership.person)
    return chairs, officers
