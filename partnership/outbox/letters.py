"""The text of emails, before and after their placeholders are filled in.

The text of an email is in `templates/emails/<kind>.txt`, with the subject on the first
line, until the partnership writes its own (`models.LetterText`). Both are plain text
with {placeholders}, never templates: a value that looks like a placeholder is left as
it is. `letter_kinds` describes each kind of email and its placeholders.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from partnership.guards.outcomes import Refused
from partnership.outbox.letter_kinds import LETTERS
from partnership.outbox.models import LetterText

LONGEST_SUBJECT, LONGEST_BODY = 200, 8000
_WRITTEN = re.compile(r"\{([^{}\n]*)\}")
_KNOWN = re.compile(r"\{([a-z_]+)\}")


class Words(NamedTuple):
    """The text of an email, with its placeholders."""

    subject: str
    body: str


def from_file(kind: str) -> Words:
    """The default text of an email."""
    text = _files()[kind]
    subject, _, body = text.strip().partition("\n")
    return Words(subject.strip(), body.strip())


@cache
def _files() -> dict[str, str]:
    folder = Path(settings.BASE_DIR) / "templates" / "emails"
    return {path.stem: path.read_text() for path in folder.glob("*.txt")}


def words_of(kind: str) -> Words:
    """The current text of an email."""
    text = text_of(kind)
    return Words(text.subject, text.body)


def text_of(kind: str) -> LetterText:
    """The row with an email's text, for a form.

    If it was never changed, or was set back, it holds the default text.
    """
    return as_read(
        LetterText.objects.filter(kind=kind).first() or LetterText(kind=kind)
    )


def changed_kinds() -> set[str]:
    """The kinds of email whose text the partnership has changed."""
    return set(LetterText.objects.exclude(subject="").values_list("kind", flat=True))


def why(kind: str) -> str:
    """The name of a kind of email, including kinds no longer sent."""
    letter = LETTERS.get(kind)
    return letter.words if letter else kind.replace("_", " ").capitalize()


def as_read(text: LetterText) -> LetterText:
    """The row, with the default text if it has none of its own."""
    text.is_changed = bool(text.subject)
    if not text.is_changed:
        text.subject, text.body = from_file(text.kind)
    return text


def fill(kind: str, words: Words, values: Mapping[str, str]) -> Words:
    """The text with every placeholder filled in.

    Raises:
        ValueError: a value is missing, unknown or not text.
    """
    wanted = LETTERS[kind].every_placeholder
    if set(values) != set(wanted):
        wrong = ", ".join(sorted(set(values) ^ set(wanted)))
        raise ValueError(f"The email {kind} and its values differ in: {wrong}")
    if notes := [name for name, value in values.items() if not isinstance(value, str)]:
        raise ValueError(f"The email {kind} needs text for: {', '.join(notes)}")

    def filled(text: str) -> str:
        # In one pass, so that values are not searched for placeholders.
        return _KNOWN.sub(lambda found: values.get(found[1], found[0]), text)

    body = re.sub(r"\n{3,}", "\n\n", filled(words.body)).strip()
    # A line break in a name would end the header.
    return Words(" ".join(filled(words.subject).split())[:250], body)


def examples_of(kind: str) -> dict[str, str]:
    """An example for each placeholder of an email, for the preview."""
    return {n: one.example for n, one in LETTERS[kind].every_placeholder.items()}


def check(kind: str, subject: str, body: str) -> None:
    """Refuse text that cannot be used for this kind of email.

    Raises:
        Refused: the subject is empty or has several lines; a placeholder is unknown,
            unclosed or missing; or the subject, which lists show, holds a code or a
            link.
    """
    if not subject.strip():
        raise Refused("Enter a subject", field="subject")
    if len(subject.splitlines()) > 1:
        raise Refused("The subject must be a single line", field="subject")
    for name, text in (("subject", subject), ("body", body)):
        for found in _WRITTEN.findall(text):
            if found not in LETTERS[kind].every_placeholder:
                raise Refused(
                    f"This email has no placeholder {{{found}}}. "
                    "Remove it, or use one from the list",
                    field=name,
                )
        if set("{}") & set(_WRITTEN.sub("", text)):
            raise Refused(
                "A { or } is on its own. Write placeholders as {name}", field=name
            )
    for needed in LETTERS[kind].required:
        if LETTERS[kind].is_secret and f"{{{needed}}}" in subject:
            raise Refused(
                f"The subject must not contain {{{needed}}}: it is shown in the list "
                "of messages, and could be used to sign in",
                field="subject",
            )
        if f"{{{needed}}}" not in body:
            raise Refused(
                f"The text must contain {{{needed}}}: the email needs it",
                field="body",
            )
