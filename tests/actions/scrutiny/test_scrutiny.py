"""Scrutiny sessions and the progress of their questions."""

from datetime import date
from itertools import product

import pytest
from django.db import IntegrityError, transaction

from actions.register.services import endings
from actions.register.words import Source
from actions.scrutiny import services as scrutiny
from actions.scrutiny.models import ScrutinyQuestion, ScrutinySession
from partnership.access import Permission, allowed
from partnership.guards.outcomes import Changed, Refused
from tests.actions.reviews.factories import make_question, make_session

ON = date(2025, 10, 22)
Standing = ScrutinyQuestion.Standing


@pytest.fixture
def session(amara):
    return make_session(amara)


def standings(question) -> tuple[str, list[str]]:
    """Its progress, as read from the row and from lists."""
    row = ScrutinyQuestion.objects.get(pk=question.pk)
    found = [
        standing
        for standing in Standing
        if ScrutinyQuestion.objects.standing(standing).filter(pk=row.pk).exists()
    ]
    assert ScrutinyQuestion.objects.with_standing().get(pk=row.pk).standing == (
        row.standing
    )
    unfinished = ScrutinyQuestion.objects.unfinished().filter(pk=row.pk).exists()
    assert unfinished == (row.standing != Standing.FINISHED)
    return row.standing, found


def follow(question, organisation, by):
    return scrutiny.raise_for_question(
        question, text="Do it", organisation=organisation, by=by, on=ON
    )


class TestProgressOfAQuestion:
    @pytest.mark.parametrize(
        ("said", "standing"),
        [
            ({"answer_by": date(2025, 11, 3)}, Standing.UNANSWERED),
            ({"answer": "Eleven"}, Standing.FINISHED),
            ({"needs_action": True}, Standing.NO_ACTION),
            ({"answer": "Eleven", "needs_action": True}, Standing.NO_ACTION),
            (
                {"answer_by": date(2025, 11, 3), "needs_action": True},
                Standing.UNANSWERED,
            ),
        ],
    )
    def test_when_it_was_recorded(self, said, standing, session, amara):
        question = make_question(session, amara, **said)

        assert standings(question) == (standing, [standing])

    # All that the database takes: one without any of the three is no question.
    @pytest.mark.parametrize(
        ("answer", "needs_action", "answer_by"),
        [
            one
            for one in product(["", "Eleven"], [False, True], [None, date(2025, 11, 3)])
            if any(one)
        ],
    )
    def test_is_counted_for_its_session(
        self, answer, needs_action, answer_by, session, amara
    ):
        question = make_question(
            session,
            amara,
            answer=answer,
            answer_by=answer_by,
            needs_action=needs_action,
        )

        counted = ScrutinySession.objects.with_progress().get()

        is_waiting = question.standing == Standing.UNANSWERED
        assert (counted.question_count, counted.unanswered_count) == (1, is_waiting)

    def test_with_an_open_action_and_a_complete_one(self, session, education, amara):
        question = make_question(session, amara, needs_action=True)
        action = follow(question, education, amara)
        assert standings(question) == (Standing.UNDER_WAY, [Standing.UNDER_WAY])

        endings.complete_action(action, outcome="Safer", by=amara, on=ON)

        assert standings(question) == (Standing.FINISHED, [Standing.FINISHED])

    def test_it_waits_for_its_answer_even_with_an_open_action(
        self, session, education, amara
    ):
        question = make_question(session, amara)

        follow(question, education, amara)

        assert standings(question) == (Standing.UNANSWERED, [Standing.UNANSWERED])

    def test_after_its_only_action_is_withdrawn_it_needs_another(
        self, session, education, amara
    ):
        question = make_question(session, amara, needs_action=True)
        action = follow(question, education, amara)

        endings.withdraw_action(action, reason="Not needed", by=amara, on=ON)

        assert standings(question) == (Standing.NO_ACTION, [Standing.NO_ACTION])


