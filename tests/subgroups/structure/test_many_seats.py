"""Many seats changed at once: in a table, and by a list pasted from Excel."""

from datetime import date

import pytest
from django.core.files.base import ContentFile

from partnership.guards.outcomes import Refused
from partnership.uploads import services as uploads
from subgroups.structure import seating
from subgroups.structure.importing import SEATS
from subgroups.structure.models import SeatHolder, SeatList
from tests.factories import OrganisationFactory, PersonFactory
from tests.subgroups.factories import SeatFactory
from tests.subgroups.pages import errors, page, url, words

pytestmark = pytest.mark.usefixtures("_today")


def sitting(group) -> dict[str, str]:
    return {
        holder.seat.label: holder.person.name
        for holder in SeatHolder.objects.filter(
            seat__subgroup=group, is_deputy=False, to_date=None
        ).select_related("seat", "person")
    }


QUERIES = 6
BEFORE = {"Council": "Chris", "Safeguarding team": "Lena", "Governors": "Mo"}


# The table.


@pytest.fixture
def table(client_of, amara, group, seats):
    """The table as a browser sends it back untouched."""
    client = client_of(amara)
    form = page(client.get(url("edit_seats", group))).select_one("form.app-form")
    data = {
        field["name"]: field.get("value", "")
        for field in form.select("input[name]")
        if field.get("type") != "checkbox" or field.has_attr("checked")
    }
    for select in form.select("select"):
        chosen = select.select_one("option[selected]")
        data[select["name"]] = chosen["value"] if chosen else ""

    def send(**changes):
        return client.post(url("edit_seats", group), {**data, **changes})

    return send


def test_a_table_left_as_it_is_changes_nothing(table, group, seats):
    versions = dict(group.seats.values_list("pk", "version"))

    response = table()

    assert response.status_code == 302
    assert dict(group.seats.values_list("pk", "version")) == versions
    assert sitting(group) == BEFORE


def test_several_seats_are_changed_in_one_go(table, group, seats, olu, mo, today):
    council, team, governors, colleges = (seat.pk for seat in seats)

    table(
        **{
            f"label_{council}": "Education services",
            f"appointed_by_{council}": "The Director",
            f"holder_{team}": "",
            f"holder_{governors}": "Olu",
            f"holder_{colleges}": mo.email,
            f"term_ends_on_{colleges}": "31 March 2027",
            "label_new1": "Childminders",
            "agency_new1": seats[0].agency_id,
        }
    )

    assert sitting(group) == {
        "Education services": "Chris",
        "Governors": "Olu",
        "Colleges": "Mo",
    }
    assert group.seats.get(label="Childminders").agency == seats[0].agency
    assert group.seats.get(pk=council).appointed_by == "The Director"
    assert seats[1].holders.get().to_date == today
    assert seats[3].holders.get().term_ends_on == date(2027, 3, 31)


def test_an_unknown_person_is_refused_beside_the_box_and_kept(table, group, seats):
    response = table(
        **{
            f"holder_{seats[3].pk}": "Nan Quillfeather",
            f"label_{seats[0].pk}": "Education services",
        }
    )

    assert errors(response) == [
        "No one in the directory is called Nan Quillfeather. Add them first"
    ]
    form = page(response)
    assert form.select_one(f"#id_holder_{seats[3].pk}")["value"] == "Nan Quillfeather"
    assert form.select_one(f"#id_label_{seats[0].pk}")["value"] == "Education services"
    assert sitting(group) == BEFORE
    assert group.seats.filter(label="Council").exists()


def test_two_people_of_one_name_need_an_address(table, seats):
    PersonFactory(name="Ann Ro")
    PersonFactory(name="Ann Ro")

    response = table(**{f"holder_{seats[3].pk}": "Ann Ro"})

    assert errors(response) == ["2 people are called Ann Ro. Enter the email address"]


def test_a_date_that_is_none_is_refused(table, seats):
    response = table(**{f"term_ends_on_{seats[0].pk}": "soon"})

    assert errors(response) == ["Enter a date, like 31 March 2027"]


def test_all_or_nothing(table, group, seats):
    """The second change is refused by its service, so the first is not made."""
    response = table(
        **{
            f"label_{seats[0].pk}": "Education services",
            f"label_{seats[1].pk}": "Governors",
        }
    )

    assert "There is already a seat with this name" in errors(response)[0]
    assert group.seats.filter(label="Council").exists()


def test_who_was_seated_meanwhile_is_not_replaced_unseen(
    table, group, seats, olu, amara, today
):
    seating.seat_person(seats[3], person=olu, by=amara, on=today)

    response = table(**{f"label_{seats[0].pk}": "Education services"})

    assert errors(response) == [
        "Colleges: someone else has changed who sits in it. Open the page again"
    ]
    assert sitting(group)["Colleges"] == "Olu"


