"""In which rows the titles of a table stand, and which of them is the best of several.

`partnership.lists.headers` finds the row that names most columns, and the one below it
where that names more. Here is what a plan's titles are known to be besides.
"""

from dataclasses import replace
from itertools import zip_longest

from actions.imports.columns import exactly, rank
from partnership.spreadsheets.headers import Header, Meaning, plain, understood
from partnership.spreadsheets.reading import Row, Sheet, letter_of

# Titles run over three rows at most; what goes on in the next is not long.
MOST_MORE, MOST_WORDS = 2, 4


def best_columns(header: Header, meaning: Meaning) -> dict[str, int]:
    """The column of each meaning: of several the one whose title says it best.

    “Success measure” is a measure rather than “Impact”, “Action” an action rather than
    “Recommendation”, wherever they stand.
    """
    found: dict[str, int] = {}
    for column, title in sorted(
        enumerate(header.titles), key=lambda one: (rank(one[1]), one[0])
    ):
        if title and (means := meaning(title)):
            found.setdefault(means, column)
    return dict(sorted(found.items(), key=lambda one: one[1]))


def told_apart(titles: tuple[str, ...]) -> tuple[str, ...]:
    """Titles of which none stands twice: the second says which column it is."""
    seen: set[str] = set()
    found = []
    for column, title in enumerate(titles):
        if title and title in seen:
            title = f"{title} (column {letter_of(column)})"
        seen.add(title)
        found.append(title)
    return tuple(found)


def header_in_rows(header: Header, sheet: Sheet, meaning: Meaning) -> Header:
    """A header with neither a title above it nor an action, and with all its rows."""
    header = without_title(header, sheet, meaning)
    header = without_first_row(header, sheet, meaning)
    for _ in range(MOST_MORE):
        header = _with_next_row(header, meaning)
    return header


def without_title(header: Header, sheet: Sheet, meaning: Meaning) -> Header:
    """A header of two rows whose upper one is a single cell is a title above one."""
    if header.first_row == header.last_row:
        return header
    rows = {row.number: row for row in sheet.rows}
    upper, lower = rows[header.first_row], rows[header.last_row]
    if sum(not cell.is_blank for cell in upper.cells) > 1:
        return header
    titles = [cell.line for cell in lower.cells]
    meanings = understood(titles, meaning)
    if len(meanings) < len(header.meanings):
        return header
    return replace(
        header, first_row=lower.number, titles=tuple(titles), meanings=meanings
    )


def without_first_row(header: Header, sheet: Sheet, meaning: Meaning) -> Header:
    """The first action is no second row of titles, though its words sound like some.

    “Latest” means nothing by itself; above “Progress is good” it seems to.
    """
    if header.first_row == header.last_row:
        return header
    upper = next(row for row in sheet.rows if row.number == header.first_row)
    lower = next(row for row in sheet.rows if row.number == header.last_row)
    titles = [cell.line for cell in upper.cells]
    meanings = understood(titles, meaning)
    at = meanings.get("text")
    if at is None or len(meanings) < 2:
        return header
    above, below = titles[at], lower.cell(at).line
    goes_on = (
        not below
        or plain(below) == plain(above)
        or not below[0].isupper()
        or exactly(below)
        or exactly(f"{above} {below}") == "text"
    )
    if goes_on:
        return header
    return replace(
        header,
        last_row=upper.number,
        titles=tuple(titles),
        meanings=meanings,
        rows=(lower, *header.rows),
    )


def _with_next_row(header: Header, meaning: Meaning) -> Header:
    """A header with the row below it, where its titles go on in that.

    Each cell there finishes a usual title, or stands in brackets, or says no more than
    the one above; in small letters it may go on with any title.
    """
    if not header.rows:
        return header
    row = header.rows[0]
    if row.number != header.last_row + 1 or row.fault:
        return header
    if _reaches_into(header, row):
        # A title that reaches down into a row makes it one of titles.
        titles = tuple(_below(*pair, meaning) for pair in _pairs(header, row))
    elif _goes_on(header, row):
        titles = tuple(_joined(*pair, meaning) for pair in _pairs(header, row))
    else:
        return header
    return replace(
        header,
        last_row=row.number,
        titles=titles,
        meanings=understood(list(titles), meaning),
        rows=header.rows[1:],
    )


def _reaches_into(header: Header, row: Row) -> bool:
    """Whether a title is merged over a row too, where no action of its own stands."""
    at = header.meanings.get("text")
    is_free = at is None or at in row.merged or row.cell(at).is_blank
    return is_free and any(
        column < len(header.titles) and header.titles[column] for column in row.merged
    )


def _below(above: str, below: str, meaning: Meaning) -> str:
    """A title under another that is wider: it says more, even where we keep nothing."""
    if not below or plain(above) == plain(below):
        return above
    both = f"{above} {below}".strip()
    return below if meaning(below) and not meaning(both) else both


def _joined(above: str, below: str, meaning: Meaning) -> str:
    """A title with what goes on below it, unless that would make it mean another."""
    both = f"{above} {below}".strip()
    if plain(above) == plain(below) or meaning(above) not in {None, meaning(both)}:
        return above
    return both


def _pairs(header: Header, row: Row) -> list[tuple[str, str]]:
    lines = [cell.line for cell in row.cells]
    return list(zip_longest(header.titles, lines, fillvalue=""))


def _goes_on(header: Header, row: Row) -> bool:
    """Whether a row finishes some title; one word in brackets is no row of titles."""
    finished, bracketed, others = 0, 0, 0
    for above, below in _pairs(header, row):
        if not below:
            continue
        if below.startswith("(") and below.endswith(")"):
            bracketed += 1
        elif plain(below) == plain(above) or exactly(f"{above} {below}"):
            finished += 1
        elif above and _may_go_on(below):
            others += 1
        else:
            return False
    return finished > 0 or (others == 0 and bracketed > 1)


def _may_go_on(below: str) -> bool:
    return (
        below[0].islower()
        and len(below.split()) <= MOST_WORDS
        and not any(map(str.isdigit, below))
    )
