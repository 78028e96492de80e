"""Rows of a list that cannot be taken over, and why; days and addresses as typed."""

from datetime import date

import pytest

from partnership.guards.outcomes import Refused
from partnership.lists.entries import Unreadable, day_of
from partnership.people.models import Organisation, Person
from tests.factories import OrganisationFactory
from tests.partnership.sheets import csv, planned

Kind = Organisation.Kind
HEAD = "Name,Email,Organisation,Role"


@pytest.fixture(autouse=True)
def council(db, education, elm):
    return OrganisationFactory(name="Wexcombe Council", short_name="Council")


def problems(*rows: str, head: str = HEAD) -> list[str]:
    return [words for row in planned(csv(head, *rows)).rows for words in row.problems]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (
            "Ann,ann@x.example,Education subgroup,Chairperson",
            "column Role: “Chairperson” is not a role here. Nearest: Subgroup chair, "
            "Chair of governors",
        ),
        (
            "Ann,ann@x.example,Education subgroup,Membr",
            "column Role: “Membr” is not a role here. Nearest: Member, Deputy",
        ),
        (
            "Ann,ann@x.example,Education subgroup,Xylophone",
            "column Role: “Xylophone” is not a role here",
        ),
        ("Ann,ann@x.example,Education subgroup,", "column Role: no role is named"),
        (
            "Ann,ann@x.example,Education subgroup,Head",
            "column Role: Head is not a role at Education subgroup",
        ),
        (
            "Ann,ann@x.example,Wexcombe,Contact",
            "column Organisation: “Wexcombe” is not an organisation here. "
            "Nearest: Wexcombe Council",
        ),
        (
            "Ann,ann@x.example,Council,Business manager",
            "column Role: Business manager is given on the person’s page, "
            "not by a list",
        ),
        (
            "Ann,ann@x.example,Education group,Member",
            "column Organisation: “Education group” is not an organisation here. "
            "Nearest: Education subgroup",
        ),
        ("Ann,ann@x.example,,Member", "column Organisation: no organisation is named"),
        (
            "Ann,ann at council,Council,Contact",
            "column Email: “ann at council” is not an email address",
        ),
        (
            f"Ann,{'a' * 300}@x.example,Council,Contact",
            "column Email: the address is longer than 254 characters",
        ),
        (",ann@x.example,Council,Contact", "column Name: there is no name"),
        ("Vacant,,Council,Contact", "column Name: there is no name"),
        ("12345,,Council,Contact", "column Name: “12345” is not a name"),
        (
            "ann@x.example,,Council,Contact",
            "column Name: “ann@x.example” is an email address, not a name",
        ),
        (
            f"{'Ann ' * 60},,Council,Contact",
            "column Name: the name is longer than 120 characters",
        ),
    ],
)  # fmt: skip
def test_a_refusal_says_row_column_and_why(row, words):
    assert problems(row) == [words]


def test_everything_wrong_with_a_row_is_said_at_once():
    assert problems("Ann,nobody,Nowhere,Chairperson") == [
        "column Email: “nobody” is not an email address",
        "column Organisation: “Nowhere” is not an organisation here",
        "column Role: “Chairperson” is not a role here. Nearest: Subgroup chair, "
        "Chair of governors",
    ]


@pytest.mark.parametrize(
    ("urn", "words"),
    [
        ("123456", "no open school here has the URN 123456"),
        ("Elm", "no open school here has the URN Elm"),
        ("9" * 30, f"no open school here has the URN {'9' * 20}"),
        ("²", "no open school here has the URN ²"),
    ],
)
def test_a_urn_that_is_no_schools_is_refused(urn, words):
    assert problems(f"Ann,{urn},Head", head="Name,URN,Role") == [f"column URN: {words}"]


