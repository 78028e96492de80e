"""Registers made for a test: rows of invented schools, as a file or as one reading."""

import csv
import io
import zipfile
from datetime import date
from pathlib import Path

from django.conf import settings

from partnership.schools.columns import is_register
from partnership.schools.preview import RegisterPreview
from partnership.schools.rows import Reader, SchoolLine
from partnership.schools.services import import_schools
from partnership.spreadsheets.streams import opened
from tools.bench.register_rows import HEADER, school_row

TWINS = Path(__file__).parents[2] / "data" / "register"
REAL = Path(settings.BASE_DIR).parent / "shared" / "data"
ON = date(2025, 10, 22)


def run(content: bytes | Path, **kwargs) -> RegisterPreview:
    if isinstance(content, Path):
        content = content.read_bytes()
    return import_schools(io.BytesIO(content), **{"by": None, "on": ON} | kwargs)


def as_csv(*rows: list[str] | dict[str, str], header: list[str] = HEADER) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(header)
    for row in rows:
        cells = [row[name] for name in header] if isinstance(row, dict) else row
        writer.writerow(cells)
    return text.getvalue().encode()


def school(number: int = 1, **changes: str) -> dict[str, str]:
    return school_row(number) | changes


def read_all(content: bytes) -> list[SchoolLine]:
    with opened(io.BytesIO(content), is_register) as register:
        return list(Reader(register))


def read_one(content: bytes) -> SchoolLine:
    [only] = read_all(content)
    return only


def numbers(preview: RegisterPreview) -> tuple:
    return (
        *(preview.totals[outcome] for outcome in ("new", "changed", "already")),
        preview.closed,
        len(preview.refused_rows),
        preview.blank,
    )


def a_zip(**members: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return content.getvalue()
