"""The pages from the upload to the import, with lists of people as the example."""

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from partnership.history import services as history
from partnership.lists.models import PeopleList
from partnership.lists.preview import OUTCOMES
from partnership.lists.services import LISTS
from partnership.people.models import Person
from partnership.uploads import services
from tests.factories import OrganisationFactory, PersonFactory
from tests.partnership.sheets import MEMBERS as LIST
from tests.partnership.sheets import ON, csv, uploaded, xlsx


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel("2025-10-22 10:00Z", tick=False):
        yield


@pytest.fixture(autouse=True)
def council(db, education, elm):
    return OrganisationFactory(name="Wexcombe Council", short_name="Council")


def words(page) -> str:
    return " ".join(page.get_text(" ").split())


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
        assert "1 row needs an answer that only you can give" in words(soup)
        assert soup.find("button", string="Import this list") is None
        text = soup.table.get_text(" ", strip=True)
        assert "Column Role: “Chairperson” is not a role here" in text

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
            {"question_0": "new", "question_1": "leave_out", "version": "2"},
        )
        soup = self.soup(client.get(self.url("people_list", people_list)))
        assert soup.find("button", string="Import this list")
        response = client.post(
            self.url("people_list", people_list), {"version": "3"}, follow=True
        )

        soup = self.soup(response)
        assert "Imported on 22 October 2025 by Bryn" in words(soup)
        keys = [key.get_text(strip=True) for key in soup.select("main dt")[:6]]
        assert keys == [outcome.words for outcome in OUTCOMES.values()]
        assert Person.objects.filter(name="Cy Marlowe").count() == 2
        lists = self.soup(client.get(self.url("lists")))
        assert "members.csv" in lists.table.get_text()

    def test_after_the_import_one_reads_which_rows_were_refused(self, client_of, amara):
        people_list = uploaded(LIST, by=amara)

        response = client_of(amara).post(
            self.url("people_list", people_list), {"version": "1"}, follow=True
        )

        assert "Refused, and not imported: row 5" in self.soup(response).get_text()
        event = history.of(people_list).first()
        assert (event.event, event.detail["rows_refused"]) == ("imported", "row 5")

    def test_a_wrong_file_is_refused_beside_the_field(self, client_of, bryn):
        file = SimpleUploadedFile("members.xlsx", b"%PDF-1.4 not a list")

        soup = self.soup(client_of(bryn).post(self.url("upload_list"), {"file": file}))

        link = soup.select_one(".govuk-error-summary__list a")
        assert link["href"] == "#id_file"
        assert (
            "must be a CSV, Excel workbook (XLSX), XLS, XLSB or ODS" in link.get_text()
        )

    def test_a_workbook_is_uploaded_like_a_csv(self, client_of, bryn, education):
        content = xlsx(
            ["Name", "Subgroup", "Role"], ["Ann", "Education subgroup", "Member"]
        )
        file = SimpleUploadedFile("members.xlsx", content)

        response = client_of(bryn).post(
            self.url("upload_list"), {"file": file}, follow=True
        )

        assert "Sheet “Members”, titles in row 1" in words(self.soup(response))

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

        assert [words(row.td) for row in soup.select("tbody tr")] == ["5"]

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
            {"sheets": "Schools", "in_name": "0", "version": "1"},
        )

        people_list.refresh_from_db()
        plan = services.preview_of(LISTS, people_list, on=ON)
        assert [table.name for table in plan.tables.read] == ["Schools"]
        assert plan.tables.titled == {"urn": "URN", "name": "Name"}

    @pytest.mark.parametrize("many", [1, 100])
    def test_the_preview_asks_as_often_for_many_rows(
        self, many, client_of, bryn, django_assert_num_queries
    ):
        rows = [f"Person {n},Council,Contact" for n in range(many)]
        people_list = uploaded(csv("Name,Agency,Role", *rows), by=bryn)
        client = client_of(bryn)
        client.get(self.url("people_list", people_list))

        with django_assert_num_queries(8):
            soup = self.soup(client.get(self.url("people_list", people_list)))

        assert len(soup.select("tbody tr")) == min(many, 25)
