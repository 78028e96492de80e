"""Reports of plans and movement as Excel sheets."""

from collections.abc import Iterator

from actions.reports.movement import Movement
from actions.reports.movement_words import Kind
from actions.reports.plan_report import PlanLine, PlanReport
from partnership.policy import values as policy
from partnership.spreadsheets.writing import Sheet

LINES = (
    "Reference",
    "Action",
    "Objective",
    "Owners",
    "Due",
    "Last day",
    "Delivery",
    "Impact",
    "Last update",
    "Update",
)
WIDTHS = (12, 48, 32, 26, 20, 13, 14, 18, 13, 48)


def exceptions_sheets(report: PlanReport) -> Iterator[Sheet]:
    """The exceptions of a report, and counts of all other actions."""
    yield _progress(report)
    yield Sheet(
        "Exceptions",
        ("Priority", "Why it is listed", *LINES),
        [
            (str(priority), "\n".join(line.why), *_cells(line))
            for priority in report.priorities
            for line in priority.exceptions
        ],
        (24, 40, *WIDTHS),
    )
    yield Sheet(
        "Other actions",
        ("Priority", "Actions", "Status"),
        [
            (str(priority), priority.others, priority.other_words)
            for priority in report.priorities
        ],
        (32, 10, 70),
    )
    yield from _legends()


def full_sheets(report: PlanReport) -> Iterator[Sheet]:
    """Every action with its outcome."""
    yield _progress(report)
    yield Sheet(
        "Actions",
        ("Priority", *LINES, "Dates moved", "How it ended", "Outcome"),
        [
            (str(priority), *_cells(line), line.moves, line.ending, line.outcome)
            for priority in report.priorities
            for line in priority.lines
        ],
        (24, *WIDTHS, 12, 32, 48),
    )
    yield from _legends()


def movement_sheets(moved: Movement) -> Iterator[Sheet]:
    """Counts by priority, and every action under each kind of change."""
    heads = [kind.label for kind in Kind]
    yield Sheet(
        "Totals",
        ("Priority", *heads, "Open now"),
        [
            *((group.words, *group.counts, group.open) for group in moved.groups),
            ("All", *moved.totals, moved.open),
        ],
        (40, *[16 for _ in heads], 12),
    )
    yield Sheet(
        "Movement",
        (
            *("Movement", "Reference", "Action", "Priority", "Owners", "Status"),
            *("What changed", "Why"),
        ),
        [
            (
                head.kind.label,
                line.ref,
                line.text,
                line.group,
                line.owners,
                line.word,
                "\n".join(line.changes),
                line.why,
            )
            for head in moved.heads
            for line in head.lines
        ],
        (16, 12, 48, 28, 26, 16, 36, 56),
    )
    yield from _legends()


def _cells(line: PlanLine) -> tuple:
    return (
        line.ref,
        line.text,
        line.objective,
        line.owners,
        line.due,
        line.due_end,
        line.word,
        line.impact_word,
        line.reported_on,
        line.report,
    )


def _progress(report: PlanReport) -> Sheet:
    return Sheet(
        "Progress",
        (
            *("Priority", "Lead", "Board officer", "Actions", *report.state_words),
            *("Overdue", "No date"),
            *(f"Impact: {word}" for word in report.impact_words),
        ),
        [
            (
                str(priority),
                priority.lead,
                priority.officer,
                priority.total,
                *priority.states,
                priority.overdue,
                priority.without_date,
                *priority.impacts,
            )
            for priority in report.priorities
        ],
        (32, 28, 22, *[12 for _ in range(16)]),
    )


def _legends() -> Iterator[Sheet]:
    """What the ratings mean, for every file that shows them."""
    yield Sheet(
        "What the ratings mean",
        ("Rating of", "Word", "Meaning"),
        [
            (what, row["word"], row["meaning"])
            for what, legend in (
                ("Delivery", "rag_legend_delivery"),
                ("Impact", "rag_legend_impact"),
            )
            for row in policy.get(legend)
        ],
        (14, 20, 80),
    )
