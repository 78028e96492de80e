"""manage.py reset_second_step: help someone who has lost their phone and codes."""

from django.core.management.base import BaseCommand, CommandError

from partnership.email_addresses import plain_address
from partnership.guards.outcomes import Refused
from partnership.people.models import Person
from partnership.sign_in import services


class Command(BaseCommand):
    help = "Remove someone’s second step when no administrator can."

    def add_arguments(self, parser):
        parser.add_argument(
            "email", type=plain_address, help="the email address of the person"
        )

    def handle(self, *, email, **options):
        person = Person.objects.filter(user__email__iexact=email).first()
        if person is None:
            raise CommandError(f"No one signs in with {email}.")
        try:
            services.reset_second_step(person, by=None)
        except Refused as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(
            f"{person.name} can now sign in without it once, and has been emailed."
        )