def test_two_schools_of_one_name_need_the_urn(elm):
    OrganisationFactory(kind=Kind.SCHOOL, name="Elm Primary School")

    assert problems("Ann,,Elm Primary School,Head") == [
        "column Organisation: 2 organisations are called “Elm Primary School”; "
        "give the URN"
    ]


def test_an_organisation_that_has_closed_is_not_here():
    OrganisationFactory(name="Gone Agency", closed_on=date(2025, 1, 1))

    assert problems("Ann,,Gone Agency,Contact") == [
        "column Organisation: “Gone Agency” is not an organisation here"
    ]


def test_names_of_organisations_are_compared_plainly():
    OrganisationFactory(kind=Kind.SCHOOL, name="St Osyth’s C of E Primary & Nursery")

    plan = planned(csv(HEAD, "Ann,,ST. OSYTH'S C of E PRIMARY AND NURSERY,Head"))

    assert plan.rows[0].outcome == "new_person"


def test_a_row_that_cannot_be_read_is_refused_as_a_whole():
    assert problems('"Ann"x,,Council,Contact')[0].startswith(
        "this row cannot be split into columns"
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1 September 2025", date(2025, 9, 1)),
        ("1st Sept 2025", date(2025, 9, 1)),
        ("Monday, 1 September 2025", date(2025, 9, 1)),
        ("01/09/2025", date(2025, 9, 1)),
        ("1.9.25", date(2025, 9, 1)),
        ("1-9-2025", date(2025, 9, 1)),
        ("2025-09-01", date(2025, 9, 1)),
        ("2025-09-01 00:00:00", date(2025, 9, 1)),
        ("Sep 2025", date(2025, 9, 1)),
        ("September-25", date(2025, 9, 1)),
        ("", None),
    ],
)
def test_a_day_is_read_as_people_write_it(text, day):
    assert day_of(text) == day


@pytest.mark.parametrize(
    "text", ["31/02/2025", "soon", "13/13/2025", "2025", "1/9", "45000", "Summer 2025"]
)
def test_what_is_no_day_is_refused(text):
    with pytest.raises(Unreadable):
        day_of(text)


@pytest.mark.parametrize("text", ["1/9/1925", "1/9/2035"])
def test_a_day_far_away_is_refused(text):
    (words,) = problems(f"Ann,Council,Contact,{text}", head="Name,Agency,Role,From")

    assert words.endswith("is too far from today")


def test_an_address_may_come_in_a_programs_dress():
    plan = planned(
        csv(
            HEAD,
            "Ann,Ann Seal <ann@council.example>;,Council,Contact",
            "Bo,mailto:bo@council.example,Council,Contact",
            "Cy,n/a,Council,Contact",
            '"Seal, Di",,Council,Contact',
        )
    )

    assert [(row.line.name, row.line.email) for row in plan.rows] == [
        ("Ann", "ann@council.example"),
        ("Bo", "bo@council.example"),
        ("Cy", ""),
        ("Di Seal", ""),
    ]


def test_what_begins_like_a_formula_is_a_name_like_another():
    plan = planned(csv(HEAD, "=HYPERLINK(1),,Council,Contact", "@nn,,Council,Contact"))

    assert [row.line.name for row in plan.rows] == ["=HYPERLINK(1)", "@nn"]


def test_a_list_without_anybody_is_refused():
    with pytest.raises(Refused, match="There are no people in this list"):
        planned(csv(HEAD, ""))


def test_planning_writes_nothing_and_asks_as_often_for_many(django_assert_num_queries):
    many = [f"Person {n},p{n}@x.example,Council,Contact" for n in range(500)]

    for rows in (many[:1], many):
        with django_assert_num_queries(5):
            planned(csv(HEAD, *rows))

    assert Person.objects.count() == 0


def test_many_unknown_organisations_take_no_time():
    for n in range(200):
        OrganisationFactory(name=f"Agency of the district {n}")

    rows = [f"Person {n},,Agency of some district {n},Contact" for n in range(2000)]

    assert len(problems(*rows)) == 2000
