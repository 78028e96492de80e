"""manage.py demo_users: who to sign in as in the demonstration."""

from django.conf import settings
from django.core.management.base import BaseCommand

from partnership.demo import DEMO_USERS, NAME, PASSWORD


class Command(BaseCommand):
    help = "Print who to sign in as in the demonstration partnership."

    def handle(self, **options):
        width = max(len(email) for email, *_ in DEMO_USERS)
        names = max(len(name) for _, name, *_ in DEMO_USERS)
        lines = [
            f"{email:<{width}}  {name:<{names}}  {does}"
            for email, name, _, does in DEMO_USERS
        ]
        self.stdout.write(
            f"{NAME} at {settings.SITE_ADDRESS}\n"
            f"Sign in with any of these; the password is {PASSWORD}\n\n"
            + "\n".join(lines)
        )
