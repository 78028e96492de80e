#!/usr/bin/env python
"""Django's commands, on the embedded PostgreSQL where no database is named."""

import atexit
import os
import sys

from django.core.management import execute_from_command_line

from tools.embedded import Postgres

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnership.settings")
    if not os.environ.get("DATABASE_URL"):
        server = Postgres()
        os.environ["DATABASE_URL"] = server.enter()
        atexit.register(server.leave)
    execute_from_command_line(sys.argv)
