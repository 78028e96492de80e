"""`manage.py import_schools FILE`: import the national register of schools."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from partnership.guards.outcomes import Refused
from partnership.people.models import Person
from partnership.schools.services import Outcome, import_schools


class Command(BaseCommand):
    help = "Import schools from a file of the national register (CSV, or zipped)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the file, as downloaded")
        parser.add_argument(
            "--la", default="", help="only schools of this local authority's code"
        )
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

    def handle(self, *, file: Path, la: str, dry_run: bool, by: str, **options) -> None:
        person = _person(by)
        if la and not (la.isascii() and la.isdigit() and len(la) == 3):
            raise CommandError("A local authority code has 3 digits, for example 885.")
        try:
            with file.open("rb") as source:
                outcome = import_schools(
                    source, la_code=la, dry_run=dry_run, by=person, on=localdate()
                )
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except Refused as refusal:
            raise CommandError(f"{file.name} was refused. {refusal}") from refusal
        self._print(outcome, la=la, dry_run=dry_run)
        if outcome.refused and not (outcome.accepted or outcome.outside):
            raise CommandError("Every row was refused.")

    def _print(self, outcome: Outcome, *, la: str, dry_run: bool) -> None:
        for refusal in outcome.refused:
            self.stdout.write(f"Refused: {refusal}")
        self.stdout.write(
            f"Accepted {outcome.accepted}: {outcome.created} created, "
            f"{outcome.changed} changed, {outcome.unchanged} unchanged "
            f"({outcome.closed} of them closed)"
        )
        self.stdout.write(f"Refused {len(outcome.refused)}")
        if la:
            self.stdout.write(f"Outside {la}: {outcome.outside}")
        if outcome.blank:
            self.stdout.write(f"Blank rows: {outcome.blank}")
        if dry_run:
            self.stdout.write("This was a dry run. Nothing was changed.")


def _person(email: str) -> Person | None:
    if not email:
        return None
    try:
        return Person.objects.get(email__iexact=email)
    except Person.DoesNotExist:
        raise CommandError(f"No one here has the email address {email}.") from None
