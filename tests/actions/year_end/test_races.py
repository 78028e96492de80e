"""Two officers at the same instant, on real connections."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from actions.register.models.actions import Action
from actions.year_end.models import YearEnd
from actions.year_end.services import closing
from partnership.guards.outcomes import Changed, Refused
from tests.actions.year_end.acting import ON, carry, drop

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts) -> list[str]:
    """What came of each: done, or how it was refused."""

    def told(act) -> str:
        try:
            act()
        except (Changed, Refused) as refusal:
            return type(refusal).__name__
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(told, acts))


def test_a_year_that_two_close_at_once_is_closed_once(
    transactional_db, decided, amara, bryn
):
    def closes(officer):
        year_end = YearEnd.objects.get()
        return lambda: closing.close_year(year_end, by=officer, on=ON)

    assert at_once(closes(amara), closes(bryn)) == ["Refused", "done"]
    assert Action.objects.filter(carried_from__isnull=False).count() == 1


def test_of_two_who_decide_at_once_the_second_is_told(
    transactional_db, year_end, actions, amara, bryn
):
    def decides(decide, officer):
        own, action = YearEnd.objects.get(), Action.objects.get(pk=actions[0].pk)
        return lambda: decide(own, action, officer, version=1)

    assert at_once(decides(drop, amara), decides(carry, bryn)) == ["Changed", "done"]
    assert year_end.decisions.count() == 1
