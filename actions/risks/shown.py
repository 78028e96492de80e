"""The register of risks as it is shown: on a map of scores, and as it moved. Reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from actions.risks.models.movement import LABELS as RISK_LABELS
from actions.risks.models.movement import Moved
from actions.risks.models.parts import RiskAssessment
from actions.risks.models.querysets import RiskQuerySet
from actions.risks.models.ratings import band_of, escalates, impacts, likelihoods
from actions.risks.models.risks import Risk
from partnership.drawing.charts import Chart, Series, line_chart
from partnership.policy import values as policy

HEADINGS = (
    "Reference",
    "What became of it",
    "Score then",
    "Score now",
    "Band",
    "Escalates",
    "Risk",
    "Owner",
    "Belongs to",
    "Status",
    "Inherent score",
    "Target score",
    "Last assessed",
    "Next review",
)


@dataclass(frozen=True)
class Cell:
    """One square of the map: a likelihood with an impact, and the risks rated so."""

    likelihood: int
    impact: int
    impact_words: str
    risks: tuple[Risk, ...]

    @property
    def score(self) -> int:
        return self.likelihood * self.impact

    @property
    def band(self) -> dict:
        return band_of(self.score)

    @property
    def escalates(self) -> bool:
        return escalates(self.score)


@dataclass(frozen=True)
class MapRow:
    """One likelihood of the map, with a square for each impact."""

    words: str
    cells: tuple[Cell, ...]


def map_of(risks: Iterable[Risk], which: str) -> list[MapRow]:
    """Risks by their inherent, current or target rating, the likeliest on top."""
    placed: dict[tuple[int, int], list[Risk]] = {}
    for risk in risks:
        rating = risk.rating(which)
        placed.setdefault((rating.likelihood, rating.impact), []).append(risk)
    return [
        MapRow(
            words,
            tuple(
                Cell(
                    level, impact, impact_words, tuple(placed.get((level, impact), ()))
                )
                for impact, impact_words in impacts().items()
            ),
        )
        for level, words in sorted(likelihoods().items(), reverse=True)
    ]


@dataclass(frozen=True)
class MovedGroup:
    """The risks of which the same became since a day."""

    kind: Moved
    risks: tuple[Risk, ...]

    @property
    def label(self) -> str:
        return RISK_LABELS[self.kind]


def moved_since(risks: RiskQuerySet, day: date) -> list[MovedGroup]:
    """Risks by what became of them since the end of a day; the worst news first.

    Those that were closed then and still are have no part in it.
    """
    by_kind: dict[Moved, list[Risk]] = {}
    for risk in risks.since(day).for_rows().gravest_first():
        if risk.movement is not None:
            by_kind.setdefault(risk.movement.kind, []).append(risk)
    return [MovedGroup(kind, tuple(by_kind[kind])) for kind in Moved if kind in by_kind]


def as_rows(groups: Iterable[MovedGroup]) -> list[tuple]:
    """The same as rows of a spreadsheet, under `HEADINGS`."""
    return [
        (
            risk.ref,
            group.label,
            risk.score_then,
            risk.current_score,
            risk.current.band["word"],
            "yes" if risk.is_over_threshold else "no",
            risk.sentence,
            risk.owned_by_words,
            risk.organisation.name,
            risk.get_status_display(),
            risk.inherent_score,
            risk.target_score,
            risk.assessed_on,
            risk.review_on,
        )
        for group in groups
        for risk in group.risks
    ]


def chart_of(assessments: Iterable[RiskAssessment]) -> Chart | None:
    """A risk's score over time, from the first; nothing before there is a second."""
    told = sorted(assessments, key=lambda assessment: assessment.number)
    if len(told) < 2:
        return None
    threshold = policy.get("risk_escalation_threshold")
    return line_chart(
        title="Score over time",
        labels=[f"{row.on.day} {row.on:%b %Y}" for row in told],
        series=[
            Series("Current score", [row.current_score for row in told]),
            Series("Target", [row.target_score for row in told]),
            Series("Escalates from", [threshold] * len(told)),
        ],
        takeaway=f"{told[0].current_score} at first, {told[-1].current_score} now",
        label_heading="Assessed",
    )
