"""Letters through GOV.UK Notify, at a real local server that speaks its API."""

import re
import threading
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage

from partnership import tasks
from partnership.history import services as history
from partnership.outbox import delivery, messages, notify
from partnership.outbox import services as people
from partnership.outbox.models import Message
from tests.partnership.outbox.notify_server import Notify

pytestmark = [pytest.mark.django_db, pytest.mark.long]
# Of the shape that Notify's are; always the same, since tests are named by them.
KEY = f"quorate_test-{UUID(int=1)}-{UUID(int=2)}"
TEMPLATE = str(UUID(int=3))
Status = Message.Status


@pytest.fixture
def service(settings):
    server = Notify()
    thread = threading.Thread(target=server.serve_forever, args=[0.05])
    thread.start()
    settings.EMAIL_BACKEND = "partnership.outbox.notify.NotifyBackend"
    settings.NOTIFY_URL = (
        f"notify+http://{KEY}@127.0.0.1:{server.server_port}/{TEMPLATE}"
    )
    settings.EMAIL_TIMEOUT = 0.4
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def write(address="mo@wexcombe.example"):
    [message] = messages.post(
        "note", "Minutes are ready\nThe minutes are ready.", address=address
    )
    return message


def fate(message):
    message.refresh_from_db()
    return message.status


def test_a_letter_carries_its_words_and_our_reference(service):
    message = write()

    assert delivery.deliver(message.pk) is True

    [(path, headers, letter)] = service.asked
    assert path == "/v2/notifications/email"
    assert headers["Authorization"].startswith("Bearer ")
    assert letter == {
        "email_address": "mo@wexcombe.example",
        "template_id": TEMPLATE,
        "personalisation": {"subject": "Minutes are ready", "body": message.body},
        "reference": delivery.message_id(message.pk),
    }
    assert fate(message) == Status.SENT
    assert message.notify_id == service.taken[0]["id"]


def test_answers_go_to_the_address_that_notify_knows(service, settings):
    settings.NOTIFY_URL += "?reply_to=8e222534-7f05-4972-86e3-17c5d9f894e2"

    delivery.deliver(write().pk)

    [(_, _, letter)] = service.asked
    assert letter["email_reply_to_id"] == "8e222534-7f05-4972-86e3-17c5d9f894e2"


@pytest.mark.parametrize(
    ("answer", "status", "said"),
    [
        (
            (400, "ValidationError", "email_address Not a valid email address"),
            Status.BOUNCED,
            "GOV.UK Notify, 400: email_address Not a valid email address",
        ),
        (
            (400, "InvalidEmailError", "Not a valid email address"),
            Status.BOUNCED,
            "GOV.UK Notify, 400: Not a valid email address",
        ),
        # Ours to mend: the letter says nothing about its address.
        (
            (
                400,
                "BadRequestError",
                "Can't send to this recipient when service is in trial mode - see "
                "https://www.notifications.service.gov.uk/trial-mode",
            ),
            Status.WAITING,
            "GOV.UK Notify, 400: Can't send to this recipient when service is in trial",
        ),
        (
            (400, "BadRequestError", "Can’t send to this recipient using a team-only"),
            Status.WAITING,
            "GOV.UK Notify, 400: Can’t send to this recipient using a team-only",
        ),
        (
            (
                400,
                "BadRequestError",
                "email_reply_to_id 7f0 does not exist in database for service id 5a1",
            ),
            Status.WAITING,
            "GOV.UK Notify, 400: email_reply_to_id 7f0 does not exist in database",
        ),
        (
            (400, "ValidationError", "template_id is not a valid UUID"),
            Status.WAITING,
            "GOV.UK Notify, 400: template_id is not a valid UUID",
        ),
        (
            (413, "RequestTooLarge", "Your message is too long"),
            Status.WAITING,
            "GOV.UK Notify, 413: Your message is too long",
        ),
        (
            (400, "BadRequestError", "Template not found"),
            Status.WAITING,
            "GOV.UK Notify, 400: Template not found",
        ),
        (
            (400, "BadRequestError", "Missing personalisation: body"),
            Status.WAITING,
            "GOV.UK Notify, 400: Missing personalisation: body",
        ),
        (
            (403, "AuthError", "Invalid token: API key not found"),
            Status.WAITING,
            "GOV.UK Notify, 403: Invalid token: API key not found",
        ),
        (
            (
                429,
                "RateLimitError",
                "Exceeded rate limit of 3000 requests per 60 seconds",
            ),
            Status.WAITING,
            "GOV.UK Notify, 429: Exceeded rate limit of 3000 requests per 60 seconds",
        ),
        (
            (429, "TooManyRequestsError", "Exceeded send limits (50) for today"),
            Status.WAITING,
            "GOV.UK Notify, 429: Exceeded send limits (50) for today",
        ),
        (
            (500, "Exception", "Internal server error"),
            Status.WAITING,
            "GOV.UK Notify, 500: Internal server error",
        ),
        (
            (503, "Exception", "Service unavailable"),
            Status.WAITING,
            "GOV.UK Notify, 503: Service unavailable",
        ),
        ("silent", Status.UNCONFIRMED, "Read timed out"),
        ("reset", Status.UNCONFIRMED, "Connection"),
        ("nonsense", Status.UNCONFIRMED, "No JSON"),
    ],
)
def test_what_notify_answers_decides(service, answer, status, said):
    service.answers = [answer]
    message = write()

    assert delivery.deliver(message.pk) is False

    assert fate(message) == status
    assert said in message.refusal


