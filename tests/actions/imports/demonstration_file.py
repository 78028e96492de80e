"""The demonstration's plan as someone would send it: an Excel workbook with a title,
titles over two rows, merged cells, blank rows, notes, and dates typed as months.
"""

from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Alignment

from actions.demo import moved
from actions.demo.plan import PRIORITIES
from tests.partnership.sheets import saved

UPPER = ("Priority", "Objective", "Action to", "By", "Lead", "How will we know", None)
LOWER = (None, None, "be taken", "when", None, "Measure", "Update")


def demonstration_file(start: date) -> bytes:
    """Every priority, objective and action of the plan that begins on a day."""
    book = Workbook()
    book.active.title = "Read me"
    book.active.append(["Ask the board office before you change a line"])
    sheet = book.create_sheet("Plan")
    sheet.append([f"Business plan {start.year} to {start.year + 1}"])
    sheet.append([])
    sheet.append(UPPER)
    sheet.append(LOWER)
    for priority in PRIORITIES:
        top = sheet.max_row + 1
        for objective in priority.objectives:
            first = sheet.max_row + 1
            for action in objective.actions:
                sheet.append(
                    [
                        f"{priority.ref}: {priority.title}",
                        objective.text,
                        action.text,
                        moved(action.due, start),
                        action.owners,
                        moved(action.measure, start),
                        None,
                    ]
                )
                cell = sheet.cell(sheet.max_row, 4)
                if action.key == "transition-plan":
                    # What Excel makes of “Jan 2019” typed into a cell.
                    cell.value = date(start.year + 1, 1, 1)
                    cell.number_format = "mmm-yy"
                cell.alignment = Alignment(wrap_text=True)
            _merge(sheet, "B", first)
        _merge(sheet, "A", top)
        # A row that is only shaded, as people set blocks apart.
        sheet.append([" "])
    return saved(book)


def _merge(sheet, column: str, first: int) -> None:
    if sheet.max_row > first:
        sheet.merge_cells(f"{column}{first}:{column}{sheet.max_row}")
