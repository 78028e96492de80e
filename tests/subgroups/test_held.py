"""What subgroups say that they keep about a person, and what is past its time."""

from datetime import date

import pytest
import time_machine

from partnership.people.named_in import Held
from subgroups.held import held_about, past_keeping
from subgroups.meetings.models.meetings import Meeting
from subgroups.terms import services
from tests.subgroups.factories import MeetingFactory

pytestmark = pytest.mark.django_db

PERIODS = [
    {"name": "minutes", "words": "Agreed minutes", "years": None},
    {"name": "drafts", "words": "Drafts", "years": 1},
]


def test_a_seat_and_a_meeting_are_told_with_their_reasons(held, group, mo):
    assert held_about(mo) == [
        Held(
            kind="Seats they hold or held",
            words="Governors, Education subgroup",
            when=date(2020, 1, 6),
            kept_because="A subgroup’s records say who sat on it",
            url=group.get_absolute_url(),
        ),
        Held(
            kind="Meetings they attended or sent apologies for",
            words="Education subgroup, 21 October 2025: present as Mo (MO)",
            when=date(2025, 10, 21),
            kept_because="Minutes record who attended. Agreed minutes never change",
            url=held.get_minutes_url(),
        ),
    ]


@pytest.mark.parametrize(
    ("held_on", "status", "count"),
    [
        (date(2024, 10, 21), Meeting.Status.HELD, 1),
        (date(2024, 10, 22), Meeting.Status.HELD, 0),
        (date(2024, 10, 21), Meeting.Status.PLANNED, 0),
    ],
)
def test_minutes_that_nobody_agreed_are_past_a_year_later(
    held_on, status, count, today
):
    MeetingFactory(held_on=held_on, status=status)

    assert counts(today)["Minutes never agreed"] == count


def test_a_draft_of_terms_is_past_a_year_after_it_was_written(group, lena, today):
    with time_machine.travel("2024-10-20 12:00"):
        services.write_terms(group, purpose="To listen", responsibilities="", by=lena)

    assert counts(today)["Terms of reference never agreed"] == 1

    with time_machine.travel("2024-10-25 12:00"):
        services.write_terms(group, purpose="To hear", responsibilities="", by=lena)

    assert counts(today)["Terms of reference never agreed"] == 0


def test_a_draft_of_terms_is_written_when_a_file_is_imported(group, lena, today):
    with time_machine.travel("2024-10-20 12:00"):
        services.import_terms(
            group,
            parts={"purpose": "To listen"},
            review_on=None,
            file_name="terms.docx",
            version=0,
            by=lena,
        )

    assert counts(today)["Terms of reference never agreed"] == 1


def test_agreed_minutes_are_kept_for_good_unless_policy_says_otherwise(agreed):
    on = date(2040, 1, 1)
    assert "Agreed minutes" not in counts(on)

    limited = [{"name": "minutes", "words": "Agreed minutes", "years": 6}]

    [old] = past_keeping(on, limited)
    assert (old.count, old.first[0].since) == (1, date(2025, 10, 21))
    assert old.what_to_do == "Agreed minutes are never deleted by Quorate"


def counts(on) -> dict[str, int]:
    return {old.words: old.count for old in past_keeping(on, PERIODS)}
