#!/usr/bin/env python
"""Django's commands, on our own PostgreSQL and broker where no others are named."""

import os
import signal
import sys

from django.core.management import execute_from_command_line

from tools.embedded import in_use

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnership.settings")
    # Asked to end, we still leave the servers as we found them.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with in_use():
        execute_from_command_line(sys.argv)
