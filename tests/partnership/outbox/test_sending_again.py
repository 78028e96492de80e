"""Sending again: what is unconfirmed under its Message-ID, what bounced anew."""

import pytest
from django.core import mail
from django.urls import reverse

from partnership.history import services as history
from partnership.outbox import delivery, messages
from partnership.outbox.models import Message
from partnership.people.models import Person
from tests.partnership.outbox.writing import fate, page, write
from tests.reading import html_of

pytestmark = pytest.mark.django_db
Status = Message.Status


class TestSendingAgain:
    def press(self, client, message):
        return client.post(
            reverse("partnership:send_again", args=[message.pk]), follow=True
        )

    def test_goes_under_the_same_message_id_and_is_recorded(
        self, client_of, bryn, mo, outbox_delivers
    ):
        message = fate(write(mo), Status.UNCONFIRMED, attempts=1, refusal="silence")
        client = client_of(bryn)
        assert "Send again" in page(client, message)

        with outbox_delivers():
            response = self.press(client, message)

        assert "The message will be sent again" in response.content.decode()
        [letter] = mail.outbox
        assert letter.extra_headers["Message-ID"] == delivery.message_id(message.pk)
        message.refresh_from_db()
        assert (message.status, message.attempts) == (Status.SENT, 2)
        [event] = history.of(message)
        assert (event.event, event.by) == ("sent again", bryn)

    @pytest.mark.parametrize("status", sorted(set(Status) - {Status.UNCONFIRMED}))
    def test_only_what_is_unconfirmed(self, client_of, bryn, mo, status):
        message = write(mo)
        gathered = {"gathered_in": write(mo)} if status == Status.GATHERED else {}
        fate(message, status, **gathered)
        client = client_of(bryn)
        path = reverse("partnership:send_again", args=[message.pk])
        assert path not in page(client, message)

        response = self.press(client, message)

        assert response.status_code == 409
        assert "Only an unconfirmed message can be sent again" in (
            response.content.decode()
        )
        message.refresh_from_db()
        assert message.status == status

    def test_not_one_that_held_a_code(self, client_of, bryn, mo):
        message = fate(write(mo, is_secret=True), Status.UNCONFIRMED)
        client = client_of(bryn)
        assert "Send again" not in page(client, message)

        assert self.press(client, message).status_code == 409

    def test_pressed_twice_it_goes_once(self, client_of, bryn, mo, outbox_delivers):
        message = fate(write(mo), Status.UNCONFIRMED)
        client = client_of(bryn)

        with outbox_delivers():
            self.press(client, message)
        second = self.press(client, message)

        assert second.status_code == 409
        assert len(mail.outbox) == 1


class TestSendingAnew:
    def press(self, client, message):
        return client.post(
            reverse("partnership:send_anew", args=[message.pk]), follow=True
        )

    @pytest.fixture
    def bounced(self, mo):
        message = write(mo, key="minutes:1")
        delivery.deliver(message.pk)
        delivery.returned(message, "550 5.1.1 No such user")
        message.refresh_from_db()
        return message

    def test_goes_to_the_current_address_in_a_new_email(
        self, client_of, bryn, mo, bounced, outbox_delivers
    ):
        Person.objects.filter(pk=mo.pk).update(email="mo.rahimi@wexcombe.example")
        client = client_of(bryn)
        assert "Send again to mo.rahimi@wexcombe.example" in page(client, bounced)
        mail.outbox.clear()

        with outbox_delivers():
            response = self.press(client, bounced)

        again = Message.objects.get(sent_instead_of=bounced)
        assert "will be sent to mo.rahimi@wexcombe.example" in html_of(response)
        [letter] = mail.outbox
        assert letter.to == ["mo.rahimi@wexcombe.example"]
        assert (letter.subject, letter.body) == (bounced.subject, bounced.body)
        assert letter.extra_headers["Message-ID"] == delivery.message_id(again.pk)
        assert again.pk != bounced.pk
        bounced.refresh_from_db()
        assert bounced.status == Status.SENT_ANEW
        assert [(e.event, e.by) for e in history.of(bounced)][0] == ("sent anew", bryn)
        assert [(e.event, e.by) for e in history.of(again)] == [("written anew", bryn)]
        assert again.get_absolute_url() in page(client, bounced)
        assert bounced.get_absolute_url() in page(client, again)

    def test_goes_at_once_to_someone_who_has_chosen_summaries(
        self, client_of, bryn, mo, bounced, outbox_delivers
    ):
        Person.objects.filter(pk=mo.pk).update(letters=Person.Letters.WEEKLY)

        with outbox_delivers():
            self.press(client_of(bryn), bounced)

        assert Message.objects.get(sent_instead_of=bounced).status == Status.SENT

    def test_pressed_twice_it_goes_once(self, client_of, bryn, bounced):
        client = client_of(bryn)
        self.press(client, bounced)

        second = self.press(client, bounced)

        assert second.status_code == 409
        assert "Only a bounced message can be sent to another address" in (
            html_of(second)
        )
        assert Message.objects.filter(sent_instead_of=bounced).count() == 1

    def test_one_that_bounces_again_can_be_sent_again(self, client_of, bryn, bounced):
        client = client_of(bryn)
        self.press(client, bounced)
        again = Message.objects.get(sent_instead_of=bounced)
        delivery.deliver(again.pk)
        delivery.returned(again, "550 5.1.1 No such user")

        assert self.press(client, again).status_code == 200

        assert Message.objects.get(sent_instead_of=again).kind == bounced.kind

    def test_one_with_a_code_or_a_link_is_not_sent_again_and_says_why(
        self, client_of, bryn, mo
    ):
        [message] = messages.send_to_address(
            "login_code", mo.email, person=mo, code="K7PQ-2MWX"
        )
        delivery.deliver(message.pk)
        delivery.returned(message, "550 5.1.1 No such user")
        client = client_of(bryn)

        assert "they need a new one" in page(client, message)
        response = self.press(client, message)

        assert response.status_code == 409
        assert "so it cannot be sent again" in html_of(response)
        assert not Message.objects.filter(sent_instead_of=message).exists()

    @pytest.mark.parametrize(
        ("about", "said"),
        [
            ({"person": None}, "not to a person in the directory"),
            ({"email": ""}, "There is no email address for Mo"),
        ],
    )
    def test_without_another_address_it_says_what_is_missing(
        self, client_of, bryn, mo, bounced, about, said
    ):
        if "email" in about:
            Person.objects.filter(pk=mo.pk).update(**about)
        else:
            Message.objects.filter(pk=bounced.pk).update(**about)
        client = client_of(bryn)

        assert said in page(client, bounced)
        assert self.press(client, bounced).status_code == 409

    def test_old_records_are_removed_with_and_without_what_replaced_them(
        self, client_of, bryn, bounced
    ):
        self.press(client_of(bryn), bounced)
        again = Message.objects.get(sent_instead_of=bounced)

        bounced.delete()

        again.refresh_from_db()
        assert again.sent_instead_of is None
