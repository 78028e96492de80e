"""`manage.py import_plan FILE --plan SLUG`: take over a plan from a spreadsheet."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from actions.imports.preview import OUTCOMES, QUESTION, REFUSED, PlannedRow, Preview
from actions.imports.services import flow
from actions.plans.models import Plan
from partnership.guards.outcomes import Refused
from partnership.people.models import Person
from partnership.spreadsheets.limits import MOST_BYTES


class Command(BaseCommand):
    help = "Import priorities and actions of a plan (CSV, or an Excel workbook)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the file")
        parser.add_argument(
            "--plan", required=True, metavar="SLUG", help="the plan it belongs to"
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="say what would happen, write nothing",
        )
        parser.add_argument(
            "--by", default="", metavar="EMAIL", help="who imports, for the history"
        )
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *, file: Path, dry_run: bool, by: str, **options) -> None:
        try:
            preview = self._import(file, dry_run=dry_run, by=by, slug=options["plan"])
        except CommandError as error:
            if options["json"]:
                self._answer(_as_json(None, dry_run=dry_run, refused=str(error)))
            raise
        all_refused = preview.totals[REFUSED] == len(preview.rows)
        refused = "Every row was refused." if all_refused else ""
        if options["json"]:
            self._answer(_as_json(preview, dry_run=dry_run, refused=refused))
        else:
            self._print(preview, dry_run=dry_run)
        if refused:
            raise CommandError(refused)

    def _import(self, file: Path, *, dry_run: bool, by: str, slug: str) -> Preview:
        plan, person = _plan(slug), _person(by)
        try:
            with file.open("rb") as source:
                content = source.read(MOST_BYTES + 1)
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or error
            raise CommandError(f"{file} cannot be read: {why}.", returncode=2) from None
        try:
            return flow.import_plan(
                ContentFile(content, name=file.name),
                plan=plan,
                dry_run=dry_run,
                by=person,
                on=localdate(),
            )
        except Refused as refusal:
            raise CommandError(f"{file.name} was refused. {refusal}") from refusal

    def _answer(self, answer: dict) -> None:
        self.stdout.write(json.dumps(answer, indent=1))

    def _print(self, preview: Preview, *, dry_run: bool) -> None:
        for words, title in preview.tables.understood:
            self.stdout.write(f"{words}: {title}")
        for row in preview.rows:
            for words in _words(row):
                self.stdout.write(words)
        for known in preview.missing:
            self.stdout.write(f"Not in this file, and stays: {known.words}")
        for outcome, number in preview.totals.items():
            if number:
                self.stdout.write(f"{OUTCOMES[outcome]}: {number}")
        if dry_run:
            self.stdout.write("This was a dry run. Nothing was changed.")


def _words(row: PlannedRow) -> list[str]:
    if row.outcome == REFUSED:
        return [f"Refused: {row.line.where}, {problem}" for problem in row.problems]
    if row.outcome == QUESTION:
        return [f"Passed over: {question.words}" for question in row.questions]
    return [f"Remark: {row.line.where}: {remark}" for remark in row.all_remarks]


def _as_json(preview: Preview | None, *, dry_run: bool, refused: str = "") -> dict:
    """The answer for a script: of the same shape where the whole file was refused."""
    return {
        "dry_run": dry_run,
        "refused": refused,
        "columns": preview.tables.columns if preview else {},
        "totals": preview.totals if preview else dict.fromkeys(OUTCOMES, 0),
        "new_priorities": [place.words for place in preview.new_priorities]
        if preview
        else [],
        "missing": [known.action.ref for known in preview.missing] if preview else [],
        "rows": [_row_as_json(row) for row in preview.rows] if preview else [],
    }


def _row_as_json(row: PlannedRow) -> dict:
    return {
        "row": row.line.number,
        "sheet": row.line.sheet,
        "text": row.line.text,
        "due": row.line.due_text,
        "outcome": row.outcome,
        "action": row.known.action.ref if row.known else row.ref,
        "priority": row.place.words if row.place else "",
        "changes": [
            {"what": one.words, "before": one.before, "after": one.after}
            for one in row.changes
        ],
        "problems": row.problems,
        "questions": [question.words for question in row.questions],
        "remarks": row.all_remarks,
    }


def _plan(slug: str) -> Plan:
    try:
        return Plan.objects.get(slug=slug)
    except Plan.DoesNotExist:
        raise CommandError(f"There is no plan {slug}.", returncode=2) from None


def _person(email: str) -> Person | None:
    if not email:
        return None
    try:
        return Person.objects.get(email__iexact=email)
    except Person.DoesNotExist:
        raise CommandError(
            f"Nobody here has the email address {email}.", returncode=2
        ) from None
