"""Every column that names a person is known: what merging does to it, what it says."""

import pytest
from django.apps import apps
from django.db.models import Model

from partnership import traces as directory
from partnership.people.models import Person
from partnership.sign_in.models import User
from scorecard.records import across as people
from scorecard.records.services import merging
from tests.factories import PersonFactory
from tests.scorecard.naming import MAKERS

pytestmark = [pytest.mark.django_db, pytest.mark.long]

TRACES = {trace.column: trace for trace in people.traces()}
# Moves where the kept entry has no account, which is so in these tests.
MOVES_ALONE = {"partnership.User.person"}
ENTRY = "Their entry in the directory"


def columns_naming(model: type[Model]) -> set[str]:
    """Every foreign key of every table that leads to a model."""
    return {
        f"{table._meta.label}.{field.name}"
        for table in apps.get_models(include_auto_created=True)
        for field in table._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model is model
    }


def test_every_column_that_names_a_person_is_listed_once():
    listed = [trace.column for trace in people.traces()]

    assert sorted(listed) == sorted(columns_naming(Person))


def test_every_column_that_names_an_account_is_listed_once():
    listed = [trace.column for trace in directory.ACCOUNT_TRACES]

    assert sorted(listed) == sorted(columns_naming(User))


def test_what_an_account_holds_goes_with_it():
    behaviours = {
        column: apps.get_model(column.rpartition(".")[0])
        ._meta.get_field(column.rpartition(".")[2])
        .remote_field.on_delete.__name__
        for column in columns_naming(User)
    }

    assert set(behaviours.values()) == {"CASCADE"}


def test_a_column_moves_or_says_why_it_stays():
    assert all((trace.moves is not None) or trace.stays for trace in people.traces())


def test_every_listed_column_is_tried_below():
    assert set(MAKERS) == set(TRACES)


def held_about(person: Person) -> dict[str, int]:
    return people.kinds_of(people.held_about(person))


def test_only_an_entry_is_held_about_somebody_new(amara):
    assert held_about(PersonFactory(name="Mo Rahimi")) == {ENTRY: 3}


@pytest.mark.parametrize("column", MAKERS)
def test_a_column_is_held_about_its_person_and_merging_moves_what_can_change(
    column, amara, today
):
    kept, gone = PersonFactory(name="Mo Rahimi"), PersonFactory(name="M. Rahimi")
    row, trace = MAKERS[column](gone), TRACES[column]
    held = held_about(gone)

    merging.merge(
        kept,
        gone=gone,
        name=kept.name,
        initials="",
        email=kept.email,
        job_title="",
        by=amara,
        on=today,
    )

    gone.refresh_from_db()
    row = type(row)._base_manager.get(pk=row.pk)
    moves = trace.moves is not None or column in MOVES_ALONE
    assert gone.merged_into == kept
    assert getattr(row, trace.field) == (kept if moves else gone)
    assert trace.kind != ENTRY
    assert trace.kind in held
    assert trace.kind in held_about(kept)
