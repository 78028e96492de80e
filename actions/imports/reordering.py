"""Titles that stand once more further down a sheet, perhaps in another order.

A plan is often several tables pasted below each other. Their rows are put into the
order of the first table; what has no place there is refused: no column is shifted.
"""

from collections.abc import Iterator, Mapping

from actions.imports.columns import exactly
from partnership.spreadsheets.headers import Header, Meaning, plain
from partnership.spreadsheets.reading import BLANK, Row

# So many columns a row must name to be one of titles, the actions among them.
FEWEST = 3


def rows_in_one_order(header: Header, meaning: Meaning) -> Iterator[Row]:
    """The rows below a header, each with its cells where the header has them."""
    order: dict[int, int] | None = None
    again = 0
    for row in header.rows:
        if not row.fault and _is_header(row, header):
            order, again = _order(row, header, meaning), row.number
        elif order is None or row.fault:
            yield row
        else:
            yield _put(row, order, again)


def _is_header(row: Row, header: Header) -> bool:
    """Whether every cell of a row is a title, of this header or a usual one."""
    lines = [cell.line for cell in row.cells if not cell.is_blank]
    if len(lines) < FEWEST:
        return False
    titles = {plain(title): column for column, title in enumerate(header.titles)}
    names_actions = False
    for line in lines:
        words = plain(line)
        if not words or not (words in titles or exactly(line)):
            return False
        is_theirs = titles.get(words) == header.meanings.get("text", -1)
        names_actions = names_actions or is_theirs or exactly(line) == "text"
    return names_actions and len(set(lines)) >= FEWEST


def _order(row: Row, header: Header, meaning: Meaning) -> dict[int, int]:
    """Where each column below a row of titles stands in the first table."""
    places: dict[str, int] = {}
    for column, title in enumerate(header.titles):
        places.setdefault(plain(title), column)
    order: dict[int, int] = {}
    for column, cell in enumerate(row.cells):
        here = places.get(plain(cell.line)) if cell.line else None
        if here is None and cell.line:
            here = header.meanings.get(meaning(cell.line) or "")
        if here is not None and here not in order.values():
            order[column] = here
    return order


def _put(row: Row, order: Mapping[int, int], again: int) -> Row:
    filled = [n for n, cell in enumerate(row.cells) if not cell.is_blank]
    if len(filled) == 1 and filled[0] not in order:
        # The name of a priority, across the whole table.
        return row
    if not set(filled) <= set(order):
        fault = (
            f"stands below other titles, in row {again}, than the table above: "
            "put that table on a sheet of its own"
        )
        return Row(row.number, row.cells, fault)
    cells = [BLANK] * (max(order.values()) + 1)
    for before, after in order.items():
        cells[after] = row.cell(before)
    return Row(
        row.number,
        tuple(cells),
        across={order[n]: wide for n, wide in row.across.items() if n in order},
        merged={order[n] for n in row.merged if n in order},
        colours={order[n]: one for n, one in row.colours.items() if n in order},
    )
