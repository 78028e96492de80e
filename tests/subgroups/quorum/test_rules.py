"""Quorum rules read against seats: the oracles of domain.md 10.2, and bad rules."""

import pytest
from django.core.exceptions import ValidationError

from subgroups.quorum import rules as quorum
from subgroups.quorum.describing import describe
from subgroups.quorum.rules import Place, QuorumReading, validate

TWELVE = {pk: f"Seat {pk}" for pk in range(1, 13)}
SHARE = {"kind": "share", "percent": 75}

ICB, TRUST, COUNTY, POLICE, PRIMARY, SECONDARY, SPECIAL = range(1, 8)
NAMED = {
    ICB: "ICB",
    TRUST: "Health trust",
    COUNTY: "County council",
    POLICE: "Constabulary",
    PRIMARY: "Primary heads",
    SECONDARY: "Secondary heads",
    SPECIAL: "Special heads",
}
EVERY_PARTNER = {
    "kind": "all",
    "rules": [
        {"kind": "at_least", "n": 1, "of": [ICB, TRUST]},
        {"kind": "at_least", "n": 1, "of": [COUNTY]},
        {"kind": "at_least", "n": 1, "of": [POLICE]},
        {"kind": "at_least", "n": 2, "of": [PRIMARY, SECONDARY, SPECIAL]},
    ],
}


def read(rule, seats, there) -> QuorumReading:
    """A rule applied where each of these seats is represented by someone else."""
    places = {
        pk: Place(label=label, people=frozenset({pk}) if pk in there else frozenset())
        for pk, label in seats.items()
    }
    return quorum.read(rule, places)


def test_three_quarters_of_twelve_seats_is_nine():
    assert read(SHARE, TWELVE, range(1, 9)) == QuorumReading(
        needed=9,
        present=8,
        is_met=False,
        words="8 of 12 seats represented; 9 needed (75% of all seats)",
    )


@pytest.mark.parametrize(
    ("seats", "percent", "needed"),
    [(12, 75, 9), (24, 75, 18), (10, 75, 8), (3, 34, 2), (1, 1, 1), (7, 100, 7)],
)
def test_a_share_is_rounded_up(seats, percent, needed):
    rule = {"kind": "share", "percent": percent}
    table = dict.fromkeys(range(seats), "Seat")

    assert read(rule, table, range(needed)).is_met
    assert not read(rule, table, range(needed - 1)).is_met


def test_a_subgroup_without_seats_is_never_quorate():
    assert not read(SHARE, {}, []).is_met


def test_a_seat_that_has_ended_does_not_count():
    assert read(SHARE, TWELVE, range(5, 20)).present == 8


@pytest.mark.parametrize(
    ("there", "is_met"),
    [
        ({TRUST, COUNTY, POLICE, PRIMARY, SPECIAL}, True),  # trust instead of ICB
        ({ICB, COUNTY, POLICE, PRIMARY, SECONDARY}, True),
        ({ICB, TRUST, COUNTY, POLICE, PRIMARY}, False),  # one heads association only
        ({COUNTY, POLICE, PRIMARY, SECONDARY, SPECIAL}, False),  # no health at all
        ({ICB, TRUST, POLICE, PRIMARY, SECONDARY, SPECIAL}, False),  # no council
        (set(NAMED), True),
    ],
)
def test_every_partner_and_two_of_three_associations(there, is_met):
    assert read(EVERY_PARTNER, NAMED, there).is_met is is_met


def test_the_reading_names_what_is_missing():
    reading = read(EVERY_PARTNER, NAMED, {ICB, COUNTY, POLICE, PRIMARY})

    assert reading.words == (
        "3 of 4 conditions met, 4 needed. Missing: at least 2 of Primary heads, "
        "Secondary heads and Special heads: 1 represented, 2 needed"
    )
    assert [part.is_met for part in reading.parts] == [True, True, True, False]


@pytest.mark.parametrize(("districts", "is_met"), [(3, False), (4, True), (6, True)])
def test_four_of_six_districts(districts, is_met):
    rule = {"kind": "at_least", "n": 4, "of": [1, 2, 3, 4, 5, 6]}

    assert read(rule, TWELVE, range(1, districts + 1)).is_met is is_met


