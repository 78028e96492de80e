"""manage.py reset_second_step: let in somebody who has lost phone and codes."""

from django.core.management.base import BaseCommand, CommandError

from partnership.guards.outcomes import Refused
from partnership.people.models import Person
from partnership.sign_in import services


class Command(BaseCommand):
    help = "Take away the second step of somebody whom no administrator can help."

    def add_arguments(self, parser):
        parser.add_argument("email", help="whose second step was lost")

    def handle(self, *, email, **options):
        person = Person.objects.filter(user__email__iexact=email).first()
        if person is None:
            raise CommandError(f"Nobody signs in with {email}.")
        try:
            services.reset_second_step(person, by=None)
        except Refused as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(f"{person.name} signs in without it once, and has been told.")
