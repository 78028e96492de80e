"""The emails about meetings: agendas, changes of date, minutes and corrections."""

from partnership.outbox.letter import Letter, Placeholder, link

_SUBGROUP = Placeholder("The subgroup", "Education subgroup")
_MEETING = Placeholder("The date of the meeting", "22 October 2025")
_WHEN_AND_WHERE = Placeholder(
    "When and where it is",
    "Thursday 23 October 2025, 10:00 until 12:00, Committee room 2",
)
_CORRECTION = Placeholder(
    "The place and the correction", "Item 1, paragraph 2: CH reported, and did not ask"
)

MEETING_LETTERS: dict[str, Letter] = {
    "agenda_changed": Letter(
        words="Changes to an agenda",
        when="When an officer sends what has changed on a published agenda",
        placeholders={
            "subgroup": _SUBGROUP,
            "date": _MEETING,
            "changes": Placeholder(
                "What has changed, one on each line",
                "Item 3 is new: Exclusions\nItem 2: paper added, Attendance in June",
                is_required=True,
            ),
            "link": link("The link to the agenda"),
        },
        is_statutory=True,
    ),
    "agenda_published": Letter(
        words="Meeting agenda",
        when="When an agenda is published, to everyone in the subgroup",
        placeholders={
            "subgroup": _SUBGROUP,
            "date": Placeholder("The date", "22 October 2025"),
            "day": Placeholder(
                "The date with the day of the week", "Wednesday 22 October 2025"
            ),
            "time": Placeholder("The start and end times", "10:00 until 12:00"),
            "place": Placeholder("Where the meeting is held", "Committee room 2"),
            "items": Placeholder(
                "The numbered items, one on each line",
                "1. Attendance at school (discussion)\n2. Exclusions (decision)",
            ),
            "link": link("The link to the agenda"),
        },
        is_statutory=True,
    ),
    "correction_proposed": Letter(
        words="Correction to minutes proposed",
        when="When someone who attended proposes a correction, to the chair and the "
        "minute-taker",
        placeholders={
            "subgroup": _SUBGROUP,
            "date": _MEETING,
            "who": Placeholder("Who proposed it", "Mo Rahimi"),
            "correction": _CORRECTION,
            "link": link("The link to the corrections"),
        },
    ),
    "correction_settled": Letter(
        words="Answer to a proposed correction",
        when="When a proposed correction is accepted or refused, to whoever proposed "
        "it",
        placeholders={
            "subgroup": _SUBGROUP,
            "date": _MEETING,
            "who": Placeholder("Who accepted or refused it", "Lena Moss"),
            "correction": _CORRECTION,
            "answer": Placeholder(
                "The words the agreed minutes will carry, or why it was refused",
                "Accepted. The agreed minutes will say: CH reported on attendance.",
            ),
            "link": link("The link to the corrections"),
        },
    ),
    "meeting_cancelled": Letter(
        words="Meeting cancelled",
        when="When a meeting is cancelled, to everyone in the subgroup",
        placeholders={
            "subgroup": _SUBGROUP,
            "date": _MEETING,
            "was": _WHEN_AND_WHERE,
            "reason": Placeholder("Why", "Too few members can come"),
            "link": link("The link to the meeting"),
        },
        is_statutory=True,
    ),
    "minutes_checked": Letter(
        words="Minutes checked by the chair",
        when="When the chair confirms that they have checked minutes, to the "
        "minute-taker",
        placeholders={
            "subgroup": _SUBGROUP,
            "date": _MEETING,
            "who": Placeholder("Who checked them", "Chris Hale"),
            "link": link("The link to the minutes"),
        },
    ),
    "minutes_circulated": Letter(
        words="Draft minutes",
        when="When draft minutes are circulated, to everyone in the subgroup",
        placeholders={
            "subgroup": _SUBGROUP,
            "date": _MEETING,
            "actions": Placeholder(
                "The agreed actions, one on each line; empty if there were none",
                "Actions:\n- item 1, MR: Write to the colleges (end of March)",
            ),
            "link": link("The link to the minutes"),
        },
    ),
    "meeting_moved": Letter(
        words="Meeting moved",
        when="When the date, time or place of a meeting is changed, to everyone in the "
        "subgroup",
        placeholders={
            "subgroup": _SUBGROUP,
            "date": Placeholder("The date it had before", "22 October 2025"),
            "was": Placeholder(
                "When and where it was to be",
                "Wednesday 22 October 2025, 10:00 until 12:00, Committee room 2",
            ),
            "now": _WHEN_AND_WHERE,
            "link": link("The link to the meeting"),
        },
        is_statutory=True,
    ),
}
