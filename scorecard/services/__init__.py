"""Everything that changes the scorecard and the yearly report, and the daily digest."""

from scorecard.services.digest import send_digests
from scorecard.services.feeds import (
    add_calendar,
    address_of,
    calendar_behind,
    end_calendar,
    entries_of,
    name_of,
    note_reading,
    renew_calendar,
)
from scorecard.services.keeping import anonymise, keep_longer, prune_records
from scorecard.services.leaving import (
    Handed,
    end_sign_ins,
    hand_over,
    merge_people,
    record_leaving,
)
from scorecard.services.measures import (
    add_measure,
    change_measure,
    correct_figure,
    record_figure,
)
from scorecard.services.merging import merge
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
    "Handed",
    "add_calendar",
    "add_measure",
    "address_of",
    "anonymise",
    "ask_for_report",
    "build_report",
    "calendar_behind",
    "change_measure",
    "correct_figure",
    "end_calendar",
    "end_sign_ins",
    "entries_of",
    "explain_point",
    "hand_over",
    "keep_longer",
    "merge",
    "merge_people",
    "name_of",
    "note_reading",
    "open_edition",
    "prune_records",
    "record_figure",
    "record_leaving",
    "renew_calendar",
    "resume_builds",
    "return_to_drafting",
    "send_digests",
    "send_for_review",
    "write_chapter",
]
