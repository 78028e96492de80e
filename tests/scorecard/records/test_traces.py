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


@pytest.mark.parametrize("column", MAKERS)
def test_merging_moves_what_can_change_and_leaves_what_was_done(column, amara, today):
    kept, gone = PersonFactory(name="Mo Rahimi"), PersonFactory(name="M. Rahimi")
    row = MAKERS[column](gone)

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

    trace = TRACES[column]
    row = type(row)._base_manager.get(pk=row.pk)
    moves = trace.moves is not None or column in MOVES_ALONE
    assert getattr(row, trace.field) == (kept if moves else gone)
    gone.refresh_from_db()
    assert gone.merged_into == kept


@pytest.mark.parametrize("column", MAKERS)
def test_what_a_column_says_is_held_about_the_person(column, amara):
    who = PersonFactory(name="Mo Rahimi")
    before = people.kinds_of(people.held_about(who)).get(TRACES[column].kind, 0)

    MAKERS[column](who)

    after = people.kinds_of(people.held_about(who))[TRACES[column].kind]
    assert after > before


@pytest.mark.parametrize("column", MAKERS)
def test_what_is_held_under_a_merged_entry_is_held_about_the_kept_one(
    column, amara, today
):
    kept, gone = PersonFactory(name="Mo Rahimi"), PersonFactory(name="M. Rahimi")
    MAKERS[column](gone)
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

    assert TRACES[column].kind in people.kinds_of(people.held_about(kept))
