"""Loads our own questions, or those of a file, as a new edition of the audit."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from audits.questions import bank, files, services
from audits.questions.contents import Contents
from partnership.email_addresses import plain_address
from partnership.guards.outcomes import Refused
from partnership.people.models import Person


class Command(BaseCommand):
    help = "Load questions as a question set and put it in force"

    def add_arguments(self, parser):
        parser.add_argument("edition", help="the name of the edition, such as 2026/27")
        parser.add_argument(
            "--audience",
            choices=[one.value for one in bank.AUDIENCES],
            default=bank.Audience.SCHOOLS.value,
            help="who answers, of the questions that come with Quorate",
        )
        parser.add_argument(
            "--file", type=Path, help="YAML or a spreadsheet to load instead of ours"
        )
        parser.add_argument("--title", default="", help="a title other than its own")
        parser.add_argument(
            "--guidance", default="", help="the edition of guidance it refers to"
        )
        parser.add_argument(
            "--by",
            metavar="EMAIL",
            type=plain_address,
            help="the email address of the person doing this",
        )

    def handle(self, *args, **options):
        by = None
        if options["by"]:
            by = Person.objects.filter(email__iexact=options["by"]).first()
            if by is None:
                raise CommandError(f"No person has the email address {options['by']}")
        try:
            contents = self._contents(options["file"], options["audience"])
            question_set = services.load_question_set(
                **contents.parts,
                title=options["title"] or contents.title,
                edition=options["edition"],
                guidance_edition=options["guidance"] or contents.guidance_edition,
                by=by,
            )
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        sections = question_set.sections.count()
        self.stdout.write(f"{question_set}: {sections} sections, in force")

    def _contents(self, file: Path | None, audience: str) -> Contents:
        if file is None:
            return bank.questions_for(audience)
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}") from error
        reading = files.read(content)
        if reading.faults:
            lines = [
                f"{one.where}, {one.column}: {one.words}" for one in reading.faults
            ]
            raise CommandError("\n".join(lines))
        if not reading.contents.title:
            reading.contents.title = bank.questions_for().title
        return reading.contents
