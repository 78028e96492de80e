"""Sentences of notes that sound like a commitment."""

import pytest

from subgroups.room.commitments import commitments_in


def lines(notes, *actions):
    return [one.line for one in commitments_in(notes, actions=actions)]


@pytest.mark.parametrize(
    ("notes", "found"),
    [
        (
            "AO will contact the four schools.",
            ["AO: contact the four schools"],
        ),
        (
            "There was a discussion. JK and SW agreed to meet outside the meeting.",
            ["JK and SW: meet outside the meeting"],
        ),
        (
            "Priya Anand to circulate the scorecard.",
            ["Priya Anand: circulate the scorecard"],
        ),
        ("EG was asked to send the list.", ["EG: send the list"]),
        (
            "The report is to be circulated to schools.",
            ["The report is to be circulated to schools"],
        ),
        (
            "It was agreed that the report should be shared with colleges.",
            ["It was agreed that the report should be shared with colleges"],
        ),
        ("The group agreed to send a letter.", ["send a letter"]),
        ("HJ has agreed to write to governors", ["HJ: write to governors"]),
    ],
)
def test_a_commitment_is_pointed_out(notes, found):
    assert lines(notes) == found


@pytest.mark.parametrize(
    "notes",
    [
        "",
        "Attendees introduced themselves and apologies were noted as above.",
        "AO confirmed he had spoken to the data team.",
        "Schools understand that 16 weeks is the cut-off point.",
        "There will be a launch at the conference.",
        "It will be hard to recruit.",
        "The group agreed to note the report.",
        "SW stated that the early years audit will not go out until January.",
    ],
)
def test_what_is_only_said_is_not(notes):
    assert lines(notes) == []


def test_what_an_action_covers_is_not_pointed_out_again():
    notes = "AO will contact the four remaining schools.\n\nEG will chase the rest."

    assert lines(notes, "contact the four remaining schools") == ["EG: chase the rest"]
