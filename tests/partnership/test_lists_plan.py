"""What a list would change, row by row: who, where, as what, since when, or why not."""

from datetime import date

import pytest

from partnership.access import Role
from partnership.foundation.outcomes import Refused
from partnership.lists.entries import _Unreadable, day_of
from partnership.models import Organisation, Person
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory
from tests.partnership.spreadsheets import ON, csv, planned, told, xlsx

Kind = Organisation.Kind
HEAD = "Name,Email,Organisation,Role"


@pytest.fixture(autouse=True)
def council(db, education, elm):
    return OrganisationFactory(name="Wexcombe Council", short_name="Council")


def problems(*rows: str, head: str = HEAD) -> list[str]:
    return [words for row in planned(csv(head, *rows)).rows for words in row.problems]


@pytest.mark.parametrize(
    "titles",
    [
        "Name,Email address,Organisation,Role,Start date",
        "FULL NAME,E-mail,Agency,Role on group,From",
        "Full name (as on badge),Work e-mail,School,Membership,Date joined",
        "Contact name,Email,Organisation / Agency,Capacity,Member since",
    ],
)
def test_columns_are_known_by_their_usual_names(titles):
    plan = planned(csv(titles, "Ann Seal,ann@council.example,Council,Contact,1/9/25"))

    (row,) = plan.rows
    assert list(plan.columns) == ["name", "email", "organisation", "role", "from_date"]
    assert row.givings[0].from_date == date(2025, 9, 1)
    assert told(plan) == [(2, "new_person", ["Contact, Wexcombe Council"])]


def test_columns_may_stand_in_any_order_among_others():
    plan = planned(
        csv(
            "No.,Role,Telephone,Surname,School,First name,Car park",
            "1,DSL,01632 960000,Castellane,elm primary school,Dee,yes",
        )
    )

    assert plan.rows[0].entry.name == "Dee Castellane"
    assert told(plan) == [
        (2, "new_person", ["Designated safeguarding lead (DSL), Elm Primary School"])
    ]


@pytest.mark.parametrize(
    ("titles", "row"),
    [
        ("First name,Surname", "Dee,Castellane"),
        ("Surname,Forename", "Castellane,Dee"),
        ("Name,First name", "Castellane,Dee"),
        ("Name,First name,Last name", "Dee Castellane,Dee,Castellane"),
    ],
)
def test_names_may_stand_in_two_columns(titles, row):
    plan = planned(csv(f"{titles},URN,Role", f"{row},990001,DSL"))

    assert plan.rows[0].entry.name == "Dee Castellane"


def test_a_workbook_is_planned_like_the_same_csv():
    head = ["Name", "URN", "Role", "Start date"]

    plan = planned(xlsx(head, ["Dee", 990001.0, "Head teacher", date(2025, 9, 1)]))

    assert told(plan) == [(2, "new_person", ["Head, Elm Primary School"])]
    assert plan.rows[0].givings[0].from_date == date(2025, 9, 1)


def test_an_agency_beside_a_subgroup_is_noted_as_where_someone_comes_from():
    plan = planned(
        csv("Name,Agency,Subgroup,Role", "Ann,Council,Education subgroup,Member")
    )

    assert told(plan) == [
        (
            2,
            "new_person",
            ["Member, Education subgroup", "Contact, Wexcombe Council"],
        )
    ]


def test_someone_known_by_their_address_gets_only_the_role(education):
    ann = PersonFactory(name="Ann Seal", email="ann@council.example")

    plan = planned(
        csv(HEAD, "Dr Ann Seal,ANN@Council.example,Education subgroup,chair")
    )

    (row,) = plan.rows
    assert (row.outcome, row.person.pk, row.remarks) == ("new_role", ann.pk, [])
    assert row.givings[0].role == Role.SUBGROUP_CHAIR


def test_a_name_written_otherwise_stays_as_it_is_here():
    PersonFactory(name="Ann Seal", email="ann@council.example")

    (row,) = planned(csv(HEAD, "Anne Seal,ann@council.example,Council,Contact")).rows

    assert (row.outcome, row.remarks) == (
        "new_role",
        ["Here as Ann Seal; the name stays"],
    )


