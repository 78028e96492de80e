"""Taking over a list: nothing before the import, and then exactly what was shown."""

from datetime import timedelta

import pytest
import time_machine

from partnership.access import Role
from partnership.dates import clock
from partnership.guards.outcomes import Changed, Refused
from partnership.history import services as history
from partnership.lists.models import PeopleList
from partnership.lists.services import LISTS, carry_out
from partnership.people.models import Membership, Person
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

    def test_a_list_is_imported_once(self, amara):
        people_list = uploaded(LIST, by=amara)
        import_it(people_list, by=amara)

        with pytest.raises(Refused, match="imported already"):
            import_it(people_list, by=amara)

    def test_a_directory_that_changed_meanwhile_refuses_and_says_what(
        self, amara, education
    ):
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

    def test_the_next_day_the_roles_would_begin_otherwise(self, amara):
        people_list = uploaded(LIST, by=amara)

        with pytest.raises(
            Refused, match=r"Row 3 \(Bo Oduya\) would come out otherwise"
        ):
            services.apply(
                LISTS,
                people_list,
                version=people_list.version,
                by=amara,
                on=ON + timedelta(days=1),
            )

    def test_looking_again_makes_it_importable(self, amara):
        people_list = uploaded(LIST, by=amara)
        PersonFactory(name="Ann Seal", email="ann@council.example")

        services.look_again(LISTS, people_list, version=1, by=amara, on=ON)
        import_it(people_list, by=amara)

        assert totals(people_list) == {"new_person": 2, "new_role": 1, "refused": 1}

    def test_a_colleague_who_read_it_otherwise_was_faster(self, amara, bryn):
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
    def test_a_column_can_be_corrected(self, amara):
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

    def test_somebody_must_be_named(self, amara):
        people_list = uploaded(LIST, by=amara)

        with pytest.raises(Refused, match="Say which column holds the names"):
            services.understand(
                LISTS,
                people_list,
                understanding=Understanding(columns={"email": "Email"}),
                version=1,
                by=amara,
                on=ON,
            )

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
        (b"Name\n", "list.csv", "There is nobody in this list"),
        (b"a" * (6 << 20), "list.csv", "larger than 5 MB"),
    ],
)
def test_what_cannot_be_a_list_is_not_kept(content, name, words, amara):
    with pytest.raises(Refused, match=words) as refused:
        uploaded(content, by=amara, name=name)

    assert refused.value.field == "file"
    assert PeopleList.objects.count() == 0
