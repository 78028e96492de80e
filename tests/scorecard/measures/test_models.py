"""What the database holds, and what may be compared with what."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from partnership.access import Role
from scorecard.measures.models import Figure, Measure, add_months
from scorecard.measures.movement import movement_of
from scorecard.yearly_report.models import ReportBuild, ReportEdition
from tests.scorecard.factories import (
    THEN,
    BuildFactory,
    EditionFactory,
    FigureFactory,
    MeasureFactory,
)

Polarity, Status = Measure.Polarity, Figure.Status


def figure(measure, end, value, *, start=None, status=Status.FINAL):
    start = start or add_months(end, -3).replace(day=1)
    return Figure(
        measure=measure,
        period_start=start,
        period_end=end,
        label=f"{end:%B %Y}",
        status=status,
        value=None if value is None else Decimal(value),
        commentary="Why",
    )


OCTOBER, JULY = date(2019, 10, 31), date(2019, 7, 31)


# The movements read aloud at the real meeting (domain.md 0, S4), for snapshots.
@pytest.mark.parametrize(
    ("polarity", "before", "latest", "direction", "verdict", "words"),
    [
        (Polarity.NEUTRAL, 330, 325, "down", "watched", "−5, lower"),
        (Polarity.LOW, 59, 52, "down", "better", "−7, better"),
        (Polarity.LOW, 28, 36, "up", "worse", "+8, worse"),
        (Polarity.NEUTRAL, 550, 560, "up", "watched", "+10, higher"),
        (Polarity.LOW, "1.2", "0.9", "down", "better", "−0.3, better"),
        (Polarity.HIGH, 9, 17, "up", "better", "+8, better"),
        (Polarity.HIGH, 17, 9, "down", "worse", "−8, worse"),
        (Polarity.LOW, 9, 9, "", "same", "no change"),
        (Polarity.NEUTRAL, 0, 1200, "up", "watched", "+1,200, higher"),
    ],
)
def test_a_snapshot_moves_against_the_period_before(
    polarity, before, latest, direction, verdict, words
):
    measure = Measure(unit=Measure.Unit.COUNT, polarity=polarity)

    movement = movement_of(
        measure,
        [figure(measure, OCTOBER, latest), figure(measure, JULY, before)],
    )

    assert (movement.direction, movement.verdict, movement.words) == (
        direction,
        verdict,
        words,
    )


def upheld(end, value, *, since=None, status=Status.FINAL):
    measure = Measure(
        unit=Measure.Unit.COUNT, polarity=Polarity.LOW, counted_from_month=9
    )
    return figure(
        measure, end, value, start=since or measure.counted_since(end), status=status
    )


# domain.md 10.5: exclusions upheld were 1 in July and 8 in October, since September.
@pytest.mark.parametrize(
    ("figures", "words"),
    [
        (
            [upheld(OCTOBER, 8), upheld(JULY, 1)],
            "Not comparable: adds up over the year with no figure for 31 October 2018",
        ),
        (
            [upheld(OCTOBER, 8), upheld(JULY, 1), upheld(date(2018, 10, 31), 2)],
            "+6, worse",
        ),
        (
            [upheld(OCTOBER, 8), upheld(JULY, 1), upheld(date(2018, 10, 25), 8)],
            "no change",
        ),
        (
            [upheld(OCTOBER, 8), upheld(date(2018, 10, 20), 2)],
            "Not comparable: adds up over the year with no figure for 31 October 2018",
        ),
        (
            [
                upheld(OCTOBER, 8),
                upheld(date(2018, 10, 31), 2, since=date(2018, 4, 1)),
            ],
            "Not comparable: adds up over the year with no figure for 31 October 2018",
        ),
        (
            [
                upheld(OCTOBER, 8),
                upheld(date(2018, 10, 31), None, status=Status.SUPPRESSED),
            ],
            "Not comparable: October 2018 is suppressed",
        ),
        (
            [upheld(date(2020, 2, 29), 5), upheld(date(2019, 2, 28), 4)],
            "+1, worse",
        ),
    ],
)
def test_what_adds_up_compares_only_with_the_same_point_of_last_year(figures, words):
    assert movement_of(figures[0].measure, figures).words == words


def snapshot(end, value, **more):
    measure = Measure(unit=Measure.Unit.COUNT, polarity=Polarity.LOW)
    return figure(measure, end, value, **more)


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ([], "No figures yet"),
        ([snapshot(OCTOBER, 0)], "First figure"),
        (
            [snapshot(OCTOBER, None, status=Status.NOT_AVAILABLE), snapshot(JULY, 3)],
            "Latest is not available",
        ),
        (
            [snapshot(OCTOBER, 3), snapshot(JULY, None, status=Status.SUPPRESSED)],
            "Not comparable: July 2019 is suppressed",
        ),
        (
            [snapshot(OCTOBER, 3), snapshot(JULY, 9, start=date(2018, 8, 1))],
            "Not comparable: the periods differ in length",
        ),
        ([snapshot(OCTOBER, 0), snapshot(JULY, 3)], "−3, better"),
    ],
)
def test_where_nothing_compares_the_reason_is_said(figures, words):
    measure = Measure(unit=Measure.Unit.COUNT, polarity=Polarity.LOW)

    assert movement_of(measure, figures).words == words


@pytest.mark.parametrize(
    ("frequency", "from_month", "latest_end", "period"),
    [
        ("monthly", None, None, (date(2025, 1, 6), date(2025, 2, 5))),
        ("monthly", None, date(2024, 1, 31), (date(2024, 2, 1), date(2024, 2, 29))),
        ("quarterly", None, date(2025, 7, 31), (date(2025, 8, 1), date(2025, 10, 31))),
        ("termly", None, date(2025, 8, 31), (date(2025, 9, 1), date(2025, 12, 31))),
        ("yearly", None, date(2024, 2, 29), (date(2024, 3, 1), date(2025, 2, 28))),
        ("quarterly", 9, date(2025, 7, 31), (date(2025, 9, 1), date(2025, 10, 31))),
        ("quarterly", 9, date(2025, 4, 30), (date(2024, 9, 1), date(2025, 7, 31))),
    ],
)
def test_the_next_period_follows_the_last(frequency, from_month, latest_end, period):
    measure = Measure(
        frequency=frequency,
        counted_from_month=from_month,
        from_date=date(2025, 1, 6),
    )

    assert measure.period_after(latest_end) == period


@pytest.mark.parametrize(
    ("unit", "rate_per", "value", "words"),
    [
        ("count", None, "1204", "1,204"),
        ("count", None, "0", "0"),
        ("count", None, "100.00", "100"),
        ("percent", None, "0.90", "0.9%"),
        ("percent", None, "100", "100%"),
        ("rate", 1000, "12.50", "12.5 per 1,000"),
    ],
)
def test_a_value_says_its_unit(unit, rate_per, value, words):
    assert Measure(unit=unit, rate_per=rate_per).in_words(Decimal(value)) == words


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"value": None}, "figure_value_as_its_status_says"),
        ({"status": "suppressed"}, "figure_value_as_its_status_says"),
        ({"status": "not_available"}, "figure_value_as_its_status_says"),
        ({"status": "guessed"}, "figure_value_as_its_status_says"),
        ({"numerator": 3}, "figure_numerator_and_denominator_together"),
        (
            {"numerator": 3, "denominator": 0},
            "figure_numerator_and_denominator_together",
        ),
        ({"commentary": ""}, "figure_has_commentary"),
        ({"period_start": date(2025, 8, 1)}, "figure_period_ends_after_it_begins"),
    ],
)
def test_the_database_refuses_a_figure_that_contradicts_itself(fields, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        FigureFactory(**fields)


def test_nought_is_a_figure_and_a_missing_one_is_not(db):
    measure = MeasureFactory()
    nought = FigureFactory(measure=measure, value=0)
    missing = FigureFactory(
        measure=measure,
        period_start=date(2025, 8, 1),
        period_end=date(2025, 10, 31),
        status=Status.NOT_AVAILABLE,
        value=None,
    )

    assert [nought.words, missing.words] == ["0", "Not available"]


def test_a_period_has_one_current_figure(db):
    figure = FigureFactory()

    with pytest.raises(IntegrityError, match="figure_once_per_period"):
        FigureFactory(measure=figure.measure)


def test_a_superseded_figure_leaves_room_for_its_correction(db):
    old = FigureFactory(superseded_at=THEN)
    new = FigureFactory(measure=old.measure, value=30, corrects=old)

    assert list(old.measure.figures.current()) == [new]


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"unit": "rate"}, "measure_rate_says_per_how_many"),
        ({"rate_per": 1000}, "measure_rate_says_per_how_many"),
        ({"counted_from_month": 13}, "measure_counted_from_a_month"),
        ({"retired_on": date(2020, 1, 1)}, "measure_retired_after_it_began"),
    ],
)
def test_the_database_refuses_a_measure_that_contradicts_itself(db, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        MeasureFactory(**fields)


@pytest.mark.parametrize("model", [ReportEdition, ReportBuild])
def test_every_status_has_a_colour(model):
    assert {model(status=status).colour for status in model.Status} != {""}


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"status": "done", "finished_at": THEN}, "build_has_a_file_when_done"),
        ({"status": "failed", "finished_at": THEN}, "build_says_why_it_failed"),
        ({"status": "running", "finished_at": THEN}, "build_finished_at_when_finished"),
        ({"progress": 101}, "build_progress_in_percent"),
    ],
)
def test_the_database_refuses_a_build_that_contradicts_itself(db, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        BuildFactory(**fields)


def test_only_one_build_of_an_edition_is_in_hand(db):
    build = BuildFactory()

    with pytest.raises(IntegrityError, match="build_one_in_hand_per_edition"):
        BuildFactory(edition=build.edition)


def test_a_published_edition_has_its_day(db):
    with pytest.raises(IntegrityError, match="edition_published_and_day_together"):
        EditionFactory(status=ReportEdition.Status.PUBLISHED)


def test_the_form_level_check_says_it_in_words(db):
    measure = MeasureFactory.build(unit="rate", organisation=None)

    with pytest.raises(ValidationError, match="Say per how many, for rates only"):
        measure.validate_constraints()


class TestWhoSeesAMeasure:
    def test_officers_and_executives_see_all(self, amara, eve, education, quality):
        ours = MeasureFactory(organisation=education)
        theirs = MeasureFactory(organisation=quality)

        assert set(Measure.objects.visible_to(amara)) == {ours, theirs}
        assert set(Measure.objects.visible_to(eve)) == {ours, theirs}

    def test_members_see_their_subgroups_own(self, mo, olu, education, quality):
        ours = MeasureFactory(organisation=education)
        theirs = MeasureFactory(organisation=quality)

        assert list(Measure.objects.visible_to(mo)) == [ours]
        assert list(Measure.objects.visible_to(olu)) == [theirs]

    def test_an_owner_sees_what_they_own_and_may_record_it(self, dee, quality):
        own = MeasureFactory(organisation=quality, owner=dee)
        MeasureFactory(organisation=quality)

        assert list(Measure.objects.visible_to(dee)) == [own]
        assert own.roles_of(dee) == {Role.MEASURE_OWNER}

    def test_nobody_signed_out_sees_any(self, education):
        MeasureFactory(organisation=education)

        assert list(Measure.objects.visible_to(None)) == []
        assert list(Figure.objects.visible_to(None)) == []


class TestWhoSeesAnEdition:
    def test_board_readers_see_it_in_the_making(self, eve, scarlett):
        edition = EditionFactory()

        assert list(ReportEdition.objects.visible_to(eve)) == [edition]
        assert list(ReportEdition.objects.visible_to(scarlett)) == [edition]

    def test_others_see_what_is_published(self, mo, dee):
        EditionFactory()
        published = EditionFactory(
            year="2023-24", status="published", published_on=date(2024, 9, 24)
        )

        for person in (mo, dee, None):
            assert list(ReportEdition.objects.visible_to(person)) == [published]
