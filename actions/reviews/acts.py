"""What can be done to reviews and recommendations, at which stage, and by whom."""

from datetime import date

from django.db import models

from partnership.access import Permission
from partnership.guards.acts import Act


class Stage(models.TextChoices):
    """The stage a practice review has reached."""

    AWARE = "aware", "Aware"
    NOTIFIED = "notified", "National panel notified"
    RAPID_DONE = "rapid_done", "Rapid review done"
    TO_REVIEW = "to_review", "Local review decided"
    NO_REVIEW = "no_review", "No local review"
    COMMISSIONED = "commissioned", "Commissioned"
    PUBLISHED = "published", "Published"
    CLOSED = "closed", "Closed"


class Standing(models.TextChoices):
    """The progress of a recommendation, from its response and its actions."""

    UNANSWERED = "unanswered", "No response yet"
    NO_ACTION = "no_action", "No action yet"
    UNDER_WAY = "under_way", "Actions under way"
    TO_SHOW = "to_show", "Actions done, impact not yet shown"
    IMPLEMENTED = "implemented", "Implemented, with evidence of impact"
    REFUSED = "refused", "Not accepted"


AGREED = (Standing.NO_ACTION, Standing.UNDER_WAY, Standing.TO_SHOW)
NOT_IMPLEMENTED = (*AGREED, Standing.UNANSWERED, Standing.REFUSED)
AT = "{it} is at the stage “{state}” and "


def _has_no_panel(review, by, on: date | None) -> str:
    if not review.is_statutory:
        return f"{review.ref} does not need to be notified to the national panel"
    return ""


def _needs_a_decision(review, by, on: date | None) -> str:
    if review.is_statutory and review.stage == Stage.AWARE:
        return f"{review.ref} must first be notified to the national panel"
    return ""


def _why_not_implemented(recommendation) -> str:
    return {
        Standing.IMPLEMENTED: "It has already been implemented",
        Standing.UNDER_WAY: "It has open actions. Complete or withdraw them first",
    }.get(recommendation.standing, NOT_AGREED)


MANAGED = {"permission": Permission.MANAGE_REVIEWS}
NOT_AGREED = "It must first be accepted, at least in part"

ACTS = {
    "notify": Act(
        words="Record the notification",
        page="actions:notify_panel",
        open_in=(Stage.AWARE,),
        to=(Stage.NOTIFIED,),
        otherwise=AT + "cannot be notified now",
        unless=_has_no_panel,
        is_main=True,
        **MANAGED,
    ),
    "finish_rapid_review": Act(
        words="Record the rapid review",
        page="actions:finish_rapid_review",
        open_in=(Stage.NOTIFIED,),
        to=(Stage.RAPID_DONE,),
        otherwise=AT + "cannot record a rapid review now",
        is_main=True,
        **MANAGED,
    ),
    "decide": Act(
        words=lambda review: (
            "Record a new decision" if review.decided_on else "Record the decision"
        ),
        page="actions:decide_on_review",
        # The national panel may ask the partnership to think again.
        open_in=(Stage.RAPID_DONE, Stage.NO_REVIEW),
        to=(Stage.TO_REVIEW, Stage.NO_REVIEW),
        otherwise=AT + "cannot record a decision now",
        is_main=True,
        **MANAGED,
    ),
    "commission": Act(
        words="Record the start",
        page="actions:commission_review",
        open_in=(Stage.AWARE, Stage.TO_REVIEW),
        to=(Stage.COMMISSIONED,),
        otherwise=AT + "cannot be started now",
        unless=_needs_a_decision,
        is_main=True,
        **MANAGED,
    ),
    "publish": Act(
        words="Record the publication",
        page="actions:publish_review",
        open_in=(Stage.COMMISSIONED,),
        to=(Stage.PUBLISHED,),
        otherwise=AT + "cannot be published now",
        is_main=True,
        **MANAGED,
    ),
    "publish_later": Act(
        words="Record a delay",
        page="actions:publish_later",
        open_in=(Stage.TO_REVIEW, Stage.COMMISSIONED),
        otherwise="{it} is not waiting to be published",
        **MANAGED,
    ),
    "edit": Act(words="Edit", page="actions:edit_review", open_in=Stage, **MANAGED),
    "correct_day": Act(
        words="Correct a date", page="actions:correct_day", open_in=Stage, **MANAGED
    ),
    "close": Act(
        words="Close without publishing",
        page="actions:close_review",
        open_in=(Stage.AWARE, Stage.NOTIFIED, Stage.TO_REVIEW, Stage.COMMISSIONED),
        to=(Stage.CLOSED,),
        otherwise=AT + "cannot be closed now",
        **MANAGED,
    ),
}

ACTS_OF_RECOMMENDATIONS = {
    "reopen": Act(
        words="Reopen",
        page="actions:reopen_recommendation",
        open_in=(Standing.IMPLEMENTED,),
        otherwise="It has not been implemented",
        **MANAGED,
    ),
    "answer": Act(
        words=lambda one: (
            "Change the response" if one.response else "Record the response"
        ),
        page="actions:answer_recommendation",
        open_in=NOT_IMPLEMENTED,
        otherwise="It has been implemented. Reopen it to change the response",
        **MANAGED,
    ),
    "edit": Act(
        words="Edit",
        page="actions:edit_recommendation",
        open_in=(Standing.UNANSWERED,),
        otherwise="It has a response and can no longer be edited",
        **MANAGED,
    ),
    "raise": Act(
        words="Raise an action",
        page="actions:raise_for_recommendation",
        permission=Permission.RAISE_ACTION,
        open_in=AGREED,
        otherwise=NOT_AGREED,
    ),
    "link": Act(
        words="Link an action",
        page="actions:link_to_recommendation",
        open_in=AGREED,
        otherwise=NOT_AGREED,
        **MANAGED,
    ),
    "unlink": Act(
        open_in=NOT_IMPLEMENTED,
        otherwise="It has been implemented. Reopen it to unlink actions",
        **MANAGED,
    ),
    "implement": Act(
        words="Mark as implemented",
        page="actions:implement_recommendation",
        open_in=(Standing.NO_ACTION, Standing.TO_SHOW),
        otherwise=_why_not_implemented,
        **MANAGED,
    ),
}
