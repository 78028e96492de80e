"""manage.py seed_demo: the invented partnership that the README shows."""

from datetime import date

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.timezone import localdate

from actions import demo as actions
from audits import demo as audits
from partnership import demo as partnership
from partnership.demo import lists as demo_lists
from partnership.outbox import messages
from partnership.people.models import Organisation
from partnership.policy import values as policy
from scorecard import demo as scorecard
from scorecard.demo import letters as demo_letters
from scorecard.demo import people as demo_people
from subgroups import demo as subgroups


class Command(BaseCommand):
    help = "Build the demonstration partnership in an empty database."

    def add_arguments(self, parser):
        parser.add_argument(
            "--today",
            type=date.fromisoformat,
            default=None,
            metavar="YYYY-MM-DD",
            help="The day from which all dates of the demonstration are calculated",
        )

    def handle(self, *, today, **options):
        kind = Organisation.Kind.PARTNERSHIP
        if Organisation.objects.filter(kind=kind).exists():
            raise CommandError(
                "This database already has a partnership. The demonstration needs an "
                "empty one."
            )
        with transaction.atomic(), policy.reading():
            with messages.silenced():
                world = partnership.build(today or localdate())
                for app in (actions, subgroups, audits, scorecard, demo_people):
                    app.build(world)
                demo_lists.build(world)
            demo_letters.build(world)
        call_command("demo_users", stdout=self.stdout)
