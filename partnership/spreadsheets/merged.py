"""What stands in a merged area, in each of its rows."""

from partnership.guards.outcomes import Refused
from partnership.spreadsheets.cells import BLANK, Row
from partnership.spreadsheets.limits import LAST_ROW

TOO_LARGE = "This workbook is too large once it is unpacked."


def filled(rows: list[Row], merged: list[tuple[int, int, int, int]]) -> list[Row]:
    """Let what stands in a merged area stand in each of its rows that has more."""
    by_number = {row.number: row for row in rows}
    left = 20 * LAST_ROW
    for column, top, width, bottom in merged:
        first = by_number.get(top)
        if first is None or first.cell(column).is_blank:
            continue
        first.across[column] = width
        left -= bottom - top
        if left < 0:
            raise Refused(TOO_LARGE)
        for number in range(top + 1, bottom + 1):
            row = by_number.get(number)
            if row is not None and row.cell(column).is_blank:
                row.cells.extend([BLANK] * (column + 1 - len(row.cells)))
                row.cells[column] = first.cells[column]
                row.across[column] = width
                row.merged.add(column)
    return rows
