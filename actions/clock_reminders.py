"""Who should hear of the clocks of reviews and of scrutiny's questions. Pure reads.

`actions.reminders` says which days a day reminds of; letters say no more of a review
than its reference, because they leave the house.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from actions.models import PracticeReview, ScrutinyQuestion
from partnership.access import Role
from partnership.foundation.reminders import Reminder
from partnership.models import Person


def due(steps: Mapping[date, str], on: date) -> Iterator[Reminder]:
    """Last days of reviews and questions, coming, come and missed.

    The business team hears of all of them, and whoever leads a review of its clocks.
    """
    reviews = list(
        PracticeReview.objects.running()
        .filter(next_due__in=steps)
        .select_related("lead")
    )
    questions = list(
        ScrutinyQuestion.objects.unanswered()
        .filter(answer_by__in=steps)
        .select_related("session")
        .order_by("answer_by", "pk")
    )
    if not reviews and not questions:
        return
    team = _business_team(on)
    for review in reviews:
        leads = [review.lead] if review.lead and review.lead.left_on is None else []
        for person in [*leads, *(one for one in team if one not in leads)]:
            yield _of_review(review, person, steps[review.next_due])
    for question in questions:
        for person in team:
            yield _of_question(question, person, steps[question.answer_by])


def _business_team(on: date) -> list[Person]:
    """The business managers, or else the board officers."""
    managers = list(Person.objects.holding(Role.BUSINESS_MANAGER, on=on))
    return managers or list(Person.objects.holding(Role.BOARD_OFFICER, on=on))


def _when(day: date, rung: str) -> str:
    verb = "is" if rung.endswith("late") else "is due"
    return f"{verb} {rung} ({day.day} {day:%B %Y})"


def _of_review(review: PracticeReview, person: Person, rung: str) -> Reminder:
    clock = review.running_clock
    what = clock.words[:1].lower() + clock.words[1:]
    return Reminder(
        person=person,
        kind="review_clock",
        subject=review,
        step=f"{clock.key} {review.next_due} {rung}",
        words=f"{review.ref} {_when(review.next_due, rung)}: {what}",
        url=review.get_absolute_url(),
        due_on=review.next_due,
    )


def _of_question(question: ScrutinyQuestion, person: Person, rung: str) -> Reminder:
    return Reminder(
        person=person,
        kind="scrutiny_answer",
        subject=question,
        step=f"{question.answer_by} {rung}",
        words=f"The answer to {question.ref} {_when(question.answer_by, rung)}: "
        f"{question.text}",
        url=question.get_absolute_url(),
        due_on=question.answer_by,
    )
