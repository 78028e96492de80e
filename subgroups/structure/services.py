"""How a subgroup comes to be: its terms of reference, seats and quorum rule."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from partnership import services as directory
from partnership.access import Role
from partnership.foundation import history
from partnership.foundation.outcomes import Refused
from partnership.models import Organisation, Person
from subgroups import quorum
from subgroups.models import QuorumRule, Seat, SeatHolder, Subgroup, TermsOfReference

ONE_DAY = timedelta(days=1)


@transaction.atomic
def create_subgroup(
    *,
    name: str,
    short_name: str = "",
    reports_to: Organisation | None,
    by: Person | None,
) -> Subgroup:
    """Enter a new subgroup in the directory and place it in the structure.

    Raises:
        Refused: there is an open subgroup of this name.
    """
    if Organisation.objects.filter(
        kind=Organisation.Kind.SUBGROUP, name__iexact=name, closed_on=None
    ).exists():
        raise Refused("There is already a subgroup of this name", field="name")
    organisation = directory.add_organisation(
        kind=Organisation.Kind.SUBGROUP, name=name, short_name=short_name, by=by
    )
    return constitute(organisation, reports_to=reports_to, by=by)


@transaction.atomic
def constitute(
    organisation: Organisation, *, reports_to: Organisation | None, by: Person | None
) -> Subgroup:
    """Place a subgroup of the directory in the structure, so that it can meet.

    Raises:
        Refused: the organisation is no subgroup, or one cannot report there.
    """
    if organisation.kind != Organisation.Kind.SUBGROUP:
        raise Refused(f"{organisation.name} is not a subgroup")
    upwards = {Organisation.Kind.PARTNERSHIP, Organisation.Kind.SUBGROUP}
    if reports_to is not None and (
        reports_to.kind not in upwards or reports_to == organisation
    ):
        raise Refused(
            "A subgroup reports to another subgroup or to the partnership",
            field="reports_to",
        )
    subgroup = Subgroup.objects.create(organisation=organisation, reports_to=reports_to)
    history.record(
        subgroup, "created", by=by, reports_to=reports_to.name if reports_to else ""
    )
    return subgroup


@transaction.atomic
def write_terms(
    subgroup: Subgroup,
    *,
    purpose: str,
    responsibilities: str,
    practice_standards: str = "",
    decision_making: str = "",
    deputies: str = "",
    frequency: str = "",
    review_on: date | None = None,
    version: int | None = None,
    by: Person | None,
) -> TermsOfReference:
    """Write the draft, beginning a new edition where there is none to write on.

    A form sends the version of the draft that it showed, or 0 where there was none.

    Raises:
        Refused: the draft was agreed after the form was opened.
    """
    Subgroup.objects.select_for_update().get(pk=subgroup.pk)
    terms = subgroup.terms.filter(status=TermsOfReference.Status.DRAFT).first()
    if terms is None and version:
        raise Refused(
            "This draft has been agreed. Open the page again to begin another."
        )
    if terms is None:
        latest = subgroup.terms.aggregate(latest=Max("edition"))["latest"] or 0
        terms = TermsOfReference(subgroup=subgroup, edition=latest + 1)
    else:
        terms.claim(version)
    terms.purpose, terms.responsibilities = purpose, responsibilities
    terms.practice_standards, terms.decision_making = (
        practice_standards,
        decision_making,
    )
    terms.deputies, terms.frequency, terms.review_on = deputies, frequency, review_on
    terms.save()
    history.record(subgroup, "terms written", by=by, edition=terms.edition)
    return terms


@transaction.atomic
def agree_terms(
    terms: TermsOfReference,
    *,
    review_on: date | None = None,
    version: int | None = None,
    by: Person,
    on: date,
) -> None:
    """Put the draft in force; the edition before it is superseded.

    A review date given here is written into the edition, if it had none.
    """
    terms.claim(version)
    terms.move_to(TermsOfReference.Status.AGREED)
    for former in terms.subgroup.terms.filter(status=TermsOfReference.Status.AGREED):
        former.claim(None)
        former.move_to(TermsOfReference.Status.SUPERSEDED)
        former.save()
    terms.agreed_by, terms.agreed_on = by, on
    terms.review_on = review_on or terms.review_on
    terms.save()
    history.record(
        terms.subgroup,
        "terms agreed",
        by=by,
        edition=terms.edition,
        gaps=terms.gaps(on=on),
    )


@transaction.atomic
def add_seat(
    subgroup: Subgroup,
    *,
    agency: Organisation,
    label: str,
    is_statutory: bool = False,
    by: Person | None,
    on: date,
) -> Seat:
    """Give an agency a place at the table from a day on.

    Raises:
        Refused: there is an open seat of this name.
    """
    if subgroup.seats.filter(label__iexact=label, to_date=None).exists():
        raise Refused("There is already a seat of this name", field="label")
    seat = Seat.objects.create(
        subgroup=subgroup,
        agency=agency,
        label=label,
        is_statutory=is_statutory,
        from_date=on,
    )
    history.record(subgroup, "seat added", by=by, seat=label, agency=agency.name)
    return seat


@transaction.atomic
def seat_person(
    seat: Seat,
    *,
    person: Person,
    is_deputy: bool = False,
    by: Person | None,
    on: date,
) -> SeatHolder:
    """Let someone hold a seat, or deputise for it, and see what its subgroup sees.

    Raises:
        Refused: they hold this seat already.
    """
    if seat.holders.filter(person=person, to_date=None).exists():
        raise Refused(f"{person.name} already holds this seat", field="person")
    holder = SeatHolder.objects.create(
        seat=seat, person=person, is_deputy=is_deputy, from_date=on
    )
    organisation = seat.subgroup.organisation
    if not person.memberships.filter(organisation=organisation, to_date=None).exists():
        role = Role.DEPUTY if is_deputy else Role.MEMBER
        directory.join(person, organisation, role, by=by, on=on)
    history.record(
        seat.subgroup,
        "deputy named" if is_deputy else "seat taken",
        by=by,
        seat=seat.label,
        person=person.name,
    )
    return holder


@transaction.atomic
def set_quorum_rule(
    subgroup: Subgroup,
    *,
    rule: dict,
    deputies_count: bool = True,
    by: Person | None,
    on: date,
) -> QuorumRule:
    """Set when the subgroup may decide, from a day on; meetings before keep theirs.

    Raises:
        Refused: the rule is not whole, names another group's seats, or would reach
            back behind the rule that stands.
    """
    try:
        quorum.validate(rule)
    except ValidationError as error:
        raise Refused(error.message, field="rule") from None
    own = set(subgroup.seats.in_force(on=on).values_list("pk", flat=True))
    if not quorum.seats_named(rule) <= own:
        raise Refused("The rule names a seat that this subgroup does not have")
    former = subgroup.quorum_rules.select_for_update().filter(to_date=None).first()
    if former is not None and former.from_date >= on:
        raise Refused("A rule can only be replaced from a later day on")
    if former is not None:
        former.to_date = on - ONE_DAY
        former.save(update_fields=["to_date"])
    new = QuorumRule.objects.create(
        subgroup=subgroup, rule=rule, deputies_count=deputies_count, from_date=on
    )
    history.record(subgroup, "quorum rule set", by=by, rule=rule)
    return new
