"""manage.py demo_code: the current codes of the demonstration's officers."""

import time

from allauth.mfa.totp.internal import auth
from django.conf import settings
from django.core.management.base import BaseCommand

from partnership.demo import DEMO_OFFICERS, totp_secret

PERIOD = 30


class Command(BaseCommand):
    help = "Print the current sign-in code of each officer in the demonstration."

    def handle(self, **options):
        counter, gone = divmod(int(time.time()), PERIOD)
        for email in DEMO_OFFICERS:
            value = auth.hotp_value(totp_secret(email), counter)
            self.stdout.write(f"{auth.format_hotp_value(value)}  {email}")
        lasts = PERIOD * (1 + settings.MFA_TOTP_TOLERANCE) - gone
        self.stdout.write(f"Good for {lasts} seconds, once each.")
