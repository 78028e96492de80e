"""The three ratings of a risk, with their scores and the partnership's scales."""

from dataclasses import dataclass
from typing import Any

from django.db import models

from partnership.policy import values as policy

LEVELS = (1, 5)
RATINGS = ("inherent", "current", "target")
RATING_FIELDS = tuple(
    f"{rating}_{part}" for rating in RATINGS for part in ("likelihood", "impact")
)


def in_range() -> models.Q:
    """Every likelihood and impact from 1 to 5."""
    return models.Q(*((f"{name}__range", LEVELS) for name in RATING_FIELDS))


def likelihoods() -> dict[int, str]:
    """The partnership's word for each likelihood, with its number."""
    return policy.derived("risk_likelihood_scale", _levels)


def impacts() -> dict[int, str]:
    """The partnership's word for each impact, with its number."""
    return policy.derived("risk_impact_scale", _levels)


def _levels(scale: list[dict[str, Any]]) -> dict[int, str]:
    return {level: f"{level} {row['word']}" for level, row in enumerate(scale, 1)}


def band_of(score: int) -> dict[str, Any]:
    """The band of a score, with its colour, word and meaning."""
    bands = policy.get("risk_bands")
    return next(band for band in reversed(bands) if band["lowest"] <= score)


def escalates(score: int) -> bool:
    """Whether a risk with this score is escalated to the executive."""
    return score >= policy.get("risk_escalation_threshold")


@dataclass(frozen=True)
class Rating:
    """A likelihood and an impact, with their score."""

    likelihood: int
    impact: int
    score: int

    @property
    def likelihood_words(self) -> str:
        return likelihoods()[self.likelihood]

    @property
    def impact_words(self) -> str:
        return impacts()[self.impact]

    @property
    def band(self) -> dict[str, Any]:
        return band_of(self.score)

    @property
    def escalates(self) -> bool:
        return escalates(self.score)

    @property
    def words(self) -> str:
        """The rating in one line, such as “12 High: 4 Likely × 3 Moderate”."""
        return (
            f"{self.score} {self.band['word']}: "
            f"{self.likelihood_words} × {self.impact_words}"
        )


def _level() -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField()


def _score(rating: str) -> models.GeneratedField:
    return models.GeneratedField(
        expression=models.F(f"{rating}_likelihood") * models.F(f"{rating}_impact"),
        output_field=models.PositiveSmallIntegerField(),
        db_persist=True,
    )


class Rated(models.Model):
    """The inherent rating (without controls), the current rating and the target."""

    inherent_likelihood = _level()
    inherent_impact = _level()
    inherent_score = _score("inherent")
    current_likelihood = _level()
    current_impact = _level()
    current_score = _score("current")
    target_likelihood = _level()
    target_impact = _level()
    target_score = _score("target")

    class Meta:
        abstract = True

    def rating(self, which: str) -> Rating:
        """The inherent, current or target rating."""
        parts = ("likelihood", "impact", "score")
        return Rating(*(getattr(self, f"{which}_{part}") for part in parts))

    @property
    def inherent(self) -> Rating:
        return self.rating("inherent")

    @property
    def current(self) -> Rating:
        return self.rating("current")

    @property
    def target(self) -> Rating:
        return self.rating("target")

    @property
    def ratings(self) -> list[tuple[str, Rating]]:
        """The three ratings with their labels."""
        return [
            ("Inherent, before controls", self.inherent),
            ("Current", self.current),
            ("Target", self.target),
        ]
