"""How often we email you: at once, daily, or on Mondays; none lost, none told twice."""

from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from partnership.dates import clock
from partnership.outbox import messages
from partnership.outbox import services as people
from partnership.outbox.models import Message, Reminded
from partnership.people.models import Person
from partnership.policy import values as policy
from scorecard.digest import services
from tests.factories import PersonFactory
from tests.scorecard.factories import FigureFactory, MeasureFactory

pytestmark = [pytest.mark.django_db, pytest.mark.long]
LONDON = ZoneInfo("Europe/London")
MONDAY = date(2025, 10, 20)
AT_ONCE, DAILY, WEEKLY = Person.Letters.values


def day(number: int) -> date:
    """So many days after a Monday."""
    return MONDAY + timedelta(days=number)


def at(number: int, hour: int, minute: int = 0):
    moment = datetime(2025, 10, 20, hour, minute, tzinfo=LONDON)
    return clock.at(moment + timedelta(days=number))


def name_owner(person, ref="EDU-1"):
    """A letter that may wait."""
    [message] = messages.send(
        "action_raised",
        to=person,
        action=ref,
        text="Write to the colleges",
        source="Minutes",
        due="End of March",
        deadline="End of March",
        link="http://localhost:8000/actions/1/",
    )
    return message


def send_receipt(person):
    """A letter that law or a deadline stands behind."""
    [message] = messages.send(
        "return_submitted",
        to=person,
        school="Elm Primary School",
        round="Safeguarding audit 2025/26",
        receipt="2025-000001-1",
        by="Dee",
        at="1 December 2025 at 09:31",
        link="http://localhost:8000/returns/1/",
    )
    return message


def choose(person, letters):
    people.choose_letters(person, letters=letters, by=person)


def reader(letters) -> Person:
    """Somebody new, who has chosen how often to be emailed."""
    someone = PersonFactory()
    choose(someone, letters)
    return someone


def beat(number, hour=7):
    with policy.reading(), at(number, hour):
        return services.send_digests(on=day(number))


def told_on(message) -> int | None:
    """The number of the day on which a kept letter was told."""
    message.refresh_from_db()
    digest = message.gathered_in
    return (
        (digest.written_at.astimezone(LONDON).date() - MONDAY).days if digest else None
    )


def test_a_single_letter_is_told_on_its_day():
    """Of everyone who gets one, on whatever day it is written."""
    letters = {
        (choice, written): reader(choice)
        for choice in (AT_ONCE, DAILY, WEEKLY)
        for written in range(7)
    }

    for number in range(15):
        for (choice, written), person in letters.items():
            if written == number:
                with at(written, 9):
                    letters[choice, written] = name_owner(person)
        beat(number, hour=18)

    assert {case: told_on(letter) for case, letter in letters.items()} == {
        (choice, written): {
            AT_ONCE: None,
            DAILY: written,
            WEEKLY: 0 if written == 0 else 7,
        }[choice]
        for choice, written in letters
    }
    assert {(choice, letter.status) for (choice, _), letter in letters.items()} == {
        (AT_ONCE, "waiting"),
        (DAILY, "gathered"),
        (WEEKLY, "gathered"),
    }
    digests = Message.objects.filter(kind="digest")
    assert Counter(digests.values_list("person", flat=True)) == {
        letter.person_id: 1
        for (choice, _), letter in letters.items()
        if choice != AT_ONCE
    }


@pytest.mark.parametrize("letters", [AT_ONCE, DAILY, WEEKLY])
def test_of_letters_every_day_those_after_the_digest_wait_for_the_next(mo, letters):
    choose(mo, letters)
    early, late = [], []
    for number in range(15):
        with at(number, 6):
            early.append(name_owner(mo, f"EDU-{number}"))
        beat(number, hour=7)
        with at(number, 9):
            late.append(name_owner(mo, f"EDU-{100 + number}"))
        beat(number, hour=18)

    told = {
        AT_ONCE: ([None] * 15, [None] * 15),
        DAILY: ([*range(15)], [*range(1, 15), None]),
        WEEKLY: ([0, *[7] * 7, *[14] * 7], [*[7] * 7, *[14] * 7, None]),
    }[letters]
    assert ([*map(told_on, early)], [*map(told_on, late)]) == told


@pytest.mark.parametrize("stood_still", range(1, 7))
def test_a_beat_that_stood_still_on_monday_tells_on_the_first_day_after(stood_still):
    letters = []
    for written in range(7):
        with at(written, 9):
            letters.append(name_owner(reader(WEEKLY)))

    for number in (7 + stood_still, 8 + stood_still, 14):
        beat(number)

    assert [*map(told_on, letters)] == [7 + stood_still] * 7
    digests = Message.objects.filter(kind="digest")
    assert sorted(digests.values_list("key", flat=True)) == sorted(
        f"digest:2025-10-27:{letter.person_id}" for letter in letters
    )


def test_what_comes_up_on_tuesday_waits_for_the_next_monday(mo):
    choose(mo, WEEKLY)
    with at(1, 9):
        message = name_owner(mo)

    for number in range(1, 7):
        assert beat(number) == []

    [digest] = beat(7)
    message.refresh_from_db()
    assert message.gathered_in == digest


