"""One letter a person a day, of what they have not been told; never twice."""

import threading
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.register.models.actions import Action
from partnership.outbox.models import Message, Reminded
from partnership.outbox.reminders import Reminder
from partnership.people.models import Person
from scorecard import tasks
from scorecard.digest import services
from tests.factories import PersonFactory
from tests.scorecard.factories import FigureFactory, MeasureFactory

# The figure to 31 October is over on 1 November, due on the 21st, then late weekly.
OVER = date(2025, 11, 1)


def owned_by(person, count=1):
    return [
        FigureFactory(measure=MeasureFactory(owner=person)).measure
        for _ in range(count)
    ]


def sent():
    return [
        (message.person, message.key, message.reminders.count())
        for message in Message.objects.order_by("pk")
    ]


def test_mo_gets_one_letter_for_all_that_is_due(mo, outbox_delivers):
    owned_by(mo, count=3)

    with outbox_delivers():
        services.send_digests(on=OVER)

    (letter,) = mail.outbox
    assert letter.to == ["mo@wexcombe.example"]
    assert letter.subject == "Partnership: 3 updates"
    assert letter.body.count("the figure to 31 October 2025") == 3
    assert sent() == [(mo, f"digest:2025-11-01:{mo.pk}", 3)]


@pytest.mark.parametrize(
    ("days", "steps"),
    [
        ([0], ["over"]),
        ([-1], []),
        ([0, 0, 0], ["over"]),
        ([0, 1, 2], ["over"]),
        ([0, 20], ["over", "due"]),
        ([0, 20, 21, 26, 27], ["over", "due", "late 1"]),
        ([27, 28, 34, 41], ["late 1", "late 2", "late 3"]),
    ],
)
def test_each_step_is_told_once(mo, days, steps):
    owned_by(mo)

    for day in days:
        services.send_digests(on=OVER + timedelta(days=day))

    assert list(Reminded.objects.order_by("pk").values_list("step", flat=True)) == [
        f"2025-10-31 {step}" for step in steps
    ]
    assert Message.objects.count() == len(steps)


def test_what_comes_up_later_that_day_waits_for_tomorrow(mo):
    owned_by(mo)
    services.send_digests(on=OVER)
    owned_by(mo)

    services.send_digests(on=OVER)
    assert sent() == [(mo, f"digest:2025-11-01:{mo.pk}", 1)]

    services.send_digests(on=OVER + timedelta(days=1))
    assert sent() == [
        (mo, f"digest:2025-11-01:{mo.pk}", 1),
        (mo, f"digest:2025-11-02:{mo.pk}", 1),
    ]


def test_each_person_has_a_letter_of_their_own(mo, dara):
    (mos,) = owned_by(mo)
    (daras,) = owned_by(dara)

    services.send_digests(on=OVER)

    assert {
        (reminded.person, reminded.subject_id) for reminded in Reminded.objects.all()
    } == {(mo, mos.pk), (dara, daras.pk)}
    assert Message.objects.get(person=mo).body.count(mos.ref) == 1
    assert daras.get_absolute_url() not in Message.objects.get(person=mo).body


def test_someone_without_an_address_is_passed_over(db):
    silent = PersonFactory(name="Sil", email="")
    owned_by(silent)

    assert services.send_digests(on=OVER) == []
    assert not Reminded.objects.exists()


def test_an_apostrophe_is_an_apostrophe(mo):
    FigureFactory(
        measure=MeasureFactory(owner=mo, title="Children’s & families' voices <all>")
    )

    (message,) = services.send_digests(on=OVER)

    assert "Children’s & families' voices <all>" in message.body


def test_the_queries_do_not_grow_with_what_one_person_is_told(mo):
    counts = []
    for owned, on in ((1, OVER), (49, OVER + timedelta(days=1))):
        owned_by(mo, count=owned)
        with CaptureQueriesContext(connection) as queries:
            services.send_digests(on=on)
        counts.append(len(queries))

    assert [told for _, _, told in sent()] == [1, 49]
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("at", "letters"),
    [
        ("2025-11-01 06:59", 0),
        ("2025-11-01 07:00", 1),
        ("2025-11-01 18:45", 1),  # a beat that stood still all day catches up
    ],
)
def test_letters_go_from_seven_on(mo, time_machine, at, letters):
    owned_by(mo)
    time_machine.move_to(f"{at} +0000", tick=False)

    tasks.send_digests()

    assert Message.objects.count() == letters


@pytest.mark.django_db(transaction=True)
class TestTwoWorkersAtTheSameMoment:
    """Real connections, committed rows: what the locks and constraints are for."""

    def run(self, workers):
        start, faults = threading.Barrier(workers), []

        def work():
            try:
                start.wait(timeout=10)
                services.send_digests(on=OVER)
            except Exception as fault:  # noqa: BLE001 – told to the test, not lost
                faults.append(fault)
            finally:
                connection.close()

        threads = [threading.Thread(target=work) for _ in range(workers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=30)
        return faults

    def test_nothing_is_sent_twice(self):
        for number in range(12):
            person = PersonFactory(email=f"owner{number}@wexcombe.example")
            owned_by(person, count=3)

        faults = self.run(workers=4)

        assert faults == []
        assert Person.objects.count() == 12
        assert Message.objects.count() == 12
        assert Reminded.objects.count() == 36
        assert {
            address: [letter.to for letter in mail.outbox].count([address])
            for (address,) in Person.objects.values_list("email")
        } == dict.fromkeys(
            (f"owner{number}@wexcombe.example" for number in range(12)), 1
        )

    def test_one_that_finds_the_lock_taken_leaves_the_letter_to_the_other(self):
        person = PersonFactory()
        owned_by(person)
        held, release = threading.Event(), threading.Event()

        def hold():
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_advisory_lock(%s, %s)",
                    [services.DIGESTS, person.pk],
                )
                held.set()
                release.wait(timeout=10)
            connection.close()

        other = threading.Thread(target=hold)
        other.start()
        held.wait(timeout=10)
        assert services.send_digests(on=OVER) == []
        release.set()
        other.join(timeout=10)

        assert len(services.send_digests(on=OVER)) == 1


def test_there_is_nothing_to_tell_without_rows(db):
    assert services.send_digests(on=OVER) == []
    assert not Action.objects.exists()


@pytest.mark.parametrize(
    ("due", "letters", "summary"),
    [
        ([("action_due", -1)], 0, "1 action overdue"),
        (
            [("action_due", -9), ("action_due", 0), ("action_due", 6)],
            0,
            "1 action overdue, 2 due this week",
        ),
        (
            [("action_due", -1), ("return_due", -1), ("figure_due", 3)],
            2,
            "2 tasks overdue, 1 figure due this week, 2 updates",
        ),
        ([("action_due", 7), ("meeting_soon", 2)], 0, "2 updates"),
        ([], 1, "1 update"),
    ],
)
def test_the_subject_counts_what_is_overdue_and_due(due, letters, summary, mo):
    news = services.News(letters=[Message() for _ in range(letters)])
    for number, (kind, days) in enumerate(due):
        news.reminders[number] = Reminder(
            person=mo,
            kind=kind,
            subject=mo,
            step="",
            words="",
            url="/",
            due_on=OVER + timedelta(days=days),
        )

    assert services._summary(news, on=OVER) == summary
