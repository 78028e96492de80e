"""Practice reviews and scrutiny questions that need a person."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from actions.reviews.models.reviews import PracticeReview
from actions.scrutiny.models import ScrutinyQuestion
from partnership.pages.addresses import reverse
from partnership.people.models import Person
from scorecard.home.matters import Block, Matter, block_of


def reviews_named(person: Person, on: date) -> Iterator[Block]:
    """Open reviews that a person takes part in."""
    reviews = PracticeReview.objects.visible_to(person).named(person).open()
    yield _clocks(
        "reviews_named", "Practice reviews you are named on", reviews.newest_first(), on
    )


def reviews(person: Person, on: date) -> Iterator[Block]:
    reviews = PracticeReview.objects.visible_to(person).running()
    yield _clocks(
        "review_clocks",
        "Practice review deadlines",
        reviews,
        on,
        url=reverse("actions:review_clocks"),
    )


def _clocks(key: str, title: str, reviews: QuerySet, on: date, **more) -> Block:
    def matter(review: PracticeReview) -> Matter:
        clock = review.running_clock
        return Matter(
            words=str(review),
            url=review.get_absolute_url(),
            due_on=review.next_due,
            due_words="" if clock else "No deadline",
            detail=clock.words if clock else review.get_stage_display(),
            is_late=clock is not None and clock.is_missed(on),
        )

    return block_of(
        key, title, reviews, matter, subject="Review", about="Next deadline", **more
    )


def scrutiny(person: Person, on: date) -> Iterator[Block]:
    """Unanswered questions from scrutiny."""
    questions = ScrutinyQuestion.objects.visible_to(person).unanswered()
    yield block_of(
        "scrutiny",
        "Questions from scrutiny to answer",
        questions.select_related("session")
        .only("number", "text", "answer_by", "session__body", "session__ref")
        .order_by("answer_by", "pk"),
        lambda question: Matter(
            words=question.text,
            url=question.get_absolute_url(),
            due_on=question.answer_by,
            detail=f"{question.session.body}, {question.session.ref}",
            is_late=question.answer_by < on,
        ),
        subject="Question",
        about="Asked by",
        url=reverse("actions:scrutiny_questions"),
    )
