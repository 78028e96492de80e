"""The words of letters in the browser, and how often one's own letters come."""

import pytest
from django.urls import reverse

from partnership.history import services as history
from partnership.outbox import messages
from partnership.outbox.letter_kinds import LETTERS
from partnership.outbox.models import LetterText, Message
from partnership.people.models import Person

pytestmark = pytest.mark.django_db


class TestWordsOfLetters:
    def path(self, kind="action_raised", name="letter"):
        return reverse(f"partnership:{name}", args=[kind])

    def save(self, client, *, subject="Yours: {action}", body="See {link}", **changes):
        return client.post(
            self.path(), {"subject": subject, "body": body, "version": "1", **changes}
        )

    def test_all_are_listed(self, client_of, amara):
        html = client_of(amara).get(reverse("partnership:letters")).content.decode()

        for kind, letter in LETTERS.items():
            assert self.path(kind) in html
            assert letter.words in html

    @pytest.mark.parametrize("kind", LETTERS)
    def test_each_explains_its_placeholders_and_shows_how_it_reads(
        self, client_of, amara, kind
    ):
        html = client_of(amara).get(self.path(kind)).content.decode()

        for name, placeholder in LETTERS[kind].every_placeholder.items():
            assert f"<code>{{{name}}}</code>" in html
            assert placeholder.explanation.split("’")[0] in html
        assert "Preview</h2>" in html

    def test_one_that_is_not_written_is_not_found(self, client_of, amara):
        assert client_of(amara).get(self.path("nonsense")).status_code == 404

    def test_new_words_are_kept_with_history_and_used(self, client_of, amara, mo):
        response = self.save(client_of(amara))

        assert response.status_code == 302
        text = LetterText.objects.get()
        assert (text.subject, text.body) == ("Yours: {action}", "See {link}")
        [event] = history.of(text)
        assert (event.event, event.by) == ("changed", amara)
        assert event.detail["after"] == "Yours: {action}\nSee {link}"

    def test_the_preview_shows_examples_and_keeps_nothing(self, client_of, amara):
        html = self.save(client_of(amara), preview="1").content.decode()

        assert "Preview (not saved yet)" in html
        assert "Yours: EDU-14" in html
        assert "The partnership&#x27;s business team" in html
        assert 'value="Yours: {action}"' in html
        assert not LetterText.objects.exists()

    @pytest.mark.parametrize("button", [{}, {"preview": "1"}])
    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ({"subject": ""}, "Enter a subject"),
            ({"subject": "One\ntwo"}, "The subject must be a single line"),
            ({"subject": "x" * 201}, "Subject must be 200 characters or fewer"),
            ({"subject": "{who}"}, "This email has no placeholder {who}"),
            ({"body": "{link} {who}"}, "This email has no placeholder {who}"),
            ({"body": "{link} {action"}, "A { or } is on its own"),
            ({"body": "{link} {{action}}"}, "A { or } is on its own"),
            ({"subject": "action} for you"}, "A { or } is on its own"),
            ({"body": "No address"}, "The text must contain {link}"),
            ({"body": ""}, "Enter the text"),
        ],
    )
    def test_words_that_cannot_be_the_letter_are_refused_and_kept_in_the_box(
        self, client_of, amara, typed, said, button
    ):
        response = self.save(client_of(amara), **typed, **button)

        html = response.content.decode()
        assert response.status_code == 200
        assert "There is a problem" in html
        assert said in html
        assert "See {link}" in html or "body" in typed
        assert not LetterText.objects.exists()

    @pytest.mark.parametrize(
        ("kind", "name"),
        [
            (kind, name)
            for kind, letter in LETTERS.items()
            if letter.is_secret
            for name in letter.required
        ],
    )
    def test_what_lets_someone_in_never_stands_in_a_subject(
        self, client_of, amara, kind, name
    ):
        body = " ".join(f"{{{needed}}}" for needed in LETTERS[kind].required)

        html = (
            client_of(amara)
            .post(
                self.path(kind),
                {"subject": f"Yours: {{{name}}}", "body": body, "version": "1"},
            )
            .content.decode()
        )

        assert f"The subject must not contain {{{name}}}" in html
        assert not LetterText.objects.exists()

    def test_two_editors_lose_nothing(self, client_of, amara, adi):
        self.save(client_of(amara), subject="By Amara")

        response = self.save(client_of(adi), subject="By Adi")

        html = response.content.decode()
        assert "Someone else changed this while you were editing it" in html
        assert "By Amara" in html
        assert 'value="By Adi"' in html
        assert LetterText.objects.get().subject == "By Amara"
        again = self.save(client_of(adi), subject="By Adi", version="2")
        assert again.status_code == 302
        assert LetterText.objects.get().subject == "By Adi"

    def test_one_set_back_meanwhile_is_said_with_the_default_words(
        self, client_of, amara, adi
    ):
        self.save(client_of(amara), subject="By Amara")
        client_of(amara).post(self.path(name="default_letter"), {"version": "2"})

        html = self.save(client_of(adi), subject="By Adi", version="2").content.decode()

        assert "Someone else changed this while you were editing it" in html
        assert "{partnership_short}: new action {action}, due: {deadline}" in html

    def test_back_to_the_default(self, client_of, amara, mo):
        self.save(client_of(amara))
        shown = client_of(amara).get(self.path(name="default_letter")).content.decode()
        assert "Yours: {action}" in shown
        assert "{partnership_short}: new action {action}, due: {deadline}" in shown

        client_of(amara).post(self.path(name="default_letter"), {"version": "2"})

        text = LetterText.objects.get()
        assert [event.event for event in history.of(text)] == [
            "set back to the default",
            "changed",
        ]
        html = client_of(amara).get(self.path()).content.decode()
        assert "This is the default text" in html
        assert (
            'value="{partnership_short}: new action {action}, due: {deadline}"' in html
        )


class TestHowOftenLettersCome:
    PATH = "/account/letters/"

    def test_mo_chooses_and_it_is_recorded(self, client_of, mo):
        response = client_of(mo).post(self.PATH, {"letters": "weekly", "version": "1"})

        assert response.status_code == 302
        mo.refresh_from_db()
        assert mo.letters == Person.Letters.WEEKLY
        [event] = history.of(mo)
        assert event.detail == {
            "before": "Straight away",
            "after": "Once a week, on Monday",
        }

    def test_the_page_says_what_comes_at_once_whatever_is_chosen(self, client_of, mo):
        html = client_of(mo).get(self.PATH).content.decode()

        assert LETTERS["round_opened"].words in html
        assert f"<li>{LETTERS['action_raised'].words}</li>" not in html

    def test_it_says_what_is_kept_already(self, client_of, mo):
        messages.post("note", "A note\nRead it.", address=mo.email, person=mo)
        Message.objects.update(status=Message.Status.HELD)

        assert "1 email is waiting" in client_of(mo).get(self.PATH).content.decode()

    def test_nothing_chosen_is_said_beside_the_field(self, client_of, mo):
        html = client_of(mo).post(self.PATH, {"version": "1"}).content.decode()

        assert "Select how often you want us to email you" in html

    def test_an_old_page_changes_nothing(self, client_of, mo):
        Person.objects.filter(pk=mo.pk).update(version=5)

        html = (
            client_of(mo)
            .post(self.PATH, {"letters": "weekly", "version": "1"})
            .content.decode()
        )

        assert "Someone else changed this" in html
        mo.refresh_from_db()
        assert mo.letters == Person.Letters.AT_ONCE
