"""manage.py prune_records: remove emails and history past their retention period."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from partnership.access import Permission
from partnership.email_addresses import plain_address
from partnership.people.models import Person
from scorecard.records import across as people
from scorecard.records.services import keeping


class Command(BaseCommand):
    help = (
        "Count emails and history that are older than the partnership keeps them; "
        "with --remove, remove them. Signed and agreed records are never removed."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--by",
            metavar="EMAIL",
            type=plain_address,
            required=True,
            help="Email address of the person who decides",
        )
        parser.add_argument(
            "--remove",
            action="store_true",
            help="Remove what was counted. Without this, nothing changes",
        )

    def handle(self, *, by, remove, **options):
        person = Person.objects.filter(email__iexact=by).first()
        if person is None or not person.holds(Permission.REVIEW_RECORDS):
            raise CommandError(f"{by} may not review what is kept")
        on = localdate()
        for old in people.past_keeping(on):
            if old.name in {"messages", "history"}:
                self.stdout.write(
                    f"{old.words}, older than {old.years} years: {old.count}"
                )
        if not remove:
            self.stdout.write("Nothing was removed. Use --remove to remove them.")
            return
        gone = keeping.prune_records(by=person, on=on)
        self.stdout.write(
            f"Removed: {gone['messages']} emails, {gone['history']} events"
        )
