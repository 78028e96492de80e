"""The calendar entries of actions, risks, reviews and scrutiny. Only reads."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Prefetch, Q

from actions.due.meaning import Precision
from actions.register.models.actions import Action
from actions.register.models.progress import Update
from actions.register.words import Status
from actions.reviews.models.reviews import PracticeReview
from actions.risks.reporting import review_entries
from actions.scrutiny.models import ScrutinyQuestion
from partnership.access import Permission
from partnership.pages.calendars import CalendarEntry
from partnership.pages.calendars import Status as Sureness
from partnership.people.models import Organisation, Person

# How the title of an action begins that has ended without being completed.
OVER = {Status.WITHDRAWN: "No longer needed", Status.CARRIED: "Carried forward"}


def calendar_entries(
    person: Person,
    *,
    organisation: Organisation | None = None,
    start: date,
    end: date,
) -> list[CalendarEntry]:
    """Dates of a person's actions and risks, or of an organisation's that they see.

    Completed actions are left out; withdrawn and carried ones are cancelled entries. A
    person's own calendar also has the deadlines of their reviews and scrutiny.
    """
    actions = Action.objects.visible_to(person)
    if organisation is None:
        actions = actions.owned_by(person)
    else:
        actions = actions.filter(organisation=organisation)
    span = (start, end)
    actions = (
        actions.exclude(status__in=[Status.TO_CHECK, Status.COMPLETE])
        .filter(
            Q(due_end__range=span)
            | Q(review_on__range=span)
            | Q(due_occurrences__len__gt=0)
        )
        .prefetch_related(
            Prefetch("updates", Update.objects.filter(occurrence__isnull=False))
        )
        .order_by("pk")
    )
    reviews = review_entries(person, organisation=organisation, start=start, end=end)
    found = [
        *(
            entry
            for action in actions
            for entry in _entries(action)
            if start <= entry.day <= end
        ),
        *reviews,
    ]
    return found if organisation is not None else [*found, *_clocks(person, span)]


def _entries(action: Action) -> Iterator[CalendarEntry]:
    if action.due_precision == Precision.RECURRING:
        answered = {update.occurrence for update in action.updates.all()}
        for day in action.due_occurrences:
            if day not in answered:
                yield _entry(action, day, f"-{day.isoformat()}", "due")
    elif action.due_end is not None:
        yield _entry(action, action.due_end, "", "due")
    if action.review_on is not None:
        yield _entry(action, action.review_on, "-review", "to be reviewed")


def _entry(action: Action, day: date, part: str, verb: str) -> CalendarEntry:
    return CalendarEntry(
        uid=f"action-{action.pk}{part}",
        words=f"{action.ref} {verb}: {action.open_text}",
        url=action.get_absolute_url(),
        sequence=action.version,
        day=day,
        status=Sureness.CONFIRMED if action.is_open else Sureness.CANCELLED,
        cancelled=OVER.get(action.status, ""),
    )


def _clocks(person: Person, span: tuple[date, date]) -> Iterator[CalendarEntry]:
    """Review and scrutiny deadlines: all for officers, their own for leads."""
    reviews = PracticeReview.objects.visible_to(person).running()
    if not person.holds(Permission.MANAGE_REVIEWS):
        reviews = reviews.filter(lead=person)
    for review in reviews.filter(next_due__range=span):
        clock = review.running_clock
        yield CalendarEntry(
            uid=f"review-{review.pk}-{clock.key}",
            words=f"{review.ref}: {clock.words.lower()}",
            url=review.get_absolute_url(),
            sequence=review.version,
            day=review.next_due,
            status=Sureness.CONFIRMED,
        )
    if person.holds(Permission.MANAGE_SCRUTINY):
        questions = ScrutinyQuestion.objects.visible_to(person).unanswered()
        for question in questions.filter(answer_by__range=span).select_related(
            "session"
        ):
            yield CalendarEntry(
                uid=f"scrutiny-question-{question.pk}",
                words=f"{question.ref} to be answered",
                url=question.get_absolute_url(),
                sequence=question.version,
                day=question.answer_by,
                status=Sureness.CONFIRMED,
            )
