"""The bench itself: what counts as a miss, and the large data set at a tiny scale."""

import hashlib
from datetime import date

import pytest
import time_machine

from actions.register.models.actions import Action
from audits.gaps.models import Gap
from audits.questions.bank import questions_for
from audits.returns.models.answers import Answer
from audits.returns.models.returns import AuditReturn
from partnership.people.models import Membership
from partnership.sign_in.models import User
from scorecard.yearly_report.models import ReportEdition
from tools.bench import data, figures, meeting_figures
from tools.bench.client import Ask, Wrong, judge, typed_in
from tools.bench.measuring import FIGURES, UNITS, Figure, Found, Goal, believed
from tools.folders import ROOT

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
    goals=(Goal("unit", 1.2), Goal("spread", 2)),
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
        (Found(values={"unit": 1.2, "spread": 2}), []),
        (Found(values={"unit": 1.21, "spread": 2}), ["≤ 1.2 × unit"]),
        (Found(values={"unit": 0.5}), ["p95 ≤ 2 × p50"]),
        (
            Found(values={"unit": 0.5, "spread": 1}, wrong="/x/ answered 500"),
            ["/x/ answered 500"],
        ),
    ],
)
def test_a_figure_is_missed_when_over_its_goal_not_measured_or_wrong(found, misses):
    assert FIGURE.misses(found) == misses


@pytest.mark.parametrize(
    ("measured", "values", "times"),
    [
        ([(1.0, 1.5)], {"unit": 1.0, "spread": 1.5}, 1),
        ([(1.3, 1.5), (1.1, 3.0)], {"unit": 1.1, "spread": 1.5}, 2),
        ([(1.5, 1.5), (1.4, 2.5), (1.3, 2.0)], {"unit": 1.3, "spread": 1.5}, 3),
    ],
)
def test_a_miss_is_believed_when_it_comes_three_times(measured, values, times):
    left = iter(measured)
    asked = []

    def measure():
        unit, spread = next(left)
        asked.append(unit)
        return Found(values={"unit": unit, "spread": spread})

    assert believed(FIGURE, measure).values == values
    assert len(asked) == times


def test_the_unit_never_changes():
    """What it is made of: changing it changes every figure of the bench."""
    digest = hashlib.sha256()
    for file in sorted((ROOT / "tools" / "bench" / "unit").rglob("*")):
        if file.suffix in {".py", ".html"}:
            digest.update(file.read_bytes())

    assert digest.hexdigest()[:16] == "fa1651be15000821"


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


def test_a_form_is_sent_as_its_page_holds_it():
    html = """<main><form>
        <input type="hidden" name="q1-version" value="3">
        <input type="radio" name="q1" value="yes">
        <input type="radio" name="q1" value="no" checked>
        <input type="checkbox" name="q2" value="a" checked>
        <input type="checkbox" name="q2" value="b" checked>
        <textarea name="q1-comment">\nTwo\nlines</textarea>
    </form></main>"""

    assert typed_in(html) == {
        "q1-version": ["3"],
        "q1": ["no"],
        "q2": ["a", "b"],
        "q1-comment": ["Two\nlines"],
    }


@pytest.mark.django_db
def test_the_large_data_set_is_built_at_any_scale():
    data.build(TINY, on=ON)

    assert Answer.objects.count() == 3 * 2 * len(questions_for().questions)
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
        figures.bare,
        figures.chase_board,
        figures.register,
        figures.plan_in_full,
        figures.movement,
        figures.whole,
        meeting_figures.calendar_of_manager,
        meeting_figures.structure,
        meeting_figures.agenda,
        meeting_figures.room,
        meeting_figures.notes,
        figures.api_actions,
        figures.directory,
        figures.directory_narrowed,
    )
    with time_machine.travel(ON):
        asks = [ask for make in pages for ask in make(2)]
        for ask in asks:
            if ask.by:
                client.force_login(User.objects.get(email=ask.by))
            answer = (
                client.post(
                    ask.path, ask.fields, headers={"Accept": "application/json"}
                )
                if ask.fields
                else client.get(ask.path, headers=ask.bearer)
            )
            judge(ask, answer.status_code, answer.content.decode())

    assert len(asks) == 2 * len(pages)
