"""What plans and the register say that they keep about a person, and what is past."""

from datetime import date

import pytest

from actions.held import held_about, past_keeping
from actions.plans.models import Plan
from actions.register.services import progress
from partnership.people.named_in import Held
from tests.actions.factories import make_action

pytestmark = pytest.mark.django_db

PERIODS = [{"name": "drafts", "words": "Drafts", "years": 1}]


def test_an_owned_and_updated_action_is_listed_with_the_reason(mo, amara, today):
    action = make_action(text="Write the pathway", owners=[mo], by=amara)
    update = progress.update_action(action, text="It goes on", by=mo, on=today)

    assert held_about(mo) == [
        Held(
            kind="Actions they own or owned",
            words=f"{action.ref} Write the pathway",
            when=date(2025, 5, 1),
            kept_because="The register shows who owns an action and who did it",
            url=action.get_absolute_url(),
        ),
        Held(
            kind="Updates on actions",
            words=f"{action.ref}: It goes on",
            when=update.at,
            kept_because="Updates and date changes are never altered: they show how an "
            "action went",
            url=action.get_absolute_url(),
        ),
    ]


def test_nothing_about_others_is_shown(mo, olu, amara, today):
    make_action(owners=[olu], by=amara)

    assert held_about(mo) == []


def draft(end: date) -> Plan:
    return Plan.objects.create(
        title=f"Plan to {end}",
        slug=f"plan-{end}",
        start=date(end.year - 1, 4, 1),
        end=end,
    )


@pytest.mark.parametrize(
    ("end", "is_past"),
    [
        (date(2024, 10, 21), True),
        (date(2024, 10, 22), False),
        (date(2025, 3, 31), False),
    ],
)
def test_a_draft_is_past_its_retention_a_year_after_its_plan_year(end, is_past, today):
    draft(end)

    [old] = past_keeping(today, PERIODS)

    assert (old.words, old.count) == ("Plans never approved", int(is_past))
    assert len(old.first) == is_past


def test_drafts_kept_for_good_are_never_past_retention(today):
    draft(date(2001, 3, 31))

    assert past_keeping(today, [{"name": "drafts", "words": "", "years": None}]) == []
