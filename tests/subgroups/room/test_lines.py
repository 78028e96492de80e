"""What is added under an item in a line: actions, decisions, interests and so on."""

from datetime import date
from uuid import uuid4

import pytest

from actions.register.models.actions import Action
from subgroups.room.models import Interest
from tests.factories import PersonFactory
from tests.subgroups.factories import (
    AttendanceFactory,
)
from tests.subgroups.pages import errors, page, url, words

pytestmark = pytest.mark.usefixtures("on_the_day")
JSON = {"Accept": "application/json"}


@pytest.fixture
def client(client_of, lena):
    return client_of(lena)


def send(client, name, row, typed, **headers):
    return client.post(url(name, row), typed, headers={**JSON, **headers})


def test_an_action_is_added_in_one_line(client, held, item, mo, chris, entered):
    line = "MO/CH: contact the four remaining schools by 20 Jan"

    for _ in range(2):
        answer = send(client, "room_action", item, entered(line=line, key=KEY))

    assert answer.status_code == 200
    action = Action.objects.get()
    assert action.text == "contact the four remaining schools"
    assert [owner.person for owner in action.owners.all()] == [mo, chris]
    assert (action.due_text, action.next_due) == ("20 Jan", date(2026, 1, 20))


KEY = str(uuid4())


def test_a_missing_date_is_asked_for_with_the_next_meeting_to_choose(
    client, held, item, later, entered
):
    asked = client.post(url("room_action", item), entered(line="MO: call the heads"))

    assert errors(asked) == ["Select when it is due"]
    choices = [
        one["value"] for one in page(asked).select("input[name=due_choice][type=radio]")
    ]
    assert choices == ["2026-01-20", "other", "no_date"]
    assert Action.objects.count() == 0

    client.post(
        url("room_action", item),
        entered(line="MO: call the heads", due_choice="2026-01-20"),
    )
    assert item.minuted_actions.get().due_words == "20 January 2026"


def test_before_christmas_is_settled_in_the_room(client, held, item, entered):
    line = "MO: call the heads before Christmas"
    asked = client.post(url("room_action", item), entered(line=line))
    client.post(url("room_action", item), entered(line=line, due_choice="2025-12-24"))

    assert "“Christmas” differs from place to place" in words(asked)
    minuted = item.minuted_actions.get()
    assert minuted.due_words == "before Christmas (24 December 2025)"
    assert minuted.action.next_due == date(2025, 12, 24)


@pytest.mark.parametrize(
    ("other", "said"),
    [("", "Enter the date"), ("soon", "Enter a date, like 20 January 2026")],
)
def test_another_date_must_be_one(client, held, item, entered, other, said):
    typed = entered(line="MO: call", due_choice="other", due_other=other)

    assert errors(client.post(url("room_action", item), typed)) == [said]


def test_an_action_may_have_no_date_yet(client, held, item, entered):
    client.post(
        url("room_action", item), entered(line="MO: call", due_choice="no_date")
    )

    assert Action.objects.without_date().count() == 1


def test_two_with_the_same_initials_are_asked_about(client, held, item, entered):
    people = [PersonFactory(name=n, initials="AS") for n in ("Ann Seal", "Ada Shaw")]
    for person, minuted in zip(people, ("AS", "ASh"), strict=True):
        AttendanceFactory(meeting=held, person=person, initials=minuted)
    line = "AS: call the heads by 20 Jan"

    asked = client.post(url("room_action", item), entered(line=line))
    client.post(url("room_action", item), entered(line=line, owner_0=people[1].pk))

    assert errors(asked) == ["Select who AS is"]
    assert page(asked).select_one("input[name=line]")["value"] == line
    assert Action.objects.get().owners.get().person == people[1]


def test_unknown_initials_are_asked_about_and_may_stay(client, held, item, entered):
    line = "XQ: call the heads by 20 Jan"

    asked = send(client, "room_action", item, entered(line=line))
    client.post(url("room_action", item), entered(line=line, owner_0="as_typed"))

    assert asked.status_code == 422
    assert "Who is XQ?" in asked.json()["form"]
    owner = Action.objects.get().owners.get()
    assert (owner.words, owner.person) == ("XQ", None)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "Enter the action, like AO/EG: contact the schools by 20 Jan"),
        (
            "call the heads by 20 Jan",
            "Start with who will do it, like AO/EG: contact the schools by 20 Jan",
        ),
        ("x" * 2001, "Action must be 2,000 characters or fewer"),
    ],
)
def test_a_line_that_is_no_action_stays_in_its_box(
    client, held, item, entered, line, said
):
    response = client.post(url("room_action", item), entered(line=line))

    assert errors(response) == [said]
    box = page(response).select_one(f"#item-{item.pk}-action input[name=line]")
    assert box.get("value", "") == line


def test_decisions_challenges_and_escalations_are_added(
    client, held, item, quality, entered
):
    for name, typed in {
        "decision": {"text": "To publish"},
        "challenge": {
            "challenger_words": "MO",
            "challenged_words": "Police",
            "concern": "Late reports",
            "response": "From May",
        },
        "escalation": {"to_words": quality.name, "why": "No capacity"},
    }.items():
        sent = entered(**typed)
        for _ in range(2):
            assert send(client, f"room_{name}", item, sent).status_code == 200

    assert item.decisions.get().text == "To publish"
    assert item.challenges.get().response == "From May"
    assert item.escalations.get().to == quality
    shown = words(client.get(url("room", held)))
    assert "Late reports – Response: From May" in shown


def test_an_interest_withdraws_someone_from_an_item(client, held, item, mo, entered):
    client.post(
        url("room_interest", item),
        entered(who="MO", text="Governor of Elm Primary", withdraws="on"),
    )
    client.post(
        url("room_general_interest", held), entered(who="Chris", text="Trustee")
    )

    interests = Interest.objects.order_by("pk")
    assert [(i.name, i.item, bool(i.withdrew_at)) for i in interests] == [
        ("Mo", item, True),
        ("Chris", None, False),
    ]
    assert held.attendances.get(person=mo).withdrew_for == [1]
    assert "Not quorate" in words(client.get(url("room", held)))


def test_nobody_declares_an_interest_who_is_not_there(client, held, item, entered):
    response = client.post(url("room_interest", item), entered(who="XQ", text="Any"))

    assert errors(response) == ["Nobody recorded at this meeting is called XQ"]


def test_a_commitment_in_the_notes_is_pointed_out_with_one_press(
    client, held, item, second
):
    item.notes = "MO will write to the colleges."
    item.save()

    form = page(client.get(url("room", held))).select_one("form[data-hint]")
    asked = {one["name"]: one["value"] for one in form.select("input")}
    filled = page(client.get(url("room", held), asked))

    assert filled.select_one(f"#id_{item.pk}_action")["value"] == (
        "MO: write to the colleges"
    )
    assert "value" not in filled.select_one(f"#id_{second.pk}_action").attrs
