"""What a list would change, row by row: who, where, as what, since when, or why not."""

from datetime import date

import pytest

from partnership.access import Role
from partnership.people.models import Organisation
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory
from tests.partnership.sheets import ON, csv, planned, told, xlsx

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
    assert list(plan.tables.titled) == [
        "name",
        "email",
        "organisation",
        "role",
        "from_date",
    ]
    assert row.givings[0].from_date == date(2025, 9, 1)
    assert told(plan) == [(2, "new_person", ["Contact, Wexcombe Council"])]


def test_columns_may_stand_in_any_order_among_others():
    plan = planned(
        csv(
            "No.,Role,Telephone,Surname,School,First name,Car park",
            "1,DSL,01632 960000,Castellane,elm primary school,Dee,yes",
        )
    )

    assert plan.rows[0].line.name == "Dee Castellane"
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

    assert plan.rows[0].line.name == "Dee Castellane"


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
    assert row.questions[0].words == (
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
        assert row.questions[0].words == (
            "Row 2: is this Ann Seal of Wexcombe Council, who is here already?"
        )

    def test_two_of_the_name_are_offered(self):
        PersonFactory(name="Ann Seal", job_title="Midwife")
        PersonFactory(name="Ann Seal", job_title="Head of service")

        (row,) = planned(csv(HEAD, "Ann Seal,,Council,Contact")).rows

        assert row.questions[0].words == "Row 2: which Ann Seal is this?"
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
        ) == ["column Email: row 2 gives this address to Ann Seal"]

    def test_a_name_without_its_address_further_down_is_refused(self):
        assert problems(
            "Ann Seal,,Council,Contact",
            "Ann Seal,ann@council.example,Education subgroup,Member",
        ) == [
            "column Email: row 3 has a Ann Seal with an address; give it here "
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
