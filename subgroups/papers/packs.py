"""Making the pack of a meeting. A worker binds; each step is committed and shown."""

from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from django.db import transaction

from partnership.builds import services as builds
from partnership.drawing.pdf import render_pdf
from partnership.guards.outcomes import Refused
from partnership.pages import addresses
from partnership.people.models import Person
from subgroups.agenda.models import run_clock
from subgroups.meetings.models.meetings import Meeting
from subgroups.papers.binding import Bound, Mark, bind, pages_of
from subgroups.papers.converting import as_pdf
from subgroups.papers.models import Pack, PageRange, Paper


@dataclass
class _Ready:
    """A paper whose content can be bound."""

    paper: Paper
    content: BinaryIO
    pages: int


def _bound(pack: Pack) -> bytes:
    """The whole pack, each step shown."""
    papers = list(Paper.objects.open_at(pack.meeting))
    with ExitStack() as files:
        ready, pack.left_out = _readied(pack, papers, files)
        return _of_what_is_ready(pack, ready, {paper.pk for paper in papers})


def _of_what_is_ready(pack: Pack, ready: list[_Ready], shown: set[int]) -> bytes:
    meeting = pack.meeting
    ranges = allot_pages(meeting, {one.paper: one.pages for one in ready})
    by_page = sorted(ready, key=lambda one: ranges[one.paper.pk].first)
    builds.show(pack, "Writing the contents", 30)
    items = _contents(meeting, ranges, shown)
    front = render_pdf(
        "subgroups/papers/pack_front_pdf.html",
        {
            "meeting": meeting,
            "items": items,
            "left_out": pack.left_out,
            "unused": meeting.page_ranges.filter(paper=None),
            "link": addresses.absolute(meeting.get_absolute_url()),
        },
    )
    done = 0

    def tell(title: str) -> None:
        nonlocal done
        builds.show(pack, f"Binding: {title}", 40 + 55 * done // max(len(ready), 1))
        done += 1

    made = bind(
        front,
        [
            Bound(
                one.paper.title,
                one.content,
                ranges[one.paper.pk].first,
                one.pages,
            )
            for one in by_page
        ],
        marks=_marks(items),
        title=str(pack),
        tell=tell,
    )
    pack.pages = sum(one.pages for one in ready)
    return made


def _readied(
    pack: Pack, papers: list[Paper], files: ExitStack
) -> tuple[list[_Ready], list[str]]:
    """The papers that can be bound, and what stays apart."""
    ready, left_out = [], []
    for done, paper in enumerate(papers):
        builds.show(pack, f"Reading: {paper.title}", 25 * done // len(papers))
        file = files.enter_context(paper.file.open("rb"))
        if paper.is_pdf:
            ready.append(_Ready(paper, file, paper.pages))
        elif found := _from_word(paper, file.read()):
            ready.append(found)
        else:
            left_out.append(f"{paper.title}, a Word document: open it by itself")
    restricted = pack.meeting.items.restricted().filter(papers__isnull=False)
    left_out += [
        f"Papers of item {number}, which is restricted"
        for number in restricted.values_list("number", flat=True).distinct()
    ]
    return ready, left_out


def _from_word(paper: Paper, content: bytes) -> _Ready | None:
    """A Word document as LibreOffice turns it into a PDF, where it can."""
    made = as_pdf(content)
    if made is None:
        return None
    try:
        pages = pages_of(BytesIO(made))
    except Refused:
        return None
    Paper.objects.filter(pk=paper.pk).update(pages=pages)
    return _Ready(paper, BytesIO(made), pages)


@transaction.atomic
def allot_pages(meeting: Meeting, pages: dict[Paper, int]) -> dict[int, PageRange]:
    """The pages of each paper, in the order of the agenda, by the paper's id.

    Until the agenda is published they are numbered anew each time. Then a paper keeps
    its pages; one that is new, or that has grown, has the next ones after all others.
    """
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.published_on is None:
        meeting.page_ranges.all().delete()
    rows = list(meeting.page_ranges.all())
    known = {row.paper_id: row for row in rows if row.paper_id}
    following = max((row.last for row in rows), default=0) + 1
    for paper, count in pages.items():
        row = known.get(paper.pk)
        if row is None or row.pages < count:
            meeting.page_ranges.filter(paper=paper).update(paper=None)
            row = meeting.page_ranges.create(paper=paper, first=following, pages=count)
            following = row.last + 1
        known[paper.pk] = row
    return known


@dataclass
class _Line:
    """A paper in the contents, under one item."""

    paper: Paper
    range: PageRange | None

    @property
    def link(self) -> str:
        """The address of the page of the paper."""
        return addresses.absolute(self.paper.get_absolute_url())


@dataclass
class _Entry:
    """An item in the contents."""

    number: int
    title: str
    begins_at: object
    purpose: str
    lines: list[_Line]


def _contents(
    meeting: Meeting, ranges: dict[int, PageRange], shown: set[int]
) -> list[_Entry]:
    items = list(meeting.items.prefetch_related("papers"))
    run_clock(items, starts_at=meeting.starts_at)
    return [
        _Entry(
            item.number,
            item.open_title,
            item.begins_at,
            item.get_purpose_display(),
            []
            if item.is_restricted
            else [
                _Line(paper, ranges.get(paper.pk))
                for paper in item.papers.all()
                if paper.pk in shown
            ],
        )
        for item in items
    ]


def _marks(items: list[_Entry]) -> list[Mark]:
    """A bookmark for each item, and under it those of its papers."""
    return [
        Mark("Agenda and contents"),
        *(
            Mark(
                f"{item.number}. {item.title}",
                next((line.range.first for line in item.lines if line.range), None),
                [
                    Mark(
                        f"{line.paper.title} ({line.range.in_words})", line.range.first
                    )
                    for line in item.lines
                    if line.range
                ],
            )
            for item in items
        ),
    ]


PACKS = builds.Maker(
    model=Pack,
    task="subgroups.tasks.make_pack",
    lock=7_311,
    called="pack",
    make=_bound,
    told=lambda pack, content: {"pages": pack.pages},
)


def ask_for_pack(meeting: Meeting, *, at_once: bool = True, by: Person | None) -> Pack:
    """Ask a worker to bind the pack, or leave it to the sweep if not `at_once`."""
    return builds.ask_for(PACKS, meeting, meeting=meeting, at_once=at_once, by=by)


def make_pack(pack_pk: int) -> bool:
    """Bind a pack. Returns whether this call bound it."""
    return builds.run(PACKS, pack_pk)


def resume_packs() -> int:
    """Ask again for packs that no worker has. Returns how many."""
    return builds.resume(PACKS)
