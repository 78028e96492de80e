"""Times that name their zone are days in London."""

from datetime import date

import pytest

from partnership.dates.zones import in_local_days, local_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-06-29T23:00:00Z", date(2026, 6, 30)),
        ("2026-06-29T22:59:59Z", date(2026, 6, 29)),
        ("2026-12-31T23:59Z", date(2026, 12, 31)),
        ("2026-03-29 00:30 UTC", date(2026, 3, 29)),
        ("2027-04-29T23:00:00+00:00", date(2027, 4, 30)),
        ("2026-06-30T00:30:00+0200", date(2026, 6, 29)),
        ("2026-06-29T23:00:00.0000000Z", date(2026, 6, 30)),
        ("2026-02-30T23:00:00Z", None),
        ("9999-12-31T23:59:59-12:00", None),
        ("2026-06-29T23:00:00", None),
        ("by 2026-06-29T23:00:00Z", None),
        ("2026-06-29", None),
    ],
)
def test_a_time_with_a_zone_is_a_day_here(text, day):
    assert local_day(text) == day


def test_only_times_with_a_zone_change_in_a_text():
    text = "From 2026-06-29T23:00:00Z to 2026-07-30T23:00:00, or 2026-02-30T10:00:00Z"

    assert in_local_days(text) == (
        "From 2026-06-30 to 2026-07-30T23:00:00, or 2026-02-30T10:00:00Z"
    )
