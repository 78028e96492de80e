"""Everything that changes the scorecard and the yearly report, and the daily digest."""

from scorecard.services.digest import send_digests
from scorecard.services.measures import (
    add_measure,
    change_measure,
    correct_figure,
    record_figure,
)
from scorecard.services.yearly_report import (
    ask_for_report,
    build_report,
    explain_point,
    open_edition,
    resume_builds,
    return_to_drafting,
    send_for_review,
    write_chapter,
)

__all__ = [
    "add_measure",
    "ask_for_report",
    "build_report",
    "change_measure",
    "correct_figure",
    "explain_point",
    "open_edition",
    "record_figure",
    "resume_builds",
    "return_to_drafting",
    "send_digests",
    "send_for_review",
    "write_chapter",
]
