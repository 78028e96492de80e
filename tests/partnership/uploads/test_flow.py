"""From the upload to the import, with lists of people as the example: nothing before
the import, and then exactly what was shown."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from partnership.dates import clock
from partnership.guards.outcomes import Changed, Refused
from partnership.lists.models import PeopleList
from partnership.lists.services import LISTS
from partnership.people.models import Membership, Person
from partnership.spreadsheets.tables import Understanding
from partnership.uploads import services
from tests.factories import OrganisationFactory, PersonFactory
from tests.partnership.sheets import MEMBERS as LIST
from tests.partnership.sheets import ON, csv, told, uploaded


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel("2025-10-22 10:00Z", tick=False):
        yield


@pytest.fixture(autouse=True)
def council(db, education, elm):
    return OrganisationFactory(name="Wexcombe Council", short_name="Council")


def totals(people_list) -> dict:
    return {name: number for name, number in people_list.totals.items() if number}


def count() -> tuple[int, int]:
    return Person.objects.count(), Membership.objects.count()


def import_it(people_list, *, by):
    version = people_list.version
    return services.apply(LISTS, people_list, version=version, by=by, on=ON)


def test_a_list_is_imported_once(amara):
    people_list = uploaded(LIST, by=amara)
    import_it(people_list, by=amara)

    with pytest.raises(Refused, match="imported already"):
        import_it(people_list, by=amara)


def test_a_directory_that_changed_meanwhile_refuses_and_says_what(amara, education):
    people_list = uploaded(LIST, by=amara)
    PersonFactory(name="Ann Seal", email="ann@council.example")
    education.closed_on = ON
    education.save()
    before = count()

    with pytest.raises(Refused) as refused:
        import_it(people_list, by=amara)

    assert str(refused.value) == (
        "Nothing was imported: the directory has changed since the preview. "
        "Row 2 (Ann Seal) was “New person” and is “Refused” now. "
        "Row 3 (Bo Oduya) was “New person” and is “Refused” now. "
        "Row 4 (Cy Marlowe) was “New person” and is “Refused” now. "
        "Look at the list again"
    )
    assert count() == before


def test_the_next_day_the_roles_would_begin_otherwise(amara):
    people_list = uploaded(LIST, by=amara)

    with pytest.raises(Refused, match=r"Row 3 \(Bo Oduya\) would come out otherwise"):
        services.apply(
            LISTS,
            people_list,
            version=people_list.version,
            by=amara,
            on=ON + timedelta(days=1),
        )


def test_looking_again_makes_it_importable(amara):
    people_list = uploaded(LIST, by=amara)
    PersonFactory(name="Ann Seal", email="ann@council.example")

    services.look_again(LISTS, people_list, version=1, by=amara, on=ON)
    import_it(people_list, by=amara)

    assert totals(people_list) == {"new_person": 2, "new_role": 1, "refused": 1}


def test_a_colleague_who_read_it_otherwise_was_faster(amara, bryn):
    people_list = uploaded(LIST, by=amara)
    mine = PeopleList.objects.get(pk=people_list.pk)
    services.understand(
        LISTS,
        people_list,
        understanding=Understanding(columns={"name": "Name"}),
        version=1,
        by=bryn,
        on=ON,
    )

    with pytest.raises(Changed):
        services.apply(LISTS, mine, version=1, by=amara, on=ON)


def test_a_column_can_be_corrected(amara):
    people_list = uploaded(csv("Wer,Wo,Was", "Ann Seal,Council,Contact"), by=amara)
    assert services.tables(LISTS, people_list).titled == {}

    services.understand(
        LISTS,
        people_list,
        understanding=Understanding(
            columns={"name": "Wer", "organisation": "Wo", "role": "Was"}
        ),
        version=1,
        by=amara,
        on=ON,
    )

    plan = services.preview_of(LISTS, people_list, on=ON)
    assert told(plan) == [(2, "new_person", ["Contact, Wexcombe Council"])]


def test_somebody_must_be_named(amara):
    people_list = uploaded(LIST, by=amara)

    with pytest.raises(Refused, match="Select the column that holds the names"):
        services.understand(
            LISTS,
            people_list,
            understanding=Understanding(columns={"email": "Email"}),
            version=1,
            by=amara,
            on=ON,
        )


def test_what_is_not_imported_goes_after_a_day(amara):
    done = uploaded(LIST, by=amara)
    import_it(done, by=amara)
    with clock.at(clock.now() - timedelta(days=2)):
        uploaded(LIST, by=amara)
    kept = uploaded(LIST, by=amara)

    assert services.clear(LISTS) == 1
    assert set(PeopleList.objects.all()) == {done, kept}


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"%PDF-1.4", "list.csv", "This is a PDF"),
        (b"Name\n", "list.csv", "There are no people in this list"),
        (b"a" * (6 << 20), "list.csv", "larger than 5 MB"),
    ],
)
def test_what_cannot_be_a_list_is_not_kept(content, name, words, amara):
    with pytest.raises(Refused, match=words) as refused:
        uploaded(content, by=amara, name=name)

    assert refused.value.field == "file"
    assert PeopleList.objects.count() == 0


def test_what_was_imported_never_changes(amara):
    import_it(uploaded(LIST, by=amara), by=amara)

    with pytest.raises(IntegrityError), transaction.atomic():
        PeopleList.objects.update(name="Another")
    with pytest.raises(IntegrityError), transaction.atomic():
        PeopleList.objects.all().delete()
    assert bytes(PeopleList.objects.get().content) == b""


def test_how_it_is_read_survives_between_the_steps(amara):
    people_list = uploaded(LIST, by=amara)
    understanding = Understanding(
        sheets=("",),
        columns={"name": "Name", "email": None},
        words={"role:boss": "member"},
        otherwise={"role": "contact"},
    )

    services.understand(
        LISTS, people_list, understanding=understanding, version=1, by=amara, on=ON
    )

    kept = PeopleList.objects.get()
    assert kept.understanding == understanding
    assert services.tables(LISTS, kept).titled == {"name": "Name"}
