"""Measures go to whoever takes them over; figures keep who recorded them."""

from datetime import date

import pytest

from partnership.guards.outcomes import Refused
from partnership.history import services as history
from scorecard.digest import reminders
from scorecard.records.services import leaving
from tests.scorecard.factories import FigureFactory, MeasureFactory

pytestmark = pytest.mark.django_db

LAST_DAY = date(2025, 10, 31)


def hand_over(leaver, taker, *, by, on):
    return leaving.hand_over(
        leaver=leaver, taker=taker, last_day=LAST_DAY, by=by, on=on
    )


@pytest.mark.parametrize("takes_over", [True, False])
def test_a_measure_in_use_moves(mo, olu, amara, today, takes_over):
    measure = MeasureFactory(owner=mo)
    figure = FigureFactory(measure=measure, recorded_by=mo)
    taker = olu if takes_over else None

    moved = hand_over(mo, taker, by=amara, on=today)

    measure.refresh_from_db()
    figure.refresh_from_db()
    assert [row.pk for row in moved] == [measure.pk]
    assert (measure.owner, measure.version, figure.recorded_by) == (taker, 2, mo)
    assert history.of(measure)[0].detail["after"] == ("Olu" if taker else "nobody")


def test_a_retired_measure_stays(mo, olu, amara, today):
    measure = MeasureFactory(owner=mo, retired_on=date(2025, 1, 31))

    assert hand_over(mo, olu, by=amara, on=today) == []
    measure.refresh_from_db()
    assert measure.owner == mo


def test_reminders_stop_for_the_leaver_and_begin_for_the_taker(mo, olu, amara, today):
    MeasureFactory(owner=mo)
    assert {reminder.person for reminder in reminders.due(today)} == {mo}

    hand_over(mo, olu, by=amara, on=today)

    assert {reminder.person for reminder in reminders.due(today)} == {olu}


def test_nobody_takes_over_from_themselves(mo, amara, today):
    with pytest.raises(Refused, match="someone else"):
        hand_over(mo, mo, by=amara, on=today)
