"""Actions typed in one line: who, what, by when."""

from datetime import date

import pytest

from actions.due.reading import read_due
from subgroups.room.action_lines import read_line
from subgroups.room.deadlines import is_deadline, question_about

AROUND = {"ao", "eg", "hg", "jk", "sw", "chair", "all", "priya anand", "helen jones"}
NEXT_MEETING = date(2026, 1, 20)
HELD_ON = date(2025, 10, 21)


def read_date(words):
    return read_due(words, plan_start=date(2025, 4, 1), next_meeting=NEXT_MEETING)


def is_owner(words):
    parts = words.lower().replace("/", ",").replace(" and ", ",").split(",")
    return all(part.strip() in AROUND for part in parts)


def read(line):
    got = read_line(
        line, is_owner=is_owner, is_due=lambda words: is_deadline(read_date(words))
    )
    return got.owner_words, got.text, got.due_words


@pytest.mark.parametrize(
    ("line", "owners", "text", "due"),
    [
        (
            "AO/EG: contact the four remaining schools by 20 Jan",
            "AO/EG",
            "contact the four remaining schools",
            "20 Jan",
        ),
        ("AO, EG: call the heads", "AO, EG", "call the heads", ""),
        ("AO and EG: call the heads", "AO and EG", "call the heads", ""),
        (
            "Priya Anand: draft the letter by end of March",
            "Priya Anand",
            "draft the letter",
            "end of March",
        ),
        ("ACTION: AO: call HG", "AO", "call HG", ""),
        ("Action – AO: call HG", "AO", "call HG", ""),
        ("• AO: call HG.", "AO", "call HG", ""),
        (
            "AO to remind HG that JP would like a conversation",
            "AO",
            "remind HG that JP would like a conversation",
            "",
        ),
        (
            "AO: to remind HG by the next meeting",
            "AO",
            "remind HG",
            "the next meeting",
        ),
        ("JK and SW will meet by Friday", "JK and SW", "meet", "Friday"),
        ("AO – circulate the report", "AO", "circulate the report", ""),
        ("All: read the draft (20 Feb)", "All", "read the draft", "20 Feb"),
        ("AO: send the list - 31.1.26", "AO", "send the list", "31.1.26"),
        ("AO: send the list, end of term", "AO", "send the list", "end of term"),
        ("AO: send the list asap", "AO", "send the list", "asap"),
        (
            "AO: report back at the next meeting",
            "AO",
            "report back",
            "the next meeting",
        ),
        (
            "AO: report back before the next meeting",
            "AO",
            "report back",
            "before the next meeting",
        ),
        (
            "AO: write to schools before Christmas",
            "AO",
            "write to schools",
            "before Christmas",
        ),
        # “by” is not always a deadline.
        ("AO: contact schools by email", "AO", "contact schools by email", ""),
        (
            "AO: contact schools by email by 20 Jan",
            "AO",
            "contact schools by email",
            "20 Jan",
        ),
        (
            "AO: review the 2025 report, by school",
            "AO",
            "review the 2025 report, by school",
            "",
        ),
        # Words before a colon are owners, known or not; they are asked about later.
        ("XQ: call the heads", "XQ", "call the heads", ""),
        (
            "Police and health: agree a form by 1 March 2026",
            "Police and health",
            "agree a form",
            "1 March 2026",
        ),
        # A sentence without an owner has none.
        ("Reply to the schools", "", "Reply to the schools", ""),
        ("contact the schools by 20 Jan", "", "contact the schools", "20 Jan"),
        ("Meet at 9:30 in Denholt", "", "Meet at 9:30 in Denholt", ""),
        ("AO:", "", "AO", ""),
        ("", "", "", ""),
    ],
)
def test_a_line_is_taken_apart(line, owners, text, due):
    assert read(line) == (owners, text, due)


def question(words):
    return question_about(
        words, read=read_date, held_on=HELD_ON, next_meeting=NEXT_MEETING
    )


@pytest.mark.parametrize(
    "words", ["20 Jan", "end of March", "next meeting", "termly", "ongoing"]
)
def test_a_clear_deadline_asks_nothing(words):
    assert question(words) is None


@pytest.mark.parametrize(
    ("words", "asked", "days"),
    [
        ("", "When is it due?", [NEXT_MEETING]),
        (
            "before Christmas",
            "“Christmas” differs from place to place: give the days",
            [date(2025, 12, 24), NEXT_MEETING],
        ),
        (
            "next week",
            "This depends on when it was written: give the date",
            [date(2025, 10, 31), NEXT_MEETING],
        ),
        (
            "Friday",
            "This depends on when it was written: give the date",
            [date(2025, 10, 24), NEXT_MEETING],
        ),
        (
            "in two weeks",
            "This depends on when it was written: give the date",
            [date(2025, 11, 4), NEXT_MEETING],
        ),
        (
            "asap",
            "“As soon as possible” is not a date: when is it due?",
            [NEXT_MEETING],
        ),
    ],
)
def test_an_unclear_deadline_is_asked_about_with_days_to_choose_from(
    words, asked, days
):
    got = question(words)

    assert (got.words, list(got.days)) == (asked, days)
