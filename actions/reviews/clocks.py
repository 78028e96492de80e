"""How many deadlines of practice reviews were met. Reads only."""

from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from actions.reviews.models.reviews import PracticeReview

# The label of each deadline, the field of the day it was met, and its own field.
CLOCKS = (
    ("Notify the national panel", "notified_on", "notify_by"),
    ("Complete the rapid review", "rapid_done_on", "rapid_by"),
    ("Publish the local review", "published_on", "publish_by"),
)


@dataclass(frozen=True, kw_only=True)
class Kept:
    """How many deadlines of one kind were met and missed."""

    words: str
    met: int
    missed: int

    @property
    def total(self) -> int:
        return self.met + self.missed


def clocks_kept(reviews: QuerySet[PracticeReview]) -> list[Kept]:
    """Deadlines met and missed in some reviews, by kind, in one query."""
    counts = reviews.order_by().aggregate(
        **{
            f"{met_on}_{how}": Count("pk", filter=_kept(met_on, last_day, how))
            for _, met_on, last_day in CLOCKS
            for how in ("met", "missed")
        }
    )
    return [
        Kept(
            words=words,
            met=counts[f"{met_on}_met"],
            missed=counts[f"{met_on}_missed"],
        )
        for words, met_on, _ in CLOCKS
    ]


def _kept(met_on: str, last_day: str, how: str) -> Q:
    lookup = "lte" if how == "met" else "gt"
    return Q(**{f"{last_day}__isnull": False, f"{met_on}__{lookup}": F(last_day)})
