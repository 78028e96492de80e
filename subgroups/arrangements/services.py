"""Writing and publishing arrangements, and keeping editions of legal texts."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Max

from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person
from subgroups.arrangements.models import Arrangement, Citation, LegalText


@transaction.atomic
def write_arrangement(
    kind: str,
    *,
    text: str,
    legal_texts: Iterable[LegalText] = (),
    version: int | None = None,
    by: Person | None,
) -> Arrangement:
    """Save the draft of a document, starting a new edition if there is none.

    A form sends the version of the draft it showed, or 0 if there was none.

    Raises:
        Refused: the draft was published after the form was opened.
    """
    editions = Arrangement.objects.filter(kind=kind)
    draft = editions.drafts().first()
    if draft is None and version:
        raise Refused(
            "This draft has been published. Open the page again to start another."
        )
    if draft is None:
        latest = editions.aggregate(latest=Max("edition"))["latest"] or 0
        draft = Arrangement(kind=kind, edition=latest + 1)
    else:
        draft.claim(version)
    draft.text = text
    draft.save()
    draft.citations.all().delete()
    Citation.objects.bulk_create(
        Citation(arrangement=draft, legal_text=one) for one in legal_texts
    )
    history.record(draft, "written", by=by)
    return draft


@transaction.atomic
def publish_arrangement(
    arrangement: Arrangement,
    *,
    approval: str,
    applies_from: date,
    changes: str = "",
    version: int | None = None,
    by: Person | None,
    on: date,
) -> None:
    """Make the draft public in place of the edition before it, which stays readable.

    Raises:
        Refused: it is no longer a draft, or there is nothing for the log of changes.
    """
    arrangement.claim(version)
    arrangement.guard("publish", by=by, on=on)
    former = Arrangement.objects.log(arrangement.kind).in_force().first()
    if former is not None and not changes:
        raise Refused("Enter what has changed", field="changes")
    if former is not None:
        former.claim(None)
        former.move("supersede")
        former.save()
    arrangement.move("publish")
    arrangement.changes, arrangement.approval = changes, approval
    arrangement.applies_from, arrangement.published_on = applies_from, on
    arrangement.save()
    LegalText.objects.filter(cited_by=arrangement, is_cited=False).update(is_cited=True)
    history.record(
        arrangement, "published", by=by, approval=approval, what_changed=changes
    )


@transaction.atomic
def withdraw_arrangement(arrangement: Arrangement, *, by: Person, on: date) -> None:
    """Remove an edition from the public pages, for example because it names someone."""
    arrangement.claim(None)
    arrangement.guard("withdraw", by=by, on=on)
    arrangement.withdrawn_on = on
    arrangement.save()
    history.record(arrangement, "withdrawn", by=by)


@transaction.atomic
def restore_arrangement(arrangement: Arrangement, *, by: Person, on: date) -> None:
    arrangement.claim(None)
    arrangement.guard("restore", by=by, on=on)
    arrangement.withdrawn_on = None
    arrangement.save()
    history.record(arrangement, "restored", by=by)


@transaction.atomic
def add_legal_text(
    *,
    title: str,
    edition: str,
    applies_from: date,
    address: str = "",
    replaces: LegalText | None = None,
    by: Person | None,
) -> LegalText:
    """Add an edition, which marks the one that it replaces as old from its day.

    Raises:
        Refused: it is known already, or the one it replaces applies later or has
            been replaced.
    """
    text = LegalText()
    _fill(text, title, edition, applies_from, address, replaces)
    history.record(text, "added", by=by, text=str(text))
    return text


@transaction.atomic
def edit_legal_text(
    text: LegalText,
    *,
    title: str,
    edition: str,
    applies_from: date,
    address: str = "",
    replaces: LegalText | None = None,
    version: int | None = None,
    by: Person | None,
) -> None:
    """Correct an edition to which nothing published refers yet.

    Raises:
        Refused: something published refers to it, or as when it is added.
    """
    text.claim(version)
    if text.is_cited:
        raise Refused(
            "Something published refers to this edition, so it cannot be changed. "
            "Add another that replaces it"
        )
    before = str(text)
    _fill(text, title, edition, applies_from, address, replaces)
    history.record(text, "edited", by=by, before=before, after=str(text))


def _fill(
    text: LegalText,
    title: str,
    edition: str,
    applies_from: date,
    address: str,
    replaces: LegalText | None,
) -> None:
    others = LegalText.objects.exclude(pk=text.pk)
    if others.filter(title__iexact=title, edition__iexact=edition).exists():
        raise Refused("There is already this edition of this text", field="edition")
    if replaces is not None:
        if others.filter(replaces=replaces).exists():
            raise Refused(f"{replaces} has been replaced already", field="replaces")
        if replaces.applies_from >= applies_from:
            raise Refused(
                "It must apply from a later day than the edition it replaces",
                field="applies_from",
            )
    successors = others.filter(replaces__isnull=False, replaces=text.pk)
    if successors.filter(applies_from__lte=applies_from).exists():
        raise Refused(
            "It must apply from an earlier day than the edition that replaces it",
            field="applies_from",
        )
    text.title, text.edition, text.applies_from = title, edition, applies_from
    text.address, text.replaces = address, replaces
    text.save()