class TestTheAnswer:
    @pytest.mark.parametrize(
        ("day", "state"),
        [(date(2025, 11, 3), "Met"), (date(2025, 11, 5), "Missed by 2 days")],
    )
    def test_ends_the_deadline(self, day, state, session, amara):
        question = make_question(session, amara)

        scrutiny.answer_question(question, answer="Eleven", day=day, by=amara, on=day)

        assert question.clock.state(date(2026, 1, 1)) == state
        assert not ScrutinyQuestion.objects.unanswered().exists()

    @pytest.mark.parametrize(
        ("day", "answer", "said"),
        [
            (date(2025, 10, 5), "Eleven", "before the session"),
            (date(2025, 10, 23), "Eleven", "today or in the past"),
            (ON, "  ", "Enter the answer"),
        ],
    )
    def test_is_refused(self, day, answer, said, session, amara):
        question = make_question(session, amara)

        with pytest.raises(Refused, match=said):
            scrutiny.answer_question(question, answer=answer, day=day, by=amara, on=ON)

    @pytest.mark.parametrize(
        ("on", "late"),
        [
            (date(2025, 11, 2), 0),
            (date(2025, 11, 3), 0),
            (date(2025, 11, 4), 1),
        ],
    )
    def test_is_late_the_day_after(self, on, late, session, amara):
        make_question(session, amara)
        make_question(session, amara, answer="Given")

        assert ScrutinyQuestion.objects.past_their_day(on=on).count() == late

    def test_with_an_outdated_version_changes_nothing(self, session, amara):
        question = make_question(session, amara)
        opened_at = question.version
        scrutiny.answer_question(question, answer="Eleven", day=ON, by=amara, on=ON)

        with pytest.raises(Changed):
            scrutiny.answer_question(
                question, answer="Ten", day=ON, version=opened_at, by=amara, on=ON
            )


class TestWhatIsRefused:
    def test_a_question_without_an_answer_a_date_or_an_action(self, session, amara):
        with pytest.raises(Refused, match="when the answer is due"):
            scrutiny.add_question(session, text="Why?", by=amara)

    def test_a_future_session(self, amara):
        with pytest.raises(Refused, match="today or in the past"):
            make_session(amara, held_on=date(2025, 10, 9))

    @pytest.mark.parametrize(
        ("model", "wrong"),
        [
            (ScrutinyQuestion, {"answer": "Given"}),
            (ScrutinyQuestion, {"answer_by": None}),
            (ScrutinyQuestion, {"text": " "}),
            (ScrutinySession, {"body": " "}),
            (ScrutinySession, {"held_on": date(2026, 1, 1)}),
        ],
    )
    def test_by_the_database(self, model, wrong, session, amara):
        make_question(session, amara)

        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.update(**wrong)


class TestWhoRecords:
    @pytest.mark.parametrize(
        ("permission", "of_hers", "of_another"),
        [
            (Permission.SEE_SCRUTINY, True, True),
            (Permission.MANAGE_SCRUTINY, True, False),
            (Permission.RAISE_ACTION, False, False),
        ],
    )
    def test_the_scrutineer_edits_only_her_own_sessions(
        self, permission, of_hers, of_another, scarlett, amara
    ):
        own, other = make_session(scarlett), make_session(amara)
        question = make_question(own, scarlett)

        assert allowed(scarlett, Permission.RECORD_SCRUTINY)
        assert allowed(scarlett, permission, own) == of_hers
        assert allowed(scarlett, permission, question) == of_hers
        assert allowed(scarlett, permission, other) == of_another

    def test_a_former_scrutineer_edits_none(self, amara, eve):
        recorded_once = make_session(eve)

        assert not allowed(eve, Permission.MANAGE_SCRUTINY, recorded_once)

    def test_a_member_sees_none(self, session, mo):
        assert not ScrutinySession.objects.visible_to(mo).exists()
        assert not ScrutinyQuestion.objects.visible_to(mo).exists()


def test_an_action_shows_its_question(session, education, amara):
    question = make_question(session, amara)

    action = follow(question, education, amara)

    assert (action.source, action.source_words, action.source_url) == (
        Source.SCRUTINY,
        "SC-2025-1, question 1: Scrutiny committee",
        f"/scrutiny/{session.pk}/#question-1",
    )
