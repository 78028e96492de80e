#!/usr/bin/env python
"""Django's commands; starts the embedded servers where none are named."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnership.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
