"""The spreadsheet of a plan as someone would send it: five priorities, merged cells."""

import io

from openpyxl import Workbook

TITLES = (
    "Priority", "Objective", "Action", "By when", "Lead", "Outcome / measure",
    "Status", "RAG", "Progress update",
)  # fmt: skip
DUE = ("March 2027", "Quarterly", "Q3 2026/27", "tbc", "By end of term", "31.3.27")
STATES = (("Not started", ""), ("In progress", "A"), ("Complete", ""), ("", "G"))
EACH = 20


def write_plan(rows: int, names: list[str]) -> bytes:
    """So many actions, led by the people named and by bodies that are only words."""
    book = Workbook()
    sheet = book.active
    sheet.append(["Business plan, as sent by the partners"])
    sheet.append([])
    sheet.append(TITLES)
    for number in range(rows):
        status, rag = STATES[number % 4]
        begins = number % EACH == 0
        priority, objective = number * 5 // rows + 1, number // EACH + 1
        sheet.append(
            [
                f"BP{priority}: Priority {priority}" if begins else None,
                f"Objective {objective}: children are safer" if begins else None,
                f"Bring procedure {number + 1} up to date and tell every team lead",
                DUE[number % len(DUE)],
                f"{names[number % len(names)]} and Board office",
                f"Audit {number + 1} finds that the procedure is kept",
                status,
                rag,
                f"Draft {number + 1} is with the agencies" if number % 2 else None,
            ]
        )
        if begins:
            for column in "AB":
                sheet.merge_cells(f"{column}{number + 4}:{column}{number + 3 + EACH}")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
