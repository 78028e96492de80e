"""A member withdraws for an item because of an interest, and is not counted for it."""

import pytest

from tests.subgroups.pages import errors, page, url, words

pytestmark = pytest.mark.usefixtures("_today")


@pytest.fixture
def answers(meeting, chris, lena, mo):
    present = {f"kind_{person.pk}": "present" for person in (chris, lena, mo)}
    return {"version": meeting.version, **present}


def test_a_withdrawal_is_recorded_for_its_items_only(
    client_of, lena, mo, meeting, answers
):
    client = client_of(lena)

    client.post(url("attendance", meeting), {**answers, f"withdrew_{mo.pk}": "9, 7"})

    quorum = meeting.quorum()
    assert [quorum.is_quorate_at(number) for number in (6, 7, 8, 9)] == [
        True,
        False,
        True,
        False,
    ]
    assert [number for number, _ in quorum.changes(list(range(1, 11)))] == [
        7,
        8,
        9,
        10,
    ]
    assert "withdrew for items 7 and 9" in words(client.get(url("minutes", meeting)))
    form = page(client.get(url("attendance", meeting)))
    assert form.select_one(f"#id_withdrew_{mo.pk}")["value"] == "7, 9"


@pytest.mark.parametrize("typed", ["seven", "0", "7-9", "100"])
def test_items_that_are_no_numbers_are_refused_and_kept(
    client_of, lena, mo, meeting, answers, typed
):
    response = client_of(lena).post(
        url("attendance", meeting), {**answers, f"withdrew_{mo.pk}": typed}
    )

    assert errors(response) == [
        "Enter the numbers of the items, separated by commas, like 3, 7"
    ]
    box = page(response).select_one(f"#id_withdrew_{mo.pk}")
    assert box["value"] == typed
    assert not meeting.attendances.exists()
