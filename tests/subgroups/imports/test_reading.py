"""What is read from minutes, as people write them."""

import json
import re
from collections import Counter

import pytest

from partnership.guards.outcomes import Refused
from subgroups.imports.reading import read_minutes
from tests.subgroups.imports import files
from tests.subgroups.imports.reading import SHARED, acts, named, needs_shared, read

HEAD = "Minutes of 12 January 2026\nPresent: Ann Lee (AL)\nTom Ash (TA)\n"


def test_minutes_as_text():
    minutes = read(files.AS_TEXT)

    said = minutes.as_json()
    assert (said["date"], said["starts_at"], said["ends_at"], said["place"]) == (
        "2024-10-21",
        "09:30",
        "12:00",
        "Quay House, Seaham",
    )
    assert (said["chair"], said["minute_taker"]) == ("Ian Budd", "Lin Fenn")
    assert named(minutes.of("present")) == [
        ("Adam Over", "Safeguarding Manager", "AO"),
        ("Ann Lee", "Taking Care Scheme Manager", "AL"),
        ("Carla Hope", "Kiln Playgroup", "CH"),
        ("Ian Budd", "Assistant Director, Education Services", "IB"),
        ("Jane Le Fevre", "Paddock Primary School", "JLF"),
        ("Lin Fenn", "Education Safeguarding", "LF"),
        ("Sal Kam-Gaze", "All Saints CE Primary School", "SKG"),
    ]
    assert said["apologies"] == [
        "Asha Shaw (ASh)", "Bea Sharp", "Hal Good", "Jo Key", "Kit Skuda", "Paul Fells",
    ]  # fmt: skip
    assert said["visitors"] == [
        ["Gil Thom", "Prevent", "GT"],
        ["Em Gelf", "IT Service", "EG"],
    ]
    assert [(item.number, item.title) for item in minutes.items] == [
        ("1", "Introductions and apologies"),
        ("2", "Minutes of last meeting (30.4.24) / matters arising"),
        ("3", "Off rolling and schools' checks of alternative providers"),
        ("4", "Scorecard – AO/IB"),
        ("5", "Any Other Business"),
        ("6", "Dates/time of next meetings"),
    ]
    assert acts(minutes) == [
        ("2", ["AO"], "Access – liaise with the website team", ""),
        ("3", ["AO"], "remind HG that JP would like a conversation", ""),
        ("3", ["GT"], "have a regular slot. This is reviewed next year", ""),
        (
            "4",
            ["AO", "EG"],
            "contact the 4 remaining schools",
            "20 January 2025",
        ),
    ]
    assert minutes.items[2].decisions == [
        "The subgroup agreed that guidance is needed."
    ]
    assert minutes.items[2].text.endswith("Slides\nthom@prevent.example")
    assert "1. A point that is no item" in minutes.items[3].text
    assert said["next_meetings"] == ["2025-01-20 09:30", "2025-04-27 09:30"]
    assert minutes.uncertain == [
        "“Quay House, Seaham” was read as the place. Check it",
        "Names run together were read as: Asha Shaw (ASh), Bea Sharp, Hal Good",
        "Names run together were read as: Jo Key, Kit Skuda, Paul Fells",
        "Item 3: “Slides” stands under Actions without an owner. It was kept as text",
        "Item 3: “thom@prevent.example” stands under Actions without an owner. It was "
        "kept as text",
    ]


@needs_shared
def test_the_real_minutes_of_the_fifth_seed():
    [seed] = (SHARED / "seeds").glob("5-*.txt")

    said = read_minutes(seed.read_bytes(), name=seed.name).as_json()

    counts = [len(said[kind]) for kind in ("present", "apologies", "visitors", "items")]
    assert counts == [15, 9, 2, 12]
    assert sum(len(item["actions"]) for item in said["items"]) == 9


