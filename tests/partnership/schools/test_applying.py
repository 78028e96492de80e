"""Taking over the register: once, again, and beside what officers corrected."""

from datetime import date

import pytest

from partnership.demo.schools import register_file
from partnership.history import services as history
from partnership.history.models import Event
from partnership.people.models import Organisation
from partnership.schools.models import School, Trust
from tests.partnership.schools.registers import ON, as_csv, numbers, run, school
from tools.bench.register_rows import HEADER, write_register


@pytest.mark.django_db
def test_a_school_is_taken_over_with_its_trust():
    run(as_csv(school(1)))

    elm = School.objects.select_related("organisation", "trust").get()
    assert elm.urn == 900_001
    assert elm.organisation.kind == Organisation.Kind.SCHOOL
    assert elm.trust.name == "Caldmere 1 Learning Trust"
    assert elm.trust.trust.group_uid == 9001
    assert elm.opened_on == date(1951, 9, 1)
    assert elm.derived_phase == School.Phase.PRIMARY
    assert elm.head_name == "Mr Ben Bell"
    assert elm.sector == School.Sector.ACADEMY
    assert elm.la_establishment_number == "602/2001"
    assert elm.website_link == "http://www.school-1.example"


@pytest.mark.django_db
def test_the_second_row_of_a_urn_is_refused():
    outcome = run(as_csv(school(1), school(2), school(1, Town="Eastow")))

    assert numbers(outcome) == (2, 0, 0, 0, 1, 0)
    assert outcome.refused_rows[0].line.number == 4
    assert outcome.refused_rows[0].problems == ["the same URN is already in row 2"]


@pytest.mark.django_db
def test_a_second_run_changes_nothing():
    content = as_csv(*(school(number) for number in range(40)))
    run(content)
    events, versions = Event.objects.count(), School.objects.values_list("version")
    before = list(versions)

    outcome = run(content)

    assert numbers(outcome) == (0, 0, 40, 8, 0, 0)
    assert Event.objects.count() == events
    assert list(versions.all()) == before


@pytest.mark.django_db
def test_a_closed_school_without_a_day_closes_once():
    closed = {"EstablishmentStatus (name)": "Closed", "EstablishmentStatus (code)": "2"}
    run(as_csv(school(1, **closed)))

    outcome = run(as_csv(school(1, **closed)), on=date(2026, 1, 5))

    assert outcome.totals["already"] == 1
    assert Organisation.objects.get(kind="school").closed_on == ON


@pytest.mark.django_db
def test_a_dry_run_counts_and_writes_nothing():
    run(as_csv(school(1), school(2)))
    before = list(School.objects.order_by("pk").values())
    events = Event.objects.count()

    outcome = run(
        as_csv(
            school(1, **{"Trusts (code)": "77", "Trusts (name)": "NEW TRUST"}),
            school(2),
            school(3),
        ),
        dry_run=True,
    )

    assert numbers(outcome) == (1, 1, 1, 1, 0, 0)
    assert list(School.objects.order_by("pk").values()) == before
    assert Event.objects.count() == events
    assert Trust.objects.count() == 1


@pytest.mark.django_db
def test_what_changed_is_in_the_history(amara):
    run(as_csv(school(1)))

    outcome = run(
        as_csv(school(1, EstablishmentName="Elm Academy", NumberOfPupils="")), by=amara
    )

    elm = School.objects.get()
    changed, added = history.of(elm)
    assert outcome.totals["changed"] == 1
    assert (added.event, added.by) == ("added from the register", None)
    assert (changed.event, changed.by) == ("changed by the register", amara)
    assert changed.detail == {
        "before": {"pupils": 91, "name": "Ash Park Caldmere Converter 1"},
        "after": {"pupils": None, "name": "Elm Academy"},
    }
    assert (elm.version, elm.organisation.version) == (2, 2)
    assert elm.organisation.name == "Elm Academy"


@pytest.mark.django_db
def test_a_school_that_closes_stays_with_its_last_day():
    run(as_csv(school(1)))

    outcome = run(
        as_csv(
            school(
                1, CloseDate="31/08/2025", **{"EstablishmentStatus (name)": "Closed"}
            )
        )
    )

    elm = School.objects.select_related("organisation").get()
    assert numbers(outcome) == (0, 1, 0, 1, 0, 0)
    assert elm.status == School.Status.CLOSED
    assert elm.organisation.closed_on == elm.closed_on == date(2025, 8, 31)
    assert history.of(elm)[0].event == "closed in the register"
    assert not School.objects.open().exists()


@pytest.mark.django_db
def test_a_school_that_opens_again_is_open():
    closed = {"EstablishmentStatus (name)": "Closed"}
    run(as_csv(school(1, **closed)))

    run(as_csv(school(1)))

    assert Organisation.objects.get(kind="school").closed_on is None
    assert School.objects.open().count() == 1


@pytest.mark.django_db
def test_what_an_officer_closed_here_stays_closed():
    run(as_csv(school(1)))
    Organisation.objects.filter(kind="school").update(closed_on=ON)

    outcome = run(as_csv(school(1)))

    assert outcome.totals["already"] == 1
    assert Organisation.objects.get(kind="school").closed_on == ON


