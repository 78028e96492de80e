"""What a due text was read as, in one line, for tables of many texts."""

from datetime import date

from actions.due.meaning import Due
from actions.due.reading import read_due

# The plan year of the tables: 1 April 2025 to 31 March 2026.
START = date(2025, 4, 1)


def read(text: str, **kwargs) -> Due:
    return read_due(text, plan_start=START, **kwargs)


def said(text: str) -> str:
    """“day 2025-06-30”, “range 2025-06-01 … 2025-07-31”, “recurring …: 30/06 31/07”."""
    due = read(text)
    words = [str(due.precision)]
    if due.start or due.end:
        ends = [str(due.start or ""), str(due.end or "")]
        words.append(ends[0] if ends[0] == ends[1] else " … ".join(ends).strip())
    line = " ".join(words)
    if due.occurrences:
        line += ": " + " ".join(f"{day:%d/%m/%y}" for day in due.occurrences)
    return line


def remarked(text: str) -> str:
    return "; ".join(read(text).remarks)
