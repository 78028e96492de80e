"""Assembles the yearly report from written chapters and sections of the apps.

Only reads. The page and the PDF show the same `YearlyReport`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType

from actions import yearly as of_actions
from audits import yearly as of_audits
from partnership.dates.years import ReportYear
from partnership.policy import values as policy
from scorecard.measures import yearly as of_measures
from scorecard.yearly_report.models import Chapter, CoveragePoint, ReportEdition
from subgroups import yearly as of_subgroups


@dataclass(frozen=True)
class Narrative:
    """A chapter that every new edition starts with."""

    key: str
    title: str
    guidance: str
    covers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A section that an app provides."""

    key: str
    title: str
    app: ModuleType

    @property
    def template(self) -> str:
        return f"{self.key}/_yearly_report_section.html"


# The order of the report. `covers` lists the points of the policy setting
# `yearly_report_checklist` that a chapter answers.
CONTENTS = (
    Narrative(
        "foreword",
        "Foreword",
        "Joint foreword by the safeguarding partners",
    ),
    Narrative(
        "glance",
        "The year at a glance",
        "One page that can be read alone: what changed for children, in plain figures",
    ),
    Narrative(
        "arrangements",
        "Our area and arrangements",
        "Who works together and how; what changed in the arrangements, and by when",
        covers=("11",),
    ),
    Narrative(
        "partners",
        "What each partner put in",
        "People, leadership and money from each safeguarding partner",
        covers=("1",),
    ),
    Section("actions", "What we set out to do", of_actions),
    Narrative(
        "little_progress",
        "Where there was little or no progress",
        "Explain why and what happens next",
        covers=("5",),
    ),
    Narrative(
        "difference",
        "The difference made to children",
        "Evidence that children and families are better off, from early help on",
        covers=("3",),
    ),
    Section("subgroups", "Subgroups", of_subgroups),
    Section("audits", "School safeguarding audit", of_audits),
    Narrative(
        "education",
        "Education as a partner",
        "How schools and settings took part, in strategy and in practice",
        covers=("8",),
    ),
    Section("scorecard", "What the figures say", of_measures),
    Narrative(
        "data",
        "What we learned from data",
        "How data helped people learn; how sharing information got better",
        covers=("9",),
    ),
    Narrative(
        "learning",
        "What we learned from reviews",
        "Serious incidents, practice reviews, audits: themes, and what was done",
        covers=("2", "4"),
    ),
    Narrative(
        "voice",
        "What children and families told us",
        "How they were asked, what they said, what changed because of it",
        covers=("6",),
    ),
    Narrative(
        "scrutiny",
        "Independent scrutiny",
        "Written by the scrutineer",
        covers=("10",),
    ),
    Narrative(
        "money",
        "What it cost",
        "What came in from whom; what went on reviews, training, scrutiny, the rest",
        covers=("7",),
    ),
    Narrative(
        "reforms",
        "National reforms",
        "What was put in place, and what got in the way",
        covers=("12",),
    ),
    Narrative("ahead", "The year ahead", "Priorities and how we will measure them"),
)
NARRATIVES = tuple(entry for entry in CONTENTS if isinstance(entry, Narrative))
SECTIONS = tuple(entry for entry in CONTENTS if isinstance(entry, Section))

GLOSSARY = (
    ("CLA", "Child in the care of the local authority"),
    ("CME", "Child missing education: of school age, on no roll, not taught elsewhere"),
    ("DSL", "Designated safeguarding lead: who leads on safeguarding in a school"),
    ("EHCP", "Education, health and care plan, for a child with additional needs"),
    ("EHE", "Elective home education: parents have chosen to teach a child at home"),
    ("FAP", "Fair access protocol: how hard-to-place children are found a school"),
    ("KCSIE", "Keeping children safe in education, the guidance schools must follow"),
    ("LADO", "Local authority designated officer, for allegations against staff"),
    ("LSCP", "Local safeguarding children partnership"),
    ("PEX", "Permanent exclusion of a child from a school"),
    ("RAG", "Red, amber, green: how a piece of work is rated"),
    (
        "S175",
        "Section 175, Education Act 2002: schools’ safeguarding duty and its audit",
    ),
)


@dataclass(frozen=True, kw_only=True)
class Part:
    """An entry of the contents list with its content."""

    key: str
    title: str
    chapter: Chapter | None = None
    section: object | None = None
    template: str = ""


@dataclass(frozen=True, kw_only=True)
class YearlyReport:
    """The report of one year."""

    edition: ReportEdition
    year: ReportYear
    partnership_name: str
    parts: tuple[Part, ...]
    points: tuple[CoveragePoint, ...]
    glossary: tuple[tuple[str, str], ...] = GLOSSARY

    @property
    def uncovered(self) -> list[CoveragePoint]:
        """Points of the checklist that are neither filled nor explained."""
        return [point for point in self.points if not point.is_covered]

    @property
    def covered(self) -> int:
        return len(self.points) - len(self.uncovered)

    @classmethod
    def for_edition(
        cls, edition: ReportEdition, *, tell: Callable[[str], None] = lambda title: None
    ) -> "YearlyReport":
        """Collect every app's section. `tell` is called with each title first."""
        year = edition.report_year
        chapters = {chapter.key: chapter for chapter in edition.chapters.all()}
        parts = []
        for entry in CONTENTS:
            if isinstance(entry, Section):
                tell(entry.title)
                parts.append(
                    Part(
                        key=entry.key,
                        title=entry.title,
                        section=entry.app.summarise(year),
                        template=entry.template,
                    )
                )
            elif chapter := chapters.get(entry.key):
                parts.append(Part(key=entry.key, title=chapter.title, chapter=chapter))
        return cls(
            edition=edition,
            year=year,
            partnership_name=policy.get("partnership_name"),
            parts=tuple(parts),
            points=tuple(edition.points.select_related("chapter")),
        )
