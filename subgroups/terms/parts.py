"""The parts of terms of reference, in the order they are written and read."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part: the field that holds it and what it is called."""

    name: str
    title: str
    # What the page says where it is missing.
    missing: str
    hint: str = ""
    rows: int = 4
    # Words by which a heading of a Word file is known to be this part.
    heading: str

    def is_headed(self, heading: str) -> bool:
        return re.search(rf"\b(?:{self.heading})", heading, re.IGNORECASE) is not None


PARTS = (
    Part(
        name="purpose",
        title="Purpose",
        missing="purpose",
        heading="purpose|aims?\\b|remit|introduction|background|mission",
    ),
    Part(
        name="objectives",
        title="Objectives",
        missing="objectives",
        heading="objectives?|goals",
        rows=6,
    ),
    Part(
        name="responsibilities",
        title="Responsibilities",
        missing="responsibilities",
        heading="responsibilit|functions?\\b|duties|tasks|scope",
        rows=8,
    ),
    Part(
        name="membership",
        title="Membership",
        missing="membership list",
        hint="Seats and agencies, not names: a published edition is public",
        heading="members?|composition|representation|attendees",
        rows=8,
    ),
    Part(
        name="deputies",
        title="Deputies",
        missing="deputies clause",
        hint="Who may stand in for whom",
        heading="deput|substitut|alternates?",
    ),
    Part(
        name="frequency",
        title="Frequency of meetings",
        missing="meeting frequency",
        hint="For example, every school term",
        heading="frequency|meetings?\\b|timing",
        rows=2,
    ),
    Part(
        name="quorum",
        title="Quorum",
        missing="quorum clause",
        heading="quor",
        rows=3,
    ),
    Part(
        name="decision_making",
        title="Decision-making",
        missing="decision-making clause",
        heading="decision|voting|votes|escalat",
    ),
    Part(
        name="conflicts",
        title="Conflicts of interest",
        missing="conflicts of interest clause",
        heading="conflict|interests?\\b|declarations?",
    ),
    Part(
        name="confidentiality",
        title="Confidentiality",
        missing="confidentiality clause",
        heading="confidential|information sharing|data protection",
    ),
    Part(
        name="secretariat",
        title="Secretariat",
        missing="secretariat",
        hint="Who sends papers and takes minutes",
        heading="secretar|administrat|business support|minutes|papers",
    ),
    Part(
        name="practice_standards",
        title="Practice standards",
        missing="practice standards",
        heading="practice standards?|standards?\\b",
    ),
)
NAMES = tuple(part.name for part in PARTS)
BY_NAME = {part.name: part for part in PARTS}
# Where a heading names two parts, the one that is asked first: “Deputies and members”
# is about deputies, “Aims and objectives” about objectives.
MOST_TELLING = tuple(
    BY_NAME[name]
    for name in (
        "deputies",
        "conflicts",
        "confidentiality",
        "quorum",
        "practice_standards",
        "secretariat",
        "decision_making",
        "membership",
        "frequency",
        "objectives",
        "responsibilities",
        "purpose",
    )
)


def part_headed(heading: str) -> Part | None:
    """The part that a heading is about, if it is about one."""
    return next((part for part in MOST_TELLING if part.is_headed(heading)), None)
