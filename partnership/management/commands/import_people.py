"""`manage.py import_people FILE`: import a list of people from a spreadsheet."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from partnership.guards.outcomes import Refused
from partnership.lists import services
from partnership.lists.preview import OUTCOMES, Plan, PlannedRow
from partnership.people.models import Person
from partnership.spreadsheets.limits import MOST_BYTES


class Command(BaseCommand):
    help = "Import people and their roles from a list (CSV, or an Excel workbook)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the list")
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="show what would happen without changing anything",
        )
        parser.add_argument(
            "--by",
            default="",
            metavar="EMAIL",
            help="who is importing, for the history",
        )
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *, file: Path, dry_run: bool, by: str, **options) -> None:
        person = _person(by)
        try:
            with file.open("rb") as source:
                content = source.read(MOST_BYTES + 1)
            plan = services.import_people(
                content, dry_run=dry_run, by=person, on=localdate()
            )
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except Refused as refusal:
            raise CommandError(f"{file.name} was refused. {refusal}") from refusal
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(plan, dry_run=dry_run), indent=1))
        else:
            self._print(plan, dry_run=dry_run)
        totals = plan.totals
        if totals["refused"] == len(plan.rows):
            raise CommandError("Every row was refused.")

    def _print(self, plan: Plan, *, dry_run: bool) -> None:
        for key, column in plan.columns.items():
            self.stdout.write(f"{key}: {plan.header.title(column)}")
        for row in plan.rows:
            for words in _words(row):
                self.stdout.write(words)
        for outcome, number in plan.totals.items():
            if number:
                self.stdout.write(f"{OUTCOMES[outcome]}: {number}")
        if dry_run:
            self.stdout.write("This was a dry run. Nothing was changed.")


def _words(row: PlannedRow) -> list[str]:
    if row.problems:
        return [f"Refused: {problem}" for problem in row.problems]
    if row.outcome == "question":
        return [f"Skipped: {row.question}"]
    return []


def _as_json(plan: Plan, *, dry_run: bool) -> dict:
    return {
        "dry_run": dry_run,
        "columns": {k: plan.header.title(column) for k, column in plan.columns.items()},
        "totals": plan.totals,
        "rows": [
            {
                "row": row.number,
                "name": row.entry.name,
                "email": row.entry.email,
                "outcome": row.outcome,
                "roles": [giving.words for giving in row.givings],
                "problems": row.problems,
                "question": row.question if row.outcome == "question" else "",
                "remarks": row.remarks,
            }
            for row in plan.rows
        ],
    }


def _person(email: str) -> Person | None:
    if not email:
        return None
    try:
        return Person.objects.get(email__iexact=email)
    except Person.DoesNotExist:
        raise CommandError(f"No one here has the email address {email}.") from None