def test_an_address_that_is_somebody_elses_is_a_question():
    office = PersonFactory(name="Hal Brightwater", email="office@elm.example")

    (row,) = planned(csv(HEAD, "Dee Castellane,office@elm.example,990001,DSL")).rows

    assert row.outcome == "refused"  # the organisation is no URN
    (row,) = planned(
        csv("Name,Email,URN,Role", "Dee Castellane,office@elm.example,990001,DSL")
    ).rows
    assert row.outcome == "question"
    assert row.question == (
        "Row 2 has the address of Hal Brightwater of no organisation. "
        "Is this who is meant?"
    )
    assert [one.pk for one in row.choices] == [office.pk]


def test_someone_who_has_the_role_has_it_already(education):
    ann = PersonFactory(name="Ann Seal", email="ann@council.example")
    MembershipFactory(person=ann, organisation=education, from_date=date(2024, 9, 2))

    (row,) = planned(
        csv(
            "Name,Email,Subgroup,Role,From",
            "Ann Seal,ann@council.example,Education subgroup,Member,1 Sept 2023",
        )
    ).rows

    assert (row.outcome, row.givings) == ("already", [])
    assert row.remarks == ["Since 2 September 2024, which stays"]


class TestSameName:
    def test_is_a_question_and_no_more(self, council):
        ann = PersonFactory(name="Ann Seal", email="ann@council.example")
        MembershipFactory(person=ann, organisation=council, role=Role.MEMBER)

        (row,) = planned(csv(HEAD, "ANN SEAL,,Education subgroup,Member")).rows

        assert row.outcome == "question"
        assert row.question == (
            "Row 2: is this Ann Seal of Wexcombe Council, who is here already?"
        )

    def test_two_of_the_name_are_offered(self):
        PersonFactory(name="Ann Seal", job_title="Midwife")
        PersonFactory(name="Ann Seal", job_title="Head of service")

        (row,) = planned(csv(HEAD, "Ann Seal,,Council,Contact")).rows

        assert row.question == "Row 2: which Ann Seal is this?"
        assert [one.words for one in row.choices] == [
            "Ann Seal of Midwife",
            "Ann Seal of Head of service",
        ]

    def test_with_the_very_role_there_is_nothing_to_do(self, education):
        ann = PersonFactory(name="Ann Seal")
        MembershipFactory(person=ann, organisation=education)

        (row,) = planned(csv(HEAD, "Ann Seal,,Education subgroup,Member")).rows

        assert (row.outcome, row.person.pk) == ("already", ann.pk)

    def test_with_another_address_is_someone_else(self):
        PersonFactory(name="Ann Seal", email="ann@police.example")

        (row,) = planned(csv(HEAD, "Ann Seal,ann@council.example,Council,Contact")).rows

        assert (row.outcome, row.remarks) == (
            "new_person",
            ["Another Ann Seal is here, with the address ann@police.example"],
        )

    def test_without_an_address_here_is_a_question(self):
        PersonFactory(name="Ann Seal", email="")

        (row,) = planned(csv(HEAD, "Ann Seal,ann@council.example,Council,Contact")).rows

        assert row.outcome == "question"

    def test_of_someone_merged_or_anonymised_is_no_question(self):
        kept = PersonFactory(name="Ann Sealy")
        PersonFactory(name="Ann Seal", email="", merged_into=kept)
        PersonFactory(name="Ann Seal", email="", anonymised_on=ON)

        (row,) = planned(csv(HEAD, "Ann Seal,,Council,Contact")).rows

        assert row.outcome == "new_person"


