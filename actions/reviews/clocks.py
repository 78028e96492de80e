"""How many deadlines of practice reviews were met. Reads only."""

from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from actions.reviews.models.reviews import DEADLINES, Deadline, PracticeReview


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
            f"{deadline.key}_{how}": Count("pk", filter=kept(deadline, how))
            for deadline in DEADLINES
            for how in ("met", "missed")
        }
    )
    return [
        Kept(
            words=deadline.words,
            met=counts[f"{deadline.key}_met"],
            missed=counts[f"{deadline.key}_missed"],
        )
        for deadline in DEADLINES
    ]


def kept(deadline: Deadline, how: str) -> Q:
    """Reviews that met or missed a deadline."""
    lookup = "lte" if how == "met" else "gt"
    return Q(
        **{
            f"{deadline.last_day}__isnull": False,
            f"{deadline.met_on}__{lookup}": F(deadline.last_day),
        }
    )
