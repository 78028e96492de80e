"""Who hears of a figure that is due, day by day."""

from datetime import date

import pytest

from partnership.policy import values as policy
from scorecard.digest import reminders
from scorecard.measures.models import Measure
from tests.scorecard.factories import FigureFactory, MeasureFactory


def told(on):
    return [
        (reminder.person, reminder.subject, reminder.step, reminder.due_on)
        for reminder in reminders.due(on)
    ]


# The last figure is that of 31 July 2025: the next is for 31 October, explained within
# 21 days, by 21 November.
@pytest.mark.parametrize(
    ("on", "step"),
    [
        (date(2025, 10, 30), None),
        (date(2025, 10, 31), None),
        (date(2025, 11, 1), "2025-10-31 over"),  # a Saturday
        (date(2025, 11, 20), "2025-10-31 over"),
        (date(2025, 11, 21), "2025-10-31 due"),
        (date(2025, 11, 22), "2025-10-31 due"),
        (date(2025, 11, 27), "2025-10-31 due"),
        (date(2025, 11, 28), "2025-10-31 late 1"),
        (date(2025, 12, 4), "2025-10-31 late 1"),
        (date(2025, 12, 5), "2025-10-31 late 2"),
        (date(2026, 1, 1), "2025-10-31 late 5"),
    ],
)
def test_the_owner_hears_when_a_period_is_over_due_and_late(mo, on, step):
    measure = MeasureFactory(owner=mo)
    FigureFactory(measure=measure)

    expected = [(mo, measure, step, date(2025, 11, 21))] if step else []
    assert told(on) == expected


def test_how_often_is_local_policy(mo):
    ladder = {"before": [7], "on_the_day": True, "repeat_after": None}
    policy.change("reminder_ladder", ladder, by=None)
    measure = MeasureFactory(owner=mo)
    FigureFactory(measure=measure)

    assert told(date(2026, 1, 1)) == [
        (mo, measure, "2025-10-31 due", date(2025, 11, 21))
    ]


def test_without_any_figure_the_first_period_is_due(mo):
    measure = MeasureFactory(owner=mo, from_date=date(2025, 8, 1))

    assert told(date(2025, 10, 31)) == []
    assert told(date(2025, 11, 1)) == [
        (mo, measure, "2025-10-31 over", date(2025, 11, 21))
    ]


def test_a_corrected_figure_counts_once_and_a_retired_measure_not_at_all(mo):
    measure = MeasureFactory(owner=mo)
    old = FigureFactory(measure=measure, superseded_at="2025-08-20T10:00Z")
    FigureFactory(measure=measure, corrects=old)
    MeasureFactory(owner=mo, retired_on=date(2025, 9, 1))

    assert [step for _, _, step, _ in told(date(2025, 11, 1))] == ["2025-10-31 over"]


def test_what_nobody_owns_is_the_officers_business(amara, bryn, mo, chris):
    measure = MeasureFactory(owner=None)
    FigureFactory(measure=measure)

    assert told(date(2025, 11, 1)) == [
        (amara, measure, "2025-10-31 over", date(2025, 11, 21)),
        (bryn, measure, "2025-10-31 over", date(2025, 11, 21)),
    ]


@pytest.mark.parametrize("count", [1, 100])
def test_one_query_reads_any_number_of_measures(count, mo, django_assert_num_queries):
    for _ in range(count):
        FigureFactory(measure=MeasureFactory(owner=mo))

    # The measures, and the policy's ladder where something is past due.
    with policy.reading(), django_assert_num_queries(2):
        found = list(reminders.due(date(2025, 12, 1)))

    assert len(found) == count


def test_the_words_name_the_measure_and_the_day(mo):
    measure = MeasureFactory(ref="ED3", title="Children missing education", owner=mo)
    FigureFactory(measure=measure)

    (reminder,) = reminders.due(date(2025, 11, 1))

    assert (reminder.words, reminder.url, reminder.kind) == (
        "ED3 Children missing education: the figure to 31 October 2025",
        Measure.objects.get().get_absolute_url(),
        "figure_due",
    )
