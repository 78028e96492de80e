"""The bench itself: what counts as a miss, and the large data set at a tiny scale."""

from datetime import date

import pytest
import time_machine

from actions.register.models.actions import Action
from audits.gaps.models import Gap
from audits.returns.models.answers import Answer
from audits.returns.models.returns import AuditReturn
from partnership.people.models import Membership
from partnership.sign_in.models import User
from scorecard.yearly_report.models import ReportEdition
from tools.bench import data, figures
from tools.bench.client import Ask, Wrong, judge
from tools.bench.measuring import FIGURES, UNITS, Figure, Found, Goal

pytestmark = pytest.mark.slow

ON = date(2026, 11, 22)
TINY = data.Scale(
    schools=3,
    rounds=2,
    board_actions=10,
    actions_per_school=2,
    messages=30,
    measures=2,
    paragraphs=1,
)
FIGURE = Figure(
    name="page",
    work="Open a page",
    data="one row",
    goals=(Goal("p50", 20), Goal("p95", 50)),
    measure=lambda port: Found(),
)


def test_every_figure_names_goals_that_can_be_measured():
    goals = {
        name: [goal.what for goal in figure.goals] for name, figure in FIGURES.items()
    }

    assert [name for name, whats in goals.items() if not whats] == []
    assert {what for whats in goals.values() for what in whats} <= set(UNITS)


@pytest.mark.parametrize(
    ("found", "misses"),
    [
        (Found(values={"p50": 20, "p95": 50}), []),
        (Found(values={"p50": 20.1, "p95": 50}), ["p50 ≤ 20 ms"]),
        (Found(values={"p50": 5}), ["p95 ≤ 50 ms"]),
        (
            Found(values={"p50": 5, "p95": 5}, wrong="/x/ answered 500"),
            ["/x/ answered 500"],
        ),
    ],
)
def test_a_figure_is_missed_when_over_its_goal_not_measured_or_wrong(found, misses):
    assert FIGURE.misses(found) == misses


@pytest.mark.parametrize(
    ("status", "text", "words"),
    [
        (500, "Elm Primary", "/x/ answered 500"),
        (302, "", "/x/ answered 302"),
        (200, "No actions yet", "/x/ does not show “Elm Primary”"),
    ],
)
def test_an_error_or_an_empty_page_is_no_answer(status, text, words):
    ask = Ask(by="dee@bench.example", path="/x/", shows=("Elm Primary",))

    with pytest.raises(Wrong, match=words):
        judge(ask, status, text)


@pytest.mark.django_db
def test_the_large_data_set_is_built_at_any_scale():
    data.build(TINY, on=ON)

    assert Answer.objects.count() == 3 * 2 * 105
    assert AuditReturn.objects.filter(previous__isnull=False).count() == 3
    assert Action.objects.board().count() == 10
    assert Action.objects.of_schools().count() == 6
    assert Gap.objects.filter(action__isnull=False).count() == 6
    assert Membership.objects.filter(role="dsl").count() == 3
    assert ReportEdition.objects.get().chapters.exclude(text="").exists()


@pytest.mark.django_db
def test_the_pages_that_are_measured_show_what_they_should(client):
    data.build(TINY, on=ON)
    pages = (
        figures.register,
        figures.plan_in_full,
        figures.movement,
        figures.whole,
        figures.calendar_of_manager,
        figures.api_actions,
        figures.directory,
        figures.directory_narrowed,
    )
    with time_machine.travel(ON):
        asks = [ask for make in pages for ask in make(2)]
        for ask in asks:
            if ask.by:
                client.force_login(User.objects.get(email=ask.by))
            answer = client.get(ask.path, headers=ask.bearer)
            judge(ask, answer.status_code, answer.content.decode())

    assert len(asks) == 2 * len(pages)