def test_a_letter_of_monday_morning_goes_the_same_monday_when_nothing_was_told(mo):
    choose(mo, WEEKLY)
    beat(0)
    with at(0, 9):
        message = name_owner(mo)

    beat(0, hour=10)

    assert told_on(message) == 0


def test_nothing_is_lost_or_told_twice_when_the_choice_changes():
    readers = {
        (first, then, changed): reader(first)
        for first in (DAILY, WEEKLY)
        for then in Person.Letters.values
        for changed in (1, 3, 6, 7, 8)
    }
    written = {case: [] for case in readers}
    for number in range(15):
        for (_, then, changed), person in readers.items():
            if number == changed:
                choose(person, then)
        beat(number, hour=18 if number % 2 else 7)
        with at(number, 9):
            for case, person in readers.items():
                written[case].append(name_owner(person, f"EDU-{100 + number}"))
    for number in (15, 21):
        beat(number)

    kept = {
        (first, then, changed): [
            not (number >= changed and then == AT_ONCE) for number in range(15)
        ]
        for first, then, changed in readers
    }
    gathered = set(
        Message.objects.exclude(gathered_in=None).values_list("pk", flat=True)
    )
    assert {
        case: [letter.pk in gathered for letter in letters]
        for case, letters in written.items()
    } == kept
    digests = defaultdict(str)
    for person, body in Message.objects.filter(kind="digest").values_list(
        "person", "body"
    ):
        digests[person] += body
    assert {
        case: [
            digests[person.pk].count(f"New action EDU-{100 + number}, due")
            for number in range(15)
        ]
        for case, person in readers.items()
    } == {case: [int(one) for one in ones] for case, ones in kept.items()}


@pytest.mark.parametrize("letters", Person.Letters.values)
def test_codes_and_letters_with_a_deadline_go_at_once(mo, letters):
    choose(mo, letters)

    receipt = send_receipt(mo)
    [code] = messages.send_to_address(
        "login_code", "mo@wexcombe.example", person=mo, code="K7PQ"
    )

    assert (receipt.status, code.status) == ("waiting", "waiting")


def test_a_kept_letter_is_not_delivered_by_the_sweep(mo, outbox_delivers):
    choose(mo, WEEKLY)

    with outbox_delivers():
        name_owner(mo)
    messages_sent = len(mail.outbox)

    assert messages_sent == 0


def test_reminders_come_as_often_as_letters():
    """The figure is over, due 20 days later, then late weekly."""
    readers = {
        (choice, start): reader(choice)
        for choice in Person.Letters.values
        for start in (0, 1, 6)
    }
    for person in readers.values():
        FigureFactory(measure=MeasureFactory(owner=person))
    over = date(2025, 11, 1)  # a Saturday

    for number in range(36):
        begun = [person for (_, start), person in readers.items() if start <= number]
        with policy.reading():
            services.send_digests(on=over + timedelta(days=number), only=begun)

    for (choice, start), person in readers.items():
        reminded = Reminded.objects.filter(person=person)
        steps = list(reminded.values_list("step", flat=True))
        assert len(set(steps)) == len(steps) > 0
        days = [
            date.fromisoformat(key.split(":")[1])
            for key in Message.objects.filter(person=person)
            .order_by("pk")
            .values_list("key", flat=True)
        ]
        assert len(days) == len(set(days))
        if choice == WEEKLY:
            assert {one.weekday() for one in days} == {0}
        else:
            assert days[0] == over + timedelta(days=start)


def test_a_digest_holds_reminders_and_kept_letters(mo):
    choose(mo, DAILY)
    measure = FigureFactory(measure=MeasureFactory(owner=mo)).measure
    with clock.at(datetime(2025, 10, 31, 12, tzinfo=LONDON)):
        message = name_owner(mo)

    [digest] = services.send_digests(on=date(2025, 11, 1))

    assert digest.subject == "Partnership: 2 updates"
    entries = digest.body.partition("Dear Mo")[2]
    assert measure.get_absolute_url() in entries
    assert "New action EDU-1, due: End of March\n\nYou have been named" in entries
    assert "Dear Mo" not in entries
    assert entries.count("The partnership's business team") == 1
    message.refresh_from_db()
    assert (message.status, message.gathered_in) == ("gathered", digest)


def test_a_letter_kept_for_someone_merged_since_goes_to_the_one_kept(mo, dara):
    choose(mo, WEEKLY)
    message = name_owner(mo)
    Person.objects.filter(pk=mo.pk).update(email="", merged_into=dara)

    [digest] = services.send_digests(on=clock.now().date() + timedelta(days=8))

    assert digest.address == "dara@wexcombe.example"
    message.refresh_from_db()
    assert message.gathered_in == digest


def test_a_letter_kept_for_someone_without_an_address_stays_kept(mo):
    choose(mo, WEEKLY)
    message = name_owner(mo)
    Person.objects.filter(pk=mo.pk).update(email="")

    assert services.send_digests(on=clock.now().date() + timedelta(days=8)) == []
    message.refresh_from_db()
    assert message.status == "held"
