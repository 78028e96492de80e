"""`manage.py import_people FILE`: import a list of people from a spreadsheet."""

from partnership.lists.preview import PersonRow
from partnership.lists.services import LISTS
from partnership.uploads.commands import ImportCommand


class Command(ImportCommand):
    help = "Import people and their roles from a list (CSV, or an Excel workbook)."
    kind = LISTS

    def row(self, row: PersonRow) -> dict:
        return {
            "name": row.line.name,
            "email": row.line.email,
            "roles": [giving.words for giving in row.givings],
        }
