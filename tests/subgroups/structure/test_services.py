"""Services of the structure: subgroups, terms, seats and rules; and who sees them."""

from datetime import date

import pytest

from partnership.access import Role
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Organisation
from subgroups.meetings.models.attendance import Attendance
from subgroups.quorum import services as quorum
from subgroups.structure import seating
from subgroups.structure import services as structure
from tests.factories import OrganisationFactory, PersonFactory
from tests.subgroups.factories import (
    AgendaItemFactory,
    QuorumRuleFactory,
    SeatFactory,
    SubgroupFactory,
)

Kind = Attendance.Kind


def events(row) -> list[str]:
    return [event.event for event in history.of(row).order_by("pk")]


# The structure.


def test_a_subgroup_is_entered_in_the_directory_too(partnership, amara):
    subgroup = structure.create_subgroup(
        name="Learning subgroup", reports_to=partnership, by=amara
    )

    assert subgroup.organisation.kind == Organisation.Kind.SUBGROUP
    assert subgroup.reports_to == partnership
    assert events(subgroup) == ["created"]


def test_two_subgroups_cannot_share_a_name(group, partnership, amara):
    with pytest.raises(Refused, match="already a subgroup") as refusal:
        structure.create_subgroup(
            name="education SUBGROUP", reports_to=partnership, by=amara
        )

    assert refusal.value.field == "name"


@pytest.mark.parametrize("kind", ["agency", "school", "trust"])
def test_a_subgroup_cannot_report_to_an_agency(education, amara, kind):
    place = OrganisationFactory(kind=kind)

    with pytest.raises(Refused, match="reports to another subgroup"):
        structure.constitute(education, reports_to=place, by=amara)


def test_an_agency_cannot_be_constituted(partnership, amara):
    with pytest.raises(Refused, match="is not a subgroup"):
        structure.constitute(
            OrganisationFactory(name="Council"), reports_to=partnership, by=amara
        )


def test_a_seat_makes_its_holder_a_member(group, amara, today):
    seat = structure.add_seat(
        group, agency=OrganisationFactory(), label="Colleges", by=amara, on=today
    )
    newcomer = PersonFactory()
    seating.seat_person(seat, person=newcomer, by=amara, on=today)

    assert [m.role for m in newcomer.memberships.all()] == [Role.MEMBER]
    assert group.people(on=today).get() == newcomer


def test_a_deputy_of_a_seat_becomes_a_deputy(group, amara, today):
    deputy = PersonFactory()
    seating.seat_person(
        SeatFactory(subgroup=group), person=deputy, is_deputy=True, by=amara, on=today
    )

    assert [m.role for m in deputy.memberships.all()] == [Role.DEPUTY]


def test_the_chair_keeps_the_chair_when_seated(group, chris, amara, today):
    seating.seat_person(SeatFactory(subgroup=group), person=chris, by=amara, on=today)

    assert [m.role for m in chris.memberships.all()] == [Role.SUBGROUP_CHAIR]


def test_nobody_is_seated_twice_on_one_seat(seats, mo, amara, today):
    with pytest.raises(Refused, match="already holds this seat"):
        seating.seat_person(seats[2], person=mo, by=amara, on=today)


def test_two_seats_cannot_share_a_name(group, seats, amara, today):
    with pytest.raises(Refused, match="already a seat"):
        structure.add_seat(
            group, agency=seats[0].agency, label="council", by=amara, on=today
        )


def test_a_new_rule_ends_the_old_one_the_day_before(group, rule, amara, today):
    quorum.set_quorum_rule(
        group, rule={"kind": "share", "percent": 50}, by=amara, on=today
    )

    assert group.quorum_rule(date(2025, 10, 21)) == rule
    assert group.quorum_rule(today).rule == {"kind": "share", "percent": 50}


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ({"kind": "share", "percent": 200}, "between 1 and 100"),
        ({"kind": "at_least", "n": 1, "of": [0]}, "does not have"),
    ],
)
def test_a_broken_rule_is_refused(group, amara, today, rule, sentence):
    with pytest.raises(Refused, match=sentence):
        quorum.set_quorum_rule(group, rule=rule, by=amara, on=today)


def test_a_rule_naming_another_groups_seat_is_refused(group, amara, today):
    elsewhere = SeatFactory()

    with pytest.raises(Refused, match="does not have"):
        quorum.set_quorum_rule(
            group,
            rule={"kind": "at_least", "n": 1, "of": [elsewhere.pk]},
            by=amara,
            on=today,
        )


def test_a_rule_cannot_reach_back(group, amara, today):
    QuorumRuleFactory(subgroup=group, from_date=today)

    with pytest.raises(Refused, match="applies from 22 October 2025") as refusal:
        quorum.set_quorum_rule(
            group,
            rule={"kind": "share", "percent": 50},
            from_date=date(2025, 10, 21),
            by=amara,
            on=today,
        )
    assert refusal.value.field == "from_date"


def test_a_rule_is_corrected_on_its_first_day(group, amara, today):
    QuorumRuleFactory(subgroup=group, from_date=today)

    quorum.set_quorum_rule(
        group, rule={"kind": "share", "percent": 50}, by=amara, on=today
    )

    assert group.quorum_rules.get().rule == {"kind": "share", "percent": 50}


def test_the_subgroup_of_others_is_not_visible(group, olu, mo, eve, dee, meeting):
    mine = SubgroupFactory(organisation=olu.memberships.get().organisation)
    item = AgendaItemFactory(meeting=meeting)
    rows = (group, meeting, item)

    def seen(person):
        return [
            type(row).objects.visible_to(person).filter(pk=row.pk).exists()
            for row in rows
        ]

    assert seen(mo) == seen(eve) == [True] * 3
    assert seen(olu) == seen(dee) == seen(None) == [False] * 3
    assert list(type(group).objects.visible_to(olu)) == [mine]
