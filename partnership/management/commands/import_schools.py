"""`manage.py import_schools FILE`: import the national register of schools."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.timezone import localdate

from partnership.guards.outcomes import Refused
from partnership.schools.preview import CHANGED, NEW, OUTSIDE, RegisterPreview
from partnership.schools.services import import_schools
from partnership.uploads.commands import FileCommand
from partnership.uploads.previews import ALREADY


class Command(FileCommand):
    help = "Import schools from a file of the national register (CSV, or zipped)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--la", default="", help="only schools of this local authority's code"
        )

    def handle(self, *, file: Path, la: str, dry_run: bool, by: str, **options) -> None:
        person = self.person(by)
        if la and not (la.isascii() and la.isdigit() and len(la) == 3):
            raise CommandError("A local authority code has 3 digits, for example 885.")
        try:
            with file.open("rb") as source:
                preview = import_schools(
                    source,
                    la_codes=[la] if la else [],
                    dry_run=dry_run,
                    by=person,
                    on=localdate(),
                )
        except OSError as error:
            raise self.unreadable(file, error) from error
        except Refused as refusal:
            raise self.refused(file, refusal) from refusal
        self._print(preview, la=la)
        if dry_run:
            self.print_dry_run()
        if preview.refused_rows and not (preview.accepted or preview.totals[OUTSIDE]):
            raise CommandError("Every row was refused.")

    def _print(self, preview: RegisterPreview, *, la: str) -> None:
        totals = preview.totals
        for row in preview.refused_rows:
            self.stdout.write(f"Refused: {row.named}: {'; '.join(row.problems)}")
        for row in preview.remarked_rows:
            self.stdout.write(f"Remark: {row.named}: {'; '.join(row.line.remarks)}")
        self.stdout.write(
            f"Accepted {preview.accepted}: {totals[NEW]} created, "
            f"{totals[CHANGED]} changed, {totals[ALREADY]} unchanged "
            f"({preview.closed} of them closed)"
        )
        self.stdout.write(f"Refused {len(preview.refused_rows)}")
        if la:
            self.stdout.write(f"Outside {la}: {totals[OUTSIDE]}")
        if preview.blank:
            self.stdout.write(f"Blank rows: {preview.blank}")
