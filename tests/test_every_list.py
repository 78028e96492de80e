"""No list makes more queries for 100 rows than for one. The lists are derived.

A list is a page whose context holds a page of a paginator. Each must say below how its
rows are made: tests/test_every_page.py, which sees all pages, fails for one that does
not. Here fails one that does not show them.
"""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.paginator import Page as Rows
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from actions.imports.models import PlanImport
from actions.plans.models import Plan
from actions.register.models.saved import SavedView
from actions.register.words import OwnerAs
from audits.questions.models import QuestionSet
from audits.returns import services as audits
from audits.rounds.models import Round
from partnership.access import Role
from partnership.checks.models import PeopleCheck
from partnership.dates import clock
from partnership.lists.models import PeopleList
from partnership.outbox import messages
from partnership.people import downloads, inviting
from partnership.people.models import Organisation, Person
from partnership.registers.models import RegisterFile
from partnership.sign_in import keys
from scorecard.calendars import services as scorecard
from scorecard.measures.models import Measure
from tests.actions.factories import make_action, make_plan
from tests.actions.reviews.factories import (
    make_question,
    make_recommendation,
    make_review,
    make_session,
)
from tests.actions.risk_factories import make_risk
from tests.audits.factories import make_round
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    SchoolFactory,
)
from tests.pages import address, reader
from tests.scorecard.factories import EditionFactory, FigureFactory
from tests.subgroups.factories import (
    LegalTextFactory,
    SubgroupFactory,
)
from tests.subgroups.listed import (
    OF_REGISTERS,
    add_decisions,
    add_meetings,
    add_rows_of_seats,
    add_seat_lists,
    add_subgroups,
    add_vacant_seats,
)

pytestmark = pytest.mark.gate

AUTUMN = date(2025, 10, 1)


def add_messages(world, numbers):
    for n in numbers:
        messages.post(
            "action_raised",
            f"Letter {n}\nRead it.",
            address=f"reader{n}@wexcombe.example",
            person=PersonFactory(),
        )


def add_plans(world, numbers):
    for n in numbers:
        make_plan(world.amara, title=f"Plan {n}", start=date(1901 + n, 4, 1))


def add_actions(world, numbers):
    for n in numbers:
        make_action(
            world.subgroup, text=f"Action {n}", owners=[world.amara, "tbc"], by=None
        )


def add_risks(world, numbers):
    for n in numbers:
        make_risk(
            world.subgroup,
            event=f"number {n} happens",
            current=(4, 4),
            owner=world.amara,
            categories=["workforce"],
        )


def add_actions_of_reader(world, numbers):
    reader = Person.objects.get(name=f"{Role.BUSINESS_MANAGER.label} partnership")
    for n in numbers:
        make_action(world.subgroup, text=f"Action {n}", owners=[reader], by=None)


def add_actions_of_row(world, numbers):
    for n in numbers:
        make_action(
            world.subgroup,
            text=f"Action {n}",
            owners=[
                world.rows[Person],
                OwnerAs("A role", None, world.rows[Organisation], "A role"),
            ],
            by=None,
        )


def add_owners(world, numbers):
    for n in numbers:
        owner = PersonFactory(name=f"Owner {n}")
        make_action(world.subgroup, text=f"Action {n}", owners=[owner, "tbc"], by=None)


def add_wordings(world, numbers):
    for n in numbers:
        PersonFactory(name=f"Ivy Fenn {n}")
        make_action(text=f"Action {n}", owners=[f"Ivy Fen {n}"], by=None)


def add_saved_views(world, numbers):
    for n in numbers:
        SavedView.objects.create(
            person=PersonFactory(), name=f"View {n}", is_shared=True
        )


def add_reviews(world, numbers):
    for n in numbers:
        review = make_review(world.amara, title=f"Review {n}", lead=world.amara)
        make_recommendation(review, world.amara, organisations=[world.subgroup])


def add_scrutiny(world, numbers):
    for n in numbers:
        session = make_session(world.amara, subject=f"Subject {n}")
        make_question(session, world.amara)


