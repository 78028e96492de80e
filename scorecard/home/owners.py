"""Owners' words that match nobody, for officers to settle."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, Window

from actions.register.services.wordings import unsettled
from partnership.pages.addresses import reverse
from partnership.people.models import Person
from scorecard.home.matters import MOST, Block, Matter


def to_match(person: Person, on: date) -> Iterator[Block]:
    """The most frequent wordings, with their open actions."""
    wordings = unsettled(person).wordings()
    rows = list(wordings.annotate(of_all=Window(Count("plain_words")))[:MOST])
    settle = reverse("actions:settle_wording")
    yield Block(
        key="owners_to_match",
        title="Owners to match",
        matters=tuple(
            Matter(
                words=row["words"],
                url=f"{settle}?{urlencode({'words': row['words']})}",
                detail=f"{row['actions']}",
            )
            for row in rows
        ),
        total=rows[0]["of_all"] if rows else 0,
        url=reverse("actions:wordings"),
        subject="Owner as written",
        about="Open actions",
    )
