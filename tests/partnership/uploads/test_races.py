"""Two officers who import at the same instant, on real connections."""

from threading import Barrier, Thread

import pytest
import time_machine
from django.db import connection

from partnership.guards.outcomes import Changed, Refused
from partnership.lists.models import PeopleList
from partnership.lists.services import LISTS
from partnership.people.models import Person
from partnership.uploads import services
from tests.factories import OrganisationFactory
from tests.partnership.sheets import MEMBERS as LIST
from tests.partnership.sheets import ON, uploaded


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel("2025-10-22 10:00Z", tick=False):
        yield


@pytest.fixture(autouse=True)
def council(db, education, elm):
    return OrganisationFactory(name="Wexcombe Council", short_name="Council")


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_once_import_one_list_once(amara, bryn):
    people_list = uploaded(LIST, by=amara)
    ready, answers = Barrier(2), []

    def press(person):
        mine = PeopleList.objects.get(pk=people_list.pk)
        ready.wait()
        try:
            services.apply(LISTS, mine, version=1, by=person, on=ON)
            answers.append("imported")
        except (Changed, Refused) as answer:
            answers.append(type(answer).__name__)
        finally:
            connection.close()

    pressing = [Thread(target=press, args=[person]) for person in (amara, bryn)]
    for one in pressing:
        one.start()
    for one in pressing:
        one.join()

    assert sorted(answers) == ["Changed", "imported"]
    assert Person.objects.filter(email="ann@council.example").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_lists_of_the_same_people_at_once_add_them_once(amara, bryn):
    lists = [uploaded(LIST, by=person) for person in (amara, bryn)]
    ready, answers = Barrier(2), []

    def press(people_list):
        ready.wait()
        try:
            services.apply(LISTS, people_list, version=1, by=amara, on=ON)
            answers.append("imported")
        except Refused as answer:
            answers.append(str(answer)[:60])
        finally:
            connection.close()

    pressing = [Thread(target=press, args=[people_list]) for people_list in lists]
    for one in pressing:
        one.start()
    for one in pressing:
        one.join()

    assert sorted(answers) == [
        "Nothing was imported: the directory has changed since the pr",
        "imported",
    ]
    assert Person.objects.filter(name="Cy Marlowe").count() == 1
