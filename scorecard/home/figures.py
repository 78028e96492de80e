"""Figures due: a person's own and, for officers, everyone's."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from partnership.pages.addresses import reverse
from partnership.people.models import Person
from scorecard.home.matters import MOST, Block, Matter
from scorecard.measures.due import figures_due
from scorecard.measures.models import Measure


def mine(person: Person, on: date) -> Iterator[Block]:
    measures = (
        Measure.objects.visible_to(person).in_use().owned_by(person).with_latest_end()
    )
    yield _figures("Figures to record", measures, on, url="")


def of_all(person: Person, on: date) -> Iterator[Block]:
    measures = Measure.objects.visible_to(person).in_use().with_latest_end()
    url = reverse("scorecard:measures")
    yield _figures("Figures due", measures, on, url=url)


def _figures(title: str, measures: QuerySet, on: date, *, url: str) -> Block:
    due = sorted(figures_due(measures, on), key=lambda figure: figure.due_on)
    return Block(
        key="figures",
        title=title,
        matters=tuple(
            Matter(
                words=str(figure.measure),
                url=figure.measure.get_absolute_url(),
                due_on=figure.due_on,
                detail=f"To {figure.end_words}",
                is_late=figure.is_overdue(on),
            )
            for figure in due[:MOST]
        ),
        total=len(due),
        subject="Measure",
        about="Figure",
        url=url,
        is_urgent=any(figure.is_overdue(on) for figure in due),
    )
