"""Adding, changing and removing papers."""

import hashlib
from collections.abc import Collection
from pathlib import PurePath

from django.core.files import File
from django.db import transaction

from partnership.dates import clock
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.pages.forms.files import kind_of
from partnership.people.models import Person
from partnership.uploads.scanning import refuse_viruses
from subgroups.agenda.models import AgendaItem
from subgroups.meetings.models.meetings import Meeting
from subgroups.papers.binding import pages_of
from subgroups.papers.models import Paper

MOST_MEGABYTES = 50


@transaction.atomic
def add_paper(
    meeting: Meeting,
    *,
    file: File,
    items: Collection[AgendaItem],
    title: str = "",
    by: Person | None,
) -> Paper:
    """Keep a paper for one or more items of a meeting.

    Raises:
        Refused: it is too large, neither PDF nor Word, protected, broken or infected;
            or an item belongs to another meeting or its minutes have been circulated.
    """
    meeting.claim(None)
    meeting.guard("write")
    _check_items(meeting, items)
    paper = Paper()
    _take_file(paper, file)
    paper.title = title.strip() or PurePath(paper.name).stem.strip() or "Paper"
    paper.save()
    paper.items.set(items)
    history.record(meeting, "paper added", by=by, **_in_history(paper))
    return paper


def _check_items(meeting: Meeting, items: Collection[AgendaItem]) -> None:
    if not items:
        raise Refused("Select at least one item", field="items")
    if any(item.meeting_id != meeting.pk for item in items):
        raise Refused("That item belongs to another meeting", field="items")


def _take_file(paper: Paper, file: File) -> None:
    """Look at a file and keep it under a name of ours."""
    if file.size > MOST_MEGABYTES * 1024 * 1024:
        raise Refused(
            f"The selected file must be smaller than {MOST_MEGABYTES}MB", field="file"
        )
    kind = kind_of(file)
    if kind not in Paper.Kind.values:
        raise Refused("The selected file must be a PDF or Word document", field="file")
    try:
        refuse_viruses(file)
        file.seek(0)
        paper.pages = pages_of(file) if kind == Paper.Kind.PDF else None
    except Refused as refusal:
        raise Refused(refusal.sentence, field="file") from None
    file.seek(0)
    paper.kind, paper.size = kind, file.size
    paper.digest = hashlib.file_digest(file, "sha256").hexdigest()
    paper.name = " ".join((file.name or "").split())[-200:] or "A file"
    paper.uploaded_at = clock.now()
    file.seek(0)
    paper.file.save("paper", file, save=False)


def _forget_file(paper: Paper) -> None:
    """Delete the file once the row no longer names it."""
    storage, name = paper.file.storage, paper.file.name
    transaction.on_commit(lambda: storage.delete(name), robust=True)


def _in_history(paper: Paper) -> dict[str, str]:
    """The title for the meeting's history, unless all its items are restricted."""
    items = list(paper.items.all())
    is_open = any(not item.is_restricted for item in items)
    return {
        "title": paper.title if is_open else "",
        "items": ", ".join(str(item.number) for item in items),
    }


def meeting_of(paper: Paper) -> Meeting:
    """The meeting whose items a paper is for; moved items keep their papers."""
    return (
        paper.items.select_related("meeting__subgroup")
        .latest("meeting__held_on")
        .meeting
    )


@transaction.atomic
def change_paper(
    paper: Paper,
    *,
    title: str,
    items: Collection[AgendaItem],
    file: File | None = None,
    version: int | None = None,
    by: Person | None,
) -> None:
    """Change the title or the items of a paper, or put a new version in its place.

    Raises:
        Refused: as for a new paper.
        Changed: someone else has changed it.
    """
    meeting = meeting_of(paper)
    meeting.claim(None)
    meeting.guard("write")
    paper.claim(version)
    _check_items(meeting, items)
    paper.title = title.strip()
    if file:
        _forget_file(paper)
        _take_file(paper, file)
    paper.save()
    elsewhere = paper.items.exclude(meeting=meeting)
    paper.items.set([*items, *elsewhere])
    history.record(meeting, "paper changed", by=by, **_in_history(paper))


@transaction.atomic
def remove_paper(
    paper: Paper, *, version: int | None = None, by: Person | None
) -> None:
    """Remove a paper from its meeting. Its pages stay empty in later packs.

    Raises:
        Refused: the minutes have been circulated.
    """
    meeting = meeting_of(paper)
    meeting.claim(None)
    meeting.guard("write")
    paper.claim(version)
    detail = _in_history(paper)
    _forget_file(paper)
    paper.delete()
    history.record(meeting, "paper removed", by=by, **detail)
