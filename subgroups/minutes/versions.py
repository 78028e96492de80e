"""The versions of minutes, as they were sent and as they are, side by side."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime

from partnership.pages.comparing import Compared, compare_texts
from subgroups.meetings.models.meetings import Meeting
from subgroups.minutes.text import in_parts

NOW = "now"


@dataclass(frozen=True)
class Version:
    """The text of minutes at one time."""

    key: str
    words: str
    parts: list[dict[str, str]]


def versions_of(meeting: Meeting) -> list[Version]:
    """Each circulation, oldest first, and the minutes as they are."""
    sent = [
        Version(
            key=str(sending.number),
            words=f"Circulated {date_format(localtime(sending.sent_at), 'j F Y, H:i')}",
            parts=sending.parts,
        )
        for sending in meeting.minutes_sendings.all()
    ]
    words = "As agreed" if meeting.is_agreed else "Draft as it is now"
    return [*sent, Version(NOW, words, in_parts(meeting))]


def compare(earlier: Version, later: Version) -> list[Compared]:
    """Every part that one of the versions has, in the order of the later one."""
    before = {part["key"]: part for part in earlier.parts}
    after = {part["key"]: part for part in later.parts}
    nothing = {"text": ""}
    found = [
        compare_texts(
            (after.get(key) or before[key])["title"],
            before.get(key, nothing)["text"],
            after.get(key, nothing)["text"],
        )
        for key in {**after, **before}
    ]
    return [one for one in found if one.earlier or one.later]
