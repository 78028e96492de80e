"""Published rules with their right values, real meetings replayed, and generated rules.

`cases.json` holds the values: of statutes and of printed minutes, some of which state
a wrong need or a wrong outcome.
"""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subgroups.quorum import rules as quorum
from subgroups.quorum.describing import describe
from subgroups.quorum.rules import Place, read

CASES = json.loads(Path(__file__).with_name("cases.json").read_text())
NOBODY = frozenset()


def table(seats: int, *, vacant=0, on_leave=0, present=0) -> dict[int, Place]:
    """Seats of which the first are represented and the last are vacant or on leave."""
    away = seats - vacant - on_leave
    return {
        n: Place(
            label=f"Seat {n}",
            is_vacant=n >= seats - vacant,
            is_on_leave=away <= n < seats - vacant,
            people=frozenset({n}) if n < present else NOBODY,
        )
        for n in range(seats)
    }


@pytest.mark.parametrize(
    ("rule", "case"),
    [
        pytest.param(one["rule"], case, id=f"{one['name']} {place}")
        for one in CASES["rules"]
        for place, case in enumerate(one["cases"])
    ],
)
def test_a_published_rule_needs_what_it_says(rule, case):
    case = dict(case)
    needed = case.pop("needed")

    assert read(rule, table(**case)).needed == needed
    assert read(rule, table(**case, present=needed)).is_met
    assert not read(rule, table(**case, present=needed - 1)).is_met


REAL = CASES["meetings"]


@pytest.mark.parametrize("held", REAL["held"], ids=lambda held: held["day"])
def test_a_real_meeting_is_replayed(held):
    places = table(
        held["seats"], on_leave=held["on_leave"], present=held["voting_present"]
    )
    reading = read(REAL["rule"], places)

    outcome = "reached" if reading.is_met else "not reached"
    assert (reading.needed, outcome) == (held["needed"], held["right"])


def test_the_minutes_that_were_wrong_are_found():
    def engine(held):
        places = table(
            held["seats"], on_leave=held["on_leave"], present=held["voting_present"]
        )
        return read(REAL["rule"], places)

    wrong_need = [
        held["day"]
        for held in REAL["held"]
        if engine(held).needed != held["needed_minuted"]
    ]
    wrong_outcome = [
        held["day"]
        for held in REAL["held"]
        if held["minuted"] and engine(held).is_met != (held["minuted"] == "reached")
    ]

    assert (wrong_need, wrong_outcome) == (["2024-09-18"], ["2026-05-20"])


FOUR_OF_SIX = {"kind": "at_least", "n": 4, "of": [0, 1, 2, 3, 4, 5]}


@pytest.mark.parametrize(("item", "is_met"), [(6, True), (7, False), (8, True)])
def test_a_member_withdrawn_for_an_item_is_not_counted_for_it(item, is_met):
    places = table(6, present=4)
    if item == 7:
        places[0] = Place(label="Seat 0", is_withdrawn=True)

    assert read(FOUR_OF_SIX, places).is_met is is_met


def test_a_seat_withdrawn_may_be_left_out_of_the_base():
    places = table(6, present=4)
    places[0] = Place(label="Seat 0", is_withdrawn=True)
    half = {"kind": "share", "part": [2, 3]}

    assert read(half, places).words == (
        "3 of 6 seats represented; 4 needed (two thirds of all seats)"
    )
    assert read({**half, "without": ["withdrawn"]}, places).words == (
        "3 of 5 seats represented; 4 needed (two thirds of the seats without seats "
        "withdrawn for the item)"
    )


@pytest.mark.parametrize(("each_seat", "is_met"), [(False, False), (True, True)])
def test_four_people_in_five_seats_are_four_unless_each_seat_counts(each_seat, is_met):
    places = table(5, present=5)
    places[1] = Place(label="Seat 1", people=frozenset({0}))
    rule = {"kind": "share", "percent": 100}

    assert read(rule, places, each_seat=each_seat).is_met is is_met


def test_someone_in_two_seats_leaves_one_to_a_deputy():
    # Person 1 holds both; person 2 deputises for the first.
    places = {
        1: Place(label="A", people=frozenset({1, 2})),
        2: Place(label="B", people=frozenset({1})),
    }

    assert read({"kind": "share", "percent": 100}, places).is_met


STATUTORY = {"kind": "statutory"}


