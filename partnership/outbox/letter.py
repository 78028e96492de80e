"""What a kind of email is, and what each {placeholder} in its text stands for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import NamedTuple


class Placeholder(NamedTuple):
    """What a {name} in an email stands for, with an example for the preview."""

    explanation: str
    example: str
    is_required: bool = False


# Every email has these; `messages` knows what they stand for.
COMMON = {
    "name": Placeholder("The recipient’s name", "Mo Rahimi"),
    "partnership": Placeholder(
        "The name of the partnership", "Wexcombe Safeguarding Children Partnership"
    ),
    "partnership_short": Placeholder(
        "The short name of the partnership", "Wexcombe SCP"
    ),
    "site": Placeholder("The web address of Quorate", "https://quorate.example.org"),
}


def link(
    explanation: str, example: str = "https://quorate.example.org/…"
) -> Placeholder:
    """The placeholder of the link that an email is sent for."""
    return Placeholder(explanation, example, is_required=True)


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One kind of email.

    A statutory email is sent straight away, whatever the recipient has chosen, because
    a law or a deadline requires it. A secret one holds a code or a link that works for
    as long as it `lasts`; its body is shown to nobody, and is wiped once it has been
    sent or has expired.
    """

    words: str
    when: str
    placeholders: Mapping[str, Placeholder] = field(default_factory=dict)
    is_statutory: bool = False
    is_secret: bool = False
    lasts: timedelta = timedelta(days=7)

    @property
    def goes_at_once(self) -> bool:
        return self.is_statutory or self.is_secret

    @property
    def every_placeholder(self) -> dict[str, Placeholder]:
        """Its own placeholders, and those of all emails."""
        return {**self.placeholders, **COMMON}

    @property
    def required(self) -> list[str]:
        """Placeholders that the email cannot do without."""
        return [name for name, one in self.placeholders.items() if one.is_required]
