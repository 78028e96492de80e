"""Writing, importing, agreeing and publishing terms of reference."""

from collections.abc import Mapping
from datetime import date

from django.core.files import File
from django.db import transaction
from django.db.models import Max

from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person
from subgroups.structure.models import Subgroup
from subgroups.terms.models import TermsOfReference
from subgroups.terms.parts import NAMES
from subgroups.terms.word_reading import Section, read


@transaction.atomic
def write_terms(
    subgroup: Subgroup,
    *,
    review_on: date | None = None,
    version: int | None = None,
    by: Person | None,
    **parts: str,
) -> TermsOfReference:
    """Save the draft, starting a new edition if there is none.

    A form sends the version of the draft it showed, or 0 if there was none. Parts that
    are not given are empty.

    Raises:
        Refused: the draft was agreed after the form was opened.
    """
    terms = _draft(subgroup, version)
    _fill(terms, parts)
    terms.review_on = review_on
    terms.save()
    history.record(subgroup, "terms written", by=by, edition=terms.edition)
    return terms


def sections_of(*, file: File) -> list[Section]:
    """What a Word file holds, which is not kept.

    Raises:
        Refused: it cannot be read.
    """
    try:
        return read(file.read())
    except Refused as refusal:
        raise Refused(refusal.sentence, field="file") from None


@transaction.atomic
def import_terms(
    subgroup: Subgroup,
    *,
    parts: Mapping[str, str],
    review_on: date | None,
    file_name: str,
    version: int | None,
    by: Person,
) -> TermsOfReference:
    """Put the parts of a file into the draft, whose other parts stay.

    Without a draft they begin a new edition, which has nothing of the one before.

    Raises:
        Refused: the draft was agreed after the file was read.
    """
    terms = _draft(subgroup, version)
    kept = {name: getattr(terms, name) for name in NAMES}
    _fill(terms, {**kept, **parts})
    terms.review_on = review_on or terms.review_on
    terms.save()
    history.record(
        subgroup, "terms imported", by=by, edition=terms.edition, file=file_name
    )
    return terms


def _draft(subgroup: Subgroup, version: int | None) -> TermsOfReference:
    """The draft, claimed, or a new and unsaved one."""
    Subgroup.objects.select_for_update().get(pk=subgroup.pk)
    terms = subgroup.terms.draft()
    if terms is None and version:
        raise Refused(
            "This draft has been agreed. Open the page again to start another."
        )
    if terms is None:
        latest = subgroup.terms.aggregate(latest=Max("edition"))["latest"] or 0
        return TermsOfReference(subgroup=subgroup, edition=latest + 1)
    terms.claim(version)
    return terms


def _fill(terms: TermsOfReference, parts: Mapping[str, str]) -> None:
    if unknown := parts.keys() - set(NAMES):
        raise TypeError(f"Terms of reference have no part {sorted(unknown)}")
    for name in NAMES:
        setattr(terms, name, parts.get(name, ""))


@transaction.atomic
def agree_terms(
    terms: TermsOfReference,
    *,
    review_on: date | None = None,
    approval: str = "",
    publish: bool = False,
    version: int | None = None,
    by: Person,
    on: date,
) -> None:
    """Bring the draft into force, superseding the edition before it.

    A review date given here is added to the edition if it had none.

    Raises:
        Refused: it is no longer a draft, or the review date has passed.
    """
    terms.claim(version)
    terms.move("agree")
    terms.review_on = review_on or terms.review_on
    if terms.is_review_due(on=on):
        raise Refused("The review date must be in the future", field="review_on")
    for former in terms.subgroup.terms.agreed():
        former.claim(None)
        former.move("supersede")
        former.save()
    terms.agreed_by, terms.agreed_on, terms.approval = by, on, approval
    terms.published_on = on if publish else None
    terms.save()
    history.record(
        terms.subgroup,
        "terms agreed",
        by=by,
        edition=terms.edition,
        approval=approval,
        gaps=terms.gaps(on=on),
    )
    if publish:
        history.record(terms.subgroup, "terms published", by=by, edition=terms.edition)


@transaction.atomic
def publish_terms(terms: TermsOfReference, *, by: Person, on: date) -> None:
    """Show an edition to everyone, on the public page."""
    terms.claim(None)
    terms.guard("publish", by=by, on=on)
    terms.published_on = on
    terms.save()
    history.record(terms.subgroup, "terms published", by=by, edition=terms.edition)


@transaction.atomic
def unpublish_terms(terms: TermsOfReference, *, by: Person, on: date) -> None:
    """Remove an edition from the public page, for example because it names someone."""
    terms.claim(None)
    terms.guard("unpublish", by=by, on=on)
    terms.published_on = None
    terms.save()
    history.record(terms.subgroup, "terms unpublished", by=by, edition=terms.edition)
