"""Bulk writing with PostgreSQL's COPY, three times as fast as Django's methods."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from operator import attrgetter

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.backends.utils import CursorWrapper

QUOTED = str.maketrans({"\\": r"\\", '"': r"\""})


def copy_in(rows: Sequence[models.Model]) -> None:
    """Insert new rows into one table and set their ids."""
    if not rows:
        return
    table = rows[0]._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) "
            "FROM generate_series(1, %s)",
            [table, len(rows)],
        )
        for row, (pk,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = pk
            row._state.adding = False
        _copy(cursor, rows, table)


def copy_over(rows: Sequence[models.Model]) -> None:
    """Update every column of rows in one table through a temporary table."""
    if not rows:
        return
    table = rows[0]._meta.db_table
    columns = [f'"{each.column}"' for each in _fields(rows[0])]
    values = ", ".join(f"{column} = written.{column}" for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE TEMPORARY TABLE written (LIKE "{table}")')
        _copy(cursor, rows, "written")
        cursor.execute(
            f'UPDATE "{table}" SET {values} FROM written '
            f'WHERE "{table}".id = written.id'
        )
        cursor.execute("DROP TABLE written")


def measure(*tables: type[models.Model]) -> None:
    """Update PostgreSQL's statistics, so that it plans for the tables' new sizes."""
    names = ", ".join(f'"{each._meta.db_table}"' for each in tables)
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {names}")


def _copy(cursor: CursorWrapper, rows: Sequence[models.Model], table: str) -> None:
    fields = _fields(rows[0])
    columns = ", ".join(f'"{each.column}"' for each in fields)
    # An empty cell is null where there can be one, and otherwise empty text.
    filled = ", ".join(f'"{each.column}"' for each in fields if not each.null)
    text = io.StringIO()
    csv.writer(text).writerows(_cells(rows, fields))
    text.seek(0)
    cursor.copy_expert(
        f'COPY "{table}" ({columns}) FROM STDIN '
        f"WITH (FORMAT csv, FORCE_NOT_NULL ({filled}))",
        text,
    )


def _cells(
    rows: Sequence[models.Model], fields: Sequence[models.Field]
) -> Iterator[list]:
    values_of = attrgetter(*(each.attname for each in fields))
    written = {
        place: _array if isinstance(each, ArrayField) else json.dumps
        for place, each in enumerate(fields)
        if isinstance(each, ArrayField | models.JSONField)
    }
    for row in rows:
        cells = list(values_of(row))
        for place, write in written.items():
            cells[place] = write(cells[place])
        yield cells


def _fields(row: models.Model) -> list[models.Field]:
    """The columns that are written; PostgreSQL works out the generated ones."""
    return [each for each in row._meta.concrete_fields if not each.generated]


def _array(words: Sequence[str]) -> str:
    """An array of text as PostgreSQL writes it."""
    return "{" + ",".join(f'"{each.translate(QUOTED)}"' for each in words) + "}"
