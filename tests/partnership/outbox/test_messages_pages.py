"""Messages in the browser, codes that run out, and links that work no more."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.urls import reverse

from partnership.access import link_address
from partnership.dates import clock
from partnership.outbox import delivery, messages
from partnership.outbox.models import Message
from partnership.pages.listing import FirstPages
from partnership.policy import values as policy
from tests.factories import PersonFactory
from tests.partnership.outbox.writing import fate, page, write
from tests.reading import html_of, in_one_line

pytestmark = pytest.mark.django_db
Status = Message.Status
NOON = datetime(2025, 10, 22, 12, tzinfo=ZoneInfo("Europe/London"))


def listed(client, **query):
    response = client.get(reverse("partnership:messages"), query)
    return [message.subject for message in response.context["page"]]


class TestTheList:
    def test_shows_to_whom_why_and_what_became_of_each(self, client_of, bryn, mo):
        with clock.at(NOON):
            delivery.deliver(write(mo).pk)
            write(mo, "A second one")
        html = html_of(client_of(bryn).get(reverse("partnership:messages")))

        for words in ("Mo", mo.email, "Draft minutes", "22 Oct 2025, 12:00", "Waiting"):
            assert words in html

    def test_is_in_order_newest_first(self, client_of, bryn, mo):
        for hours in (2, 1, 3):
            with clock.at(NOON + timedelta(hours=hours)):
                write(mo, f"At {hours}")

        assert listed(client_of(bryn)) == ["At 3", "At 2", "At 1"]

    @pytest.mark.parametrize(
        ("written", "said"),
        [(25, "<strong>25</strong> results"), (30, "more than <strong>25</strong> r")],
    )
    def test_counts_no_further_than_anyone_turns_pages(
        self, client_of, bryn, mo, monkeypatch, written, said
    ):
        monkeypatch.setattr(FirstPages, "most", 25)
        for number in range(written):
            write(mo, f"Number {number}")

        response = client_of(bryn).get(reverse("partnership:messages"))
        html = in_one_line(response.content.decode())

        assert said in html
        assert ("Narrow the list with the filter" in html) == (written > 25)

    def test_the_pages_end_where_counting_does(self, mo, django_assert_num_queries):
        class FirstThree(FirstPages):
            most = 3

        for number in range(5):
            write(mo, f"Number {number}")
        pages = FirstThree(Message.objects.order_by("-pk"), 2)

        with django_assert_num_queries(1) as asked:
            counted = (pages.count, pages.num_pages, pages.has_more)

        assert counted == (3, 2, True)
        assert [m.subject for m in pages.page(2)] == ["Number 2"]
        assert "LIMIT 4" in asked[0]["sql"]

    @pytest.mark.parametrize("status", Status)
    def test_finds_each_status_and_says_what_it_means(
        self, client_of, bryn, mo, dara, status
    ):
        message, digest = write(mo, "This one"), write(dara, "Another")
        fate(digest, Status.SENT if status != Status.SENT else Status.WAITING)
        gathered = {"gathered_in": digest} if status == Status.GATHERED else {}
        fate(message, status, **gathered)

        client = client_of(bryn)

        assert listed(client, status=status) == ["This one"]
        assert message.meaning in page(client, message)

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ({"person": "mo"}, ["To Mo"]),
            ({"person": "DARA@"}, ["To Dara"]),
            ({"person": "nobody"}, []),
            ({"kind": "login_code"}, ["To Dara"]),
            ({"kind": "digest"}, []),
            ({"written": "1"}, ["To Dara"]),
            ({"written": "7"}, ["To Dara", "To Mo"]),
            ({"written": "1", "person": "mo"}, []),
        ],
    )
    def test_is_narrowed(self, client_of, bryn, mo, dara, query, found):
        with clock.at(clock.now() - timedelta(days=3)):
            write(mo, "To Mo")
        messages.post("login_code", "To Dara\nK7PQ", address=dara.email, person=dara)

        assert listed(client_of(bryn), **query) == found

    def test_says_what_is_wrong_with_our_account_while_it_holds_emails_up(
        self, client_of, bryn, mo
    ):
        message = fate(write(mo), Status.WAITING, refusal="In trial mode")
        client = client_of(bryn)
        quiet = html_of(client.get(reverse("partnership:messages")))
        assert "account with the email service" not in quiet

        fate(message, Status.WAITING, is_ours_to_mend=True)

        html = html_of(client.get(reverse("partnership:messages")))
        assert "Emails are waiting, because our account with the email service" in html
        assert "Reason given: In trial mode" in html
        assert "It will be sent automatically once our account" in page(client, message)
        fate(message, Status.SENT, sent_at=NOON)
        assert "Emails are waiting" not in html_of(
            client.get(reverse("partnership:messages"))
        )

    def test_a_nul_in_what_is_looked_for_finds_nothing_and_breaks_nothing(
        self, client_of, bryn
    ):
        response = client_of(bryn).get(
            reverse("partnership:messages"), {"person": "\0"}
        )

        assert response.status_code == 200


class TestOne:
    def test_shows_its_words(self, client_of, bryn, mo):
        assert "The words of it." in page(client_of(bryn), write(mo))

    def test_one_with_a_code_shows_none_and_says_why(self, client_of, bryn, mo):
        [message] = messages.send_to_address(
            "login_code", mo.email, person=mo, code="K7PQ-2MWX"
        )

        html = page(client_of(bryn), message)

        assert "K7PQ-2MWX" not in html
        assert "We do not show the text" in html

    def test_a_bounced_one_says_what_the_server_said_and_leads_to_the_person(
        self, client_of, bryn, mo
    ):
        message = write(mo)
        delivery.deliver(message.pk)
        delivery.returned(message, "550 5.1.1 No such user")

        html = page(client_of(bryn), message)

        assert "550 5.1.1 No such user" in html
        assert reverse("partnership:person", args=[mo.pk]) in html
        assert f"Correct the address of {mo}" in html

    @pytest.mark.parametrize(
        ("status", "said"),
        [
            (Status.WAITING, "Not yet"),
            (Status.UNCONFIRMED, "Not known"),
            (Status.BOUNCED, "Refused by the mail server"),
            (Status.EXPIRED, "Never"),
        ],
    )
    def test_one_that_was_not_sent_does_not_say_it_is_still_to_go(
        self, client_of, bryn, mo, status, said
    ):
        message = fate(write(mo), status, refusal="what the server said")

        html = page(client_of(bryn), message)

        assert said in html
        assert ("Not yet" in html) == (status == Status.WAITING)
        assert ("what the server said" in html) == (status != Status.EXPIRED)

    def test_a_gathered_one_leads_to_its_digest_and_back(self, client_of, bryn, mo):
        digest, kept = write(mo, "Three things"), write(mo, "An action for you")
        fate(digest, Status.SENT, sent_at=NOON)
        fate(kept, Status.GATHERED, gathered_in=digest)
        client = client_of(bryn)

        assert digest.get_absolute_url() in page(client, kept)
        assert kept.get_absolute_url() in page(client, digest)


def test_the_health_page_says_what_holds_emails_up(client, mo):
    assert client.get("/health/ready").json() == {
        "database": "ready",
        "emails": "ready",
    }

    fate(write(mo), Status.WAITING, is_ours_to_mend=True, refusal="In trial mode")
    response = client.get("/health/ready")

    assert response.status_code == 200
    assert response.json() == {
        "database": "ready",
        "emails": "waiting: In trial mode",
    }


class TestCodesThatRanOut:
    def code(self, **about):
        [message] = messages.send_to_address(
            "login_code", "mo@wexcombe.example", code="K7PQ-2MWX", **about
        )
        return message

    @pytest.mark.parametrize(("minutes", "sent"), [(0, True), (14, True), (15, False)])
    def test_a_code_goes_while_it_works_and_is_wiped_after(self, minutes, sent):
        with clock.at(NOON):
            message = self.code()
        with clock.at(NOON + timedelta(minutes=minutes)):
            assert delivery.sweep() == int(sent)

        message.refresh_from_db()
        assert message.status == (Status.SENT if sent else Status.EXPIRED)
        assert message.body == delivery.WIPED
        assert len(mail.outbox) == int(sent)

    def test_unsent_ones_are_wiped_while_the_mail_server_is_away(self, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
        with clock.at(NOON):
            message, letter = self.code(), write(PersonFactory())
            delivery.sweep()
        message.refresh_from_db()
        assert "K7PQ-2MWX" in message.body

        with clock.at(NOON + timedelta(hours=1)):
            delivery.sweep(limit=0)

        message.refresh_from_db()
        letter.refresh_from_db()
        assert (message.status, message.body) == (Status.EXPIRED, delivery.WIPED)
        assert letter.status == Status.WAITING
        assert "The words of it." in letter.body


class TestALinkThatWorksNoMore:
    WORDS = "This link does not work"

    def test_one_used_says_what_to_do_and_no_more(self, client, mo):
        path = link_address("partnership:first_password", "first_password", mo.user)
        mo.user.set_password("seven quiet otters")
        mo.user.save()

        response = client.get(path)

        assert response.status_code == 404
        html = response.content.decode()
        assert self.WORDS in html
        assert "reply to the email" in html
        assert "Mo" not in html

    def test_old_used_and_made_up_ones_read_alike(self, client, mo, time_machine):
        path = link_address("partnership:first_password", "first_password", mo.user)
        made_up = client.get("/start/nonsense/")
        time_machine.move_to(clock.now() + timedelta(days=8))
        old = client.get(path)

        assert (old.status_code, made_up.status_code) == (404, 404)
        assert old.content == made_up.content
        assert client.post(path, {}).status_code == 404

    def test_it_is_kept_by_no_cache_and_leads_to_the_way_in(self, client):
        response = client.get("/start/nonsense/")

        assert "no-store" in response.headers["Cache-Control"]
        assert reverse("account_login") in response.content.decode()


def test_signature_and_answers_follow_the_local_rules(mo):
    policy.change("signature", "Amara\nWexcombe", by=None)

    assert write(mo).body.endswith(
        "\n\nAmara\nWexcombe\nSafeguarding Children Partnership\n"
    )
