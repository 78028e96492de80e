"""The sentences of the history of measures, calendars and the yearly report."""


def _measure_changed(detail: dict) -> str:
    names = [FIELDS["measure"].get(name, name) for name in detail.get("fields", [])]
    return f"Changed: {', '.join(names)}" if names else "Saved without a change"


SENTENCES = {
    "measure": {
        "added": "Measure added",
        "changed": _measure_changed,
        "figure recorded": "Figure for {period} recorded: {value}",
        "figure corrected": "Figure for {period} corrected from {before} to {after}",
        "handed over": "Handed over from {before} to {after}[, last day {last_day}]",
    },
    "calendarfeed": {
        "added": "Calendar address created",
        "address renewed": "Calendar address replaced",
        "ended": "Calendar address closed",
    },
    "reportedition": {
        "opened": "Report started",
        "chapter written": "Chapter saved: {chapter}",
        "coverage explained": "Explained how the report covers point {point}",
        "sent for review": "Sent for review",
        "returned to drafting": "Returned to drafting",
        "PDF requested": "PDF requested",
        "PDF made": "PDF created",
        "PDF failed": ["PDF could not be created", "{words}"],
    },
}
FIELDS = {
    "measure": {
        "source": "where the figures come from",
        "polarity": "which direction is better",
    },
}
