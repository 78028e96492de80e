"""iCalendar as written is read back by another library than the one that wrote it."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
import vobject
from hypothesis import given
from hypothesis import strategies as st

from partnership.pages import calendars
from partnership.pages.calendars import CalendarEntry, at_london_time
from tests.scorecard.feeds import read

NOON = datetime(2025, 10, 22, 11, tzinfo=UTC)
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOON, tick=False):
        yield


LONDON = ZoneInfo("Europe/London")


def entry(**fields) -> CalendarEntry:
    fields = {
        "uid": "action-1",
        "words": "Words",
        "url": "/a/1/",
        "sequence": 1,
    } | fields
    if "starts_at" not in fields:
        fields.setdefault("day", date(2025, 11, 3))
    return CalendarEntry(**fields)


class TestWriting:
    def test_a_deadline_is_a_whole_day_that_stays_free(self, settings):
        settings.SITE_ADDRESS = "https://quorate.example"

        (event,) = read(calendars.write("Board", [entry(sequence=7)]))

        assert {
            name: event.getChildValue(name)
            for name in ("uid", "summary", "dtstart", "dtend", "transp", "status")
        } == {
            "uid": "action-1@quorate.example",
            "summary": "Words",
            "dtstart": date(2025, 11, 3),
            "dtend": date(2025, 11, 4),
            "transp": "TRANSPARENT",
            "status": "CONFIRMED",
        }
        assert event.sequence.value == "7"
        assert event.dtstamp.value == NOON
        assert event.url.value == event.description.value
        assert event.url.value == "https://quorate.example/a/1/"

    @pytest.mark.parametrize(
        ("day", "utc_hour"),
        [
            (date(2025, 10, 25), 8),  # the day before clocks go back
            (date(2025, 10, 26), 9),  # the day they do
            (date(2026, 3, 28), 9),  # the day before they go forward
            (date(2026, 3, 29), 8),
            (date(2037, 7, 1), 8),
        ],
    )
    def test_a_meeting_keeps_its_hour_in_london(self, day, utc_hour):
        meeting = entry(
            uid="meeting-1",
            starts_at=at_london_time(day, time(9, 30)),
            ends_at=at_london_time(day, time(11, 30)),
        )

        (event,) = read(calendars.write("Board", [meeting]))

        start, end = event.dtstart.value, event.dtend.value
        assert start.astimezone(UTC) == datetime(
            day.year, day.month, day.day, utc_hour, 30, tzinfo=UTC
        )
        assert end - start == timedelta(hours=2)
        assert event.dtstart.params["X-VOBJ-ORIGINAL-TZID"] == ["Europe/London"]

    def test_an_hour_that_clocks_skip_or_repeat_is_said_as_it_was_written(self):
        skipped = entry(starts_at=at_london_time(date(2026, 3, 29), time(1, 30)))
        repeated = entry(starts_at=at_london_time(date(2025, 10, 26), time(1, 30)))

        text = calendars.write("Board", [skipped, repeated]).decode()

        assert "DTSTART;TZID=Europe/London:20260329T013000" in text
        assert "DTSTART;TZID=Europe/London:20251026T013000" in text

    def test_a_program_that_knows_no_london_is_told_when_its_clocks_change(self):
        timed = entry(starts_at=at_london_time(date(2025, 11, 3), time(9)))
        zone = vobject.readOne(
            calendars.write("Board", [timed]).decode()
        ).vtimezone.tzinfo

        offsets = {
            day: (
                zone.utcoffset(datetime.combine(day, time(12))),
                LONDON.utcoffset(datetime.combine(day, time(12))),
            )
            for day in (date(2020, 1, 1) + timedelta(days=n) for n in range(4000))
        }

        assert {day: pair for day, pair in offsets.items() if pair[0] != pair[1]} == {}

    def test_without_times_no_time_zone_is_told(self):
        assert b"VTIMEZONE" not in calendars.write("Board", [entry()])

    def test_says_what_it_is_called_and_how_often_to_come_back(self):
        text = calendars.write("Board; all, of it", []).decode()

        assert "PRODID:-//Quorate//Calendar//EN\r\n" in text
        assert "X-WR-CALNAME:Board\\; all\\, of it\r\n" in text
        assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in text
        assert "X-PUBLISHED-TTL:PT1H\r\n" in text

    @pytest.mark.parametrize(
        ("about", "summary"),
        [
            ({}, "Cancelled: Words"),
            ({"cancelled": "No longer needed"}, "No longer needed: Words"),
            ({"words": "x" * 400}, f"Cancelled: {'x' * 138}…"),
            (
                {"starts_at": at_london_time(date(2025, 11, 3), time(9))},
                "Cancelled: Words",
            ),
        ],
    )
    def test_what_was_cancelled_says_so_in_its_title_and_leaves_the_time_free(
        self, about, summary
    ):
        off = entry(status=calendars.Status.CANCELLED, **about)

        (event,) = read(calendars.write("Board", [off]))

        assert (event.status.value, event.summary.value, event.transp.value) == (
            "CANCELLED",
            summary,
            "TRANSPARENT",
        )

    @given(
        text=st.text(
            st.characters(exclude_categories=["Cs"]) | st.sampled_from(';,\\:\r\n\t"é'),
            max_size=400,
        )
    )
    def test_any_words_come_back_as_one_line(self, text):
        written = calendars.write("Board", [entry(words=text, place=text)])

        (event,) = read(written)
        lines = written.split(b"\r\n")
        assert event.getChildValue("summary", "") == entry(words=text).title
        assert event.getChildValue("location", "") == calendars.in_one_line(text)
        assert max(map(len, lines)) <= 75
        assert b"\n" not in b"".join(lines)
        assert b"\r" not in b"".join(lines)
        assert len(entry(words=text).title) <= calendars.LONGEST_TITLE

    @given(
        day=st.dates(date(2024, 1, 1), date(2040, 12, 31)),
        wall=st.times().map(lambda t: t.replace(microsecond=0)),
    )
    def test_any_day_and_hour_come_back(self, day, wall):
        (event,) = read(
            calendars.write("Board", [entry(starts_at=at_london_time(day, wall))])
        )

        assert event.dtstart.value.replace(tzinfo=None) == datetime.combine(day, wall)

    def test_an_entry_has_a_day_or_a_time_and_not_both(self):
        noon = at_london_time(TODAY, time(12))

        with pytest.raises(ValueError, match="action-1"):
            entry(day=TODAY, starts_at=noon)