TRIAL = "Can't send to this recipient when service is in trial mode"


def test_what_our_account_holds_up_is_said_and_goes_once_it_is_mended(service):
    service.answers = [(400, "BadRequestError", TRIAL)]
    first, second = write(), write("olu@wexcombe.example")

    assert delivery.sweep() == 0

    assert delivery.held_up_by() == f"GOV.UK Notify, 400: {TRIAL}"
    assert delivery.sweep() == 2
    assert delivery.held_up_by() == ""
    assert (fate(first), fate(second)) == (Status.SENT, Status.SENT)
    assert [kept["email_address"] for kept in reversed(service.taken)] == [
        "olu@wexcombe.example",
        "mo@wexcombe.example",
    ]


@pytest.mark.parametrize(
    "answer", [(503, "Exception", "Service unavailable"), "silent", "nonsense"]
)
def test_a_notify_that_is_ill_is_no_fault_of_our_account(service, answer):
    service.answers = [answer]

    delivery.deliver(write().pk)

    assert delivery.held_up_by() == ""


def test_a_bad_address_beside_a_bad_template_waits_for_the_template(service):
    both = [
        {"error": "ValidationError", "message": "email_address Not a valid email"},
        {"error": "ValidationError", "message": "template_id is not a valid UUID"},
    ]
    service.answers = [both]
    message = write()

    delivery.deliver(message.pk)

    assert fate(message) == Status.WAITING
    assert delivery.held_up_by().startswith("GOV.UK Notify, 400: email_address")


@pytest.mark.parametrize("address", ["127.0.0.1:1", "nowhere.invalid"])
def test_a_notify_that_cannot_be_reached_leaves_the_letter_waiting(settings, address):
    settings.EMAIL_BACKEND = "partnership.outbox.notify.NotifyBackend"
    settings.NOTIFY_URL = f"notify+http://{KEY}@{address}/{TEMPLATE}"
    settings.EMAIL_TIMEOUT = 0.4
    message = write()

    assert delivery.deliver(message.pk) is False
    assert fate(message) == Status.WAITING


@pytest.mark.parametrize(
    ("first", "letters"),
    [("taken then silent", 1), ("taken then reset", 1), ("silent", 2)],
)
def test_sent_again_by_hand_it_arrives_once(service, bryn, first, letters):
    service.answers = [first]
    message = write()
    delivery.deliver(message.pk)
    assert fate(message) == Status.UNCONFIRMED

    people.send_again(message, by=bryn)
    delivery.deliver(message.pk)

    assert fate(message) == Status.SENT
    assert len(service.taken) == 1
    assert message.notify_id == service.taken[0]["id"]
    posted = [
        letter["reference"] for path, _, letter in service.asked if "/email" in path
    ]
    assert posted == [delivery.message_id(message.pk)] * letters


