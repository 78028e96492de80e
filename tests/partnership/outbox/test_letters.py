"""The words of letters: what may stand in them, and what they say when filled."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from partnership.guards.outcomes import Refused
from partnership.outbox import letters, messages
from partnership.outbox.letter import COMMON
from partnership.outbox.letter_kinds import LETTERS
from partnership.outbox.letters import Words
from partnership.outbox.models import LetterText, Message
from partnership.policy import values as policy
from tests.factories import PersonFactory

FOLDER = Path(settings.BASE_DIR) / "templates" / "emails"
# The placeholders that say by when, or on which day.
DEADLINES = {"date", "deadline", "due", "last_day", "until"}
VALUES = {
    "action": "EDU-14",
    "text": "Write to the colleges",
    "source": "Minutes",
    "due": "End of March",
    "deadline": "End of March",
    "link": "http://localhost:8000/actions/14/",
}


def test_every_file_has_an_entry_and_every_entry_a_file():
    assert {path.stem for path in FOLDER.iterdir()} == set(LETTERS)


@pytest.mark.parametrize("kind", LETTERS)
class TestEveryLetter:
    def test_its_words_may_stand_as_they_are(self, kind):
        letters.check(kind, *letters.from_file(kind))

    def test_it_uses_every_placeholder_of_its_own(self, kind):
        used = set(re.findall(r"\{(\w+)\}", "\n".join(letters.from_file(kind))))

        assert set(LETTERS[kind].placeholders) <= used

    def test_it_explains_itself(self, kind):
        letter = LETTERS[kind]

        assert letter.words
        assert letter.when
        for placeholder in letter.every_placeholder.values():
            assert placeholder.explanation
            assert placeholder.example

    def test_a_code_or_a_link_that_signs_in_is_secret_and_goes_at_once(self, kind):
        letter = LETTERS[kind]

        assert letter.goes_at_once or not letter.is_secret

    def test_its_subject_says_from_whom_it_comes_and_by_when_it_is_to_be_done(
        self, kind
    ):
        subject, body = letters.from_file(kind)
        in_subject, in_body = (
            DEADLINES & set(re.findall(r"\{(\w+)\}", text)) for text in (subject, body)
        )

        assert subject.startswith(("{partnership_short}", "{school}: "))
        assert in_subject or not in_body

    def test_its_subject_fits_into_a_list_of_emails(self, kind):
        filled = letters.fill(kind, letters.from_file(kind), letters.examples_of(kind))

        assert len(filled.subject) <= 90

    def test_its_example_leaves_no_placeholder(self, kind):
        filled = letters.fill(kind, letters.from_file(kind), letters.examples_of(kind))

        assert "{" not in "".join(filled)

    def test_each_required_placeholder_must_be_there(self, kind):
        subject, body = letters.from_file(kind)

        for name in LETTERS[kind].required:
            with pytest.raises(Refused, match=re.escape(f"{{{name}}}")):
                letters.check(kind, subject, body.replace(f"{{{name}}}", ""))


def filled(subject="A subject", body="{text}", **changes):
    words = COMMON.keys()
    values = {**VALUES, **dict.fromkeys(words, "x"), **changes}
    return letters.fill("action_raised", Words(subject, body), values)


def test_a_value_that_looks_like_a_placeholder_is_not_filled_in():
    assert filled(text="Ask {site} about {text}").body == "Ask {site} about {text}"


def test_braces_and_percent_signs_of_values_stay():
    assert filled(text="{0.__class__} %s {{ x }} {% now %}").body == (
        "{0.__class__} %s {{ x }} {% now %}"
    )


def test_a_paragraph_of_nothing_leaves_no_gap():
    assert filled(body="One\n\n{source}\n\nTwo", source="").body == "One\n\nTwo"


def test_a_line_end_in_a_value_does_not_end_the_subject():
    assert filled("For {name}", name="Mo\r\nBcc: x@y.example").subject == (
        "For Mo Bcc: x@y.example"
    )


@pytest.mark.parametrize(
    "values",
    [
        {key: value for key, value in VALUES.items() if key != "link"},
        {**VALUES, "colour": "blue"},
        {**VALUES, "due": None},
    ],
)
def test_a_value_that_is_missing_unknown_or_no_text_is_an_error_of_ours(values):
    common = dict.fromkeys(COMMON, "x")
    with pytest.raises(ValueError, match="action_raised"):
        letters.fill("action_raised", Words("A", "{link}"), {**common, **values})


@pytest.mark.parametrize(
    ("subject", "body", "field", "sentence"),
    [
        ("", "{link}", "subject", "Enter a subject"),
        ("  ", "{link}", "subject", "Enter a subject"),
        ("One\ntwo", "{link}", "subject", "The subject must be a single line"),
        ("One\u2028two", "{link}", "subject", "The subject must be a single line"),
        ("{actoin}", "{link}", "subject", "This email has no placeholder {actoin}"),
        ("A", "{link} {actoin}", "body", "This email has no placeholder {actoin}"),
        ("A", "{link} { link }", "body", "This email has no placeholder { link }"),
        ("A", "{link} {link.x}", "body", "This email has no placeholder {link.x}"),
        ("A", "{link} {{ 1 }}", "body", "This email has no placeholder { 1 }"),
        ("A", "Hello", "body", "The text must contain {link}"),
        ("{link}", "Hello", "body", "The text must contain {link}"),
        ("A", "", "body", "The text must contain {link}"),
    ],
)
def test_words_that_could_not_be_this_letter_are_refused(
    subject, body, field, sentence
):
    with pytest.raises(Refused) as refused:
        letters.check("action_raised", subject, body)

    assert refused.value.field == field
    assert refused.value.sentence.startswith(sentence)


@pytest.mark.django_db
class TestSending:
    def test_the_words_of_the_file_go_until_others_are_written(self, mo):
        [first] = messages.send("action_raised", to=mo, **VALUES)
        LetterText.objects.create(
            kind="action_raised", subject="Yours: {action}", body="{name}: {link}"
        )

        [second] = messages.send("action_raised", to=mo, **VALUES)

        assert first.subject == "Partnership: new action EDU-14, due: End of March"
        assert "from: Minutes." in first.body
        assert second.subject == "Yours: EDU-14"
        assert second.body.startswith("Mo: http://localhost:8000/actions/14/\n\n")

    def test_every_letter_is_signed_and_says_where_answers_go(self):
        policy.change("signature", "Amara and Bryn", by=None)
        policy.change("partnership_name", "Wexcombe", by=None)
        policy.change("reply_to", "board@wexcombe.example", by=None)

        messages.send("action_raised", to=PersonFactory(), **VALUES)
        messages.send_to_address("login_code", "mo@wexcombe.example", code="K7PQ")
        messages.post("note", "A note\nRead it.", address="mo@wexcombe.example")

        assert [
            (m.body.splitlines()[-2:], m.reply_to) for m in Message.objects.all()
        ] == [(["Amara and Bryn", "Wexcombe"], "board@wexcombe.example")] * 3

    def test_a_letter_with_a_code_is_secret_without_being_told_so(self):
        [message] = messages.send_to_address(
            "login_code", "mo@wexcombe.example", code="K7PQ"
        )

        assert message.is_secret
