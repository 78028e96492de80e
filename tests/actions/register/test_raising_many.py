"""Many actions raised at once: references in blocks, owners, history, nobody told."""

import pytest

from actions.register.services import raising
from actions.register.words import OwnerAs, Source
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.outbox.models import Message
from tests.actions.factories import make_action
from tests.actions.imports.plan_files import ON


def draft(organisation, **fields) -> raising.Draft:
    fields.setdefault("text", "Write it")
    return raising.Draft(organisation=organisation, source=Source.OTHER, **fields)


def test_they_are_numbered_in_order_after_existing_ones(education, quality, amara):
    first = make_action(education, by=amara)

    raised = raising.raise_actions(
        [draft(education), draft(quality), draft(education)], by=amara, on=ON
    )
    after = make_action(education, by=amara)

    assert (first.ref, [one.ref for one in raised], after.ref) == (
        "ES-1",
        ["ES-2", "QAS-1", "ES-3"],
        "ES-4",
    )


def test_numbers_continue_after_an_imported_reference(education, amara):
    raised = raising.raise_actions(
        [draft(education, ref="ES-9"), draft(education)], by=amara, on=ON
    )

    assert [one.ref for one in raised] == ["ES-9", "ES-10"]


@pytest.mark.parametrize("refs", [["ES-1"], ["X-1", "X-1"]])
def test_a_reference_that_is_taken_is_refused(education, amara, refs):
    make_action(education, by=amara)

    with pytest.raises(Refused, match="There is already an action"):
        raising.raise_actions(
            [draft(education, ref=ref) for ref in refs], by=amara, on=ON
        )


def test_owners_and_history_are_those_of_one_raised_alone(education, amara, bryn):
    owners = [OwnerAs("Bryn", bryn), OwnerAs("tbc"), OwnerAs("BR", bryn)]

    [many] = raising.raise_actions(
        [draft(education, owners=owners, due_text="May 2026")], by=amara, on=ON
    )
    alone = raising.raise_action(
        text="Write it",
        organisation=education,
        source=Source.OTHER,
        owners=owners,
        due_text="May 2026",
        by=amara,
        on=ON,
    )

    for action in (many, alone):
        assert [
            (one.words, one.person, one.position) for one in action.owners.all()
        ] == [
            ("Bryn", bryn, 1),
            ("tbc", None, 2),
        ]
        [event] = history.of(action)
        assert (event.event, event.detail, event.by) == (
            "raised",
            {"due": "May 2026", "source": "other"},
            amara,
        )
    assert [message.kind for message in Message.objects.all()] == ["action_raised"]


def test_without_text_nothing_is_raised(education, amara):
    with pytest.raises(Refused, match="Enter what needs to be done"):
        raising.raise_actions(
            [draft(education), draft(education, text=" ")], by=amara, on=ON
        )
