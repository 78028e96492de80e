"""The one way to compare names, in Python, in the database and on every page."""

import pytest
from django.urls import reverse

from actions.register.models.owners import ActionOwner
from actions.register.owners import people_in, read_owners
from actions.register.words import OwnerAs
from actions.risks.models.risks import Risk
from partnership.access import Role
from partnership.checks.models import PeopleCheck
from partnership.names import plain, plain_initials, plain_name
from partnership.people.models import Organisation, Person
from tests.actions.factories import make_action, make_plan
from tests.actions.imports.plan_files import TITLES, imported
from tests.actions.risk_factories import make_risk
from tests.audits.factories import make_round
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    SchoolFactory,
)
from tests.partnership.people.people_pages import names
from tests.partnership.sheets import csv

pytestmark = pytest.mark.django_db

# The name as the directory has it, and as it may be written elsewhere.
NIAMH = "Niamh O'Connell"
SAME = [
    (NIAMH, "Niamh O’Connell"),
    (NIAMH, "Niamh O‘Connell"),
    (NIAMH, "NIAMH OʼCONNELL"),
    (NIAMH, "Niamh  O`Connell"),
    (NIAMH, "Niamh O´Connell"),
    (NIAMH, "Dr Niamh O’Connell OBE"),
    (NIAMH, "Cllr. Niamh\u00a0O'Connell, JP"),
    (NIAMH, "Prof Dame Niamh O'Connell, Ph.D."),
    ("Mrs Ama-Rose Quill KC", "Ama\u2010Rose Quill"),
    ("Ama-Rose Quill", "Ama\u2011Rose Quill"),
    ("Ama-Rose Quill", "ama–rose quill"),
    ("Ama-Rose Quill", "Ama Rose Quill"),
    ("Zoë Brontë-Łęcka", "Zoe Bronte-Lecka"),
    ("Zoë Strauß", "ZOE\u0308 STRAUSS"),
    ("Søren Æbel", "Soren Aebel"),
    ("Ivy\u200b Fenn", "Ivy Fenn"),
]
DIFFERENT = [
    (NIAMH, "Niamh Connell"),
    (NIAMH, "Niamh O'Connor"),
    ("Di Fenn", "Fenn"),
    ("Miss Fenn", "Miss Quill"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_are_the_same(one, other):
    assert plain_name(one) == plain_name(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_names_stay_different(one, other):
    assert plain_name(one) != plain_name(other)


def test_initials_are_the_same_with_either_apostrophe_and_differ_by_case():
    assert plain_initials("NO’C") == plain_initials("N.O'C.") == "NOC"
    assert plain_initials("As") != plain_initials("AS")


def test_the_database_compares_as_python_does():
    spellings = {name for pair in [*SAME, *DIFFERENT] for name in pair}
    spellings |= {"Mr", "OBE", "Dr Ann OBE", "DCI Ann Fenn", "Ян Ковач", "Ann & Bo"}
    spellings |= {"QA/Audit (lead)", "£ ½ × ÷", "Ann_Fenn", "李 明", "‘Bo’ “Fenn”"}
    people = [PersonFactory(name=name) for name in sorted(spellings)]
    bodies = [OrganisationFactory(name=person.name) for person in people]

    kept = dict(Person.objects.values_list("pk", "plain_name"))
    of_bodies = dict(Organisation.objects.values_list("pk", "plain_name"))

    assert kept == {one.pk: plain_name(one.name) for one in people}
    assert of_bodies == {one.pk: plain(one.name) for one in bodies}


@pytest.mark.parametrize("words", [other for one, other in SAME if one == NIAMH])
def test_an_owner_is_matched_however_the_name_is_written(words):
    niamh = PersonFactory(name=NIAMH)
    PersonFactory(name="Niamh O'Connor")

    [found] = people_in(words, Person.objects.all())
    owners = read_owners(words, people=[found])

    assert found == niamh
    assert [owner.person for owner in owners if owner.person] == [niamh]


def test_an_owner_is_matched_by_initials_with_either_apostrophe():
    niamh = PersonFactory(name=NIAMH, initials="NO'C", aliases=["N’OC"])

    for words in ("NO’C", "N'OC"):
        assert list(people_in(words, Person.objects.all())) == [niamh]
        assert read_owners(words, people=[niamh])[0].person == niamh


def test_two_people_of_one_name_are_still_nobody():
    people = [PersonFactory(name=NIAMH), PersonFactory(name="Dr Niamh O’Connell")]

    assert read_owners(NIAMH, people=people)[0].person is None


def test_an_imported_plan_names_the_person_of_the_directory(amara):
    niamh, ama = PersonFactory(name=NIAMH), PersonFactory(name="Ama-Rose Quill")
    plan = make_plan(amara, title="Business plan")

    imported(
        csv(
            TITLES,
            "P1: Neglect,Know it,Agree the guide,March 2027,Niamh O’Connell,,,,,",
            ",,Brief the teams,March 2027,Niamh O'Connell,,,,,",
            ",,Read the files,March 2027,Ama\u2011Rose Quill,,,,,",
        ),
        plan=plan,
        by=amara,
    )

    assert list(
        ActionOwner.objects.order_by("action").values_list("words", "person")
    ) == [
        ("Niamh O’Connell", niamh.pk),
        ("Niamh O'Connell", niamh.pk),
        ("Ama\u2011Rose Quill", ama.pk),
    ]


@pytest.mark.parametrize("typed", ["o’connell", "Niamh O'C", "Dr Niamh O’Connell"])
def test_the_directory_finds_them(typed, client_of, bryn):
    PersonFactory(name="Niamh Ó Connell-Fenn")
    PersonFactory(name=NIAMH)

    found = names(client_of(bryn).get(reverse("partnership:people"), {"words": typed}))

    assert found == [NIAMH]


def test_the_directory_finds_a_school_with_either_apostrophe(client_of, bryn):
    school = OrganisationFactory(name="St Osyth’s Primary School")
    page = reverse("partnership:organisations")

    response = client_of(bryn).get(page, {"words": "st osyth's"})

    assert [one.pk for one in response.context["page"]] == [school.pk]


def test_the_register_finds_actions_by_owner(client_of, bryn):
    niamh = PersonFactory(name="Niamh O’Connell")
    action = make_action(owners=[OwnerAs("the lead", niamh)])
    typed = make_action(owners=["Niamh O‘Connell"])
    make_action(owners=["Niamh O'Connor"])

    response = client_of(bryn).get(
        reverse("actions:register"), {"owner": "Niamh O'Connell"}
    )

    assert {one.pk for one in response.context["page"]} == {action.pk, typed.pk}


def test_a_duplicate_is_suggested(client_of, bryn):
    kept, double = PersonFactory(name=NIAMH), PersonFactory(name="N. O’Connell")

    response = client_of(bryn).get(reverse("scorecard:merge", args=[kept.pk]))

    assert response.context["found"] == [double]


def test_a_risk_is_found_by_its_owner(client_of, bryn, education):
    risk = make_risk(education, owner_words="Niamh O’Connell")
    make_risk(education, owner_words="Niamh O'Connor")

    assert list(Risk.objects.owned_as("niamh o'connell")) == [risk]


def test_schools_are_chosen_with_either_apostrophe(client_of, bryn):
    school = SchoolFactory(organisation__name="St Osyth’s Primary School")
    MembershipFactory(organisation=school.organisation, role=Role.HEAD)
    asked = {"who": "named", "named": "St Osyth's primary school"}

    client_of(bryn).post(reverse("partnership:ask_schools"), asked)

    assert PeopleCheck.objects.get().organisation == school.organisation


def test_a_return_is_found_by_its_school(client_of, bryn):
    school = SchoolFactory(organisation__name="St Osyth’s Primary School")
    round_ = make_round(school, SchoolFactory())

    response = client_of(bryn).get(round_.get_absolute_url(), {"school": "st osyth's"})

    assert [row.school for row in response.context["page"]] == [school]
