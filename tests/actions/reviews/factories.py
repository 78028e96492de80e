"""Practice reviews and scrutiny for tests, through the services that make them."""

from datetime import date

from actions.reviews.models.recommendations import Recommendation
from actions.reviews.models.reviews import PracticeReview
from actions.reviews.services import recommendations, reviews, stages
from actions.scrutiny import services as scrutiny
from actions.scrutiny.models import ScrutinyQuestion, ScrutinySession
from partnership.people.models import Person

AWARE = date(2025, 9, 1)
NOTIFIED = date(2025, 9, 4)
RAPID = date(2025, 9, 22)
DECIDED = date(2025, 10, 1)
COMMISSIONED = date(2025, 10, 20)
LATE = "The school was on holiday"

# What takes a review to each stage, in order.
STEPS = (
    ("notified", stages.notify_panel, NOTIFIED, {}),
    ("rapid_done", stages.finish_rapid_review, RAPID, {}),
    (
        "to_review",
        stages.decide_on_review,
        DECIDED,
        {"needs_local_review": True, "reason": "There is learning in it"},
    ),
    ("commissioned", stages.commission_review, COMMISSIONED, {}),
)


def make_review(
    by: Person, *, stage: str = "aware", kind: str = "incident", **said
) -> PracticeReview:
    """A review taken as far as a stage, each step in time."""
    said = {"title": "Harm to an infant", "aware_on": AWARE, **said}
    review = reviews.open_review(kind=kind, by=by, on=said["aware_on"], **said)
    for reached, service, day, more in STEPS:
        if review.stage == stage:
            break
        service(review, day=day, by=by, on=day, **more)
        assert review.stage == reached
    return review


def make_recommendation(
    review: PracticeReview, by: Person, *, response: str = "", **said
) -> Recommendation:
    said = {"text": "Use one form", "to_words": "Every agency", **said}
    recommendation = recommendations.add_recommendation(review, by=by, **said)
    if response:
        recommendations.answer_recommendation(
            recommendation,
            response=response,
            response_words="Because",
            day=DECIDED,
            by=by,
            on=DECIDED,
        )
    return recommendation


def make_session(by: Person, **said) -> ScrutinySession:
    said = {
        "kind": "council",
        "body": "Scrutiny committee",
        "subject": "Yearly report",
        "held_on": date(2025, 10, 6),
        **said,
    }
    return scrutiny.record_session(by=by, on=date(2025, 10, 8), **said)


def make_question(session: ScrutinySession, by: Person, **said) -> ScrutinyQuestion:
    if not {"answer", "answer_by", "needs_action"} & set(said):
        said["answer_by"] = date(2025, 11, 3)
    said = {"text": "How many children were sent home?", **said}
    return scrutiny.add_question(session, by=by, **said)
