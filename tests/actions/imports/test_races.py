"""Two officers who import at the same instant, on real connections."""

from functools import partial
from threading import Barrier, Thread

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.db import connection

from actions.imports.models import PlanImport
from actions.imports.services import ACTIONS
from actions.register.models.actions import Action
from partnership.guards.outcomes import Changed, Refused
from partnership.uploads import services
from tests.actions.factories import make_plan
from tests.actions.imports.plan_files import ON, PLAN, uploaded
from tests.partnership.sheets import csv

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel("2025-10-22 10:00Z", tick=False):
        yield


@pytest.fixture
def plan(amara):
    return make_plan(amara, title="Business plan")


def at_once(*acts) -> list[str]:
    """What each of several acts came to that began at the same instant."""
    ready, came_to = Barrier(len(acts)), []

    def begin(act):
        ready.wait()
        try:
            act()
            came_to.append("done")
        except (Changed, Refused) as fault:
            came_to.append(type(fault).__name__)
        finally:
            connection.close()

    threads = [Thread(target=begin, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(came_to)


def apply(plan_import, by):
    services.apply(
        ACTIONS, PlanImport.objects.get(pk=plan_import.pk), version=1, by=by, on=ON
    )


def test_a_script_that_runs_twice_at_once_imports_once(plan, amara):
    def run():
        services.import_now(
            ACTIONS, ContentFile(PLAN, name="plan.csv"), plan=plan, by=amara, on=ON
        )

    assert at_once(run, run) == ["done", "done"]
    assert Action.objects.count() == 4


def test_one_reference_in_the_files_of_two_plans_is_given_once(plan, amara):
    other = make_plan(amara, title="Another plan")
    content = csv("Ref,Priority,Action", "A-1,One,Write it")
    both = [uploaded(content, plan=one, by=amara) for one in (plan, other)]

    came_to = at_once(*(partial(apply, one, amara) for one in both))

    # The second preview said that its action would be called so too.
    assert came_to == ["Refused", "done"]
    assert [one.ref for one in Action.objects.all()] == ["A-1"]