def test_one_of_several_rules_suffices_for_any():
    rule = {"kind": "any", "rules": [SHARE, {"kind": "at_least", "n": 1, "of": [12]}]}

    assert read(rule, TWELVE, {12}).is_met
    assert not read(rule, TWELVE, {11}).is_met


def test_the_chair_determines_against_an_expectation():
    rule = {"kind": "chair", "expectation": SHARE}

    assert read(rule, TWELVE, range(1, 9)) == QuorumReading(
        needed=9,
        present=8,
        is_met=False,
        words="8 of 12 seats represented; 9 expected (75% of all seats)",
        is_determined_by_chair=True,
    )


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (SHARE, "75% of all seats represented"),
        (
            {"kind": "chair", "expectation": SHARE},
            "the chair’s determination, the expectation being "
            "75% of all seats represented",
        ),
        ({"kind": "chair", "expectation": None}, "the chair’s determination"),
        (
            {"kind": "share", "part": [1, 3], "least": 3},
            "a third of all seats represented, at least 3",
        ),
        (
            {"kind": "share", "part": [1, 2], "more": True, "without": ["vacant"]},
            "more than half of the filled seats represented",
        ),
        (
            {"kind": "share", "part": [5, 7], "without": ["withdrawn", "on_leave"]},
            "5/7 of the seats without seats whose holder is on leave and seats "
            "withdrawn for the item represented",
        ),
        ({"kind": "statutory"}, "every statutory partner"),
        (
            EVERY_PARTNER,
            "ICB or Health trust; and County council; and Constabulary; and at least 2 "
            "of Primary heads, Secondary heads and Special heads",
        ),
    ],
)
def test_a_rule_in_words(rule, words):
    assert describe(rule, NAMED) == words


def test_the_seats_a_rule_names():
    rule = {"kind": "chair", "expectation": EVERY_PARTNER}

    assert quorum.seats_named(rule) == set(NAMED)


@pytest.mark.parametrize(
    "rule",
    [
        None,
        [],
        {},
        {"kind": "vote"},
        {"kind": "share"},
        {"kind": "share", "percent": 0},
        {"kind": "share", "percent": 101},
        {"kind": "share", "percent": "75"},
        {"kind": "share", "percent": True},
        {"kind": "share", "percent": 75, "note": "about"},
        {"kind": "share", "percent": 75, "part": [3, 4]},
        {"kind": "share", "part": [3, 2]},
        {"kind": "share", "part": [0, 2]},
        {"kind": "share", "part": [1]},
        {"kind": "share", "part": "half"},
        {"kind": "share", "part": [2, 2], "more": True},
        {"kind": "share", "percent": 100, "more": True},
        {"kind": "share", "percent": 50, "more": 1},
        {"kind": "share", "percent": 50, "least": 0},
        {"kind": "share", "percent": 50, "without": ["asleep"]},
        {"kind": "share", "percent": 50, "without": ["vacant", "vacant"]},
        {"kind": "share", "percent": 50, "without": [[]]},
        {"kind": "statutory", "n": 3},
        {"kind": "at_least", "n": 0, "of": [1]},
        {"kind": "at_least", "n": 2, "of": [1]},
        {"kind": "at_least", "n": 1, "of": []},
        {"kind": "at_least", "n": 1, "of": [1, 1]},
        {"kind": "at_least", "n": 1, "of": ["1"]},
        {"kind": "all", "rules": [SHARE]},
        {"kind": "all", "rules": [SHARE, {"kind": "chair", "expectation": None}]},
        {"kind": "chair", "expectation": {"kind": "share", "percent": 0}},
    ],
)
def test_a_rule_that_is_not_whole_is_refused(rule):
    with pytest.raises(ValidationError):
        validate(rule)


@pytest.mark.parametrize(
    "rule",
    [
        SHARE,
        EVERY_PARTNER,
        {"kind": "chair", "expectation": EVERY_PARTNER},
        {"kind": "statutory"},
        {"kind": "share", "part": [1, 2], "more": True, "least": 3, "without": []},
    ],
)
def test_whole_rules_pass(rule):
    validate(rule)
