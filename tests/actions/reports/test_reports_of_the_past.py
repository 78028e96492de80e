"""A report as of a day says what it said on that day, whatever has happened since.

Also on the day itself it says what the register says. What was taken back since (a
completion opened again or sent back) is no longer known, and has no part here.
"""

import random
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from actions.register.models.actions import Action
from actions.register.services import endings, progress
from actions.reports import movement, plan_report
from actions.year_end.services import carrying
from partnership.guards.outcomes import Refused
from tests.actions.factories import make_action, make_plan, make_priority

pytestmark = pytest.mark.long

LONDON = ZoneInfo("Europe/London")
DUES = (
    *("quarterly", "monthly", "termly", "June and December 2025", "ongoing", "tbc"),
    *("", "30 June 2025", "end of October", "Q3", "31 December 2025", "March 2026"),
)
FIRST, LAST = date(2025, 4, 2), date(2026, 4, 20)
MONTH = timedelta(days=30)


class Year:
    """A plan in whose year things happen by chance, on days and at hours by chance."""

    def __init__(self, seed, partnership, amara, bryn):
        self.chance = random.Random(seed)  # noqa: S311 – no secret
        self.partnership, self.amara, self.bryn = partnership, amara, bryn
        self.plan = make_plan(amara, needs_check=bool(seed % 2))
        self.priority = make_priority(self.plan)
        following = make_plan(amara, title="The next plan", start=date(2026, 4, 1))
        self.following = make_priority(following, ref="NEXT1")

    def days(self):
        day = FIRST
        while day < LAST:
            yield day
            day += timedelta(days=self.chance.randint(1, 9))

    def at(self, day: date, hour: int):
        moment = datetime(day.year, day.month, day.day, hour, 45, tzinfo=LONDON)
        return time_machine.travel(moment, tick=False)

    def happen(self, day: date) -> None:
        with self.at(day, self.chance.choice([0, 9, 23])):
            for _ in range(self.chance.randint(1, 4)):
                try:
                    self._something(day)
                except Refused:
                    continue

    def _something(self, day: date) -> None:
        actions = list(Action.objects.filter(priority=self.priority))
        if len(actions) < 12 and self.chance.random() < 0.2:
            self._raise(day)
        elif actions:
            acts = (
                *(self._update, self._update, self._move, self._move, self._complete),
                *(self._check, self._judge, self._withdraw, self._carry),
            )
            action = self.chance.choice(actions)
            self.chance.choice(acts)(action, by=self.amara, on=day)

    def _raise(self, day: date) -> None:
        due = self.chance.choice(DUES)
        make_action(
            self.partnership,
            priority=self.priority,
            due_text=due,
            by=self.amara,
            on=day,
        )

    def _update(self, action, **who) -> None:
        unanswered = action.unanswered()
        progress.update_action(
            action,
            text="It goes on",
            rag=self.chance.choice(["green", "amber", "red", None]),
            impact=self.chance.choice(["green", "red", None]),
            reason="It has changed",
            occurrence=unanswered[0] if unanswered and self._is_rare(0.6) else None,
            **who,
        )

    def _move(self, action, **who) -> None:
        due = self.chance.choice(DUES)
        progress.change_due(action, due_text=due, reason="Illness", **who)

    def _complete(self, action, **who) -> None:
        if self._is_rare(0.3):
            impact = self.chance.choice([None, "green"])
            endings.complete_action(action, outcome="It helped", impact=impact, **who)

    def _check(self, action, *, by, on) -> None:
        endings.check_action(action, is_done=True, by=self.bryn, on=on)

    def _judge(self, action, **who) -> None:
        endings.judge_impact(action, impact="amber", text="A survey", **who)

    def _withdraw(self, action, **who) -> None:
        if self._is_rare(0.15):
            endings.withdraw_action(action, reason="Overtaken", **who)

    def _carry(self, action, **who) -> None:
        if self._is_rare(0.15):
            carrying.carry_action(
                action,
                target=self.following,
                reason="It waits for a partner",
                due_text="May 2026",
                **who,
            )

    def _is_rare(self, how: float) -> bool:
        return self.chance.random() < how

    def lines(self, day: date) -> tuple:
        report = plan_report.plan_report(
            self.plan, Action.objects.all(), on=day, since=day - MONTH
        )
        return report.priorities[0].lines

    def told(self, day: date) -> tuple:
        """Everything that a report and the movement say."""
        actions = Action.objects.filter(priority=self.priority)
        moved = movement.movement(actions, visible=actions, since=day - MONTH, on=day)
        return self.lines(day), moved


@pytest.mark.parametrize("seed", range(2))
def test_a_report_for_a_day_shows_that_day(seed, partnership, amara, bryn):
    year = Year(seed, partnership, amara, bryn)
    told = {}
    for day in year.days():
        year.happen(day)
        with year.at(day, 23):
            told[day] = year.told(day)

    with year.at(LAST, 12):
        wrong = [day for day, before in told.items() if year.told(day) != before]

    assert len(told) > 50
    assert wrong == []


@pytest.mark.parametrize("seed", range(2))
def test_a_report_of_today_says_what_the_register_says(seed, partnership, amara, bryn):
    year = Year(seed, partnership, amara, bryn)
    for day in year.days():
        year.happen(day)
        actions = {action.ref: action for action in Action.objects.as_of(day)}

        for line in year.lines(day):
            action = actions[line.ref]
            said = (line.is_late, line.is_undated, line.impact, line.moves)
            is_undated = action.is_open and action.has_no_date
            assert said == (action.is_late, is_undated, action.impact, action.slips)
            if action.is_open:
                assert line.due_end == action.next_due