def add_legal_texts(world, numbers):
    for n in numbers:
        LegalTextFactory(replaces=LegalTextFactory(edition=f"Before {n}"))


def add_rounds(world, numbers):
    for n in numbers:
        make_round(
            SchoolFactory(),
            question_set=world.rows[Round].question_set,
            academic_year=f"{1901 + n}/{n % 100:02}",
        )


def add_returns(world, numbers):
    schools = [SchoolFactory() for _ in numbers]
    for school in schools:
        MembershipFactory(organisation=school.organisation, role="dsl")
    audits.add_schools(world.rows[Round], schools, by=world.amara, on=AUTUMN)


def add_measures(world, numbers):
    for _ in numbers:
        FigureFactory(measure__organisation=world.subgroup, measure__owner=world.amara)


def add_figures(world, numbers):
    for n in numbers:
        start = date(2000, 1, 1) + timedelta(days=31 * n)
        FigureFactory(
            measure=world.rows[Measure],
            period_start=start,
            period_end=start + timedelta(days=30),
        )


def add_editions(world, numbers):
    for n in numbers:
        EditionFactory(year=f"{1901 + n}-{(2 + n) % 100:02}")


def add_calendars(world, numbers):
    """Of the business manager who reads the page."""
    reader = Person.objects.get(name=f"{Role.BUSINESS_MANAGER.label} partnership")
    for _ in numbers:
        subgroup = SubgroupFactory().organisation
        scorecard.add_calendar(organisation=subgroup, by=reader)


def add_people(world, numbers):
    for n in numbers:
        someone = PersonFactory(name=f"Aaron {n}")
        MembershipFactory(person=someone, organisation=world.subgroup)
        MembershipFactory(person=someone, organisation=OrganisationFactory())
        inviting.invite(someone, by=world.amara, on=AUTUMN)


def add_organisations(world, numbers):
    for _ in numbers:
        MembershipFactory(organisation=OrganisationFactory())


def add_keys(world, numbers):
    for n in numbers:
        keys.give_token(
            key=keys.new_key(),
            name=f"Reader {n}",
            person=world.amara,
            expires_on=localdate(),
            by=world.amara,
            on=localdate(),
        )


def add_downloads(world, numbers):
    for n in numbers:
        downloads.record(world.subgroup, f"Minutes {n}", by=world.amara)


def add_what_is_held(world, numbers):
    reader = Person.objects.get(name=f"{Role.BUSINESS_MANAGER.label} partnership")
    for n in numbers:
        make_action(
            world.subgroup,
            text=f"Action {n}",
            owners=[world.rows[Person], reader],
            by=reader,
        )


def add_people_long_gone(world, numbers):
    for n in numbers:
        MembershipFactory(
            organisation=world.subgroup, to_date=date(2021, 1, 1) + timedelta(days=n)
        )


def add_lists(world, numbers):
    for n in numbers:
        PeopleList.objects.create(
            name=f"List {n}", uploaded_at=clock.now(), uploaded_by=world.amara
        )


def add_rows_of_a_list(world, numbers):
    people_list = PeopleList.objects.get(pk=world.rows[PeopleList].pk)
    rows = "".join(f"Noor Bielik {n},,,Education subgroup,Deputy\n" for n in numbers)
    people_list.content = bytes(people_list.content) + rows.encode()
    people_list.save()


def add_registers(world, numbers):
    for n in numbers:
        RegisterFile.objects.create(
            name=f"Register {n}",
            file=f"registers/{n}.csv",
            uploaded_at=clock.now(),
            asked_at=clock.now(),
            uploaded_by=world.amara,
        )


def add_refused_rows(world, numbers):
    register = world.rows[RegisterFile]
    register.refusals += [{"row": f"Row {n}", "problems": ["odd"]} for n in numbers]
    register.save()


def add_question_sets(world, numbers):
    for n in numbers:
        QuestionSet.objects.create(title=f"Audit {n}", edition="2026/27")


