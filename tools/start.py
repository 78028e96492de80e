"""Begins an empty partnership on this machine.

Run by `make start NAME="…" EMAIL=…`, which names the folder for its data. The
demonstration lies in another, and is never touched.
"""

import os
import sys

import django
from django.core.management import CommandError, call_command

from tools import prepare
from tools.embedded import in_use
from tools.folders import DATA, PORT
from tools.processes import is_free, write_secret
from tools.run import chosen_port

USAGE = """Say what the partnership is called, and who comes first:

    make start NAME="Vale Safeguarding Children Partnership" EMAIL=jo@vale.example"""


def told(name: str) -> str:
    if not (words := os.environ.get(name, "").strip()):
        raise SystemExit(USAGE)
    return words


def port_to_serve() -> int:
    """The port of `make run`: another than 8000 where that is taken now."""
    port = chosen_port()
    if os.environ.get("PORT") or PORT.exists():
        return port
    return next(number for number in range(port, 65536) if is_free(number))


def main() -> None:
    name, email = told("NAME"), told("EMAIL")
    port = port_to_serve()
    site = os.environ.setdefault("SITE_ADDRESS", f"http://localhost:{port}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnership.settings")
    DATA.mkdir(mode=0o755, exist_ok=True)
    with in_use():
        django.setup()
        prepare.migrate()
        refused = ""
        try:
            call_command("start_partnership", name, administrator=email)
        except CommandError as refusal:
            refused = str(refusal)
        if prepare.partnership() is None:
            raise SystemExit(refused)
        # Only now, so that `make run` never finds half of it.
        write_secret(PORT, str(port))
    print(f"{refused}\n\n`make run` serves it at {site}".lstrip(), flush=True)
    sys.exit(bool(refused))


if __name__ == "__main__":
    main()
