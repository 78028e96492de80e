"""Models and migrations make the same tables; a database of before is noticed."""

import os
from datetime import date, time
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import IntegrityError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from actions.register.models.actions import Action
from partnership.demo import NAME
from partnership.people.models import Organisation, Person
from partnership.sign_in.models import User
from subgroups.minutes.models import Decision
from subgroups.registers.models.by_email import EmailDecision
from tools import prepare
from tools.embedded import Postgres

pytestmark = pytest.mark.slow
# The ids of Django's own groups, which nothing here uses, are of two sizes.
COLUMNS = """
    SELECT table_name, column_name, data_type, character_maximum_length, is_nullable,
        column_default, is_generated, generation_expression
    FROM information_schema.columns
    WHERE table_schema = 'public'
        AND table_name NOT IN ('django_migrations', 'auth_group_permissions')
"""
CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        AND conrelid <> 0 AND conrelid::regclass::text <> 'django_migrations'
"""
INDEXES = """
    SELECT tablename, indexname, indexdef FROM pg_indexes
    WHERE schemaname = 'public' AND tablename <> 'django_migrations'
"""
TRIGGERS = """
    SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(pg_trigger.oid), prosrc
    FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid WHERE NOT tgisinternal
"""


@pytest.fixture
def empty(django_db_setup, django_db_blocker):
    """A database without a table, in place of that of the tests."""
    own = connection.settings_dict["NAME"]
    name = f"{own}_empty"
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
        _use(name)
        yield
        _use(own)
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name}")


def _use(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def schema() -> dict[str, list]:
    """Everything the database knows of its tables, but the order of their columns."""
    found = {}
    with connection.cursor() as cursor:
        for query in (COLUMNS, CONSTRAINTS, INDEXES, TRIGGERS):
            cursor.execute(query)
            found[query] = sorted(cursor.fetchall(), key=str)
    return found


def sign_in_as(email: str) -> None:
    User.objects.create(email=email, person=Person.objects.create(name="Someone"))


def is_migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def test_both_ways_make_the_same_tables(empty):
    prepare.migrate()
    of_models = schema()
    assert is_migrated()
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")

    call_command("migrate", verbosity=0)

    assert schema() == of_models


class TestADatabaseOfAnEarlierQuorate:
    @pytest.fixture(autouse=True)
    def made_before(self, empty, monkeypatch):
        """Its tables, and a migration that is here no more."""
        prepare.make_tables()
        MigrationRecorder(connection).record_applied("actions", "0010_reminders")
        home = Path(os.environ["DATA_DIR"]).parent
        monkeypatch.setattr(prepare, "Postgres", lambda: Postgres(home))
        monkeypatch.setattr(settings, "MEDIA_ROOT", home / "media")
        (home / "media").mkdir(exist_ok=True)

    @pytest.fixture
    def partnership(self):
        return Organisation.objects.create(
            kind=Organisation.Kind.PARTNERSHIP, name=NAME, short_name="WSCP"
        )

    def test_is_built_afresh_where_it_is_empty(self, capsys):
        prepare.migrate()

        assert is_migrated()
        assert "will be rebuilt" in capsys.readouterr().out

    def test_is_built_afresh_where_it_is_the_demonstration(self, partnership):
        sign_in_as("amara@wexcombe.example")

        prepare.migrate()

        assert is_migrated()
        assert not Organisation.objects.exists()

    @pytest.mark.parametrize("began", ["partnership", "user"])
    def test_is_left_alone_where_somebody_began(self, began, partnership):
        if began == "partnership":
            Organisation.objects.update(name="Vale Safeguarding Partnership")
        else:
            sign_in_as("jo@vale.example")

        with pytest.raises(SystemExit, match="Nothing has been changed"):
            prepare.migrate()

        assert Organisation.objects.exists()

    def test_is_left_alone_where_another_server_holds_it(self, monkeypatch):
        monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/quorate")

        with pytest.raises(SystemExit, match="empty database in DATABASE_URL"):
            prepare.migrate()


class TestMinutesOfAnEarlierQuorate:
    """Decisions and actions that were minuted before their references were kept and
    their restriction was known.
    """

    BEFORE = [
        ("actions", "0002_owners_words_compared_and_left"),
        ("subgroups", "0008_builds_have_one_shape"),
    ]
    DAY = date(2025, 10, 21)

    @pytest.fixture(autouse=True)
    def before(self, empty):
        """The tables of that time, with one meeting that has agreed minutes."""
        self.apps = self.migrated(self.BEFORE)
        group = self.make(
            "subgroups.Subgroup",
            organisation=self.make(
                "partnership.Organisation", kind="subgroup", name="Education subgroup"
            ),
        )
        self.by = self.make("partnership.Person", name="Lena")
        self.meetings = [
            self.make(
                "subgroups.Meeting",
                subgroup=group,
                held_on=self.DAY,
                starts_at=time(hour),
                place="Town Hall",
                status="draft",
            )
            for hour in (9, 18)
        ]

    def migrated(self, targets):
        executor = MigrationExecutor(connection)
        executor.migrate(targets)
        return executor.loader.project_state(targets).apps

    def make(self, model, **fields):
        return self.apps.get_model(model).objects.create(**fields)

    def item(self, meeting, **fields):
        return self.make(
            "subgroups.AgendaItem", meeting=meeting, number=4, title="Buses", **fields
        )

    def agree(self, meeting):
        type(meeting).objects.filter(pk=meeting.pk).update(
            status="agreed",
            agreed_on=self.DAY,
            agreed_by=self.by,
            agreed_at_meeting=meeting,
            circulated_on=self.DAY,
            quorum_as_agreed="Quorate",
        )

    def test_decisions_keep_the_reference_they_were_shown_with(self):
        for meeting in self.meetings:
            item = self.item(meeting)
            self.make("subgroups.Decision", item=item, number=1, text="To publish")
            self.agree(meeting)
        asked = {"asked_on": self.DAY, "answer_by": self.DAY, "asked_by": self.by}
        group = self.meetings[0].subgroup
        self.make("subgroups.EmailDecision", subgroup=group, question="So?", **asked)

        call_command("migrate", verbosity=0)

        refs = Decision.objects.order_by("pk").values_list("ref", flat=True)
        assert list(refs) == ["ES-2025-10-21/4.1", "ES-2025-10-21/4.1-2"]
        assert EmailDecision.objects.get().ref_prefix == "ES-"
        with pytest.raises(IntegrityError, match="never change"):
            Decision.objects.update(text="To hide")

    def test_actions_of_restricted_items_are_restricted(self):
        item = self.item(self.meetings[0], access="restricted")
        self.make("subgroups.ItemReader", item=item, person=self.by)
        for number, place in enumerate((item, self.item(self.meetings[1]))):
            action = self.make(
                "actions.Action",
                ref=f"ES-{number}",
                text="Ring",
                organisation=item.meeting.subgroup.organisation,
                source="meeting",
                raised_on=self.DAY,
            )
            self.make(
                "subgroups.MinutedAction",
                item=place,
                action=action,
                text="Ring",
                owner_words="LE",
            )

        call_command("migrate", verbosity=0)

        secret, other = Action.objects.order_by("ref")
        assert (secret.is_restricted, other.is_restricted) == (True, False)
        assert [one.person_id for one in secret.readers.all()] == [self.by.pk]