def test_one_that_waited_after_a_500_is_not_sent_twice(service):
    """A gateway's 5xx may come after Notify took the letter: it is asked first."""
    service.answers = [(504, "Exception", "Gateway timeout")]
    message = write()
    delivery.deliver(message.pk)
    service.taken.append(
        {
            "id": str(uuid4()),
            "reference": delivery.message_id(message.pk),
            "status": "delivered",
        }
    )

    assert delivery.sweep() == 1

    assert fate(message) == Status.SENT
    assert len(service.taken) == 1


@pytest.mark.parametrize(
    ("status", "fate_of_it"),
    [
        ("created", Status.SENT),
        ("sending", Status.SENT),
        ("delivered", Status.SENT),
        ("permanent-failure", Status.BOUNCED),
        ("temporary-failure", Status.BOUNCED),
        ("technical-failure", Status.BOUNCED),
    ],
)
def test_notify_is_asked_what_became_of_letters(service, status, fate_of_it):
    message, other = write(), write("olu@wexcombe.example")
    delivery.sweep()
    service.taken[1]["status"] = status
    assert service.taken[1]["email_address"] == "mo@wexcombe.example"

    tasks.ask_notify()
    tasks.ask_notify()

    assert (fate(message), fate(other)) == (fate_of_it, Status.SENT)
    told = [event.event for event in history.of(message)]
    assert told == (["came back"] if fate_of_it == Status.BOUNCED else [])


def test_failures_are_read_page_by_page(service):
    service.page = 2
    letters = [write(f"person{n}@wexcombe.example") for n in range(5)]
    delivery.sweep()
    for kept in service.taken:
        kept["status"] = "permanent-failure"

    assert notify.ask_what_became() == 5
    assert {fate(message) for message in letters} == {Status.BOUNCED}


def test_an_unconfirmed_letter_that_notify_has_was_sent(service):
    service.answers = ["taken then silent", "silent"]
    arrived, lost = write(), write("olu@wexcombe.example")
    delivery.sweep()
    assert (fate(arrived), fate(lost)) == (Status.UNCONFIRMED, Status.UNCONFIRMED)

    assert notify.ask_what_became() == 1

    assert (fate(arrived), fate(lost)) == (Status.SENT, Status.UNCONFIRMED)
    assert [event.event for event in history.of(arrived)] == ["found to have been sent"]


def test_letters_of_others_in_the_same_service_are_none_of_our_business(service):
    for reference in (
        None,
        "their-reference",
        "<quorate-1-0123456789abcdef@localhost>",
    ):
        service.taken.append(
            {"id": str(uuid4()), "reference": reference, "status": "permanent-failure"}
        )
    message = write()
    delivery.deliver(message.pk)

    assert notify.ask_what_became() == 0
    assert fate(message) == Status.SENT


def test_without_notify_there_is_nobody_to_ask(settings):
    assert settings.NOTIFY_URL == ""
    assert notify.ask_what_became() == 0


@pytest.mark.parametrize(
    "url",
    [
        "notify://",
        "notify://short@/template",
        f"notify://{KEY}@host/",
        f"notify://{KEY}@",
    ],
)
def test_an_address_without_key_or_template_says_how_it_should_be(settings, url):
    settings.NOTIFY_URL = url

    with pytest.raises(ImproperlyConfigured, match=re.escape("notify://KEY@")):
        notify.NotifyBackend()


def test_without_a_host_it_is_notifys_own():
    account = notify.Account.from_url(f"notify://{KEY}@/{TEMPLATE}?reply_to=abc")

    assert account == notify.Account(
        key=KEY,
        address="https://api.notifications.service.gov.uk",
        template=TEMPLATE,
        reply_to="abc",
    )


def test_a_letter_of_djangos_own_goes_without_a_reference(service):
    EmailMessage("Subject", "Body", to=["adi@wexcombe.example"]).send()

    [(_, _, letter)] = service.asked
    assert "reference" not in letter
