"""Minutes as plain text in parts, to be kept when they are sent and compared later."""

from collections.abc import Iterator

from subgroups.agenda.models import AgendaItem
from subgroups.meetings.models.attendance import by_kind
from subgroups.meetings.models.meetings import Meeting

KINDS = {"in_room": "Present", "apologies": "Apologies", "visitor": "Visitors"}


def in_parts(meeting: Meeting) -> list[dict[str, str]]:
    """The minutes as everyone may read them: attendance, quorum and each item.

    Restricted items have no words here.
    """
    quorum = meeting.quorum()
    people = by_kind(quorum.attendances)
    attendance = [
        f"{words}: {', '.join(map(_named, people[kind]))}"
        for kind, words in KINDS.items()
        if people[kind]
    ]
    return [
        _part("attendance", "Attendance", attendance),
        _part("quorum", "Quorum", [quorum.statement]),
        *(
            _part(
                f"item:{item.pk}",
                f"{item.number}. {item.open_title}",
                [] if item.is_restricted else _lines(item),
            )
            for item in meeting.items.with_outcomes()
        ),
    ]


def _part(key: str, title: str, lines: list[str]) -> dict[str, str]:
    return {"key": key, "title": title, "text": "\n".join(lines)}


def _named(attendance) -> str:
    marks = f" – {', '.join(attendance.marks)}" if attendance.marks else ""
    return f"{attendance}{marks}"


def _lines(item: AgendaItem) -> list[str]:
    return [*item.paragraphs, *outcome_lines(item)]


def outcome_lines(item: AgendaItem) -> Iterator[str]:
    """What came of an item, a line each."""
    for decision in item.decisions.all():
        yield f"Decision {item.number}.{decision.number}: {decision.text}"
    for challenge in item.challenges.all():
        yield f"Challenge: {challenge}"
        if challenge.response:
            yield f"Response: {challenge.response}"
    for escalation in item.escalations.all():
        yield f"Escalated to {escalation.to_words}: {escalation.why}"
    for minuted in item.minuted_actions.all():
        due = minuted.due_words or "no date"
        yield f"Action for {minuted.owner_words}: {minuted.text} – {due}"
