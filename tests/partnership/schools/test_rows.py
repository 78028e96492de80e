"""Reading one row of the register: what its cells mean, and when it is refused."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from partnership.schools.models import School
from tests.partnership.schools.registers import as_csv, read_all, read_one, school
from tools.bench.register_rows import HEADER


@pytest.mark.parametrize(
    ("column", "value", "field", "expected"),
    [
        ("OpenDate", "01-09-2005", "opened_on", date(2005, 9, 1)),
        ("OpenDate", "1/9/2005", "opened_on", date(2005, 9, 1)),
        ("OpenDate", "", "opened_on", None),
        ("PercentageFSM", "..", "percentage_fsm", None),
        ("PercentageFSM", "", "percentage_fsm", None),
        ("PercentageFSM", "0", "percentage_fsm", Decimal("0")),
        ("PercentageFSM", "12.45", "percentage_fsm", Decimal("12.4")),
        ("TelephoneNum", "1632960001", "telephone", "01632960001"),
        ("TelephoneNum", "01632 960 001 ext 7", "telephone", "01632 960 001 ext 7"),
        ("TypeOfEstablishment (code)", "2", "type_code", 2),
        ("TypeOfEstablishment (code)", "02", "type_code", 2),
        ("County (name)", "Not recorded", "county", ""),
        ("HeadTitle (name)", "", "head_name", "Ben Bell"),
        ("HeadLastName", "", "head_name", "Mr Ben"),
        ("Postcode", "wx1 2ab", "postcode", "WX1 2AB"),
        ("UPRN", "5.00E+06", "urn", None),
        ("Street", " 1  Elm\xa0Road ", "street", "1 Elm Road"),
        (
            "EstablishmentStatus (name)",
            "Open, but proposed to close",
            "status",
            School.Status.CLOSING,
        ),
    ],
)
def test_a_cell_is_read_as_people_meant_it(column, value, field, expected):
    entry = read_one(as_csv(school(1, **{column: value})))

    assert entry.facts.get(field) == expected


@pytest.mark.parametrize(
    ("column", "value", "why"),
    [
        ("URN", "", "URN is empty"),
        ("URN", "90001", "URN cannot be “90001”"),
        ("URN", "five", "URN cannot be “five”"),
        ("EstablishmentName", " ", "EstablishmentName is empty"),
        ("EstablishmentName", "x" * 201, "longer than 200 characters"),
        ("EstablishmentStatus (name)", "Sleeping", "“Sleeping” is not a status"),
        ("PhaseOfEducation (name)", "Upper", "is not a phase of education"),
        ("OpenDate", "31-02-2005", "OpenDate is not a real date: 31-02-2005"),
        ("OpenDate", "2005-09-01", "OpenDate cannot be “2005-09-01”"),
        ("PercentageFSM", "101", "PercentageFSM is more than 100"),
        ("UKPRN", "20000001", "UKPRN cannot be “20000001”"),
    ],
)
def test_a_cell_that_cannot_be_is_refused_with_its_row(column, value, why):
    refusal = read_one(as_csv(school(1, **{column: value})))

    assert refusal.number == 2
    assert why in str(refusal.problems[0])


@pytest.mark.parametrize(
    ("column", "value", "field", "expected", "remark"),
    [
        ("Postcode", "WX4 OSE", "postcode", "WX4 OSE", "Postcode is “WX4 OSE”"),
        ("Postcode", "WX41  4AB", "postcode", "WX41 4AB", "Postcode is “WX41  4AB”"),
        ("Street", "12", "street", "12", "Street is “12”"),
        ("Town", "WX1 2AB", "town", "WX1 2AB", "Town is “WX1 2AB”"),
        ("ReligiousCharacter (name)", "0", "religious_character", "0", "is “0”"),
        ("Easting", "Elm Ward", "easting", None, "Easting is “Elm Ward”"),
        ("Postcode", "Huddersfield", "postcode", "", "too long and is left out"),
    ],
)
def test_an_odd_cell_that_does_no_harm_is_remarked_on(
    column, value, field, expected, remark
):
    entry = read_one(as_csv(school(1, **{column: value})))

    assert entry.problems == []
    assert entry.facts.get(field) == expected
    assert remark in entry.remarks[-1]


def test_three_odd_cells_show_that_a_row_slipped():
    odd = {"Street": "12", "Town": "WX1 2AB", "ReligiousCharacter (name)": "0"}

    refusal = read_one(as_csv(school(1, **odd)))

    assert "may have slipped to the side" in str(refusal.problems[0])
    assert "Town “WX1 2AB”" in str(refusal.problems[0])


def test_a_ragged_row_is_refused_saying_how_ragged_it_is():
    cells = list(school(1).values())

    wide = read_one(as_csv([*cells, "", ""]))
    narrow = read_one(as_csv(cells[:-1]))

    assert wide.where == "row 2 (Ash Park Caldmere Converter 1, URN 900001)"
    assert str(wide.problems[0]) == (
        "2 columns too many (135, the header has 133), so no cell can be trusted to "
        "stand under its heading"
    )
    assert str(narrow.problems[0]).startswith(
        "1 column too few (132, the header has 133)"
    )


def test_an_open_quotation_mark_is_found_where_it_is():
    rows = as_csv(school(1, Street="STREET"), school(2), school(3)).decode()
    broken = rows.replace("STREET", '"1 Elm Road').encode()

    [refusal] = read_all(broken)

    assert refusal.number == 2
    assert "a quotation mark is out of place; it runs over lines 2 to 4" in str(
        refusal.problems[0]
    )


VALUES = st.sampled_from(
    ["", "-", "1", "02", "Not applicable", "Ashmere", "31-08-2020", "WX1 2AB", "Mr"]
) | st.text(st.characters(codec="cp1252", exclude_categories=["Cc"]), max_size=12)

OPTIONAL = [
    "OpenDate", "NumberOfPupils", "PercentageFSM", "Trusts (code)", "Trusts (name)",
    "UKPRN", "Street", "Locality", "County (name)", "SchoolWebsite", "TelephoneNum",
    "HeadTitle (name)", "HeadFirstName", "HeadLastName", "HeadPreferredJobTitle",
    "AdministrativeWard (code)", "AdministrativeWard (name)", "UPRN", "Easting",
]  # fmt: skip


@settings(deadline=None)
@given(
    number=st.integers(0, 5000),
    place=st.integers(0, len(HEADER) - 1),
    value=VALUES,
    lost=st.booleans(),
    blanks=st.sets(st.sampled_from(OPTIONAL)),
)
@example(number=3, place=HEADER.index("Street"), value="", lost=False, blanks=set())
@example(
    number=3, place=HEADER.index("Street"), value="", lost=True, blanks=set(OPTIONAL)
)
@example(
    number=8,
    place=HEADER.index("AdministrativeWard (name)"),
    value="",
    lost=True,
    blanks=set(OPTIONAL),
)
def test_a_row_whose_cells_slipped_is_never_taken_over_slipped(
    number, place, value, lost, blanks
):
    cells = list(school(number, **dict.fromkeys(blanks, "")).values())
    before = read_one(as_csv(cells))
    if lost:
        slipped = [*cells[:place], *cells[place + 1 :], ""]
    else:
        slipped = [*cells[:place], value, *cells[place:-1]]

    after = read_one(as_csv(slipped))

    assert after.problems or _same_beside(place, before, after)


def _same_beside(place: int, before, after) -> bool:
    """Whether the facts are the same, but for the one cell that was put in."""
    differing = {
        name for name, value in before.facts.items() if after.facts[name] != value
    }
    return (before.urn, before.name, before.trust) == (
        after.urn,
        after.name,
        after.trust,
    ) and differing == set()


@settings(deadline=None)
@given(
    number=st.integers(0, 5000),
    place=st.integers(0, len(HEADER)),
    values=st.lists(VALUES, min_size=1, max_size=20),
)
def test_a_row_of_another_width_is_never_taken_over(number, place, values):
    cells = list(school(number).values())

    wide = read_one(as_csv([*cells[:place], *values, *cells[place:]]))
    narrow = read_one(as_csv([*cells[:place], *cells[place + len(values) :]][:-1]))

    assert wide.problems
    assert narrow.problems
