"""No change of the ratings leaves open actions without a word for how they stand."""

import pytest

from actions.register.services import endings, progress
from partnership.guards.outcomes import Refused
from partnership.policy import values as policy
from tests.actions.factories import make_action

pytestmark = pytest.mark.django_db
NAME = "rag_legend_delivery"


def without(*values):
    return [row for row in policy.get(NAME) if row["value"] not in values]


def test_a_rating_used_by_an_open_action_cannot_be_removed(education, amara, today):
    action = make_action(education, by=amara)
    progress.update_action(action, text="It slips", rag="amber", by=amara, on=today)

    with pytest.raises(Refused, match="Amber is the rating of 1 open action. Rate"):
        policy.change(NAME, without("amber"), by=amara)
    policy.change(NAME, without("purple", "red"), by=amara)

    assert [row["value"] for row in policy.get(NAME)] == [
        "blue",
        "green",
        "amber",
        "grey",
    ]


def test_a_rating_used_only_by_completed_actions_can_be_removed(
    education, amara, today
):
    action = make_action(education, by=amara)
    progress.update_action(action, text="It slips", rag="amber", by=amara, on=today)
    endings.complete_action(action, outcome="Done", by=amara, on=today)

    policy.change(NAME, without("amber"), by=amara)

    assert len(policy.get(NAME)) == 4


def test_at_least_two_ratings_are_kept(amara):
    with pytest.raises(Refused, match="Keep at least two of green, amber and red"):
        policy.change(NAME, without("amber", "red"), by=amara)
