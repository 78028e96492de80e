"""The services that move a practice review through its stages."""

from datetime import date

from django.db import transaction

from actions.due.calendar import months_later, written
from actions.register.services.numbering import one_line
from actions.reviews.models.reviews import PracticeReview
from partnership.dates.years import add_working_days
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person
from partnership.policy import values as policy

Stage = PracticeReview.Stage
LATE = "Enter why it was late: the deadline was %s"


@transaction.atomic
def notify_panel(
    review: PracticeReview,
    *,
    day: date,
    late_because: str = "",
    version: int | None = None,
    by: Person,
    on: date,
) -> None:
    """Record the notification, which starts the deadline of the rapid review."""
    review.claim(version)
    _take(review, "notify", "notified_on", day, on)
    review.notified_late_because = _why_late(day, review.notify_by, late_because)
    _save_move(review, by=by, day=day, late_because=review.notified_late_because)


@transaction.atomic
def finish_rapid_review(
    review: PracticeReview,
    *,
    day: date,
    late_because: str = "",
    version: int | None = None,
    by: Person,
    on: date,
) -> None:
    """Record that the rapid review was sent to the national panel."""
    review.claim(version)
    _take(review, "finish_rapid_review", "rapid_done_on", day, on)
    review.rapid_late_because = _why_late(day, review.rapid_by, late_because)
    _save_move(review, by=by, day=day, late_because=review.rapid_late_because)


@transaction.atomic
def decide_on_review(
    review: PracticeReview,
    *,
    needs_local_review: bool,
    day: date,
    reason: str,
    decision_words: str = "",
    version: int | None = None,
    by: Person,
    on: date,
) -> None:
    """Record whether there will be a local review, which starts its deadline.

    A decision against one can be changed; the history keeps the earlier one.

    Raises:
        Refused: there is no reason, or the review is at another stage.
    """
    stage = Stage.TO_REVIEW if needs_local_review else Stage.NO_REVIEW
    if not reason.strip():
        raise Refused("Enter the reason for the decision", field="reason")
    review.claim(version)
    before = review.decision_reason
    _take(review, "decide", "decided_on", day, on, to=stage)
    review.needs_local_review = needs_local_review
    review.decision_reason = reason.strip()
    review.decision_words = one_line(decision_words, 300)
    start_clocks(review, "decided_on")
    _save_move(
        review,
        by=by,
        day=day,
        reason=review.decision_reason,
        decided_by=review.decision_words,
        reason_before=before,
    )


@transaction.atomic
def commission_review(
    review: PracticeReview,
    *,
    day: date,
    reviewers: str = "",
    version: int | None = None,
    by: Person,
    on: date,
) -> None:
    """Record that the review has started, and its reviewers."""
    review.claim(version)
    _take(review, "commission", "commissioned_on", day, on)
    if reviewers.strip():
        review.reviewers = one_line(reviewers, 300)
    _save_move(review, by=by, day=day, reviewers=review.reviewers)


@transaction.atomic
def publish_review(
    review: PracticeReview,
    *,
    day: date,
    publication_url: str = "",
    late_because: str = "",
    version: int | None = None,
    by: Person,
    on: date,
) -> None:
    """Record where and when the report was published.

    Raises:
        Refused: it came after its last day and nobody has said why.
    """
    review.claim(version)
    _take(review, "publish", "published_on", day, on)
    review.publication_url = publication_url.strip()[:300]
    review.published_late_because = _why_late(
        day, review.publish_by, late_because or review.published_late_because
    )
    _save_move(
        review,
        by=by,
        day=day,
        address=review.publication_url,
        late_because=review.published_late_because,
    )


@transaction.atomic
def publish_later(
    review: PracticeReview,
    *,
    reason: str,
    expected_on: date,
    version: int | None = None,
    by: Person,
    on: date,
) -> None:
    """Say why a local review is published later than it should be, and by when.

    Its clock stays as it is: the reason stands beside it.
    """
    review.claim(version)
    review.guard("publish_later")
    if not reason.strip():
        raise Refused("Enter why it will be published later", field="reason")
    if expected_on <= on:
        raise Refused(
            "The date it is expected must be in the future", field="expected_on"
        )
    review.published_late_because = reason.strip()
    review.publication_expected_on = expected_on
    review.save()
    history.record(
        review,
        "published later",
        by=by,
        reason=review.published_late_because,
        expected=expected_on.isoformat(),
    )


