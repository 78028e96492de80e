"""The pack of a meeting, against pikepdf that puts its papers one after another."""

import os
from io import BytesIO

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.timezone import localdate
from pikepdf import Dictionary, Name, Pdf

from partnership.outbox import messages
from partnership.people.models import Person
from subgroups.agenda import services as agenda
from subgroups.meetings.models.meetings import Meeting
from subgroups.papers import packs, services
from subgroups.papers.binding import Bound, Mark, bind
from tools.bench.client import Wrong
from tools.bench.jobs import BEST_OF, seconds_of
from tools.bench.measuring import MANAGER, Found

PAPERS, PAGES = 15, 20
PICTURE = 150, 200


def pack() -> Found:
    """Bind 300 pages as the worker does; the time is that of the whole pack."""
    contents = [_paper(number) for number in range(PAPERS)]
    front = _paper(PAPERS)
    ours, bare = [], []
    # Each takes a few hundredths of a second, so they are timed more often.
    for _ in range(5 * BEST_OF):
        ours.append(seconds_of(lambda: _bound(front, contents)))
        bare.append(seconds_of(lambda: _alone([front, *contents])))
    whole, pages = _whole(contents)
    if pages != PAPERS * PAGES:
        raise Wrong(f"The pack has {pages} pages of papers")
    return Found(
        values={"ratio": min(ours) / min(bare)},
        remark=f"{pages} pages; the whole pack with its contents {whole:.1f} s",
    )


def _whole(contents: list[bytes]) -> tuple[float, int]:
    """Seconds and pages of a pack from its rows to its file; undone afterwards."""
    manager = Person.objects.get(email=MANAGER)
    with transaction.atomic(), messages.silenced():
        meeting = Meeting.objects.coming(on=localdate()).first()
        for number, content in enumerate(contents):
            services.add_paper(
                meeting,
                file=ContentFile(content, name=f"Paper {number}.pdf"),
                items=[agenda.add_agenda_item(meeting, title="Item", by=manager)],
                by=manager,
            )
        made = packs.ask_for_pack(meeting, at_once=False, by=manager)
        took = seconds_of(lambda: packs.make_pack(made.pk))
        made.refresh_from_db()
        for paper in meeting.items.filter(papers__isnull=False).values_list(
            "papers__file", flat=True
        ):
            made.file.storage.delete(paper)
        made.file.storage.delete(made.file.name)
        transaction.set_rollback(True)
    return took, made.pages


def _bound(front: bytes, contents: list[bytes]) -> bytes:
    papers = [
        Bound(f"Paper {number}", BytesIO(content), number * PAGES + 1, PAGES)
        for number, content in enumerate(contents)
    ]
    marks = [Mark(paper.title, paper.first) for paper in papers]
    return bind(front, papers, marks=marks, title="Pack")


def _alone(contents: list[bytes]) -> bytes:
    """pikepdf as anyone would call it."""
    made, sources = BytesIO(), [Pdf.open(BytesIO(content)) for content in contents]
    whole = Pdf.new()
    for source in sources:
        whole.pages.extend(source.pages)
    whole.save(made)
    return made.getvalue()


def _paper(number: int) -> bytes:
    """Pages of text, each with a picture that does not compress."""
    made, written = Pdf.new(), BytesIO()
    font = made.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )
    wide, high = PICTURE
    for place in range(PAGES):
        page = made.add_blank_page(page_size=(595, 842))
        lines = " ".join(
            f"(Paper {number} page {place} line {line}: what schools see) '"
            for line in range(60)
        )
        page.Contents = made.make_stream(
            f"BT /F1 10 Tf 12 TL 60 780 Td {lines} ET".encode()
        )
        picture = made.make_stream(
            os.urandom(wide * high),
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=wide,
            Height=high,
            ColorSpace=Name.DeviceGray,
            BitsPerComponent=8,
        )
        page.Resources = Dictionary(
            Font=Dictionary(F1=font), XObject=Dictionary(I1=picture)
        )
    made.save(written)
    return written.getvalue()
