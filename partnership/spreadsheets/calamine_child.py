"""Reads a workbook with calamine, in a process of its own: bytes in, JSON out.

Run as a script by `workbooks`. A crafted workbook can make calamine end its process or
take all the memory there is; so it has little of it, and a process to itself.
"""

import json
import resource
import sys
from datetime import date, datetime, time, timedelta
from io import BytesIO

MEMORY, SECONDS = 768 << 20, 20
HAS_A_PASSWORD, UNREADABLE = 3, 4


def cell(value: object) -> object:
    """A value as JSON: text and numbers as they are, days and truths marked."""
    if isinstance(value, bool):
        return {"yes": value}
    if isinstance(value, datetime):
        return {"day": value.date().isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, time):
        return value.isoformat("minutes")
    return str(value) if isinstance(value, timedelta) else value


def sheets(calamine, content: bytes, most_sheets: int, most_rows: int) -> list[dict]:
    book = calamine.CalamineWorkbook.from_filelike(BytesIO(content))
    shown = [
        about.name
        for about in book.sheets_metadata
        if about.visible == calamine.SheetVisibleEnum.Visible
        and about.typ == calamine.SheetTypeEnum.WorkSheet
    ]
    found = []
    for name in shown[: most_sheets + 1]:
        sheet = book.get_sheet_by_name(name)
        rows = sheet.to_python(skip_empty_area=False, nrows=most_rows)
        found.append(
            {
                "name": name,
                "rows": [[cell(value) for value in row] for row in rows],
                "merged": sheet.merged_cell_ranges or [],
            }
        )
    return found


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    most_sheets, most_rows = map(int, sys.argv[1:])
    import python_calamine as calamine  # noqa: PLC0415 – not where it is only called

    try:
        found = sheets(calamine, sys.stdin.buffer.read(), most_sheets, most_rows)
    except calamine.PasswordError:
        sys.exit(HAS_A_PASSWORD)
    except Exception:  # calamine's own errors, and what its bindings make of others
        sys.exit(UNREADABLE)
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