def partners(*present: str) -> dict[int, Place]:
    """The council in two seats, health and police in one each, and a school."""
    seats = ["Council", "Council", "Health", "Police", ""]
    first = {name: n for n, name in reversed(list(enumerate(seats)))}
    return {
        n: Place(
            label=f"Seat {n}",
            partner=name,
            people=frozenset({n}) if name in present and first[name] == n else NOBODY,
        )
        for n, name in enumerate(seats)
    }


@pytest.mark.parametrize(
    ("present", "is_met"),
    [
        (("Council", "Health", "Police"), True),
        (("Council", "Health", ""), False),  # a school does not replace the police
        ((), False),
    ],
)
def test_every_statutory_partner_is_represented(present, is_met):
    assert read(STATUTORY, partners(*present)).is_met is is_met


def test_the_statutory_partner_that_is_missing_is_named():
    assert read(STATUTORY, partners("Council", "Health")).words == (
        "2 of 3 statutory partners represented (missing: Police); 3 needed"
    )


def test_without_statutory_seats_no_meeting_is_quorate():
    assert not read(STATUTORY, table(3, present=3)).is_met


# Generated rules over twelve seats.

SEATS = st.integers(0, 11)
SHARES = st.fixed_dictionaries(
    {
        "kind": st.just("share"),
        "part": st.tuples(st.integers(1, 12), st.integers(1, 12)).map(
            lambda pair: sorted(pair)
        ),
    },
    optional={
        "least": st.integers(1, 12),
        "without": st.lists(
            st.sampled_from(["vacant", "on_leave", "withdrawn"]), unique=True
        ),
    },
)
SETS = st.lists(SEATS, min_size=1, unique=True).flatmap(
    lambda of: st.integers(1, len(of)).map(
        lambda n: {"kind": "at_least", "n": n, "of": of}
    )
)
RULES = st.recursive(
    SHARES | SETS | st.just(STATUTORY),
    lambda inner: st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["all", "any"]),
            "rules": st.lists(inner, min_size=2, max_size=3),
        }
    ),
    max_leaves=6,
)


@st.composite
def tables(draw) -> dict[int, Place]:
    return {
        n: Place(
            label=f"Seat {n}",
            partner=draw(st.sampled_from(["", "Council", "Health", "Police"])),
            is_vacant=draw(st.booleans()),
            is_on_leave=draw(st.booleans()),
            is_withdrawn=draw(st.booleans()),
            people=draw(st.frozensets(st.integers(0, 8), max_size=2)),
        )
        for n in range(12)
    }


@given(RULES, tables())
def test_a_generated_rule_is_whole_and_reads_as_a_sentence(rule, places):
    quorum.validate(rule)
    labels = {pk: place.label for pk, place in places.items()}

    assert describe(rule, labels)
    assert "ended" not in describe(rule, labels)
    assert quorum.seats_named(rule) <= places.keys()


@given(RULES, tables())
def test_a_reading_is_met_only_when_enough_are_present(rule, places):
    reading = read(rule, places)

    assert not reading.is_met or reading.present >= reading.needed


@given(RULES, tables(), SEATS, st.integers(100, 110))
def test_another_person_for_a_represented_seat_never_loses_the_quorum(
    rule, places, seat, person
):
    if not places[seat].people:
        return
    before = read(rule, places)
    more = Place(
        label=places[seat].label,
        partner=places[seat].partner,
        people=places[seat].people | {person},
    )

    assert before.is_met <= read(rule, {**places, seat: more}).is_met


@given(RULES, tables())
def test_counting_each_seat_never_counts_fewer(rule, places):
    once, each = read(rule, places), read(rule, places, each_seat=True)

    assert once.is_met <= each.is_met


@given(st.lists(st.frozensets(st.integers(0, 6), max_size=3), max_size=7))
def test_as_many_seats_are_represented_as_people_can_be_placed(people):
    def best(seats, taken):
        """The same by trying every way."""
        if not seats:
            return 0
        first, *rest = seats
        ways = [1 + best(rest, taken | {one}) for one in first - taken]
        return max([best(rest, taken), *ways])

    assert quorum.represented(people) == best(people, frozenset())


@given(st.integers(1, 100), st.integers(0, 60))
def test_a_share_needs_the_smallest_number_that_is_enough(percent, seats):
    needed = quorum.needed_of({"kind": "share", "percent": percent}, seats)

    assert 100 * needed >= percent * seats > 100 * (needed - 1)
