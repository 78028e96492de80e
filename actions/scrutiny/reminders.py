"""The reminders of review deadlines and of answers to scrutiny. Only reads.

Emails give only the reference of a review, because its details are confidential.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from actions.ladder import (
    BROUGHT_FORWARD,
    LONGEST_CHASE,
    Ladder,
    Rung,
    in_words,
    is_gone,
)
from actions.reviews.models.reviews import PracticeReview
from actions.scrutiny.models import ScrutinyQuestion
from partnership.access import Role
from partnership.outbox.reminders import Reminder
from partnership.people.models import Person


def due(on: date, ladder: Ladder) -> Iterator[Reminder]:
    """Reminders of review deadlines and of answers due.

    The business team gets all of them, and the lead of a review gets its own. Reminders
    from before the review started or the session was held are left out.
    """
    last = on + timedelta(days=max(ladder.before, default=0)) + BROUGHT_FORWARD
    span = (on - LONGEST_CHASE, last)
    reviews = list(
        PracticeReview.objects.running()
        .filter(next_due__range=span)
        .select_related("lead")
    )
    questions = list(
        ScrutinyQuestion.objects.unanswered()
        .filter(answer_by__range=span)
        .select_related("session")
        .order_by("answer_by", "pk")
    )
    if not reviews and not questions:
        return
    team = _business_team(on)
    for review in reviews:
        rung = ladder.reached(review.next_due, on, is_school=False)
        if rung is None or rung.day < review.aware_on:
            continue
        leads = [review.lead] if review.lead and not is_gone(review.lead, on) else []
        for person in [*leads, *(one for one in team if one not in leads)]:
            yield _of_review(review, person, rung, on)
    for question in questions:
        rung = ladder.reached(question.answer_by, on, is_school=False)
        if rung is None or rung.day < question.session.held_on:
            continue
        for person in team:
            yield _of_question(question, person, rung, on)


def _business_team(on: date) -> list[Person]:
    """The business managers, or the board officers if there are none."""
    managers = list(Person.objects.holding(Role.BUSINESS_MANAGER, on=on))
    return managers or list(Person.objects.holding(Role.BOARD_OFFICER, on=on))


def _when(day: date, on: date) -> str:
    return f"{in_words(day, on)} ({day.day} {day:%B %Y})"


def _of_review(
    review: PracticeReview, person: Person, rung: Rung, on: date
) -> Reminder:
    clock = review.running_clock
    what = clock.words[:1].lower() + clock.words[1:]
    return Reminder(
        person=person,
        kind="review_clock",
        subject=review,
        step=f"{clock.key} {review.next_due} {rung.name}",
        words=f"{review.ref} {_when(review.next_due, on)}: {what}",
        url=review.get_absolute_url(),
        due_on=review.next_due,
    )


def _of_question(
    question: ScrutinyQuestion, person: Person, rung: Rung, on: date
) -> Reminder:
    return Reminder(
        person=person,
        kind="scrutiny_answer",
        subject=question,
        step=f"{question.answer_by} {rung.name}",
        words=f"The answer to {question.ref} {_when(question.answer_by, on)}: "
        f"{question.text}",
        url=question.get_absolute_url(),
        due_on=question.answer_by,
    )
