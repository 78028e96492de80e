"""A rule is made in a form, tried on last year's meetings, and then set."""

from datetime import date

import pytest

from partnership.guards.outcomes import Refused
from subgroups.quorum import services
from subgroups.quorum.forms import QuorumRuleForm, initial_of
from tests.subgroups.factories import (
    MeetingFactory,
    QuorumRuleFactory,
    SeatHolderFactory,
)
from tests.subgroups.pages import errors, page, url, words

pytestmark = pytest.mark.usefixtures("_today")
ANSWERS = {"is_determined_by_chair": "False", "deputies_count": "True"}


def made(group, today, **given) -> QuorumRuleForm:
    return QuorumRuleForm({**ANSWERS, **given}, seats=group.seats.voting(), on=today)


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        ({"share": "75"}, {"percent": 75}),
        ({"share": "75 %"}, {"percent": 75}),
        ({"share": "2/5"}, {"part": [2, 5]}),
        ({"share": "A third", "least": "3"}, {"part": [1, 3], "least": 3}),
        ({"share": "more than half"}, {"part": [1, 2], "more": True}),
        (
            {"share": "half", "without": ["vacant", "on_leave"]},
            {"part": [1, 2], "without": ["vacant", "on_leave"]},
        ),
    ],
)
def test_a_share_is_read_as_it_is_written(group, today, given, rule):
    form = made(group, today, **given)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["rule"] == {"kind": "share", **rule}


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"share": "most"}, "share", "Enter a share of the seats, like 75%"),
        ({"share": "3/2"}, "share", "must be between 1 and 2"),
        ({"share": "more than 100%"}, "share", "more than all of the seats"),
        ({"least": "3"}, "share", "Enter the share of the seats"),
        ({}, "share", "Enter a share of the seats or select seats"),
        ({"how_many_others": "2"}, "others_of", "Select at least 2 seats"),
    ],
)
def test_an_unclear_rule_is_refused_beside_the_field(
    group, today, given, field, sentence
):
    form = made(group, today, **given)

    assert not form.is_valid()
    assert sentence in form.errors[field][0]


def test_conditions_are_joined_by_and_or_by_or(group, seats, today):
    council, team, governors, colleges = (seat.pk for seat in seats)
    given = {
        "has_every_partner": "on",
        "each_of": [council],
        "some_of": [team, governors],
        "how_many": "1",
        "others_of": [team, governors, colleges],
        "how_many_others": "2",
    }
    rules = [
        {"kind": "statutory"},
        {"kind": "at_least", "n": 1, "of": [council]},
        {"kind": "at_least", "n": 1, "of": [team, governors]},
        {"kind": "at_least", "n": 2, "of": [team, governors, colleges]},
    ]
    for joint in ("all", "any"):
        form = made(group, today, **given, joined_by=joint)
        assert form.is_valid(), form.errors
        rule = form.cleaned_data["rule"]
        assert rule["kind"] == joint
        assert [
            {**part, "of": sorted(part["of"])} if "of" in part else part
            for part in rule["rules"]
        ] == rules


def test_the_form_shows_the_rule_it_made(group, seats, today):
    form = made(
        group,
        today,
        share="more than half",
        least="3",
        without=["vacant"],
        each_of=[seats[0].pk],
        some_of=[seats[1].pk, seats[2].pk],
        how_many="1",
    )
    assert form.is_valid(), form.errors

    shown = initial_of(form.cleaned_data["rule"])

    again = made(
        group,
        today,
        **{name: value for name, value in shown.items() if value is not None},
    )
    assert again.is_valid(), again.errors
    assert again.cleaned_data["rule"] == form.cleaned_data["rule"]


def test_a_rule_with_an_ended_seat_is_refused_with_words(
    client_of, amara, group, seats
):
    type(seats[3]).objects.filter(pk=seats[3].pk).update(to_date=date(2025, 5, 3))

    response = client_of(amara).post(
        url("set_quorum_rule", group), {**ANSWERS, "each_of": [seats[3].pk]}
    )

    assert errors(response) == [
        "“Colleges” ended on 3 May 2025. Clear it, or select another seat"
    ]
    assert page(response).select_one(f'input[value="{seats[3].pk}"][checked]')
    assert group.quorum_rules.count() == 0


def test_the_service_refuses_an_ended_seat_by_name(group, seats, amara, today):
    type(seats[3]).objects.filter(pk=seats[3].pk).update(to_date=date(2025, 5, 3))

    with pytest.raises(Refused, match="“Colleges”, a seat that ended on 3 May 2025"):
        services.set_quorum_rule(
            group,
            rule={"kind": "at_least", "n": 1, "of": [seats[3].pk]},
            by=amara,
            on=today,
        )


def test_a_seat_that_ends_later_is_named_on_the_subgroups_page(
    client_of, amara, group, seats
):
    QuorumRuleFactory(
        subgroup=group, rule={"kind": "at_least", "n": 1, "of": [seats[3].pk]}
    )
    type(seats[3]).objects.filter(pk=seats[3].pk).update(to_date=date(2025, 5, 3))

    text = words(client_of(amara).get(url("subgroup", group)))

    assert "The quorum rule names seats that have ended: Colleges." in text


def test_it_is_tried_on_last_years_meetings_and_not_saved(
    client_of, amara, held, group, rule
):
    MeetingFactory(
        subgroup=group, held_on=date(2024, 10, 21), status="held"
    )  # a day too early

    response = client_of(amara).post(
        url("set_quorum_rule", group), {**ANSWERS, "share": "100%", "try": "1"}
    )

    trial = page(response).select_one("#trial")
    assert (
        "Quorate with 100% of all seats represented. Deputies count; visitors do not."
    ) in trial.get_text()
    assert [
        [" ".join(cell.stripped_strings) for cell in row.select("th, td")]
        for row in trial.select("tbody tr")
    ] == [
        [
            "21 Oct 2025",
            "Quorate",
            "Not quorate 3 of 4 seats represented; 4 needed (100% of all seats)",
        ]
    ]
    assert group.quorum_rules.get() == rule
    assert page(response).select_one("#id_share")["value"] == "100%"


def test_the_base_without_vacant_seats_needs_fewer(client_of, amara, held, group):
    response = client_of(amara).post(
        url("set_quorum_rule", group),
        {**ANSWERS, "share": "100%", "without": ["vacant"], "try": "1"},
    )

    assert "3 of 3 seats represented; 3 needed (100% of the filled seats)" in words(
        response
    )


def test_someone_in_two_seats_counts_for_both_where_the_rule_says_so(
    client_of, amara, held, seats, chris, group
):
    SeatHolderFactory(seat=seats[3], person=chris)
    client = client_of(amara)
    given = {**ANSWERS, "share": "100%", "try": "1"}

    once = client.post(url("set_quorum_rule", group), given)
    both = client.post(
        url("set_quorum_rule", group), {**given, "counts_each_seat": "on"}
    )

    assert "3 of 4 seats represented" in words(once)
    assert "4 of 4 seats represented" in words(both)
