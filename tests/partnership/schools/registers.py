"""Registers made for a test: rows of invented schools, as a file or as one reading."""

import csv
import io
import zipfile
from datetime import date
from pathlib import Path

from django.conf import settings

from partnership.schools.files import opened
from partnership.schools.rows import Entry, Reader, Refusal
from partnership.schools.services import Outcome, import_schools
from tools.bench.register_rows import HEADER, school_row

TWINS = Path(__file__).parents[2] / "data" / "register"
REAL = Path(settings.BASE_DIR).parent / "shared" / "data"
ON = date(2025, 10, 22)


def run(content: bytes | Path, **kwargs) -> Outcome:
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


def read_one(content: bytes) -> Entry | Refusal:
    with opened(io.BytesIO(content)) as register:
        [only] = Reader(register)
    return only


def numbers(outcome: Outcome) -> tuple:
    return (
        outcome.created,
        outcome.changed,
        outcome.unchanged,
        outcome.closed,
        len(outcome.refused),
        outcome.blank,
    )


def a_zip(**members: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return content.getvalue()