@pytest.mark.parametrize(
    ("lines", "present", "apologies", "visitors"),
    [
        (
            "Present: Ann Lee / Tom Ash | Jo Bell (JB)",
            [("Ann Lee", "", ""), ("Tom Ash", "", ""), ("Jo Bell", "", "JB")],
            [],
            [],
        ),
        (
            "Present:\nAnn Lee / Police / AL\nTom Ash – Health (TA)",
            [("Ann Lee", "Police", "AL"), ("Tom Ash", "Health", "TA")],
            [],
            [],
        ),
        (
            "Present: Ann Lee (AL), Tom Ash (TA) and Jo Bell (JB)",
            [("Ann Lee", "", "AL"), ("Tom Ash", "", "TA"), ("Jo Bell", "", "JB")],
            [],
            [],
        ),
        (
            "Present: Ann Lee\nApologies: Tom Ash (on leave)\nJo Bell – ill",
            [("Ann Lee", "", "")],
            [("Tom Ash", "", ""), ("Jo Bell", "", "")],
            [],
        ),
        (
            "Present: Ann Lee\nApologies were received from Tom Ash and Jo Bell",
            [("Ann Lee", "", "")],
            [("Tom Ash", "", ""), ("Jo Bell", "", "")],
            [],
        ),
        (
            "Present: Ann Lee\nApologies: None\nIn attendance: Tom Ash, Police",
            [("Ann Lee", "", "")],
            [],
            [("Tom Ash", "Police", "")],
        ),
        ("Attendees\n• Ann Lee, Head\n• Tom Ash, Police",
            [("Ann Lee", "Head", ""), ("Tom Ash", "Police", "")], [], []),
    ],
)  # fmt: skip
def test_people_as_they_are_written(lines, present, apologies, visitors):
    minutes = read(f"12 January 2026\n{lines}\n1. Welcome\nHello.")

    assert named(minutes.of("present")) == present
    assert named(minutes.of("apologies")) == apologies
    assert named(minutes.of("visitor")) == visitors


@pytest.mark.parametrize(
    ("line", "owners", "text", "due"),
    [
        ("ACTION: AL: write to the heads by end of term", ["AL"], "write to the heads",
            "end of term"),
        ("Action – TA to ring, before Christmas", ["TA"], "ring", "before Christmas"),
        ("ACTION 3: AL & TA: draft the letter", ["AL", "TA"], "draft the letter", ""),
        ("ACTION: All to read the guidance by the next meeting", ["All"],
            "read the guidance", "the next meeting"),
        ("ACTION: AL will stand by the door", ["AL"], "stand by the door", ""),
    ],
)  # fmt: skip
def test_actions_in_a_line(line, owners, text, due):
    minutes = read(f"{HEAD}1. Referrals\n{line}")

    assert acts(minutes) == [("1", owners, text, due)]


def test_an_action_without_an_owner_is_asked_about():
    minutes = read(f"{HEAD}1. Referrals\nACTION: the letter is sent by 20 Jan")

    assert acts(minutes) == [("1", [], "the letter is sent", "20 Jan")]
    assert minutes.uncertain == ["Item 1: who does this? “the letter is sent”"]


def test_outcomes_under_it_was_agreed_are_decisions():
    minutes = read(
        f"{HEAD}1. Budget\nIt was agreed:\n1. That the budget stands.\n"
        "2. To meet in May.\nIt was late.\n2. Any other business"
    )

    assert minutes.items[0].decisions == ["That the budget stands.", "To meet in May."]
    assert [item.title for item in minutes.items] == ["Budget", "Any other business"]


def test_paragraphs_with_numbers_stay_in_their_item():
    minutes = read("Committee of 3 March 2026\n22.1\nThe report.\n22.2 It was noted.\n"
                   "22.3\nThe Committee RESOLVED to note it.")  # fmt: skip

    [item] = minutes.items
    assert item.number == "22"
    assert item.text.startswith("22.1\nThe report.\n22.2 It was noted.\n22.3")
    assert item.decisions == ["The Committee RESOLVED to note it."]


def test_reasons_for_apologies_stand_apart_from_roles():
    minutes = read(
        f"{HEAD}Apologies: Jo Bell, Health (on leave)\nAmy Rice – ill\n1. A\nB"
    )

    assert [(one.name, one.role, one.reason) for one in minutes.of("apologies")] == [
        ("Jo Bell", "Health", "on leave"),
        ("Amy Rice", "", "ill"),
    ]


