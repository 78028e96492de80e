"""Taking over a list: nothing before the import, and then exactly what was shown."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from partnership.access import Role
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.lists.services import LISTS, carry_out
from partnership.people.models import Membership, Organisation, Person
from partnership.spreadsheets.tables import Understanding
from partnership.uploads import services
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory
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


class TestImport:
    def test_uploading_and_looking_write_nobody(self, amara):
        before = count()

        people_list = uploaded(LIST, by=amara)
        plan = services.preview_of(LISTS, people_list, on=ON)

        assert count() == before
        assert [row.outcome for row in plan.rows] == [
            "new_person",
            "new_person",
            "new_person",
            "refused",
        ]

    def test_whoever_comes_back_has_not_left_any_more(self, amara, education):
        rows = "Name,Email,Organisation,Role,Start date"
        cy = PersonFactory(name="Cy Marlowe", email="cy@x.example")
        cy.left_on = ON - timedelta(days=90)
        cy.save()
        row = "Cy Marlowe,cy@x.example,Education subgroup,Member,"

        import_it(uploaded(csv(rows, row), by=amara), by=amara)

        cy.refresh_from_db()
        assert cy.memberships.get().role == "member"
        assert cy.left_on is None

    def test_does_what_was_shown(self, amara, education, council):
        people_list = uploaded(LIST, by=amara)

        import_it(people_list, by=amara)

        ann = Person.objects.get(email="ann@council.example")
        assert (ann.name, ann.job_title) == ("Ann Seal", "Head of service")
        assert set(
            ann.memberships.values_list("organisation", "role", "from_date")
        ) == {
            (education.pk, "subgroup_chair", ON.replace(month=9, day=1)),
            (council.pk, "contact", ON.replace(month=9, day=1)),
        }
        cy = Person.objects.get(name="Cy Marlowe")
        assert list(cy.memberships.values_list("role", "from_date")) == [("deputy", ON)]
        assert not hasattr(ann, "user")
        assert totals(people_list) == {"new_person": 3, "refused": 1}
        assert (people_list.content, people_list.applied_by) == (b"", amara)
        assert [event.event for event in history.of(ann)] == [
            "joined",
            "joined",
            "added",
        ]

    def test_the_same_file_twice_changes_nothing(self, amara):
        import_it(uploaded(LIST, by=amara), by=amara)
        before = count()
        again = uploaded(LIST, by=amara)

        import_it(again, by=amara)

        assert count() == before
        assert totals(again) == {"already": 3, "refused": 1}

    def test_a_rule_of_the_database_undoes_all_of_it(self, amara, monkeypatch):
        people_list = uploaded(LIST, by=amara)
        before = count()
        plan = services.preview_of(LISTS, people_list, on=ON)
        # Somebody enters Bo in the moment between the plan and the writing.
        PersonFactory(email="bo@council.example")

        with pytest.raises(Refused, match="at the same moment"):
            carry_out(plan, by=amara)

        assert count() == (before[0] + 1, before[1])

    def test_a_thousand_rows_take_as_many_statements_as_ten(
        self, amara, django_assert_max_num_queries
    ):
        for many in (10, 1000):
            rows = [
                f"Person {n},p{many}-{n}@x.example,Council,Contact" for n in range(many)
            ]
            people_list = uploaded(csv("Name,Email,Agency,Role", *rows), by=amara)
            with django_assert_max_num_queries(20):
                import_it(people_list, by=amara)

        assert Person.objects.filter(email__contains="@x.example").count() == 1010


class TestQuestions:
    @pytest.fixture
    def ann(self, council):
        ann = PersonFactory(name="Ann Seal", email="")
        MembershipFactory(person=ann, organisation=council, role=Role.MEMBER)
        return ann

    @pytest.fixture
    def people_list(self, ann, amara):
        return uploaded(LIST, by=amara)

    def answer(self, people_list, answer, *, by):
        services.answer(
            LISTS,
            people_list,
            answers={"2:same": str(answer)},
            version=people_list.version,
            by=by,
            on=ON,
        )

    def test_an_open_question_stops_the_import(self, people_list, amara):
        with pytest.raises(Refused, match="Answer the question about row 2 first"):
            import_it(people_list, by=amara)

    def test_yes_gives_the_role_and_the_address(
        self, people_list, ann, amara, education
    ):
        self.answer(people_list, ann.pk, by=amara)
        import_it(people_list, by=amara)

        ann.refresh_from_db()
        assert ann.email == "ann@council.example"
        assert Role.SUBGROUP_CHAIR in ann.memberships.values_list("role", flat=True)
        assert Person.objects.filter(name="Ann Seal").count() == 1

    def test_no_adds_another_of_the_name(self, people_list, ann, amara):
        self.answer(people_list, "new", by=amara)
        import_it(people_list, by=amara)

        ann.refresh_from_db()
        assert ann.email == ""
        assert Person.objects.filter(name="Ann Seal").count() == 2

    def test_a_row_may_be_left_out(self, people_list, amara):
        self.answer(people_list, "leave_out", by=amara)
        import_it(people_list, by=amara)

        assert totals(people_list) == {"new_person": 2, "left_out": 1, "refused": 1}

    def test_someone_who_was_never_offered_is_no_answer(self, people_list, amara):
        self.answer(people_list, amara.pk, by=amara)

        plan = services.preview_of(LISTS, people_list, on=ON)

        assert plan.rows[0].outcome == "question"

    def test_two_rows_may_mean_the_same_one_here(self, ann, amara, education):
        people_list = uploaded(
            csv(
                "Name,Email,Organisation,Role",
                "Ann Seal,ann@council.example,Education subgroup,Member",
                "Ann Seal,ann@council.example,Education subgroup,Chair",
            ),
            by=amara,
        )
        self.answer(people_list, ann.pk, by=amara)
        import_it(people_list, by=amara)

        assert set(ann.memberships.values_list("role", flat=True)) == {
            "member",
            "subgroup_chair",
        }
        assert totals(people_list) == {"new_role": 2}


class TestUnderstanding:
    def test_words_and_blanks_can_be_given_a_meaning(self, amara, education):
        people_list = uploaded(
            csv("Name,Role", "Ann Seal,Chairperson", "Bo Oduya,"), by=amara
        )

        services.understand(
            LISTS,
            people_list,
            understanding=Understanding(
                columns={"name": "Name", "role": "Role"},
                words={"role:chairperson": "subgroup_chair"},
                otherwise={"role": "member", "organisation": education.pk},
            ),
            version=1,
            by=amara,
            on=ON,
        )

        assert told(services.preview_of(LISTS, people_list, on=ON)) == [
            (2, "new_person", ["Subgroup chair, Education subgroup"]),
            (3, "new_person", ["Member, Education subgroup"]),
        ]

    def test_no_word_can_be_made_to_mean_an_officer(self, amara, partnership):
        people_list = uploaded(
            csv("Name,Role", "Ann Seal,Boss", "Bo,administrator"), by=amara
        )

        services.understand(
            LISTS,
            people_list,
            understanding=Understanding(
                columns={"name": "Name", "role": "Role"},
                words={
                    "role:boss": "administrator",
                    "role:administrator": "administrator",
                },
                otherwise={
                    "role": "business_manager",
                    "organisation": partnership.pk,
                },
            ),
            version=1,
            by=amara,
            on=ON,
        )

        plan = services.preview_of(LISTS, people_list, on=ON)
        assert [row.outcome for row in plan.rows] == ["refused", "refused"]


def test_the_example_can_be_uploaded_as_it_is(client_of, bryn):
    client = client_of(bryn)
    content = b"".join(client.get(reverse("partnership:example_list")))

    plan = services.preview_of(LISTS, uploaded(content, by=bryn), on=ON)

    assert len(plan.tables.titled) == 9
    assert plan.rows[0].line.problems[0].words.startswith("“Example Council” is not")


def test_organisations_of_every_kind_are_found(amara, education):
    trust = OrganisationFactory(kind=Organisation.Kind.TRUST, name="Hedgerow Trust")
    people_list = uploaded(
        csv("Name,Organisation,Role", "Tara,hedgerow trust,Trust lead"), by=amara
    )

    (row,) = services.preview_of(LISTS, people_list, on=ON).rows

    assert row.givings[0].organisation == trust
