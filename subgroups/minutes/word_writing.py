"""Minutes and the action log as Word files, with headings and tables."""

from collections.abc import Iterator

from django.utils.formats import date_format

from partnership.drawing.word import add_table, new_document, saved
from subgroups.agenda.models import AgendaItem
from subgroups.minutes.action_log import TITLES, ActionLog
from subgroups.minutes.text import outcome_lines

PEOPLE = {"in_room": "Present", "apologies": "Apologies", "visitor": "Visitors"}
ACTIONS = ("Reference", "Action", "Owners", "Due")
SIGNATURE = "Signed by the chair as a true record: " + "_" * 30
SIGNED_ON = "Date: " + "_" * 20


def minutes_as_word(minutes: dict, *, author: str) -> bytes:
    """Minutes, of the context that their page and their PDF are drawn from."""
    meeting = minutes["meeting"]
    marks = [
        words
        for words, is_so in (
            ("draft", meeting.is_draft),
            ("redacted", minutes["is_redacted"]),
        )
        if is_so
    ]
    title = f"Minutes of {date_format(meeting.held_on, 'j F Y')}"
    title += f" ({', '.join(marks)})" if marks else ""
    running = f"{meeting.subgroup} · {title}"
    document = new_document(
        title=f"{meeting.subgroup}: {title}", author=author, running=running
    )
    for line in _facts(minutes):
        document.add_paragraph(line)
    document.add_heading("Attendance", level=1)
    for kind, words in PEOPLE.items():
        document.add_heading(words, level=2)
        named = minutes["attendance"][kind]
        for row in named:
            document.add_paragraph(_person(row), style="List Bullet")
        if not named:
            document.add_paragraph("None recorded.")
    document.add_heading("Quorum", level=1)
    document.add_paragraph(minutes["quorum"].statement)
    for number, reading in minutes["quorum_changes"]:
        document.add_paragraph(f"From item {number}: {reading.words}.")
    _add_list(
        document,
        "Interests declared",
        [f"{one} – {one.times_words}" for one in minutes["interests"]],
    )
    for item in minutes["items"]:
        _add_item(document, item)
    for earlier in minutes["agreed_here"]:
        document.add_heading(
            f"Minutes of {date_format(earlier.held_on, 'j F Y')}", level=1
        )
        document.add_paragraph(f"Agreed with these corrections: {earlier.corrections}")
    _add_list(
        document,
        "Amendments",
        [
            f"{date_format(one.amended_on, 'j F Y')}, {_where(one)}: {one.text} "
            f"({one.amended_by.name})"
            for one in minutes["amendments"]
        ],
    )
    rows = list(action_rows(minutes["items"]))
    if rows:
        document.add_heading("Actions", level=1)
        add_table(document, ACTIONS, rows, caption="Actions of this meeting")
    document.add_paragraph()
    document.add_paragraph(SIGNATURE)
    document.add_paragraph(SIGNED_ON)
    return saved(document)


def action_rows(items: list[AgendaItem]) -> Iterator[tuple[str, str, str, str]]:
    """The actions of items that the reader may read, as minuted."""
    for item in items:
        for minuted in [] if item.is_hidden else item.minuted_actions.all():
            yield (
                minuted.action.ref,
                minuted.text,
                minuted.owner_words,
                minuted.due_words or "No date",
            )


def _where(amendment) -> str:
    number = amendment.item and amendment.item.number
    return f"item {number}" if number else "the minutes as a whole"


def _facts(minutes: dict) -> Iterator[str]:
    meeting = minutes["meeting"]
    ends = f" to {meeting.ends_at:%H:%M}" if meeting.ends_at else ""
    day = date_format(meeting.held_on, "l j F Y")
    yield f"{day}, {meeting.starts_at:%H:%M}{ends}. {meeting.place}."
    if meeting.is_agreed:
        at = date_format(meeting.agreed_at_meeting.held_on, "j F Y")
        agreed = date_format(meeting.agreed_on, "j F Y")
        yield f"Agreed on {agreed} at the meeting of {at}."
        if meeting.corrections:
            yield f"Corrections agreed at that meeting: {meeting.corrections}"
    else:
        yield "Draft, not yet agreed."
    if meeting.checked_on:
        checked = date_format(meeting.checked_on, "j F Y")
        yield f"Checked by {meeting.checked_by.name} on {checked}."
    if minutes["is_redacted"]:
        yield "Redacted: restricted items are left out."


def _person(row) -> str:
    named = ", ".join(filter(None, [row.name, row.role_words]))
    named += f" ({row.initials})" if row.initials else ""
    named += f", deputy for {row.deputy_for.name}" if row.deputy_for else ""
    return f"{named} – {', '.join(row.marks)}" if row.marks else named


def _add_list(document, heading: str, lines: list[str]) -> None:
    if lines:
        document.add_heading(heading, level=1)
    for line in lines:
        document.add_paragraph(line, style="List Bullet")


def _add_item(document, item: AgendaItem) -> None:
    if item.is_hidden:
        document.add_heading(f"{item.number}. {item.open_title}", level=1)
        return
    document.add_heading(f"{item.number}. {item.title}", level=1)
    for paragraph in item.paragraphs:
        document.add_paragraph(paragraph)
    for line in outcome_lines(item):
        document.add_paragraph(line, style="List Bullet")


def action_log_as_word(log: ActionLog, *, author: str) -> bytes:
    document = new_document(
        title=f"{log.subgroup}: {log.title}",
        author=author,
        running=f"{log.subgroup} · {log.title}",
    )
    for caption, rows in log.tables:
        document.add_heading(caption, level=1)
        add_table(
            document,
            TITLES,
            [row.cells for row in rows],
            caption=f"{caption}: {len(rows)} action{'s' if len(rows) > 1 else ''}",
        )
    if not log.tables:
        document.add_paragraph("No actions.")
    return saved(document)
