"""manage.py demo_users: who to sign in as in the demonstration."""

import re
from urllib.parse import quote

from django.conf import settings
from django.core.management.base import BaseCommand

from partnership.demo import DEMO_OFFICERS, DEMO_USERS, NAME, PASSWORD, totp_secret


class Command(BaseCommand):
    help = "Print who to sign in as in the demonstration partnership."

    def handle(self, **options):
        width = max(len(email) for email, *_ in DEMO_USERS)
        names = max(len(name) for _, name, *_ in DEMO_USERS)
        lines = [
            f"{email:<{width}}  {name:<{names}}  {does}"
            for email, name, _, does in DEMO_USERS
        ]
        apps = [
            f"{email:<{width}}  {' '.join(re.findall('....', totp_secret(email)))}\n"
            f"{'':<{width}}  otpauth://totp/{quote(email)}"
            f"?secret={totp_secret(email)}&issuer=Quorate%20demonstration"
            for email in DEMO_OFFICERS
        ]
        self.stdout.write(
            f"{NAME} at {settings.SITE_ADDRESS}\n"
            f"Sign in with any of these; the password is {PASSWORD}\n\n"
            + "\n".join(lines)
            + "\n\nOfficers also need six digits. "
            "`.venv/bin/python manage.py demo_code` prints those of now;\n"
            "or set up an app with the key or the address:\n\n" + "\n".join(apps)
        )