class TestWithinOneList:
    def test_one_address_is_one_person_with_several_roles(self):
        plan = planned(
            csv(
                HEAD,
                "Ann Seal,ann@council.example,Council,Contact",
                "Ann Seal,ann@council.example,Education subgroup,Member",
                "A Seal,ANN@council.example,Education subgroup,Member",
            )
        )

        assert [(row.outcome, row.first_row) for row in plan.rows] == [
            ("new_person", 2),
            ("new_role", 2),
            ("already", 2),
        ]
        assert plan.rows[2].remarks == [
            "Taken for Ann Seal of row 2",
            "Member, Education subgroup: row 3 says the same",
        ]

    def test_one_address_for_two_names_is_refused(self):
        assert problems(
            "Ann Seal,office@elm.example,Council,Contact",
            "Bo Oduya,office@elm.example,Council,Contact",
        ) == ["Row 3, column Email: row 2 gives this address to Ann Seal"]

    def test_a_name_without_its_address_further_down_is_refused(self):
        assert problems(
            "Ann Seal,,Council,Contact",
            "Ann Seal,ann@council.example,Education subgroup,Member",
        ) == [
            "Row 2, column Email: row 3 has a Ann Seal with an address; give it here "
            "too if they are the same person"
        ]

    def test_names_alone_are_one_person_only_at_one_organisation(self):
        OrganisationFactory(name="Police")
        plan = planned(
            csv(
                HEAD,
                "Ann Seal,,Council,Contact",
                "Ann Seal,,Council,Member",
                "Ann Seal,,Police,Contact",
            )
        )

        assert [(row.outcome, row.first_row) for row in plan.rows] == [
            ("new_person", 2),
            ("new_role", 2),
            ("new_person", 4),
        ]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (
            "Ann,ann@x.example,Education subgroup,Chairperson",
            "column Role: “Chairperson” is not a role here. Nearest: Subgroup chair",
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
    assert problems(row) == [f"Row 2, {words}"]


def test_everything_wrong_with_a_row_is_said_at_once():
    assert problems("Ann,nobody,Nowhere,Chairperson") == [
        "Row 2, column Email: “nobody” is not an email address",
        "Row 2, column Organisation: “Nowhere” is not an organisation here",
        "Row 2, column Role: “Chairperson” is not a role here. Nearest: Subgroup chair",
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
    assert problems(f"Ann,{urn},Head", head="Name,URN,Role") == [
        f"Row 2, column URN: {words}"
    ]


def test_two_schools_of_one_name_need_the_urn(elm):
    OrganisationFactory(kind=Kind.SCHOOL, name="Elm Primary School")

    assert problems("Ann,,Elm Primary School,Head") == [
        "Row 2, column Organisation: 2 organisations are called “Elm Primary School”; "
        "give the URN"
    ]


def test_an_organisation_that_has_closed_is_not_here():
    OrganisationFactory(name="Gone Agency", closed_on=date(2025, 1, 1))

    assert problems("Ann,,Gone Agency,Contact") == [
        "Row 2, column Organisation: “Gone Agency” is not an organisation here"
    ]


def test_names_of_organisations_are_compared_plainly():
    OrganisationFactory(kind=Kind.SCHOOL, name="St Osyth’s C of E Primary & Nursery")

    plan = planned(csv(HEAD, "Ann,,ST. OSYTH'S C of E PRIMARY AND NURSERY,Head"))

    assert plan.rows[0].outcome == "new_person"


def test_a_row_that_cannot_be_read_is_refused_as_a_whole():
    assert problems('"Ann"x,,Council,Contact')[0].startswith(
        "Row 2, This row cannot be split into columns"
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
    with pytest.raises(_Unreadable):
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

    assert [(row.entry.name, row.entry.email) for row in plan.rows] == [
        ("Ann", "ann@council.example"),
        ("Bo", "bo@council.example"),
        ("Cy", ""),
        ("Di Seal", ""),
    ]


def test_what_begins_like_a_formula_is_a_name_like_another():
    plan = planned(csv(HEAD, "=HYPERLINK(1),,Council,Contact", "@nn,,Council,Contact"))

    assert [row.entry.name for row in plan.rows] == ["=HYPERLINK(1)", "@nn"]


def test_a_list_without_anybody_is_refused():
    with pytest.raises(Refused, match="There is nobody in this list"):
        planned(csv(HEAD, ""))


def test_planning_writes_nothing_and_asks_as_often_for_many(django_assert_num_queries):
    many = [f"Person {n},p{n}@x.example,Council,Contact" for n in range(500)]

    for rows in (many[:1], many):
        with django_assert_num_queries(6):
            planned(csv(HEAD, *rows))

    assert Person.objects.count() == 0


def test_many_unknown_organisations_take_no_time():
    for n in range(200):
        OrganisationFactory(name=f"Agency of the district {n}")

    rows = [f"Person {n},,Agency of some district {n},Contact" for n in range(2000)]

    assert len(problems(*rows)) == 2000
