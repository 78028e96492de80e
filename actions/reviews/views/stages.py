"""The pages that move a practice review through its stages."""

from django.contrib import messages as notices
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from actions.reviews.forms.reviews import (
    CloseReviewForm,
    CommissionForm,
    CorrectDayForm,
    DecideForm,
    NotifyForm,
    PublishForm,
    PublishLaterForm,
    RapidReviewForm,
)
from actions.reviews.models.reviews import PracticeReview
from actions.reviews.services import stages
from actions.reviews.views.reviews import clocks_shown
from partnership.guards.acts import requires_act

GET_OR_POST = require_http_methods(["GET", "POST"])


def _take(
    request, review, form_class, service, /, *, template, done, initial=None, **own
):
    """Show a stage's form with the current deadline, and save it."""
    on = localdate()
    form = form_class(
        request.POST or None,
        initial={"version": review.version, **(initial or {})},
        **own,
    )
    if form.is_valid() and form.attempt(service, review, by=request.person, on=on):
        notices.success(request, done)
        return redirect(review)
    running = [review.running_clock] if review.running_clock else []
    return render(
        request,
        template,
        {
            "review": review,
            "form": form,
            "clocks": clocks_shown(running, on),
            "recommendations": review.recommendations.count(),
            "cancel_url": review.get_absolute_url(),
        },
    )


@GET_OR_POST
@requires_act("notify", on=PracticeReview)
def notify_panel(request, review):
    return _take(
        request,
        review,
        NotifyForm,
        stages.notify_panel,
        template="actions/reviews/notify_panel.html",
        done="Notification saved",
    )


@GET_OR_POST
@requires_act("finish_rapid_review", on=PracticeReview)
def finish_rapid_review(request, review):
    return _take(
        request,
        review,
        RapidReviewForm,
        stages.finish_rapid_review,
        template="actions/reviews/finish_rapid_review.html",
        done="Rapid review saved",
    )


@GET_OR_POST
@requires_act("decide", on=PracticeReview)
def decide_on_review(request, review):
    return _take(
        request,
        review,
        DecideForm,
        stages.decide_on_review,
        template="actions/reviews/decide_on_review.html",
        done="Decision saved",
    )


@GET_OR_POST
@requires_act("commission", on=PracticeReview)
def commission_review(request, review):
    return _take(
        request,
        review,
        CommissionForm,
        stages.commission_review,
        template="actions/reviews/commission_review.html",
        done="Start saved",
    )


@GET_OR_POST
@requires_act("publish", on=PracticeReview)
def publish_review(request, review):
    return _take(
        request,
        review,
        PublishForm,
        stages.publish_review,
        initial={"late_because": review.published_late_because},
        template="actions/reviews/publish_review.html",
        done="Publication saved",
    )


@GET_OR_POST
@requires_act("publish_later", on=PracticeReview)
def publish_later(request, review):
    return _take(
        request,
        review,
        PublishLaterForm,
        stages.publish_later,
        initial={
            "reason": review.published_late_because,
            "expected_on": review.publication_expected_on,
        },
        template="actions/reviews/publish_later.html",
        done="Delay saved",
    )


@GET_OR_POST
@requires_act("close", on=PracticeReview)
def close_review(request, review):
    return _take(
        request,
        review,
        CloseReviewForm,
        stages.close_review,
        template="actions/reviews/close_review.html",
        done="Review closed",
    )


@GET_OR_POST
@requires_act("correct_day", on=PracticeReview)
def correct_day(request, review):
    return _take(
        request,
        review,
        CorrectDayForm,
        stages.correct_day,
        template="actions/reviews/correct_day.html",
        done="Date corrected",
        review=review,
    )