def test_someone_elses_change_of_a_seat_is_not_overwritten(table, group, seats):
    type(seats[0]).objects.filter(pk=seats[0].pk).update(version=2)

    response = table(**{f"label_{seats[0].pk}": "Education services"})

    assert "Someone else changed this while you were editing it" in words(response)
    assert group.seats.filter(label="Council").exists()


# The list.

PASTED = "Seat\tAgency\tAppointed by\tHeld by\tTerm ends\n"


@pytest.fixture
def agency(db):
    return OrganisationFactory(name="Coldharbour Colleges", short_name="CC")


def paste(group, by, on, *rows: str) -> SeatList:
    text = PASTED + "\n".join(rows)
    return uploads.upload(
        SEATS,
        file=ContentFile(text.encode(), name="Pasted rows.csv"),
        subgroup=group,
        by=by,
        on=on,
    )


def outcomes(uploaded, on) -> list[tuple[str, str]]:
    preview = uploads.preview_of(SEATS, uploaded, on=on)
    return [
        (row.outcome, row.problems[0] if row.problems else row.holder_words)
        for row in preview.rows
    ]


def test_each_row_is_previewed(group, seats, agency, olu, amara, today):
    uploaded = paste(
        group, amara, today,
        "council\t\t\tChris\t",
        "Colleges\tCC\tThe colleges\tOlu\t31/03/2027",
        "Childminders\tColdharbour Colleges\t\tvacant\t",
        "Childminders\tCC\t\t\t",
        "Parents\t\t\t\t",
        "Nurses\tThe moon\t\t\t",
        "Governors\t\t\tNan Quillfeather\t",
        "Safeguarding team\t\t\t\tsoon",
    )  # fmt: skip

    assert outcomes(uploaded, today) == [
        ("already", "Chris"),
        ("changed", "Olu"),
        ("new_seat", "Vacant"),
        ("refused", "column Seat: “Childminders” stands in this list twice"),
        ("refused", "column Agency: a new seat needs an agency"),
        ("refused", "column Agency: “The moon” is not an agency here"),
        (
            "refused",
            "column Held by: no one here is called Nan Quillfeather. Add them to the "
            "directory first",
        ),
        ("refused", "column Term ends: “soon” is not a date, like 1 September 2025"),
    ]
    assert sitting(group) == BEFORE


def test_the_import_does_what_was_previewed(group, seats, agency, olu, amara, today):
    uploaded = paste(
        group, amara, today,
        "Colleges\tCC\tThe colleges\tOlu\t31/03/2027",
        "Childminders\tCC\t\t\t",
        "Safeguarding team\t\t\tvacant\t",
    )  # fmt: skip

    uploads.apply(SEATS, uploaded, version=uploaded.version, by=amara, on=today)

    assert sitting(group) == {"Council": "Chris", "Governors": "Mo", "Colleges": "Olu"}
    colleges = group.seats.get(label="Colleges")
    assert (colleges.agency, colleges.appointed_by) == (agency, "The colleges")
    assert colleges.holders.get().term_ends_on == date(2027, 3, 31)
    assert group.seats.get(label="Childminders").agency == agency


def test_nothing_is_imported_when_a_seat_was_filled_meanwhile(
    group, seats, olu, mo, amara, today
):
    uploaded = paste(group, amara, today, "Colleges\t\t\tOlu\t")
    seating.seat_person(seats[3], person=mo, by=amara, on=today)

    with pytest.raises(Refused, match="has changed since the preview"):
        uploads.apply(SEATS, uploaded, version=uploaded.version, by=amara, on=today)
    assert sitting(group)["Colleges"] == "Mo"


def test_rows_are_pasted_checked_and_imported_page_by_page(
    client_of, amara, group, seats, olu
):
    client = client_of(amara)

    checking = client.post(
        url("paste_seats", group),
        {"pasted": f"{PASTED}Colleges\t\t\tOlu\t31/03/2027"},
        follow=True,
    )
    assert "Held by: Olu" in words(checking)
    uploaded = SeatList.objects.get()
    client.post(url("seat_list", uploaded), {"version": uploaded.version})

    assert sitting(group)["Colleges"] == "Olu"


def test_neither_rows_nor_a_file_is_refused(client_of, amara, group):
    response = client_of(amara).post(url("paste_seats", group), {"pasted": ""})

    assert errors(response) == ["Paste the rows, or select a file"]


def test_a_text_without_seats_is_refused_and_kept(client_of, amara, group):
    response = client_of(amara).post(
        url("paste_seats", group), {"pasted": "Good morning everyone"}
    )

    assert len(errors(response)) == 1
    assert "Good morning everyone" in page(response).select_one("textarea").text


@pytest.mark.parametrize("count", [1, 60])
def test_the_table_asks_the_same_of_one_seat_and_sixty(
    client_of, amara, group, count, django_assert_num_queries
):
    for _ in range(count):
        SeatFactory(subgroup=group)
    client = client_of(amara)

    with django_assert_num_queries(QUERIES):
        client.get(url("edit_seats", group))
