"""Prepares the database and assets: tables, demonstration, collected files.

Run by `make run` before anything is started, in the environment of the processes; or
beside the web, when nothing seems to have changed since it was last run.
"""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model
from django.test.utils import override_settings
from django.utils.module_loading import import_string

from tools.embedded import Postgres
from tools.folders import DATA, ROOT
from tools.freshness import PREPARED, state, state_of_assets
from tools.processes import write_secret

WHO = DATA / "who-signs-in"
DEMONSTRATION = "@wexcombe.example"


def say(words: str) -> None:
    print(words, flush=True)


def migrate() -> None:
    executor = MigrationExecutor(connection)
    if made_before(executor):
        start_afresh()
        executor = MigrationExecutor(connection)
    if not connection.introspection.table_names():
        say("Creating the tables …")
        make_tables()
    elif executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Updating the tables …")
        call_command("migrate", verbosity=0)


def make_tables() -> None:
    """The tables of an empty database, from the models at once.

    By migrations it takes ten times as long, most of it Django's: after each of them
    every model is put together anew. `tests/test_migrations.py` holds both to be equal.
    """
    none = {app.label: None for app in apps.get_app_configs()}
    with override_settings(MIGRATION_MODULES=none):
        call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("migrate", fake=True, verbosity=0)


def made_before(executor: MigrationExecutor) -> bool:
    """Whether the tables are of a Quorate whose migrations are here no more."""
    ours = {
        app.label
        for app in apps.get_app_configs()
        if ROOT in Path(app.path).parents and ".venv" not in Path(app.path).parts
    }
    applied = {key for key in executor.loader.applied_migrations if key[0] in ours}
    return not applied <= set(executor.loader.disk_migrations)


def start_afresh() -> None:
    """Empty a database from before the first release, if it is ours and a trial.

    One in which somebody began a partnership is left alone, whatever it holds.
    """
    server = Postgres()
    is_own = bool(server.details) and os.environ.get("DATABASE_URL") == server.url
    if not is_own or somebody_began():
        raise SystemExit(
            "This database was made by an earlier Quorate, from before its first "
            "release, and holds what somebody entered. Nothing has been changed. Go on "
            "with the version that made it"
            + (
                f", or move the folder {DATA} away to begin with an empty one."
                if is_own
                else ", or name an empty database in DATABASE_URL."
            )
        )
    say("This demonstration was made by an earlier version. It will be rebuilt.")
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    Path(settings.MEDIA_ROOT).mkdir(mode=0o700)


def somebody_began() -> bool:
    """Whether there is anybody who is not of the demonstration, or another partnership.

    In SQL, since the models are not those of the tables.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('partnership_user')")
        if cursor.fetchone() == (None,):
            return False
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM partnership_user WHERE email NOT LIKE %s) OR "
            "EXISTS (SELECT 1 FROM partnership_organisation "
            "WHERE kind = 'partnership' AND name <> %s)",
            [f"%{DEMONSTRATION}", import_string("partnership.demo.NAME")],
        )
        return cursor.fetchone()[0]


def partnership() -> Model | None:
    organisation = apps.get_model("partnership", "Organisation")
    return organisation.objects.filter(kind=organisation.Kind.PARTNERSHIP).first()


def seed() -> None:
    """The demonstration, where nobody has begun a partnership."""
    begun = partnership()
    if begun and os.environ.get("DEMO") and not is_demonstration():
        raise SystemExit(
            f"{begun} is here. The demonstration needs a database of its own: leave "
            "out DATABASE_URL and DATA_DIR."
        )
    if not begun:
        say("Building the demonstration partnership (up to half a minute) …")
        call_command("seed_demo", stdout=StringIO())


def is_demonstration() -> bool:
    emails = [email for email, *_ in import_string("partnership.demo.DEMO_USERS")]
    users = apps.get_model("partnership", "User").objects
    return users.filter(email__in=emails).exists()


def note_who_signs_in() -> None:
    """Who to sign in as, which `make run` ends by saying.

    In a demonstration its people; in a new partnership its first officer, by a link.
    """
    words = StringIO()
    if is_demonstration():
        import_string("partnership.demo.give_apps")()
        call_command("demo_users", stdout=words)
    elif link := import_string("partnership.organisations.services.first_link")():
        words.write(
            "Nobody has signed in yet. The first officer sets a password here; the "
            f"link works once, within 7 days:\n{settings.SITE_ADDRESS}{link}\n"
        )
    write_secret(WHO, words.getvalue())


def collect() -> None:
    """Hashed and compressed assets, when any of them changed."""
    stamp = settings.STATIC_ROOT / ".stamp"
    wanted = state_of_assets()
    if not stamp.exists() or stamp.read_text() != wanted:
        say("Collecting the assets …")
        ignored = {"ignore_patterns": ["scss"], "clear": True}
        call_command("collectstatic", interactive=False, verbosity=0, **ignored)
        stamp.write_text(wanted)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnership.settings")
    django.setup()
    for folder in ("mail", "media"):
        (settings.DATA_DIR / folder).mkdir(mode=0o700, exist_ok=True)
    # The database works for another process, so the assets cost no time of their own.
    with ThreadPoolExecutor(1) as beside:
        collecting = beside.submit(collect)
        migrate()
        seed()
        note_who_signs_in()
        collecting.result()
    write_secret(PREPARED, state())


if __name__ == "__main__":
    main()
