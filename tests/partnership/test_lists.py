"""Taking over a list: nothing before the import, and then exactly what was shown."""

import json
from datetime import timedelta
from io import StringIO
from threading import Barrier, Thread

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from partnership import services
from partnership.access import Role
from partnership.foundation import clock, history
from partnership.foundation.outcomes import Changed, Refused
from partnership.lists.plan import Understanding
from partnership.models import Membership, Organisation, PeopleList, Person
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory
from tests.partnership.spreadsheets import ON, csv, told, uploaded, xlsx

LIST = csv(
    "Name,Job title,Agency,Email,Subgroup,Role,Start date",
    "Ann Seal,Head of service,Council,ann@council.example,Education subgroup,Chair,"
    "1/9/25",
    "Bo Oduya,,Council,bo@council.example,Education subgroup,Member,",
    "Cy Marlowe,,,,Education subgroup,Deputy,",
    "Cy Marlowe,,,,Education subgroup,Chairperson,",
)


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
    return services.import_list(people_list, version=version, by=by, on=ON)


class TestImport:
    def test_uploading_and_looking_write_nobody(self, amara):
        before = count()

        people_list = uploaded(LIST, by=amara)
        plan = services.plan_of_list(people_list, on=ON)

        assert count() == before
        assert [row.outcome for row in plan.rows] == [
            "new_person",
            "new_person",
            "new_person",
            "refused",
        ]

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
        assert (people_list.content, people_list.imported_by) == (b"", amara)
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
            services.import_list(
                people_list,
                version=people_list.version,
                by=amara,
                on=ON + timedelta(days=1),
            )

    def test_looking_again_makes_it_importable(self, amara):
        people_list = uploaded(LIST, by=amara)
        PersonFactory(name="Ann Seal", email="ann@council.example")

        services.foresee_again(people_list, version=1, by=amara, on=ON)
        import_it(people_list, by=amara)

        assert totals(people_list) == {"new_person": 2, "new_role": 1, "refused": 1}

    def test_a_colleague_who_read_it_otherwise_was_faster(self, amara, bryn):
        people_list = uploaded(LIST, by=amara)
        mine = PeopleList.objects.get(pk=people_list.pk)
        services.understand_list(
            people_list,
            understanding=Understanding(columns={"name": 0}),
            version=1,
            by=bryn,
            on=ON,
        )

        with pytest.raises(Changed):
            services.import_list(mine, version=1, by=amara, on=ON)

    def test_a_rule_of_the_database_undoes_all_of_it(self, amara, monkeypatch):
        people_list = uploaded(LIST, by=amara)
        before = count()
        plan = services.plan_of_list(people_list, on=ON)
        # Somebody enters Bo in the moment between the plan and the writing.
        PersonFactory(email="bo@council.example")

        with pytest.raises(Refused, match="at the same moment"):
            services.lists.carry_out(plan, by=amara, on=ON)

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
        services.answer_list(
            people_list,
            answers={"2": str(answer)},
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
        self.answer(people_list, "none", by=amara)
        import_it(people_list, by=amara)

        assert totals(people_list) == {"new_person": 2, "left_out": 1, "refused": 1}

    def test_someone_who_was_never_offered_is_no_answer(self, people_list, amara):
        self.answer(people_list, amara.pk, by=amara)

        plan = services.plan_of_list(people_list, on=ON)

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
        assert services.plan_of_list(people_list, on=ON).columns == {}

        services.understand_list(
            people_list,
            understanding=Understanding(
                columns={"name": 0, "organisation": 1, "role": 2}
            ),
            version=1,
            by=amara,
            on=ON,
        )

        plan = services.plan_of_list(people_list, on=ON)
        assert told(plan) == [(2, "new_person", ["Contact, Wexcombe Council"])]

    def test_somebody_must_be_named(self, amara):
        people_list = uploaded(LIST, by=amara)

        with pytest.raises(Refused, match="Say which column holds the names"):
            services.understand_list(
                people_list,
                understanding=Understanding(columns={"email": 3}),
                version=1,
                by=amara,
                on=ON,
            )

    def test_words_and_blanks_can_be_given_a_meaning(self, amara, education):
        people_list = uploaded(
            csv("Name,Role", "Ann Seal,Chairperson", "Bo Oduya,"), by=amara
        )

        services.understand_list(
            people_list,
            understanding=Understanding(
                columns={"name": 0, "role": 1},
                roles={"chairperson": "subgroup_chair"},
                role="member",
                organisation=education.pk,
            ),
            version=1,
            by=amara,
            on=ON,
        )

        assert told(services.plan_of_list(people_list, on=ON)) == [
            (2, "new_person", ["Subgroup chair, Education subgroup"]),
            (3, "new_person", ["Member, Education subgroup"]),
        ]

    def test_no_word_can_be_made_to_mean_an_officer(self, amara, partnership):
        people_list = uploaded(
            csv("Name,Role", "Ann Seal,Boss", "Bo,administrator"), by=amara
        )

        services.understand_list(
            people_list,
            understanding=Understanding(
                columns={"name": 0, "role": 1},
                roles={"boss": "administrator", "administrator": "administrator"},
                role="business_manager",
                organisation=partnership.pk,
            ),
            version=1,
            by=amara,
            on=ON,
        )

        plan = services.plan_of_list(people_list, on=ON)
        assert [row.outcome for row in plan.rows] == ["refused", "refused"]


def test_what_is_not_imported_goes_after_a_day(amara):
    done = uploaded(LIST, by=amara)
    import_it(done, by=amara)
    with clock.at(clock.now() - timedelta(days=2)):
        uploaded(LIST, by=amara)
    kept = uploaded(LIST, by=amara)

    assert services.clear_lists() == 1
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


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_once_import_one_list_once(amara, bryn):
    people_list = uploaded(LIST, by=amara)
    ready, answers = Barrier(2), []

    def press(person):
        mine = PeopleList.objects.get(pk=people_list.pk)
        ready.wait()
        try:
            services.import_list(mine, version=1, by=person, on=ON)
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
            services.import_list(people_list, version=1, by=amara, on=ON)
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


class TestCommand:
    def run(self, tmp_path, content, *options) -> str:
        file = tmp_path / "list.csv"
        file.write_bytes(content)
        said = StringIO()
        call_command("import_people", str(file), *options, stdout=said)
        return said.getvalue()

    def test_a_dry_run_says_what_would_happen(self, tmp_path):
        before = count()

        said = self.run(tmp_path, LIST, "--dry-run")

        assert count() == before
        assert "New person: 3" in said
        assert (
            "Refused: Row 5, column Role: “Chairperson” is not a role here. "
            "Nearest: Subgroup chair" in said
        )
        assert said.endswith("This was a dry run: nothing was written.\n")

    def test_it_imports_for_the_one_who_is_named(self, tmp_path, amara):
        said = json.loads(self.run(tmp_path, LIST, "--json", "--by", amara.email))

        assert said["totals"]["new_person"] == 3
        assert [row["outcome"] for row in said["rows"]][-1] == "refused"
        (added,) = history.of(Person.objects.get(name="Bo Oduya")).filter(event="added")
        assert added.by == amara

    def test_twice_changes_nothing(self, tmp_path):
        self.run(tmp_path, LIST)
        before = count()

        assert "Here already: 3" in self.run(tmp_path, LIST)
        assert count() == before

    def test_rows_that_raise_a_question_are_passed_over(self, tmp_path):
        PersonFactory(name="Cy Marlowe", email="")

        said = self.run(tmp_path, LIST)

        assert "Passed over: Row 4: is this Cy Marlowe of no organisation" in said
        assert Person.objects.filter(name="Cy Marlowe").count() == 1

    @pytest.mark.parametrize(
        ("content", "options", "words"),
        [
            (b"%PDF", [], "list.csv was refused. This is a PDF"),
            (csv("Name,Role", "Ann,Boss"), [], "Every row was refused"),
            (LIST, ["--by", "no@body.example"], "Nobody here has the email address"),
        ],
    )
    def test_what_cannot_be_is_said(self, tmp_path, content, options, words):
        with pytest.raises(CommandError, match=words):
            self.run(tmp_path, content, *options)

    def test_a_file_that_is_not_there_is_said(self):
        with pytest.raises(CommandError, match="cannot be read"):
            call_command("import_people", "nowhere.csv")


class TestPages:
    def url(self, name, people_list=None):
        kwargs = {"pk": people_list.pk} if people_list else None
        return reverse(f"partnership:{name}", kwargs=kwargs)

    def soup(self, response):
        assert response.status_code == 200
        return BeautifulSoup(response.content, "html.parser")

    def test_an_officer_takes_a_list_over_from_the_first_page_to_the_last(
        self, client_of, bryn, education
    ):
        client = client_of(bryn)
        PersonFactory(name="Cy Marlowe", email="")
        file = SimpleUploadedFile("members.csv", LIST)

        soup = self.soup(
            client.post(self.url("upload_list"), {"file": file}, follow=True)
        )
        people_list = PeopleList.objects.get()
        assert "1 row may mean someone who is here already" in soup.get_text()
        assert soup.find("button", string="Import this list") is None
        text = soup.table.get_text(" ", strip=True)
        assert "Row 5, column Role: “Chairperson” is not a role here" in text

        soup = self.soup(client.get(self.url("understand_list", people_list)))
        form = {
            field["name"]: (field.find("option", selected=True) or {}).get("value", "")
            for field in soup.select("select")
        }
        assert (form["in_name"], form["in_email"]) == ("0", "3")
        client.post(
            self.url("understand_list", people_list),
            {**form, "word_0": "subgroup_chair", "version": "1"},
        )
        client.post(
            self.url("answer_list", people_list),
            {"row_4": "new", "row_5": "none", "version": "2"},
        )
        soup = self.soup(client.get(self.url("people_list", people_list)))
        assert soup.find("button", string="Import this list")
        response = client.post(
            self.url("people_list", people_list), {"version": "3"}, follow=True
        )

        soup = self.soup(response)
        assert "Imported on 22 October 2025 by Bryn" in soup.get_text()
        assert Person.objects.filter(name="Cy Marlowe").count() == 2
        lists = self.soup(client.get(self.url("lists")))
        assert "members.csv" in lists.table.get_text()

    def test_a_wrong_file_is_refused_beside_the_field(self, client_of, bryn):
        file = SimpleUploadedFile("members.xlsx", b"%PDF-1.4 not a list")

        soup = self.soup(client_of(bryn).post(self.url("upload_list"), {"file": file}))

        link = soup.select_one(".govuk-error-summary__list a")
        assert link["href"] == "#id_file"
        assert "must be a CSV or Excel workbook (XLSX)" in link.get_text()

    def test_a_workbook_is_uploaded_like_a_csv(self, client_of, bryn, education):
        content = xlsx(
            ["Name", "Subgroup", "Role"], ["Ann", "Education subgroup", "Member"]
        )
        file = SimpleUploadedFile("members.xlsx", content)

        response = client_of(bryn).post(
            self.url("upload_list"), {"file": file}, follow=True
        )

        assert "Sheet “Members”, titles in row 1" in self.soup(response).get_text()

    def test_a_directory_that_changed_is_shown_and_looked_at_again(
        self, client_of, bryn, education
    ):
        people_list = uploaded(LIST, by=bryn)
        PersonFactory(name="Ann Seal", email="ann@council.example")
        client = client_of(bryn)

        soup = self.soup(client.get(self.url("people_list", people_list)))
        assert "The directory has changed" in soup.get_text()
        refused = self.soup(
            client.post(self.url("people_list", people_list), {"version": "1"})
        )
        assert (
            "Row 2 (Ann Seal) was"
            in refused.select_one(".govuk-error-summary").get_text()
        )
        client.post(self.url("look_again", people_list), {"version": "1"})

        soup = self.soup(client.get(self.url("people_list", people_list)))
        assert soup.find("button", string="Import this list")

    def test_the_rows_of_one_outcome_can_be_shown_alone(self, client_of, bryn):
        people_list = uploaded(LIST, by=bryn)

        soup = self.soup(
            client_of(bryn).get(
                self.url("people_list", people_list), {"show": "refused"}
            )
        )

        assert [row.td.get_text() for row in soup.select("tbody tr")] == ["5"]

    def test_two_columns_cannot_be_one(self, client_of, bryn):
        people_list = uploaded(LIST, by=bryn)

        soup = self.soup(
            client_of(bryn).post(
                self.url("understand_list", people_list),
                {"in_name": "0", "in_email": "0", "version": "1"},
            )
        )

        assert "Email address: select a column that is nothing else yet" in (
            soup.select_one(".govuk-error-summary").get_text()
        )

    def test_another_sheet_brings_its_own_columns(self, client_of, bryn):
        def also(sheet):
            other = sheet.parent.create_sheet("Schools")
            other.append(["URN", "Head teacher", "Name"])
            other.append([990001, "yes", "Hal"])

        people_list = uploaded(
            xlsx(["Name", "Role", "Email"], ["Ann", "Member", ""], also=also), by=bryn
        )
        client = client_of(bryn)

        client.post(
            self.url("understand_list", people_list),
            {"sheet": "Schools", "in_name": "0", "version": "1"},
        )

        people_list.refresh_from_db()
        plan = services.plan_of_list(people_list, on=ON)
        assert (plan.header.sheet, plan.columns) == ("Schools", {"urn": 0, "name": 2})

    def test_the_example_can_be_uploaded_as_it_is(self, client_of, bryn):
        client = client_of(bryn)
        content = b"".join(client.get(self.url("example_list")))

        plan = services.plan_of_list(uploaded(content, by=bryn), on=ON)

        assert len(plan.columns) == 9
        assert (
            plan.rows[0].entry.problems[0].words.startswith("“Example Council” is not")
        )

    @pytest.mark.parametrize("many", [1, 100])
    def test_the_preview_asks_as_often_for_many_rows(
        self, many, client_of, bryn, django_assert_num_queries
    ):
        rows = [f"Person {n},Council,Contact" for n in range(many)]
        people_list = uploaded(csv("Name,Agency,Role", *rows), by=bryn)
        client = client_of(bryn)
        client.get(self.url("people_list", people_list))

        with django_assert_num_queries(10):
            soup = self.soup(client.get(self.url("people_list", people_list)))

        assert len(soup.select("tbody tr")) == min(many, 25)


def test_organisations_of_every_kind_are_found(amara, education):
    trust = OrganisationFactory(kind=Organisation.Kind.TRUST, name="Hedgerow Trust")
    people_list = uploaded(
        csv("Name,Organisation,Role", "Tara,hedgerow trust,Trust lead"), by=amara
    )

    (row,) = services.plan_of_list(people_list, on=ON).rows

    assert row.givings[0].organisation == trust
