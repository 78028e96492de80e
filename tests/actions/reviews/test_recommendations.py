"""Recommendations, their progress and their actions."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from actions.register.models.actions import Action
from actions.register.services import endings
from actions.register.words import Source
from actions.reviews.models.recommendations import Recommendation
from actions.reviews.services import recommendations
from partnership.guards.outcomes import Changed, Refused
from partnership.history import services as history
from tests.actions.factories import make_action
from tests.actions.reviews.factories import DECIDED, make_recommendation, make_review

ON = date(2025, 10, 22)
Standing = Recommendation.Standing


@pytest.fixture
def review(amara):
    return make_review(amara)


@pytest.fixture
def accepted(review, amara):
    return make_recommendation(review, amara, response="accepted")


def standings(recommendation) -> tuple[str, list[str]]:
    """Its progress, as read from the row and from lists."""
    row = Recommendation.objects.get(pk=recommendation.pk)
    found = [
        standing
        for standing in Standing
        if Recommendation.objects.standing(standing).filter(pk=row.pk).exists()
    ]
    listed = Recommendation.objects.with_standing().get(pk=row.pk)
    assert row.standing == listed.standing
    return row.standing, found


def follow(recommendation, organisation, by) -> Action:
    return recommendations.raise_for_recommendation(
        recommendation, text="Do it", organisation=organisation, by=by, on=ON
    )


class TestProgress:
    def test_without_a_response(self, review, amara):
        recommendation = make_recommendation(review, amara)

        assert standings(recommendation) == (
            Standing.UNANSWERED,
            [Standing.UNANSWERED],
        )

    @pytest.mark.parametrize(
        ("response", "standing"),
        [
            ("accepted", Standing.NO_ACTION),
            ("partly", Standing.NO_ACTION),
            ("not_accepted", Standing.REFUSED),
        ],
    )
    def test_after_an_answer(self, response, standing, review, amara):
        recommendation = make_recommendation(review, amara, response=response)

        assert standings(recommendation) == (standing, [standing])

    def test_with_an_open_action(self, accepted, education, amara):
        done, _ = (follow(accepted, education, amara) for _ in range(2))
        endings.complete_action(done, outcome="Safer", by=amara, on=ON)

        assert standings(accepted) == (Standing.UNDER_WAY, [Standing.UNDER_WAY])

    def test_with_every_action_done(self, accepted, education, amara):
        done, gone = (follow(accepted, education, amara) for _ in range(2))
        endings.withdraw_action(gone, reason="Not needed", by=amara, on=ON)
        assert standings(accepted)[0] == Standing.UNDER_WAY

        endings.complete_action(done, outcome="Safer", by=amara, on=ON)

        assert standings(accepted) == (Standing.TO_SHOW, [Standing.TO_SHOW])

    def test_with_every_action_withdrawn(self, accepted, education, amara):
        gone = follow(accepted, education, amara)

        endings.withdraw_action(gone, reason="Not needed", by=amara, on=ON)

        assert standings(accepted) == (Standing.NO_ACTION, [Standing.NO_ACTION])

    def test_implemented_with_the_evidence(self, accepted, amara):
        recommendations.implement_recommendation(
            accepted, evidence="Thirty cases were read", by=amara, on=ON
        )

        assert standings(accepted) == (Standing.IMPLEMENTED, [Standing.IMPLEMENTED])


class TestWhatIsRefused:
    def test_implementing_it_with_open_actions(self, accepted, education, amara):
        follow(accepted, education, amara)

        with pytest.raises(Refused, match="open actions"):
            recommendations.implement_recommendation(
                accepted, evidence="It helped", by=amara, on=ON
            )

    @pytest.mark.parametrize("response", ["", "not_accepted"])
    def test_an_action_for_a_recommendation_not_accepted(
        self, response, review, education, amara
    ):
        recommendation = make_recommendation(review, amara, response=response)

        with pytest.raises(Refused, match="must first be accepted"):
            follow(recommendation, education, amara)

        assert not Action.objects.exists()

    @pytest.mark.parametrize("response", ["partly", "not_accepted"])
    def test_a_rejection_without_a_reason(self, response, review, amara):
        recommendation = make_recommendation(review, amara)

        with pytest.raises(Refused, match="Enter the reason"):
            recommendations.answer_recommendation(
                recommendation, response=response, day=ON, by=amara, on=ON
            )

    def test_rejecting_it_with_open_actions(self, accepted, education, amara):
        follow(accepted, education, amara)

        with pytest.raises(Refused, match="Complete or withdraw them first"):
            recommendations.answer_recommendation(
                accepted,
                response="not_accepted",
                response_words="No money",
                day=ON,
                by=amara,
                on=ON,
            )

    def test_editing_it_after_a_response(self, accepted, amara):
        with pytest.raises(Refused, match="can no longer be edited"):
            recommendations.edit_recommendation(
                accepted, text="Other", organisations=[], to_words="x", by=amara
            )

    def test_a_recommendation_addressed_to_nobody(self, review, amara):
        with pytest.raises(Refused, match="addressed to"):
            recommendations.add_recommendation(
                review, text="Do it", to_words=" ", by=amara
            )

    def test_an_action_linked_twice_or_withdrawn(self, accepted, education, amara):
        linked = make_action(education, by=amara)
        recommendations.link_to_recommendation(accepted, action=linked, by=amara)
        gone = make_action(education, by=amara)
        endings.withdraw_action(gone, reason="x", by=amara, on=ON)

        for action, said in ((linked, "already linked"), (gone, "withdrawn")):
            with pytest.raises(Refused, match=said):
                recommendations.link_to_recommendation(
                    accepted, action=action, by=amara
                )

    def test_an_outdated_version(self, accepted, amara):
        opened_at = accepted.version
        recommendations.implement_recommendation(
            accepted, evidence="x", by=amara, on=ON
        )

        with pytest.raises(Changed):
            recommendations.answer_recommendation(
                accepted,
                response="accepted",
                day=ON,
                version=opened_at,
                by=amara,
                on=ON,
            )

    def test_blank_evidence_in_the_database(self, accepted, amara):
        with pytest.raises(IntegrityError), transaction.atomic():
            Recommendation.objects.filter(pk=accepted.pk).update(
                implemented_on=ON, implemented_by=amara, evidence=" "
            )


def test_they_are_numbered_with_their_addressees(review, amara, education):
    first = make_recommendation(review, amara)
    second = make_recommendation(review, amara, organisations=[education])

    assert [one.number for one in (first, second)] == [1, 2]
    assert second.addressees == "Education subgroup, Every agency"


def test_an_action_shows_only_the_reference_of_the_review(accepted, education, amara):
    action = follow(accepted, education, amara)

    assert (action.source, action.source_words) == (
        Source.REVIEW,
        "PR-2025-1, recommendation 1",
    )
    assert action.source_url == accepted.get_absolute_url()
    assert "infant" not in f"{action.text} {action.source_words}"


def test_reopening_keeps_the_evidence_in_the_history(accepted, amara):
    recommendations.implement_recommendation(
        accepted, evidence="Forms", by=amara, on=ON
    )

    recommendations.reopen_recommendation(
        accepted, reason="They were not used", by=amara
    )

    assert standings(accepted)[0] == Standing.NO_ACTION
    event = history.of(accepted.review)[0]
    assert (event.detail["evidence"], event.detail["reason"]) == (
        "Forms",
        "They were not used",
    )


def test_an_action_is_unlinked(accepted, education, amara):
    action = make_action(education, by=amara)
    recommendations.link_to_recommendation(accepted, action=action, by=amara)

    recommendations.unlink_from_recommendation(accepted, action=action, by=amara)

    assert not accepted.actions.exists()
    assert history.of(accepted.review)[0].event == "action unlinked"


def test_a_new_response_keeps_the_earlier_one_in_the_history(accepted, amara):
    recommendations.answer_recommendation(
        accepted,
        response="partly",
        response_words="Not everywhere",
        day=DECIDED,
        by=amara,
        on=ON,
    )

    event = history.of(accepted.review)[0]
    assert (event.detail["before"], event.detail["after"]) == (
        "Accepted",
        "Accepted in part",
    )
