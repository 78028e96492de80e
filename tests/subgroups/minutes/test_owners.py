"""Whom owner words mean: names, roles, organisations, everyone, and who is asked."""

import pytest

from partnership.guards.outcomes import Refused
from subgroups.minutes.owners import read_owners
from tests.factories import OrganisationFactory, PersonFactory
from tests.subgroups.factories import AttendanceFactory
from tests.subgroups.raising import raise_it


def come(meeting, name, initials, minuted=None, **more):
    person = PersonFactory(name=name, initials=initials)
    AttendanceFactory(
        meeting=meeting, person=person, initials=minuted or initials, **more
    )
    return person


def people(words, meeting, on, **more):
    return [o.person for o in read_owners(words, meeting, on=on, **more).owners]


def test_two_in_the_room_with_the_same_initials_are_asked_about(held, today):
    ann = come(held, "Ann Seal", "AS")
    amrita = come(held, "Amrita Sharma", "AS", minuted="ASh")

    read = read_owners("AS", held, on=today)

    assert read.several == {"AS": (ann, amrita)}
    assert [owner.person for owner in read.owners] == [None]
    assert people("ASh", held, today) == [amrita]
    assert people("AS", held, today, chosen={"AS": amrita}) == [amrita]


def test_what_several_people_could_mean_is_not_raised(held, item, lena, today):
    come(held, "Ann Seal", "AS")
    come(held, "Amrita Sharma", "AS", minuted="ASh")

    with pytest.raises(Refused, match="AS could be Ann Seal or Amrita Sharma"):
        raise_it(item, lena, today, owner_words="AS")


def test_two_in_the_directory_with_one_name_are_asked_about(held, today):
    PersonFactory.create_batch(2, name="Jo Field")

    assert len(read_owners("Jo Field", held, on=today).several["Jo Field"]) == 2


def test_the_chair_is_who_chaired_that_day(held, chris, mo, today):
    assert people("the chair", held, today) == [chris]
    held.attendances.filter(person=mo).update(is_chair=True)
    assert people("Chair", held, today) == [mo]


def test_a_seat_is_whoever_sat_in_it(held, mo, today):
    assert people("Governors", held, today) == [mo]


def test_organisations_and_everyone(held, group, today):
    council = OrganisationFactory(name="Health and Wellbeing Board", short_name="HWB")

    read = read_owners("Health and Wellbeing Board, HWB / all", held, on=today)

    assert [owner.organisation for owner in read.owners] == [
        council,
        council,
        group.organisation,
    ]
    assert read.unknown == ()


def test_the_role_is_that_of_the_day_of_the_meeting(held, mo, today):
    held.attendances.filter(person=mo).update(role_words="Head, Oakfield")
    mo.job_title = "Retired"
    mo.save()

    (owner,) = read_owners("MO", held, on=today).owners

    assert owner.role_words == "Head, Oakfield"
