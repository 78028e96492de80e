"""The heat map, changes and chart of the risk register. Only reads."""

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
    "Change",
    "Score then",
    "Score now",
    "Band",
    "Escalated",
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
    """One square of the heat map: a likelihood, an impact and the risks there."""

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
    """One row of the heat map: a likelihood, with a square for each impact."""

    words: str
    cells: tuple[Cell, ...]


def map_of(risks: Iterable[Risk], which: str) -> list[MapRow]:
    """Risks by inherent, current or target rating, highest likelihood first."""
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
    """The risks with the same kind of change since a day."""

    kind: Moved
    risks: tuple[Risk, ...]

    @property
    def label(self) -> str:
        return RISK_LABELS[self.kind]


def moved_since(risks: RiskQuerySet, day: date) -> list[MovedGroup]:
    """Risks by their change since the end of a day, worst first.

    Risks that were closed then and still are, are left out.
    """
    by_kind: dict[Moved, list[Risk]] = {}
    for risk in risks.since(day).for_rows().most_severe_first():
        if risk.movement is not None:
            by_kind.setdefault(risk.movement.kind, []).append(risk)
    return [MovedGroup(kind, tuple(by_kind[kind])) for kind in Moved if kind in by_kind]


def as_rows(groups: Iterable[MovedGroup]) -> list[tuple]:
    """The changes as spreadsheet rows, with the columns of `HEADINGS`."""
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
    """A risk's score over time; None until it has been assessed twice."""
    rows = sorted(assessments, key=lambda assessment: assessment.number)
    if len(rows) < 2:
        return None
    threshold = policy.get("risk_escalation_threshold")
    return line_chart(
        title="Score over time",
        labels=[f"{row.on.day} {row.on:%b %Y}" for row in rows],
        series=[
            Series("Current score", [row.current_score for row in rows]),
            Series("Target", [row.target_score for row in rows]),
            Series("Escalation threshold", [threshold] * len(rows)),
        ],
        takeaway=f"{rows[0].current_score} at first, {rows[-1].current_score} now",
        label_heading="Assessed",
    )
