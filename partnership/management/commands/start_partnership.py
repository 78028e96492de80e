"""manage.py start_partnership: set up an empty site."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils.timezone import localdate

from partnership.email_addresses import plain_address
from partnership.guards.outcomes import Refused
from partnership.organisations import services


class Command(BaseCommand):
    help = "Begin an empty deployment and print the administrator's one-time link."

    def add_arguments(self, parser):
        parser.add_argument("name", help="The partnership's name")
        parser.add_argument(
            "--administrator", required=True, type=plain_address, metavar="EMAIL"
        )

    def handle(self, *, name, administrator, **options):
        try:
            validate_email(administrator)
            path = services.start_partnership(
                name=name, administrator=administrator, on=localdate()
            )
        except ValidationError as error:
            raise CommandError(f"{administrator} is not an email address") from error
        except Refused as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(
            f"{name} is ready. Open this link within 7 days to set your password; "
            f"it works once:\n{settings.SITE_ADDRESS.rstrip('/')}{path}"
        )
