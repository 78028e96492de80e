"""manage.py start_partnership: set up an empty site."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
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
            services.start_partnership(
                name=name, administrator=administrator, on=localdate()
            )
        except Refused as refusal:
            raise CommandError(
                f"{refusal.sentence}. Nothing has been changed.{_in_words()}"
            ) from refusal
        self.stdout.write(f"{name.strip()} has been begun.{_in_words()}")


def _in_words() -> str:
    """The link of the first officer, while nobody has used it."""
    if not (link := services.first_link()):
        return ""
    return (
        "\nOpen this link within 7 days to set your password; it works once:\n"
        f"{settings.SITE_ADDRESS.rstrip('/')}{link}"
    )
