"""Practice reviews and recommendations as spreadsheets. Only reads."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Prefetch, QuerySet

from actions.register.models.actions import Action
from actions.reviews.models.recommendations import Recommendation
from actions.reviews.models.reviews import PracticeReview
from partnership.spreadsheets.writing import Sheet

if TYPE_CHECKING:
    from actions.scrutiny.models import ScrutinyQuestion

REVIEW_HEADS = (
    "Reference",
    "Type",
    "Title",
    "Stage",
    "Lead",
    "Reviewers",
    "Agencies",
    "Date of awareness",
    "Panel notification due",
    "Panel notified",
    "Why late",
    "Rapid review due",
    "Rapid review completed",
    "Why late",
    "Decision",
    "Local review",
    "Reason",
    "Publication due",
    "Published",
    "Why late",
    "Current deadline",
    "Closed",
)
RECOMMENDATION_HEADS = (
    "Review",
    "Number",
    "Recommendation",
    "Addressed to",
    "Response",
    "Reason",
    "Date of response",
    "Progress",
    "Actions",
    "Implemented",
    "Evidence of impact",
)


def review_sheets(
    reviews: QuerySet[PracticeReview],
    recommendations: QuerySet[Recommendation],
    visible: QuerySet[Action],
    *,
    on: date,
) -> list[Sheet]:
    """Reviews with their deadlines and recommendations, in five queries.

    `visible` are the actions that their reader may see.
    """
    reviews = reviews.select_related("lead").prefetch_related("agencies").newest_first()
    recommendations = (
        recommendations.with_standing()
        .select_related("review")
        .annotate(linked=Count("actions", distinct=True))
        .prefetch_related("organisations", _shown(visible))
        .order_by("-review__aware_on", "-review", "number")
    )
    return [
        Sheet("Practice reviews", REVIEW_HEADS, (_review(one, on) for one in reviews)),
        Sheet(
            "Recommendations",
            RECOMMENDATION_HEADS,
            (_recommendation(one) for one in recommendations),
        ),
    ]


def _shown(visible: QuerySet[Action]) -> Prefetch:
    """The reference and status of an action."""
    rows = visible.only("ref", "status").order_by("pk")
    return Prefetch("actions", rows, to_attr="shown_actions")


def _action_words(asking: Recommendation | ScrutinyQuestion) -> str:
    """Its visible actions with their status, and the number of others."""
    said = [
        f"{one.ref} ({one.get_status_display().lower()})"
        for one in asking.shown_actions
    ]
    if asking.hidden_actions:
        said.append(f"{asking.hidden_actions} more that you do not have access to")
    return ", ".join(said)


def _review(review: PracticeReview, on: date) -> tuple:
    clock = review.running_clock
    decided = {True: "Yes", False: "No", None: ""}[review.needs_local_review]
    return (
        review.ref,
        review.get_kind_display(),
        review.title,
        review.get_stage_display(),
        review.lead_words,
        review.reviewers,
        ", ".join(body.name for body in review.agencies.all()),
        review.aware_on,
        review.notify_by,
        review.notified_on,
        review.notified_late_because,
        review.rapid_by,
        review.rapid_done_on,
        review.rapid_late_because,
        review.decided_on,
        decided,
        review.decision_reason,
        review.publish_by,
        review.published_on,
        review.published_late_because,
        f"{clock.words}: {clock.state(on).lower()}" if clock else "",
        review.closed_on,
    )


def _recommendation(recommendation: Recommendation) -> tuple:
    return (
        recommendation.review.ref,
        recommendation.number,
        recommendation.text,
        recommendation.addressees,
        recommendation.get_response_display(),
        recommendation.response_words,
        recommendation.responded_on,
        recommendation.standing.label,
        _action_words(recommendation),
        recommendation.implemented_on,
        recommendation.evidence,
    )
