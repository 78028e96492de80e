"""Counts of reviews and scrutiny for the yearly report. Reads only."""

from dataclasses import dataclass

from django.db.models import Count, Q

from actions.reviews.clocks import kept
from actions.reviews.models.recommendations import Recommendation
from actions.reviews.models.reviews import DEADLINES, PracticeReview
from actions.scrutiny.models import ScrutinyQuestion, ScrutinySession
from partnership.dates.years import ReportYear


@dataclass(frozen=True, kw_only=True)
class LearningYear:
    """Practice reviews and scrutiny in a year, in counts that identify nobody."""

    opened: int = 0
    notified: int = 0
    rapid_reviews: int = 0
    to_review: int = 0
    published: int = 0
    in_time: int = 0
    late: int = 0
    recommended: int = 0
    implemented: int = 0
    unfinished: int = 0
    sessions: int = 0
    asked: int = 0
    answered: int = 0
    to_answer: int = 0

    @property
    def has_anything(self) -> bool:
        return bool(self.opened or self.recommended or self.sessions or self.unfinished)

    @property
    def counted(self) -> list[tuple[str, int]]:
        """The figures of the table with their labels."""
        return [
            ("Recommendations from reviews that started in the year", self.recommended),
            (
                "Recommendations implemented in the year, with evidence of impact",
                self.implemented,
            ),
            ("Recommendations not implemented by the end of the year", self.unfinished),
            ("Scrutiny visits and sessions", self.sessions),
            ("Questions asked", self.asked),
            ("Questions answered by the end of the year", self.answered),
            ("Questions not answered", self.to_answer),
        ]


def learning_of(year: ReportYear) -> LearningYear:
    """Reviews and scrutiny in a year, in four queries."""
    return LearningYear(**_reviews(year), **_recommendations(year), **_scrutiny(year))


def _during(column: str, year: ReportYear) -> Q:
    return Q(**{f"{column}__range": (year.start, year.end)})


def _reviews(year: ReportYear) -> dict[str, int]:
    counted = {
        "opened": _during("aware_on", year),
        "notified": _during("notified_on", year),
        "rapid_reviews": _during("rapid_done_on", year),
        "to_review": _during("decided_on", year) & Q(needs_local_review=True),
        "published": _during("published_on", year),
    }
    for deadline in DEADLINES:
        for how in ("met", "missed"):
            in_year = _during(deadline.met_on, year)
            counted[f"{how}_{deadline.key}"] = in_year & kept(deadline, how)
    counts = PracticeReview.objects.order_by().aggregate(
        **{name: Count("pk", filter=condition) for name, condition in counted.items()}
    )
    met, missed = (
        sum(counts.pop(f"{how}_{deadline.key}") for deadline in DEADLINES)
        for how in ("met", "missed")
    )
    return {**counts, "in_time": met, "late": missed}


def _recommendations(year: ReportYear) -> dict[str, int]:
    """Recommendations are counted from the start of their review."""
    begun = Q(review__aware_on__lte=year.end)
    refused = Q(response=Recommendation.Response.NOT_ACCEPTED)
    return Recommendation.objects.order_by().aggregate(
        recommended=Count("pk", filter=_during("review__aware_on", year)),
        implemented=Count("pk", filter=_during("implemented_on", year)),
        unfinished=Count(
            "pk",
            filter=begun
            & ~refused
            & (Q(implemented_on=None) | Q(implemented_on__gt=year.end)),
        ),
    )


def _scrutiny(year: ReportYear) -> dict[str, int]:
    sessions = ScrutinySession.objects.filter(_during("held_on", year))
    counts = ScrutinyQuestion.objects.filter(
        _during("session__held_on", year)
    ).aggregate(
        asked=Count("pk"),
        answered=Count("pk", filter=Q(answered_on__lte=year.end)),
        to_answer=Count(
            "pk",
            filter=Q(answer_by__isnull=False)
            & (Q(answered_on=None) | Q(answered_on__gt=year.end)),
        ),
    )
    return {"sessions": sessions.count(), **counts}
