"""Loads Quorate's question bank as a new edition of the audit."""

from django.core.management.base import BaseCommand, CommandError

from audits.questions import bank as question_bank
from audits.questions import services
from partnership.email_addresses import plain_address
from partnership.guards.outcomes import Refused
from partnership.people.models import Person


class Command(BaseCommand):
    help = "Load the question bank as a question set and put it in force"

    def add_arguments(self, parser):
        parser.add_argument("edition", help="the name of the edition, such as 2026/27")
        parser.add_argument("--title", default=question_bank.TITLE)
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
            question_set = services.load_question_set(
                question_bank.SECTIONS,
                title=options["title"],
                edition=options["edition"],
                guidance_edition=options["guidance"],
                by=by,
            )
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        sections = question_set.sections.count()
        self.stdout.write(f"{question_set}: {sections} sections, in force")
