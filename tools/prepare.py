"""Makes a database and its assets ready to serve: tables, demonstration, hashed files.

Run by `make run` before anything is started, in the environment of the processes.
"""

import hashlib
import os
from io import StringIO

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.module_loading import import_string

from tools.embedded import DATA, ROOT
from tools.processes import write_secret

WHO = DATA / "who-signs-in"


def say(words: str) -> None:
    print(words, flush=True)


def migrate() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Making the tables …")
        call_command("migrate", verbosity=0)


def seed() -> None:
    """The demonstration, where nobody has begun a partnership."""
    organisation = apps.get_model("partnership", "Organisation")
    if not organisation.objects.filter(kind=organisation.Kind.PARTNERSHIP).exists():
        say("Building the demonstration partnership (less than a minute) …")
        call_command("seed_demo", stdout=StringIO())


def note_who_signs_in() -> None:
    """Who to sign in as, where it is a demonstration: `make run` ends by saying it."""
    words = StringIO()
    emails = [email for email, *_ in import_string("partnership.demo.DEMO_USERS")]
    users = apps.get_model("partnership", "User").objects
    if users.filter(email__in=emails).exists():
        import_string("partnership.demo.give_apps")()
        call_command("demo_users", stdout=words)
    write_secret(WHO, words.getvalue())


def collect() -> None:
    """Hashed and compressed assets, when any of them changed."""
    stamp = settings.STATIC_ROOT / ".stamp"
    wanted = _state_of_assets()
    if not stamp.exists() or stamp.read_text() != wanted:
        say("Collecting the assets …")
        ignored = {"ignore_patterns": ["scss"], "clear": True}
        call_command("collectstatic", interactive=False, verbosity=0, **ignored)
        stamp.write_text(wanted)


def _state_of_assets() -> str:
    digest = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    for file in sorted((ROOT / "static").rglob("*")):
        if file.is_file():
            state = file.stat()
            digest.update(f"{file} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnership.settings")
    django.setup()
    for folder in ("mail", "media"):
        (settings.DATA_DIR / folder).mkdir(mode=0o700, exist_ok=True)
    migrate()
    seed()
    note_who_signs_in()
    collect()


if __name__ == "__main__":
    main()
