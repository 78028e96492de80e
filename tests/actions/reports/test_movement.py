"""What moved since a day: each kind of movement, and where there was none."""

from datetime import date, timedelta

import pytest

from actions.register.models.actions import Action
from actions.register.services import endings, progress
from actions.reports import movement as reporting
from actions.reports.movement_words import Kind
from partnership.policy import values as policy
from tests.actions.factories import make_action
from tests.actions.reports.reported import (
    APRIL,
    ON,
    SINCE,
    add,
    carry,
    make_reported,
    update,
)

CHANGED = "It goes on (Reason for the rating: It changed)"


@pytest.fixture
def found(amara, bryn, partnership):
    return make_reported(amara, bryn)[1]


def moved(since=SINCE, on=ON, **more):
    return reporting.movement(
        Action.objects.board(), visible=Action.objects.all(), since=since, on=on, **more
    )


def told(movement):
    """What stands under each head: words, what changed, why."""
    return {
        head.kind.value: [(line.text, line.changes, line.why) for line in head.lines]
        for head in movement.heads
    }


def test_each_action_is_under_its_kinds_of_change_with_the_reason(found):
    assert told(moved()) == {
        "closed": [("closed", ("Complete, 1 August 2025",), "Safer")],
        "to_check": [("reported", ("Reported as complete, 1 October 2025",), "Heard")],
        "updated": [
            (
                "updated",
                ("Delivery: On track → At risk",),
                "Two have not answered (Reason for the rating: It changed)",
            ),
            ("slipped", ("Delivery: not rated → On track",), CHANGED),
            ("fine", ("Delivery: not rated → On track",), CHANGED),
            (
                "no impact",
                (
                    "Delivery: not rated → On track",
                    "Impact: not rated → No difference seen",
                ),
                CHANGED,
            ),
        ],
        "slipped": [("slipped", ("August 2025 → December 2025",), "The lead left")],
        "new": [("new", ("Raised 1 September 2025",), "Business plan")],
        "quiet": [
            ("undated", (), "No update since it was raised on 2 April 2025"),
            (
                "quiet",
                ("Overdue: due by 30 September 2025",),
                "Last update 3 June 2025",
            ),
        ],
        "withdrawn": [
            (
                "withdrawn",
                ("Withdrawn, 10 September 2025",),
                "Done elsewhere (by decision of Executive of 9 September)",
            )
        ],
        "carried": [
            (
                "carried",
                ("Carried forward, 15 September 2025",),
                "Not finished in the year",
            )
        ],
    }


def test_it_is_counted_by_priority_and_in_all(found, education):
    make_action(education, text="Besides the plan", on=date(2025, 9, 1))

    movement = moved()

    assert [(group.words, group.counts, group.open) for group in movement.groups] == [
        ("WSCP1 Children who go missing", (1, 1, 4, 1, 1, 2, 1, 1), 7),
        ("Not in a plan: other", (0, 0, 0, 0, 1, 0, 0, 0), 1),
    ]
    assert movement.totals == (1, 1, 4, 1, 2, 2, 1, 1)
    assert movement.open == 8


@pytest.mark.parametrize(
    ("since", "on", "kinds"),
    [
        (date(2025, 8, 1), date(2025, 8, 1), ["closed"]),
        (date(2025, 8, 2), date(2025, 8, 9), []),
        (date(2025, 7, 20), date(2025, 7, 31), ["quiet"]),
    ],
)
def test_both_days_belong_to_the_time(found, since, on, kinds):
    heads = told(moved(since=since, on=on))

    names = {kind: [line[0] for line in lines] for kind, lines in heads.items()}
    assert [kind for kind in names if "closed" in names[kind]] == kinds


def test_a_checked_completion_closes_on_the_day_of_its_check(amara, bryn, partnership):
    action = make_reported(amara, bryn)[1]["reported"]
    endings.check_action(action, is_done=True, by=bryn, on=date(2025, 10, 9))

    before, after = moved(on=date(2025, 10, 8)), moved(since=date(2025, 10, 5))

    assert [line[0] for line in told(before)["to_check"]] == ["reported"]
    assert told(after)["closed"] == [
        ("reported", ("Complete, 9 October 2025",), "Heard")
    ]


def test_a_date_that_moved_twice_is_listed_once_with_both_reasons(found, amara):
    progress.change_due(
        found["slipped"],
        due_text="March 2026",
        reason="The lead is new",
        by=amara,
        on=date(2025, 9, 30),
    )

    assert told(moved())["slipped"] == [
        (
            "slipped",
            ("August 2025 → March 2026", "Moved 2 times"),
            "The lead left The lead is new",
        )
    ]


def test_a_change_of_date_is_not_an_update(found, amara):
    progress.change_due(
        found["quiet"], due_text="May 2026", reason="Late", by=amara, on=ON
    )

    heads = told(moved())

    assert "quiet" in [line[0] for line in heads["slipped"]]
    assert "quiet" in [line[0] for line in heads["quiet"]]


def test_an_earlier_date_did_not_slip(found, amara):
    progress.change_due(
        found["fine"], due_text="December 2025", reason="Sooner", by=amara, on=ON
    )

    assert [line[0] for line in told(moved())["slipped"]] == ["slipped"]


def test_a_carried_action_names_the_one_that_continues_it(found, amara):
    successor = add(found["new"].priority, "again", "May 2026", amara, ON)
    carry(found["fine"], by=amara, on=ON, to=successor)

    heads = told(moved())

    changes = {text: changes for text, changes, _ in heads["carried"]}
    assert changes["fine"] == (
        "Carried forward, 22 October 2025",
        f"Continues as {successor.ref}",
    )
    assert (
        "again",
        ("Raised 22 October 2025",),
        "Carried forward from an earlier plan",
    ) in (heads["new"])


def test_the_longest_without_an_update_come_first_and_the_rest_is_counted(found, amara):
    for number in range(3):
        add(found["new"].priority, f"silent {number}", "May 2026", amara)
    update(found["undated"], "green", amara, date(2025, 5, 2))

    [quiet] = [head for head in moved(most=4).heads if head.kind == Kind.QUIET]

    assert [line.text for line in quiet.lines] == [
        "silent 0",
        "silent 1",
        "silent 2",
        "undated",
    ]
    assert (quiet.total, quiet.more) == (5, 1)


def test_a_period_without_actions_is_empty(db):
    movement = moved()

    assert (movement.groups, movement.is_empty) == ((), True)


@pytest.mark.parametrize("count", [1, 60])
def test_many_actions_take_no_more_queries(
    count, found, amara, education, django_assert_num_queries
):
    priority = found["new"].priority
    for number in range(count):
        action = add(priority, "Do it", "May 2025", amara)
        update(action, "green", amara, SINCE + timedelta(days=number % 30))
        add(priority, "Silent", "May 2025", amara, APRIL)
        make_action(education, text="Besides", on=SINCE)

    with policy.reading(), django_assert_num_queries(9):
        movement = moved(most=10)

    assert movement.totals[Kind.values.index("new")] == count + 1
