"""The services for recommendations, their responses and their actions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from actions.register.models.actions import Action
from actions.register.services.numbering import next_number, one_line
from actions.register.services.raising import raise_action
from actions.register.words import Source
from actions.reviews.models.recommendations import LIVE, Recommendation
from actions.reviews.models.reviews import PracticeReview
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Organisation, Person

if TYPE_CHECKING:
    from actions.scrutiny.models import ScrutinyQuestion

Response = Recommendation.Response


@transaction.atomic
def add_recommendation(
    review: PracticeReview,
    *,
    text: str,
    organisations: Sequence[Organisation] = (),
    to_words: str = "",
    by: Person,
) -> Recommendation:
    """Add a recommendation to a review, with the next number.

    Raises:
        Refused: it is blank or addressed to nobody.
    """
    review.claim(None)
    _refuse_blank(text, organisations, to_words)
    review.save(update_fields=["version"])
    recommendation = Recommendation.objects.create(
        review=review,
        number=next_number(review.recommendations),
        text=text.strip(),
        to_words=one_line(to_words, 300),
    )
    recommendation.organisations.set(organisations)
    history.record(
        review, "recommendation added", by=by, number=recommendation.number, text=text
    )
    return recommendation


@transaction.atomic
def edit_recommendation(
    recommendation: Recommendation,
    *,
    text: str,
    organisations: Sequence[Organisation],
    to_words: str = "",
    version: int | None = None,
    by: Person,
) -> None:
    """Change a recommendation that has no response yet."""
    recommendation.claim(version)
    recommendation.guard("edit")
    _refuse_blank(text, organisations, to_words)
    before = {"text": recommendation.text, "to": recommendation.addressees}
    recommendation.text = text.strip()
    recommendation.to_words = one_line(to_words, 300)
    recommendation.save()
    recommendation.organisations.set(organisations)
    after = {"text": recommendation.text, "to": recommendation.addressees}
    _record(recommendation, "recommendation edited", by=by, before=before, after=after)


@transaction.atomic
def answer_recommendation(
    recommendation: Recommendation,
    *,
    response: str,
    response_words: str = "",
    day: date,
    version: int | None = None,
    by: Person,
    on: date,
) -> None:
    """Record the response to a recommendation; the history keeps the earlier one.

    Raises:
        Refused: it is rejected, or accepted in part, without a reason; it has been
            implemented; it is rejected but has open actions.
    """
    recommendation.claim(version)
    recommendation.guard("answer")
    if response != Response.ACCEPTED and not response_words.strip():
        raise Refused("Enter the reason", field="response_words")
    if day > on:
        raise Refused("The date must be today or in the past", field="day")
    if response == Response.NOT_ACCEPTED and _open_actions(recommendation).exists():
        raise Refused(
            "It has open actions. Complete or withdraw them first", field="response"
        )
    before = recommendation.get_response_display() if recommendation.response else ""
    recommendation.response = response
    recommendation.response_words = response_words.strip()
    recommendation.responded_on = day
    recommendation.save()
    _record(
        recommendation,
        "recommendation answered",
        by=by,
        before=before,
        after=recommendation.get_response_display(),
        reason=recommendation.response_words,
    )


@transaction.atomic
def raise_for_recommendation(
    recommendation: Recommendation, *, by: Person, on: date, **fields: object
) -> Action:
    """Raise an action for a recommendation.

    The register shows only the reference of the review.
    """
    recommendation.claim(None)
    recommendation.guard("raise")
    recommendation.save(update_fields=["version"])
    action = raise_action(
        source=Source.REVIEW,
        source_words=recommendation.ref,
        source_url=recommendation.get_absolute_url(),
        by=by,
        on=on,
        **fields,
    )
    recommendation.actions.add(action)
    _record(recommendation, "action raised", by=by, action=action.ref)
    return action


@transaction.atomic
def link_to_recommendation(
    recommendation: Recommendation, *, action: Action, by: Person
) -> None:
    """Link an existing action to a recommendation.

    Raises:
        Refused: it is already linked, or was withdrawn.
    """
    recommendation.claim(None)
    recommendation.guard("link")
    refuse_link(recommendation, action)
    recommendation.save(update_fields=["version"])
    recommendation.actions.add(action)
    _record(recommendation, "action linked", by=by, action=action.ref)


def link_successor(action: Action, successor: Action, *, by: Person) -> None:
    """Link an action's successor to the recommendations of the action."""
    for recommendation in action.recommendations.order_by("pk"):
        recommendation.claim(None)
        recommendation.save(update_fields=["version"])
        recommendation.actions.add(successor)
        _record(recommendation, "action carried forward", by=by, action=successor.ref)


def refuse_link(asking: Recommendation | ScrutinyQuestion, action: Action) -> None:
    """Refuse a linked, withdrawn or carried action, also for scrutiny questions."""
    if asking.actions.filter(pk=action.pk).exists():
        raise Refused(f"{action.ref} is already linked", field="action")
    action.guard("link", field="action")


@transaction.atomic
def unlink_from_recommendation(
    recommendation: Recommendation, *, action: Action, by: Person
) -> None:
    """Unlink an action from a recommendation."""
    recommendation.claim(None)
    recommendation.guard("unlink")
    if not recommendation.actions.filter(pk=action.pk).exists():
        return
    recommendation.save(update_fields=["version"])
    recommendation.actions.remove(action)
    _record(recommendation, "action unlinked", by=by, action=action.ref)


@transaction.atomic
def implement_recommendation(
    recommendation: Recommendation,
    *,
    evidence: str,
    version: int | None = None,
    by: Person,
    on: date,
) -> None:
    """Mark a recommendation as implemented, with the evidence.

    Raises:
        Refused: there is no evidence, it was not accepted, or it has open actions.
    """
    recommendation.claim(version)
    if not evidence.strip():
        raise Refused("Enter the evidence of impact", field="evidence")
    recommendation.guard("implement")
    recommendation.implemented_on, recommendation.implemented_by = on, by
    recommendation.evidence = evidence.strip()
    recommendation.save()
    _record(
        recommendation,
        "recommendation implemented",
        by=by,
        evidence=recommendation.evidence,
    )


@transaction.atomic
def reopen_recommendation(
    recommendation: Recommendation,
    *,
    reason: str,
    version: int | None = None,
    by: Person,
) -> None:
    """Reopen an implemented recommendation; the history keeps the evidence."""
    recommendation.claim(version)
    recommendation.guard("reopen")
    if not reason.strip():
        raise Refused("Enter the reason for reopening", field="reason")
    before = recommendation.evidence
    recommendation.implemented_on = recommendation.implemented_by = None
    recommendation.evidence = ""
    recommendation.save()
    _record(
        recommendation,
        "recommendation opened again",
        by=by,
        reason=reason.strip(),
        evidence=before,
    )


def _open_actions(recommendation: Recommendation):
    return recommendation.actions.filter(status__in=LIVE)


def _refuse_blank(
    text: str, organisations: Sequence[Organisation], to_words: str
) -> None:
    if not text.strip():
        raise Refused("Enter the recommendation", field="text")
    if not organisations and not to_words.strip():
        raise Refused("Select or enter who it is addressed to", field="to_words")


def _record(recommendation: Recommendation, event: str, *, by: Person, **said) -> None:
    """Record an event in the history of the recommendation's review."""
    history.record(
        recommendation.review, event, by=by, number=recommendation.number, **said
    )