@transaction.atomic
def close_review(
    review: PracticeReview,
    *,
    reason: str,
    version: int | None = None,
    by: Person,
    on: date,
) -> None:
    """End a review that does not go on to a publication; its clocks stop."""
    review.claim(version)
    if not reason.strip():
        raise Refused("Enter the reason for closing the review", field="reason")
    review.move("close")
    review.closed_on, review.closed_because = on, reason.strip()
    _save_move(review, by=by, day=on, reason=review.closed_because)


@transaction.atomic
def correct_day(
    review: PracticeReview,
    *,
    stage: str,
    day: date,
    reason: str,
    version: int | None = None,
    by: Person,
    on: date,
) -> None:
    """Put right the day of a stage that was entered wrong; its clock follows.

    Raises:
        Refused: the stage has no day yet, there is no reason, or the day would stand
            before that of an earlier stage or after that of a later one.
    """
    review.claim(version)
    column = PracticeReview.DAYS.get(stage, "")
    before = getattr(review, column, None)
    if before is None:
        raise Refused("That stage has not been reached yet", field="stage")
    if not reason.strip():
        raise Refused("Enter the reason for the correction", field="reason")
    refuse_future(day, on)
    setattr(review, column, day)
    days = [getattr(review, name) for name in PracticeReview.DAYS.values()]
    kept = [one for one in days if one is not None]
    if kept != sorted(kept):
        raise Refused("The dates of the stages must be in order", field="day")
    start_clocks(review, column)
    _put_lateness_right(review, reason.strip())
    review.next_due = _next_due(review)
    review.save()
    history.record(
        review,
        "day corrected",
        by=by,
        before=before.isoformat(),
        after=day.isoformat(),
        stage=Stage(stage).label,
        reason=reason.strip(),
    )


def _put_lateness_right(review: PracticeReview, reason: str) -> None:
    """What is in time by now needs no excuse; what is late by now has the reason."""
    for happened_on, last_day, column in (
        (review.notified_on, review.notify_by, "notified_late_because"),
        (review.rapid_done_on, review.rapid_by, "rapid_late_because"),
        (review.published_on, review.publish_by, "published_late_because"),
    ):
        if happened_on is None or last_day is None:
            continue
        if happened_on <= last_day:
            setattr(review, column, "")
        elif not getattr(review, column):
            setattr(review, column, reason)


def _take(
    review: PracticeReview,
    act: str,
    column: str,
    day: date,
    on: date,
    *,
    to: str = "",
) -> None:
    """Go on to a stage as of a day; the caller claims it, adds its words and saves."""
    review.move(act, to)
    refuse_future(day, on)
    # Who thinks again decides on a later day than the first time.
    reached = review.last_day_reached
    if day < reached:
        raise Refused(
            f"The date must be on or after {written(reached)}, the date of the stage "
            "before",
            field="day",
        )
    setattr(review, column, day)
    start_clocks(review, column)


def start_clocks(review: PracticeReview, column: str) -> None:
    """The last day that follows from a day, by the rules as they are now."""
    if not review.is_statutory:
        return
    if column == "aware_on":
        days = policy.get("review_notification_working_days")
        review.notify_by = add_working_days(review.aware_on, days)
    elif column == "notified_on":
        days = policy.get("rapid_review_working_days")
        review.rapid_by = add_working_days(review.notified_on, days)
    elif column == "decided_on":
        months = policy.get("review_publication_months")
        review.publish_by = (
            months_later(review.decided_on, months)
            if review.needs_local_review
            else None
        )
    review.next_due = _next_due(review)


def _next_due(review: PracticeReview) -> date | None:
    clock = review.running_clock if review.is_open else None
    return clock.last_day if clock else None


def _save_move(review: PracticeReview, *, by: Person, day: date, **said: str) -> None:
    review.next_due = _next_due(review)
    review.save()
    event = review.get_stage_display().lower()
    history.record(review, event, by=by, day=day.isoformat(), **said)


def _why_late(day: date, last_day: date | None, words: str) -> str:
    """The reason for a day past the last one; nothing where it was in time."""
    if last_day is None or day <= last_day:
        return ""
    if not words.strip():
        raise Refused(LATE % written(last_day), field="late_because")
    return words.strip()


def refuse_future(day: date, on: date, *, field: str = "day") -> None:
    if day > on:
        raise Refused("The date must be today or in the past", field=field)