def add_imports(world, numbers):
    for n in numbers:
        PlanImport.objects.create(
            plan=world.rows[Plan],
            name=f"Plan {n}",
            uploaded_at=clock.now(),
            uploaded_by=world.amara,
        )


def add_rows_of_an_import(world, numbers):
    plan_import = PlanImport.objects.get(pk=world.rows[PlanImport].pk)
    rows = "".join(f"P{n},Action {n} of many,May 2026,tbc,Open\n" for n in numbers)
    plan_import.content = bytes(plan_import.content) + rows.encode()
    plan_import.save()


def add_checks(world, numbers):
    for _ in numbers:
        PeopleCheck.objects.create(
            organisation=SchoolFactory().organisation, asked_at=clock.now()
        )


def add_unreachable(world, numbers):
    for _ in numbers:
        SchoolFactory()


LISTS: dict[str, Callable] = {
    "actions:imports": add_imports,
    "actions:load": add_owners,
    "actions:mine": add_actions_of_reader,
    "actions:of_organisation": add_actions_of_row,
    "actions:of_person": add_actions_of_row,
    "actions:plan_import": add_rows_of_an_import,
    "actions:plans": add_plans,
    "actions:recommendations": add_reviews,
    "actions:register": add_actions,
    "actions:risks": add_risks,
    "actions:saved_views": add_saved_views,
    "actions:review_clocks": add_reviews,
    "actions:reviews": add_reviews,
    "actions:scrutiny": add_scrutiny,
    "actions:scrutiny_questions": add_scrutiny,
    "actions:wordings": add_wordings,
    "audits:question_sets": add_question_sets,
    "audits:returns": add_returns,
    "audits:round": add_returns,
    "audits:rounds": add_rounds,
    "scorecard:calendars": add_calendars,
    "partnership:organisation": add_people,
    "partnership:organisations": add_organisations,
    "partnership:messages": add_messages,
    "partnership:people": add_people,
    "partnership:checks": add_checks,
    "partnership:lists": add_lists,
    "partnership:people_list": add_rows_of_a_list,
    "partnership:register_file": add_refused_rows,
    "partnership:registers": add_registers,
    "partnership:unreachable": add_unreachable,
    "scorecard:downloads": add_downloads,
    "scorecard:editions": add_editions,
    "scorecard:held_about": add_what_is_held,
    "scorecard:held_about_me": add_what_is_held,
    "scorecard:keeping": add_people_long_gone,
    "scorecard:keys": add_keys,
    "scorecard:measure": add_figures,
    "scorecard:measures": add_measures,
    "subgroups:chart": add_vacant_seats,
    "subgroups:legal_texts": add_legal_texts,
    "subgroups:decisions": add_decisions,
    **OF_REGISTERS,
    "subgroups:meetings": add_meetings,
    "subgroups:seat_list": add_rows_of_seats,
    "subgroups:seat_lists": add_seat_lists,
    "subgroups:subgroups": add_subgroups,
}


def rows_of(response) -> Rows | None:
    found = (response.context or {}).get("page")
    return found if isinstance(found, Rows) else None


@pytest.mark.parametrize("url_name", LISTS)
def test_a_list_asks_as_often_for_100_rows_as_for_one(url_name, world):
    client, path = reader(world, url_name), address(world, url_name)

    def ask_with_queries():
        with CaptureQueriesContext(connection) as asked:
            response = client.get(path)
        return len(asked), rows_of(response)

    LISTS[url_name](world, range(1))
    client.get(path)  # whatever is read once a process is read by now
    for_one, few = ask_with_queries()
    LISTS[url_name](world, range(1, 100))
    for_hundred, many = ask_with_queries()
    if for_hundred > for_one:  # of what these rows alone lead to, likewise
        for_hundred, many = ask_with_queries()

    assert for_hundred <= for_one
    assert many.paginator.count >= few.paginator.count + 99
    assert len(many.object_list) == many.paginator.per_page
