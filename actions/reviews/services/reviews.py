"""The services that open and edit practice reviews and give access to them."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from actions.register.services.numbering import next_in_year, one_line
from actions.reviews.models.reviews import PracticeReview, ReviewMember
from actions.reviews.services.stages import refuse_future, start_clocks
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.outbox import messages
from partnership.pages import addresses
from partnership.people.models import Organisation, Person


@transaction.atomic
def open_review(
    *,
    kind: str,
    title: str,
    aware_on: date,
    summary: str = "",
    lead: Person | None = None,
    lead_words: str = "",
    reviewers: str = "",
    agencies: Sequence[Organisation] = (),
    by: Person,
    on: date,
) -> PracticeReview:
    """Open a review; a statutory one gets its first deadline.

    Raises:
        Refused: it has no title, or its date is in the future.
    """
    refuse_future(aware_on, on, field="aware_on")
    title = one_line(title, 200)
    if not title:
        raise Refused("Enter a title", field="title")
    review = PracticeReview(
        ref=next_in_year("PR", aware_on),
        kind=kind,
        title=title,
        summary=summary,
        lead=lead,
        lead_words=_lead_words(lead, lead_words),
        reviewers=reviewers,
        aware_on=aware_on,
    )
    start_clocks(review, "aware_on")
    review.save()
    review.agencies.set(agencies)
    history.record(
        review,
        "opened",
        by=by,
        kind=review.get_kind_display(),
        day=aware_on.isoformat(),
    )
    if lead is not None:
        _tell(review, lead, by=by)
    return review


@transaction.atomic
def edit_review(
    review: PracticeReview,
    *,
    title: str,
    summary: str,
    lead: Person | None,
    lead_words: str,
    reviewers: str,
    agencies: Sequence[Organisation],
    version: int | None = None,
    by: Person,
) -> None:
    """Change a review, except its stages."""
    review.claim(version)
    title = one_line(title, 200)
    if not title:
        raise Refused("Enter a title", field="title")
    wanted = {
        "title": title,
        "summary": summary,
        "lead": lead,
        "lead_words": _lead_words(lead, lead_words),
        "reviewers": reviewers,
    }
    former = review.lead
    changed = {
        name: (getattr(review, name), value)
        for name, value in wanted.items()
        if getattr(review, name) != value
    }
    for name, value in wanted.items():
        setattr(review, name, value)
    review.save()
    names = {"before": _names(review.agencies.all()), "after": _names(agencies)}
    review.agencies.set(agencies)
    before = {name: _told(pair[0]) for name, pair in changed.items()}
    after = {name: _told(pair[1]) for name, pair in changed.items()}
    if names["before"] != names["after"]:
        before["agencies"], after["agencies"] = names["before"], names["after"]
    history.record(review, "edited", by=by, before=before, after=after)
    if lead is not None and lead != former:
        _tell(review, lead, by=by)


@transaction.atomic
def name_on_review(
    review: PracticeReview, *, person: Person, part: str = "", by: Person, on: date
) -> ReviewMember:
    """Give someone access to a review and email them.

    Raises:
        Refused: they already have access.
    """
    review.claim(None)
    if review.members.filter(person=person, ended_on=None).exists():
        raise Refused(f"{person.name} already has access", field="person")
    review.save(update_fields=["version"])
    member = ReviewMember.objects.create(
        review=review, person=person, part=one_line(part, 120), named_on=on
    )
    history.record(review, "person named", by=by, person=person.name, part=member.part)
    _tell(review, person, by=by)
    return member


@transaction.atomic
def take_off_review(member: ReviewMember, *, by: Person, on: date) -> None:
    """End someone's access to a review; doing so twice changes nothing."""
    review = member.review
    review.claim(None)
    member.refresh_from_db()
    if member.ended_on is not None:
        return
    review.save(update_fields=["version"])
    member.ended_on = on
    member.save(update_fields=["ended_on"])
    history.record(review, "person no longer named", by=by, person=member.person.name)


def _lead_words(lead: Person | None, words: str) -> str:
    return one_line(words, 200) or (lead.name if lead else "")


def _names(organisations: Sequence[Organisation]) -> list[str]:
    return sorted(body.name for body in organisations)


def _told(value: object) -> object:
    return value.name if isinstance(value, Person) else value


def _tell(review: PracticeReview, person: Person, *, by: Person | None) -> None:
    """Email someone that they can read a review, without any details of it."""
    if person == by:
        return
    messages.send(
        "review_named",
        to=person,
        key=f"review_named:{review.pk}:{review.version}",
        review=review.ref,
        what=review.get_kind_display(),
        link=addresses.absolute(review.get_absolute_url()),
    )