@pytest.mark.django_db
def test_a_corrected_last_day_is_a_change_and_no_second_closing():
    closed = {"EstablishmentStatus (name)": "Closed"}
    run(as_csv(school(1, CloseDate="31-08-2024", **closed)))

    run(as_csv(school(1, CloseDate="31-07-2024", **closed)))

    assert history.of(School.objects.get())[0].event == "changed by the register"
    assert Organisation.objects.get(kind="school").closed_on == date(2024, 7, 31)


@pytest.mark.django_db
def test_a_school_missing_from_a_later_file_stays():
    run(as_csv(school(1), school(2)))

    run(as_csv(school(2)))

    assert School.objects.open().count() == 2


@pytest.mark.django_db
def test_what_an_officer_corrected_wins():
    run(as_csv(school(1)))
    School.objects.update(telephone="01632 960999", edited_fields=["telephone"])

    outcome = run(as_csv(school(1, TelephoneNum="01632960111")))

    assert outcome.totals["already"] == 1
    assert School.objects.get().telephone == "01632 960999"


@pytest.mark.django_db
def test_a_column_that_is_not_in_the_file_says_nothing():
    run(as_csv(school(1)))
    header = [name for name in HEADER if "Trusts" not in name and name != "Town"]

    outcome = run(as_csv(school(1), header=header))

    assert outcome.totals["already"] == 1
    assert School.objects.get().town == "Caldmere"


@pytest.mark.django_db
def test_a_school_moves_to_another_trust():
    run(as_csv(school(1)))

    run(as_csv(school(1, **{"Trusts (code)": "7", "Trusts (name)": "Elm Trust"})))

    assert School.objects.get().trust.name == "Elm Trust"
    assert history.of(School.objects.get())[0].detail == {
        "before": {"trust": "Caldmere 1 Learning Trust"},
        "after": {"trust": "Elm Trust"},
    }
    assert Trust.objects.count() == 2


@pytest.mark.django_db
def test_days_that_contradict_what_is_known_are_refused():
    run(as_csv(school(1)))
    header = [name for name in HEADER if name != "OpenDate"]

    outcome = run(as_csv(school(1, CloseDate="31-08-1950"), header=header))

    assert numbers(outcome) == (0, 0, 0, 0, 1, 0)
    assert outcome.refused_rows[0].problems == ["it closes before it opens"]


@pytest.mark.django_db
def test_only_the_schools_of_one_authority():
    outcome = run(as_csv(school(1), school(2), school(152)), la_codes=["603"])

    assert (outcome.totals["new"], outcome.totals["outside"]) == (2, 1)


@pytest.mark.django_db
def test_a_large_register_goes_through_in_batches(
    tmp_path, django_assert_max_num_queries
):
    file = tmp_path / "register.csv"
    write_register(file, 4500)

    with django_assert_max_num_queries(60):
        outcome = run(file)

    assert numbers(outcome) == (4500, 0, 0, 900, 0, 0)
    assert School.objects.filter(organisation__closed_on=None).count() == 3600


@pytest.mark.django_db
def test_the_demonstration_county_has_290_schools_in_scope():
    outcome = run(register_file())

    assert numbers(outcome) == (296, 0, 0, 2, 0, 0)
    assert School.objects.in_scope_of_section_175().count() == 290
    elm = School.objects.select_related("organisation", "trust").earliest("urn")
    assert (str(elm), str(elm.trust)) == (
        "Elm Primary School",
        "Larkrise Learning Trust",
    )
    assert Organisation.objects.distinct("name").order_by("name").count() == 302
    assert register_file() == register_file()


@pytest.mark.parametrize(
    ("type_code", "low", "high", "expected"),
    [
        (7, 4, 19, School.Phase.SPECIAL),
        (14, 11, 16, School.Phase.ALTERNATIVE),
        (11, 2, 5, School.Phase.NURSERY),
        (11, 3, 13, School.Phase.PRIMARY),
        (11, 11, 18, School.Phase.SECONDARY),
        (11, 3, 18, School.Phase.ALL_THROUGH),
        (11, 16, 19, School.Phase.POST_16),
        (18, None, None, School.Phase.POST_16),
        (11, None, None, School.Phase.UNKNOWN),
    ],
)
def test_a_phase_is_derived_where_the_register_has_none(
    db, type_code, low, high, expected
):
    run(
        as_csv(
            school(
                5,
                StatutoryLowAge="" if low is None else str(low),
                StatutoryHighAge="" if high is None else str(high),
                **{
                    "TypeOfEstablishment (code)": str(type_code),
                    "PhaseOfEducation (name)": "Not applicable",
                },
            )
        )
    )

    assert School.objects.get().derived_phase == expected


@pytest.mark.django_db
def test_officers_see_every_school_and_dee_her_own(amara, dee, olu, elm):
    run(as_csv(school(1)))

    assert School.objects.visible_to(amara).count() == 2
    assert list(School.objects.visible_to(dee)) == [elm]
    assert list(School.objects.visible_to(olu)) == []
    assert list(School.objects.visible_to(None)) == []
