"""Risks, practice reviews and scrutiny: few enough to be entered by the services."""

from datetime import timedelta

from actions.reviews.models.reviews import PracticeReview
from actions.reviews.services import recommendations, reviews
from actions.risks.models.risks import Risk
from actions.risks.services import risks
from actions.scrutiny import services as scrutiny
from actions.scrutiny.models import ScrutinySession
from partnership.outbox import messages

RISKS, REVIEWS, SESSIONS, QUESTIONS = 100, 60, 20, 10
CHANCES = ((3, 3), (4, 4), (2, 5), (5, 4))


def build(world) -> None:
    with messages.silenced():
        for number in range(RISKS):
            _risk(world, number)
        for number in range(REVIEWS):
            _review(world, number)
        for number in range(SESSIONS):
            _session(world, number)


def _risk(world, number: int) -> Risk:
    likelihood, impact = CHANCES[number % len(CHANCES)]
    return risks.add_risk(
        cause="Posts in the team are vacant",
        event=f"Referrals of kind {number} wait for more than a day",
        consequence="Children are seen too late",
        organisation=world.subgroups[number % len(world.subgroups)],
        owner=world.members[number % len(world.members)][0],
        inherent_likelihood=5,
        inherent_impact=4,
        current_likelihood=likelihood,
        current_impact=impact,
        target_likelihood=2,
        target_impact=2,
        by=world.manager,
        on=world.day(-number - 1),
    )


def _review(world, number: int) -> PracticeReview:
    review = reviews.open_review(
        kind="incident",
        title=f"Review {number}",
        aware_on=world.day(-number * 5 - 2),
        agencies=world.agencies[number % 3 : number % 3 + 4],
        by=world.manager,
        on=world.day(-number * 5 - 1),
    )
    for place in range(3):
        recommendations.add_recommendation(
            review,
            text=f"Use one form for step {place}",
            organisations=world.agencies[place : place + 2],
            by=world.manager,
        )
    return review


def _session(world, number: int) -> ScrutinySession:
    held_on = world.day(-number * 14 - 3)
    session = scrutiny.record_session(
        kind="council",
        body="Scrutiny committee",
        subject=f"Yearly report, sitting {number}",
        held_on=held_on,
        by=world.manager,
        on=held_on + timedelta(days=1),
    )
    for place in range(QUESTIONS):
        scrutiny.add_question(
            session,
            text=f"How many children were waiting in district {place}?",
            answer_by=held_on + timedelta(days=28),
            by=world.manager,
        )
    return session
