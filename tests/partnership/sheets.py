"""Spreadsheets made for a test: CSV in any dress, and Excel workbooks."""

import io
import zipfile
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from partnership.lists.preview import PeoplePreview
from partnership.lists.services import LISTS
from partnership.uploads import services

ON = date(2025, 10, 22)


def csv(*rows: str, encoding: str = "utf-8", ends: str = "\n") -> bytes:
    return ends.join([*rows, ""]).encode(encoding)


MEMBERS = csv(
    "Name,Job title,Agency,Email,Subgroup,Role,Start date",
    "Ann Seal,Head of service,Council,ann@council.example,Education subgroup,Chair,"
    "1/9/25",
    "Bo Oduya,,Council,bo@council.example,Education subgroup,Member,",
    "Cy Marlowe,,,,Education subgroup,Deputy,",
    "Cy Marlowe,,,,Education subgroup,Chairperson,",
)


def xlsx(*rows: list, title: str = "Members", also=None) -> bytes:
    """A workbook of one sheet; `also(sheet)` does what rows cannot."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    if also:
        also(sheet)
    return saved(book)


def saved(book: Workbook) -> bytes:
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def altered(content: bytes, member: str, change) -> bytes:
    """A workbook with one of its members changed as no program would."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            data = before.read(name)
            after.writestr(name, change(data) if name == member else data)
    return out.getvalue()


def planned(content: bytes) -> PeoplePreview:
    """What importing a list of people would do, nothing written."""
    file = SimpleUploadedFile("members.csv", content)
    return services.import_now(LISTS, file, dry_run=True, by=None, on=ON)


def uploaded(content: bytes, *, by, name: str = "members.csv"):
    file = SimpleUploadedFile(name, content)
    return services.upload(LISTS, file=file, by=by, on=ON)


def told(preview: PeoplePreview) -> list[tuple]:
    """Each row as (number, outcome, the roles it gives)."""
    return [
        (row.number, row.outcome, [giving.words for giving in row.givings])
        for row in preview.rows
    ]
