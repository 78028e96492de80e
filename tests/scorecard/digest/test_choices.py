"""How often we email you: at once, daily, or on Mondays; none lost, none told twice."""

from datetime import date, datetime, timedelta
from itertools import product
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
from tests.scorecard.factories import FigureFactory, MeasureFactory

pytestmark = [pytest.mark.django_db, pytest.mark.long]
LONDON = ZoneInfo("Europe/London")
MONDAY = date(2025, 10, 20)
AT_ONCE, DAILY, WEEKLY = Person.Letters.values
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


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


@pytest.mark.parametrize("letters", [AT_ONCE, DAILY, WEEKLY])
@pytest.mark.parametrize("written", range(7), ids=DAYS)
def test_a_single_letter_is_told_on_its_day(mo, letters, written):
    choose(mo, letters)
    with at(written, 9):
        message = name_owner(mo)

    for number in range(written, written + 9):
        beat(number, hour=18)

    assert (
        told_on(message)
        == {
            AT_ONCE: None,
            DAILY: written,
            WEEKLY: 0 if written == 0 else 7,
        }[letters]
    )
    assert message.status == ("waiting" if letters == AT_ONCE else "gathered")
    assert Message.objects.filter(kind="digest").count() == (letters != AT_ONCE)


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


@pytest.mark.parametrize("written", range(7), ids=DAYS)
@pytest.mark.parametrize("stood_still", range(1, 7))
def test_a_beat_that_stood_still_on_monday_tells_on_the_first_day_after(
    mo, written, stood_still
):
    choose(mo, WEEKLY)
    with at(written, 9):
        message = name_owner(mo)

    for number in (7 + stood_still, 8 + stood_still, 14):
        beat(number)

    assert told_on(message) == 7 + stood_still
    [digest] = Message.objects.filter(kind="digest")
    assert digest.key == f"digest:2025-10-27:{mo.pk}"


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


@pytest.mark.parametrize(
    ("first", "then"), list(product([DAILY, WEEKLY], Person.Letters.values))
)
@pytest.mark.parametrize("changed", [1, 3, 6, 7, 8])
def test_nothing_is_lost_or_told_twice_when_the_choice_changes(
    mo, first, then, changed
):
    choose(mo, first)
    written = []
    for number in range(15):
        if number == changed:
            choose(mo, then)
        beat(number, hour=18 if number % 2 else 7)
        with at(number, 9):
            written.append(name_owner(mo, f"EDU-{100 + number}"))
    for number in (15, 21):
        beat(number)

    told = [told_on(message) is not None for message in written]
    at_once = [number >= changed and then == AT_ONCE for number in range(15)]
    assert told == [not one for one in at_once]
    digests = "".join(
        Message.objects.filter(kind="digest").values_list("body", flat=True)
    )
    assert [
        digests.count(f"New action EDU-{100 + number}, due") for number in range(15)
    ] == [int(one) for one in told]


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


@pytest.mark.parametrize("start", [0, 1, 6])
@pytest.mark.parametrize("letters", Person.Letters.values)
def test_reminders_come_as_often_as_letters(mo, letters, start):
    """The figure is over, due 20 days later, then late weekly."""
    FigureFactory(measure=MeasureFactory(owner=mo))
    choose(mo, letters)
    over = date(2025, 11, 1)  # a Saturday

    for number in range(start, 36):
        with policy.reading():
            services.send_digests(on=over + timedelta(days=number))

    steps = list(Reminded.objects.values_list("step", "message__key"))
    assert len({step for step, _ in steps}) == len(steps)
    days = [
        date.fromisoformat(key.split(":")[1])
        for key in Message.objects.values_list("key", flat=True)
    ]
    assert len(days) == len(set(days))
    if letters == WEEKLY:
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
