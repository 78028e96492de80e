"""The base of commands that import a file."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import ClassVar

from django.core.files.base import ContentFile
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from partnership.email_addresses import plain_address
from partnership.guards.outcomes import Refused
from partnership.people.models import Person
from partnership.spreadsheets.limits import MOST_BYTES
from partnership.uploads import services
from partnership.uploads.kinds import Kind
from partnership.uploads.previews import QUESTION, REFUSED, PlannedRow, Preview


class FileCommand(BaseCommand):
    """A command that takes a file, with a dry run."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the file")
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="show what would happen without changing anything",
        )
        parser.add_argument(
            "--by",
            default="",
            type=plain_address,
            metavar="EMAIL",
            help="who is importing, for the history",
        )

    def person(self, email: str) -> Person | None:
        if not email:
            return None
        try:
            return Person.objects.get(email__iexact=email)
        except Person.DoesNotExist:
            raise CommandError(
                f"No one here has the email address {email}.", returncode=2
            ) from None

    def unreadable(self, file: Path, error: Exception) -> CommandError:
        why = getattr(error, "strerror", None) or error
        return CommandError(f"{file} cannot be read: {why}.", returncode=2)

    def refused(self, file: Path, refusal: Refused) -> CommandError:
        return CommandError(f"{file.name} was refused. {refusal}")

    def print_dry_run(self) -> None:
        self.stdout.write("This was a dry run. Nothing was changed.")


class ImportCommand(FileCommand):
    """Imports a file in one go, leaving out rows that raise a question."""

    kind: ClassVar[Kind]

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def target(self, **options) -> dict:
        """The target of the import."""
        return {}

    def summary(self, preview: Preview) -> dict:
        """Details of the file in the JSON answer."""
        return {}

    def row(self, row: PlannedRow) -> dict:
        """Details of a row in the JSON answer."""
        raise NotImplementedError

    def handle(self, *, file: Path, dry_run: bool, by: str, **options) -> None:
        try:
            preview = self._import(file, dry_run=dry_run, by=by, **options)
        except CommandError as error:
            if options["json"]:
                self._answer(None, dry_run=dry_run, refused=str(error))
            raise
        all_refused = preview.totals[REFUSED] == len(preview.rows)
        refused = "Every row was refused." if all_refused else ""
        if options["json"]:
            self._answer(preview, dry_run=dry_run, refused=refused)
        else:
            self._print(preview)
            if dry_run:
                self.print_dry_run()
        if refused:
            raise CommandError(refused)

    def _import(self, file: Path, *, dry_run: bool, by: str, **options) -> Preview:
        target, person = self.target(**options), self.person(by)
        try:
            with file.open("rb") as source:
                content = source.read(MOST_BYTES + 1)
        except (OSError, ValueError) as error:
            raise self.unreadable(file, error) from None
        try:
            return services.import_now(
                self.kind,
                ContentFile(content, name=file.name),
                dry_run=dry_run,
                by=person,
                on=localdate(),
                **target,
            )
        except Refused as refusal:
            raise self.refused(file, refusal) from refusal

    def _print(self, preview: Preview) -> None:
        for words, title in preview.tables.understood:
            self.stdout.write(f"{words}: {title}")
        for words in preview.tables.all_remarks:
            self.stdout.write(words)
        for row in preview.rows:
            for words in _words(row):
                self.stdout.write(words)
        for outcome, number in preview.totals.items():
            if number:
                self.stdout.write(f"{self.kind.outcomes[outcome].words}: {number}")

    def _answer(self, preview: Preview | None, *, dry_run: bool, refused: str) -> None:
        """The JSON answer, with the same shape if the file was refused."""
        outcomes = self.kind.outcomes
        answer = {
            "dry_run": dry_run,
            "refused": refused,
            "columns": preview.tables.titled if preview else {},
            "remarks": preview.tables.all_remarks if preview else [],
            "totals": preview.totals if preview else dict.fromkeys(outcomes, 0),
            **self.summary(preview),
            "rows": [self._row(row) for row in preview.rows] if preview else [],
        }
        self.stdout.write(json.dumps(answer, indent=1))

    def _row(self, row: PlannedRow) -> dict:
        return {
            "row": row.line.number,
            "sheet": row.line.sheet,
            "outcome": row.outcome,
            **self.row(row),
            "problems": row.problems,
            "questions": [question.words for question in row.questions],
            "remarks": row.all_remarks,
        }


def _words(row: PlannedRow) -> list[str]:
    if row.outcome == REFUSED:
        return [f"Refused: {row.line.where}, {problem}" for problem in row.problems]
    if row.outcome == QUESTION:
        return [f"Skipped: {question.words}" for question in row.questions]
    return [f"Remark: {row.line.where}: {remark}" for remark in row.all_remarks]
