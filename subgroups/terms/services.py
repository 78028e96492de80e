"""Writing and agreeing terms of reference."""

from datetime import date

from django.db import transaction
from django.db.models import Max

from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person
from subgroups.structure.models import Subgroup
from subgroups.terms.models import TermsOfReference


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
    """Save the draft, starting a new edition if there is none.

    A form sends the version of the draft it showed, or 0 if there was none.

    Raises:
        Refused: the draft was agreed after the form was opened.
    """
    Subgroup.objects.select_for_update().get(pk=subgroup.pk)
    terms = subgroup.terms.draft()
    if terms is None and version:
        raise Refused(
            "This draft has been agreed. Open the page again to start another."
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
    """Bring the draft into force, superseding the edition before it.

    A review date given here is added to the edition if it had none.
    """
    terms.claim(version)
    terms.move("agree")
    for former in terms.subgroup.terms.agreed():
        former.claim(None)
        former.move("supersede")
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
