"""An agenda is built from what waits: the plan, minutes, actions, risks, decisions."""

from datetime import date

import pytest

from partnership.access import Role
from partnership.guards.outcomes import Refused
from partnership.people.models import Organisation
from subgroups.agenda import planning
from subgroups.agenda import services as agenda
from subgroups.agenda.proposals import add_proposed, proposals_for
from subgroups.meetings.models.meetings import Meeting
from subgroups.minutes import services as minutes
from tests.actions.factories import make_action
from tests.actions.risk_factories import make_risk
from tests.cast import person
from tests.subgroups.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    MeetingFactory,
    SubgroupFactory,
)
from tests.subgroups.pages import errors, page, url, words


def proposed(meeting, by, on, group):
    return [
        proposal.title
        for proposal in proposals_for(meeting, by=by, on=on)
        if proposal.group == group
    ]


def test_the_template_comes_first_and_last(coming, lena, today):
    titles = [row.title for row in proposals_for(coming, by=lena, on=today)]

    assert titles[0] == "Welcome, apologies and declarations of interest"
    assert titles[-1] == "Key messages, reflection and date of the next meeting"


def test_the_minutes_to_agree_are_those_of_the_meeting_before(
    circulated, coming, lena, today
):
    assert proposed(coming, lena, today, "minutes") == [
        "Minutes of 21 October 2025 and matters arising"
    ]


def test_open_actions_are_one_item(coming, group, lena, today):
    assert proposed(coming, lena, today, "actions") == []
    make_action(group.organisation, text="Write", owners=["tbc"], by=None)

    assert proposed(coming, lena, today, "actions") == ["Action log"]


def test_a_decision_without_a_quorum_is_to_be_ratified(
    meeting, coming, seats, mo, lena, today
):
    """One of four seats, where three are needed."""
    item = AgendaItemFactory(meeting=meeting, number=1)
    AttendanceFactory(meeting=meeting, person=mo, seat=seats[2])
    Meeting.objects.filter(pk=meeting.pk).update(status="held")
    minutes.record_decision(item, text="To publish", by=lena)

    assert proposed(coming, lena, today, "decisions") == [
        "To ratify: decision 1.1 of 21 October 2025"
    ]


def test_risks_over_the_threshold_are_proposed(coming, group, lena, mo, today):
    make_risk(group.organisation, event="referrals wait", current=(5, 5))
    make_risk(group.organisation, event="posts stay vacant", current=(1, 1))

    [title] = proposed(coming, lena, today, "risks")

    assert title.endswith(": Referrals wait")


def test_an_escalation_waits_for_the_group_above(group, partnership, today):
    executive = SubgroupFactory(
        organisation__name="Executive group", reports_to=partnership
    )
    group.reports_to = executive.organisation
    group.save()
    eve = person("Eve", partnership, Role.EXECUTIVE)
    risk = make_risk(group.organisation, event="referrals wait", current=(5, 5))
    make_risk(SubgroupFactory().organisation, event="others wait", current=(5, 5))
    meeting = MeetingFactory(subgroup=executive, held_on=date(2026, 1, 20))

    assert proposed(meeting, eve, today, "escalations") == [
        f"Escalated by Education subgroup: {risk.ref}"
    ]


def test_risks_that_the_reader_does_not_see_are_not_proposed(
    coming, lena, partnership, today
):
    """Education reports to the partnership, but Lena sees only Education's risks."""
    make_risk(partnership, event="money runs out", current=(5, 5))

    assert proposed(coming, lena, today, "escalations") == []


def test_the_forward_plan_is_proposed_for_its_meeting(coming, group, lena, today):
    for title, month in [("Scorecard", 1), ("Section 175", 3)]:
        planning.add_forward_item(
            group,
            title=title,
            purpose="assurance",
            frequency="yearly",
            from_month=month,
            minutes=20,
            by=lena,
        )

    assert proposed(coming, lena, today, "forward") == ["Scorecard"]


def test_the_last_agenda_is_offered_without_what_was_its_own(
    coming, meeting, lena, today
):
    AgendaItemFactory(meeting=meeting, number=1, title="Prevent")
    AgendaItemFactory(meeting=meeting, number=2, title="Risk 3", source="risk:3")
    agenda.add_agenda_item(meeting, title="Conduct", access="restricted", by=lena)

    assert proposed(coming, lena, today, "last") == ["Prevent"]


def test_an_agenda_is_built_from_its_page(client_of, lena, coming, meeting):
    client = client_of(lena)
    AgendaItemFactory(meeting=meeting, number=1, title="Prevent")
    first = page(client.get(url("build_agenda", coming)))
    ticked = [box["value"] for box in first.select("input[type=checkbox][checked]")]
    from_last = page(client.get(url("build_agenda", coming), {"from": "last"}))
    nothing = client.post(url("build_agenda", coming), {"from": "page"})
    fields = {"opening": ["template:1"], "minutes": [f"minutes:{meeting.pk}"]}

    client.post(url("build_agenda", coming), fields)

    last = f"last:{meeting.items.get().pk}"
    assert "template:1" in ticked
    assert last not in ticked
    assert from_last.find("input", value=last).has_attr("checked")
    assert errors(nothing) == ["Select at least one item"]
    assert list(coming.items.values_list("number", "title")) == [
        (1, "Welcome, apologies and declarations of interest"),
        (2, "Minutes of 21 October 2025 and matters arising"),
    ]
    again = words(client.get(url("build_agenda", coming)))
    assert "Welcome, apologies" not in again


def test_an_agenda_is_not_built_once_the_meeting_began(held, lena, today):
    with pytest.raises(Refused, match="before the meeting"):
        add_proposed(held, chosen=["template:1"], by=lena, on=today)


def test_a_subgroup_that_reports_nowhere_has_no_escalations(lena, today):
    meeting = MeetingFactory(subgroup=SubgroupFactory(reports_to=None))

    assert proposed(meeting, lena, today, "escalations") == []
    assert not Organisation.objects.filter(
        subgroup__reports_to=meeting.subgroup.organisation
    ).exists()