def test_an_agenda_before_the_minutes_is_no_item():
    minutes = read(
        f"{HEAD}1. Welcome\n2. Budget\n3. Any other business\nMinutes\n"
        "1. Welcome\nHello.\n2. Budget\nIt stands.\n3. Any other business\nNone."
    )

    assert [(item.title, item.text) for item in minutes.items] == [
        ("Welcome", "Hello."),
        ("Budget", "It stands."),
        ("Any other business", "None."),
    ]  # fmt: skip
    assert minutes.uncertain == [
        "An agenda stands before the minutes. Its lines are kept above the items"
    ]
    assert minutes.heading[1:] == [
        "Minutes", "1. Welcome", "2. Budget", "3. Any other business",
    ]  # fmt: skip


def test_items_that_run_together_are_cut_apart():
    minutes = read(f"{HEAD}1. Welcome. Hello all. 2. Budget. It stands. 3. Dates.")

    assert [item.number for item in minutes.items] == ["1", "2", "3"]
    assert minutes.uncertain == [
        "Item 1: items 1 to 3 stood in one paragraph. Check where each begins"
    ]


# Words that say what something is, and so are no longer there once it is read.
LABELS = {
    "by",
    "present",
    "apologies",
    "visitors",
    "actions",
    "action",
    "chair",
    "minutes",
    "to",
}
ODD = f"""{HEAD}An odd line
Apologies: Jo Bell (on leave), Health

1. Budget: it was long. Action: TA to draft. 2. Dates
ACTIONS:
- nobody does this
It was agreed:
a) that it stands
4. Any other business
1. A point
ACTION: AL/XY: write
home | now
"""


def words(text: str) -> Counter:
    return Counter(re.findall(r"[^\W_]+", text.lower()))


def lost(content: str) -> set[str]:
    said = json.dumps(read(content).as_json(), ensure_ascii=False)
    return set(words(content) - words(said.replace("\\n", " "))) - LABELS


@pytest.mark.parametrize("content", [files.AS_TEXT, ODD])
def test_no_word_is_lost(content):
    assert lost(content) == set()


@needs_shared
@pytest.mark.parametrize("number", [3, 5])
def test_no_word_of_a_seed_is_lost(number):
    [seed] = (SHARED / "seeds").glob(f"{number}-*.txt")

    assert lost(seed.read_text()) == set()


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "a.docx", "This is no Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.docx", "has a password"),
        (b"", "a.txt", "There is no text"),
        (b"\x00\x01\x02" * 40, "a.txt", "This is no plain text"),
        (b"A shopping list\nEggs\nMilk", "a.txt", "does not look like minutes"),
        (
            files.word(
                files.paragraph("&a;"),
                beginning='<!DOCTYPE x [<!ENTITY a "aaaaaaaaaaaaaaaa">]>',
            ),
            "a.docx",
            "cannot be read",
        ),
        (files.word(*[files.paragraph("word " * 300)] * 500), "a.docx", "600,000"),
    ],
)
def test_what_is_no_minutes_is_refused_in_words(content, name, expected):
    with pytest.raises(Refused) as refusal:
        read_minutes(content, name=name)

    assert expected in refusal.value.sentence


def test_initials_of_nobody_there_are_asked_about():
    minutes = read(f"{HEAD}1. Referrals\nACTION: XY/AL: write")

    assert minutes.uncertain == [
        "Item 1: no one named here has the initials XY: who is it?"
    ]


def test_two_people_with_the_same_initials_are_asked_about():
    minutes = read("12 January 2026\nPresent: Ann Lee (AL)\nAmy Law (AL)\n1. A\nB")

    assert minutes.uncertain == ["Ann Lee and Amy Law both have the initials AL"]


def test_more_people_than_a_meeting_has_are_refused():
    people = "\n".join(f"Ann Lee{n} (A{n})" for n in range(121))

    with pytest.raises(Refused, match="over 120 people"):
        read(f"12 January 2026\nPresent:\n{people}\n1. A\nB")
