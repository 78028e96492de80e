"""Who hears about which meeting on which day: a week ahead, agendas, late minutes."""

from datetime import date

import pytest

from partnership.access import Role
from partnership.policy import values as policy
from subgroups import reminders
from subgroups.meetings.models.meetings import Meeting
from tests.factories import MembershipFactory
from tests.subgroups.factories import MeetingFactory

TUESDAY = date(2025, 10, 21)


def told(on: date) -> set[tuple[str, str, str]]:
    return {(r.kind, r.step, r.person.name) for r in reminders.due(on)}


def everyone(kind, step, *people):
    return {(kind, step, person) for person in people}


@pytest.fixture
def people(chris, lena, mo, dara, olu):
    """Dara, a deputy, and Olu, of another subgroup, are never told."""


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("on", "is_told"),
    [
        (date(2025, 10, 13), False),  # eight days before
        (date(2025, 10, 14), True),
        (date(2025, 10, 20), True),  # the digest of the 14th was missed: still told
        (TUESDAY, False),
    ],
)
def test_a_meeting_a_week_away_is_told_to_its_members(group, on, is_told):
    MeetingFactory(subgroup=group, held_on=TUESDAY, status=Meeting.Status.PUBLISHED)

    expected = everyone("meeting_soon", "7 days before", "Chris", "Lena", "Mo")
    assert told(on) == (expected if is_told else set())


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("on", "step"),
    [
        (date(2025, 11, 6), None),
        (date(2025, 11, 7), "due"),  # two working days before the deadline
        (date(2025, 11, 11), "due"),  # the deadline: five working days before
        (date(2025, 11, 12), "late"),
        (date(2025, 11, 18), "late"),  # the day itself
        (date(2025, 11, 19), None),
    ],
)
def test_an_agenda_is_due_five_working_days_before(group, on, step):
    MeetingFactory(subgroup=group, held_on=date(2025, 11, 18))

    of_papers = {line for line in told(on) if line[0] == "papers"}
    assert of_papers == (everyone("papers", step, "Chris", "Lena") if step else set())


@pytest.mark.usefixtures("people")
def test_a_published_agenda_is_not_chased(group):
    MeetingFactory(
        subgroup=group, held_on=date(2025, 11, 18), status=Meeting.Status.PUBLISHED
    )

    assert {kind for kind, *_ in told(date(2025, 11, 12))} == {"meeting_soon"}


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("status", [Meeting.Status.HELD, Meeting.Status.DRAFT])
@pytest.mark.parametrize(
    ("on", "step"),
    [
        (date(2025, 10, 30), None),
        (date(2025, 10, 31), "due"),
        (date(2025, 11, 4), "due"),  # ten working days after the meeting
        (date(2025, 11, 5), "late 1"),
        (date(2025, 11, 11), "late 1"),
        (date(2025, 11, 12), "late 2"),  # a week later it is said again
        (date(2025, 11, 18), "late 2"),
        (date(2025, 11, 19), "late 3"),
    ],
)
def test_minutes_are_due_ten_working_days_after(group, status, on, step):
    MeetingFactory(subgroup=group, held_on=TUESDAY, status=status)

    assert told(on) == (everyone("minutes", step, "Chris", "Lena") if step else set())


@pytest.mark.usefixtures("people")
def test_circulated_minutes_are_the_chairs_to_check(group, chris):
    meeting = MeetingFactory(
        subgroup=group,
        held_on=TUESDAY,
        status=Meeting.Status.CIRCULATED,
        circulated_on=date(2025, 10, 24),
        circulations=1,
    )

    assert told(date(2025, 10, 24)) == set()
    assert told(date(2025, 10, 25)) == everyone("minutes", "check 1", "Chris")
    Meeting.objects.filter(pk=meeting.pk).update(
        checked_on=date(2025, 10, 25), checked_by=chris
    )
    assert told(date(2025, 12, 1)) == set()


@pytest.mark.usefixtures("people")
def test_checked_minutes_are_to_be_agreed_once_the_next_meeting_was_held(group, chris):
    MeetingFactory(
        subgroup=group,
        held_on=TUESDAY,
        status=Meeting.Status.CIRCULATED,
        circulated_on=TUESDAY,
        checked_on=TUESDAY,
        checked_by=chris,
    )
    MeetingFactory(
        subgroup=group,
        held_on=date(2026, 1, 20),
        status=Meeting.Status.CANCELLED,
        cancelled_because="Snow",
    )
    assert told(date(2026, 1, 21)) == set()
    MeetingFactory(
        subgroup=group,
        held_on=date(2026, 1, 27),
        status=Meeting.Status.AGREED,
        circulated_on=TUESDAY,
        agreed_on=TUESDAY,
        agreed_by=chris,
        agreed_at_meeting=group.meetings.first(),
        quorum_as_agreed="Quorate",
    )

    assert told(date(2026, 1, 26)) == set()
    assert told(date(2026, 1, 27)) == everyone("minutes", "agree", "Chris", "Lena")


@pytest.mark.usefixtures("people")
def test_christmas_does_not_count_as_working_days(group):
    MeetingFactory(
        subgroup=group, held_on=date(2025, 12, 18), status=Meeting.Status.HELD
    )

    # 19, 22, 23, 24, 29, 30, 31 December; 2, 5, 6 January
    assert told(date(2026, 1, 6)) == everyone("minutes", "due", "Chris", "Lena")
    assert told(date(2026, 1, 7)) == everyone("minutes", "late 1", "Chris", "Lena")


def test_a_reminder_in_words(group, lena):
    MeetingFactory(subgroup=group, held_on=TUESDAY, status=Meeting.Status.HELD)

    (reminder,) = reminders.due(date(2025, 11, 5))

    assert (reminder.words, reminder.due_on, reminder.url) == (
        "The minutes of Education subgroup, 21 October 2025 were due on "
        "4 November 2025",
        date(2025, 11, 4),
        reminder.subject.get_absolute_url(),
    )


def test_who_chairs_and_takes_minutes_is_told_once(group, chris, education):
    MembershipFactory(person=chris, organisation=education, role=Role.MINUTE_TAKER)
    MembershipFactory(person=chris, organisation=education, role=Role.MEMBER)
    MeetingFactory(subgroup=group, held_on=TUESDAY, status=Meeting.Status.HELD)

    assert len(list(reminders.due(date(2025, 11, 5)))) == 1


@pytest.mark.parametrize("count", [1, 20])
def test_reminders_ask_the_same_of_one_meeting_and_twenty(
    group, people, count, django_assert_num_queries
):
    for hour in range(count):
        MeetingFactory(
            subgroup=group,
            held_on=TUESDAY,
            starts_at=f"{hour:02}:00",
            status=Meeting.Status.HELD,
        )

    with policy.reading(), django_assert_num_queries(8):
        assert len(list(reminders.due(date(2025, 11, 5)))) == 2 * count
