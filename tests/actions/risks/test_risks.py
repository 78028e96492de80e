"""Risks, their assessments, decisions and changes."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from actions.risks.models.movement import Moved, movement_between
from actions.risks.models.parts import RiskAssessment, RiskDecision
from actions.risks.models.risks import Risk
from actions.risks.services import risks
from partnership.guards.outcomes import Changed, Refused
from partnership.history import services as history
from partnership.outbox.models import Message
from partnership.policy import services as partnership_services
from partnership.policy import values as policy
from tests.actions.risk_factories import assess, make_risk, ratings, refused

ON = date(2025, 10, 22)


def letters(kind: str) -> list[str]:
    rows = Message.objects.filter(kind=kind).order_by("pk")
    return [row.person.name for row in rows]


class TestARisk:
    def test_is_numbered_and_reads_as_one_sentence(self, education, amara):
        first = make_risk(education, by=amara)
        second = make_risk(education, by=amara)

        assert (first.ref, second.ref) == ("RISK-1", "RISK-2")
        assert first.sentence == (
            "Because two posts are vacant, there is a risk that referrals wait for "
            "more than a day, which would mean that children are seen too late."
        )

    def test_has_its_scores_from_the_database(self, education):
        risk = make_risk(education, current=(3, 5))

        assert (risk.inherent_score, risk.current_score, risk.target_score) == (
            16,
            15,
            4,
        )
        assert risk.current.words == "15 High: 3 Possible × 5 Severe"
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_score FROM actions_riskassessment")
            assert cursor.fetchall() == [(15,)]

    def test_is_first_reviewed_after_its_review_frequency(self, education):
        assert make_risk(education, review_months=6).review_on == date(2025, 11, 1)

    @pytest.mark.parametrize("blank", ["cause", "event", "consequence"])
    def test_needs_each_of_its_three_parts(self, education, blank):
        words = {"cause": "a", "event": "b", "consequence": "c"} | {blank: " "}

        sentence = refused(
            risks.add_risk,
            **words,
            **ratings(),
            organisation=education,
            by=None,
            on=ON,
        )

        assert sentence == f"Enter the {blank}"
        assert not Risk.objects.exists()

    @pytest.mark.parametrize("level", [0, 6])
    def test_takes_levels_from_one_to_five_only(self, education, level):
        sentence = refused(make_risk, education, current=(level, 3))

        assert sentence == "Select a level from 1 to 5"
        with pytest.raises(IntegrityError, match="rated_from_1_to_5"):
            RiskAssessment.objects.create(
                risk=make_risk(education),
                number=2,
                reason="x",
                on=ON,
                **ratings((level, 3)),
            )

    def test_belongs_to_the_partnership_or_a_subgroup(self, elm):
        sentence = refused(make_risk, elm.organisation)

        assert sentence == "A risk belongs to the partnership or to a subgroup"

    def test_is_not_owned_by_someone_who_belongs_only_to_a_school(
        self, education, dee, mo
    ):
        assert "belongs only to schools" in refused(make_risk, education, owner=dee)
        assert make_risk(education, owner=mo).owner == mo

    def test_its_owner_is_emailed_once(self, education, amara, mo):
        risk = make_risk(education, owner=mo, by=amara)
        edit(risk, amara, event="calls are missed")

        assert letters("risk_given") == ["Mo"]

    def test_its_new_owner_is_emailed(self, education, amara, mo, chris):
        risk = make_risk(education, owner=mo, by=amara)
        edit(risk, amara, owner=chris)

        assert letters("risk_given") == ["Mo", "Chris"]


def edit(risk, by, **fields):
    risks.edit_risk(risk, by=by, on=ON, **fields)


class TestEditing:
    def test_keeps_the_earlier_values_in_the_history(self, education, amara):
        risk = make_risk(education, by=amara)

        edit(risk, amara, event="calls are missed", review_on=date(2025, 12, 1))

        risk.refresh_from_db()
        assert (risk.event, risk.review_on) == ("calls are missed", date(2025, 12, 1))
        detail = history.of(risk)[0].detail
        assert detail["before"]["event"] == "referrals wait for more than a day"
        assert detail["after"]["review_on"] == "2025-12-01"

    def test_does_not_change_ratings(self, education, amara):
        with pytest.raises(TypeError, match="current_impact"):
            edit(make_risk(education), amara, current_impact=1)

    def test_refuses_an_outdated_version(self, education, amara, bryn):
        risk = make_risk(education)
        opened_at = risk.version
        edit(risk, bryn, event="calls are missed")

        with pytest.raises(Changed):
            edit(risk, amara, event="mine", version=opened_at)

    def test_the_next_review_cannot_be_in_the_past(self, education, amara):
        sentence = refused(
            edit, make_risk(education), amara, review_on=date(2025, 10, 21)
        )

        assert sentence == "The next review must be today or later"


class TestAnAssessment:
    def test_gives_the_risk_its_ratings_and_its_next_review(self, education, mo):
        risk = make_risk(education)

        assess(risk, (2, 3), on=ON, by=mo)

        risk.refresh_from_db()
        assert (risk.current_score, risk.assessed_on) == (6, ON)
        assert risk.review_on == date(2026, 1, 22)
        assert [(a.number, a.current_score) for a in risk.assessments.all()] == [
            (2, 6),
            (1, 9),
        ]
        assert history.of(risk)[0].detail["reason"] == "It has changed"

    def test_needs_a_reason(self, education):
        risk = make_risk(education)

        assert refused(assess, risk, (2, 3), on=ON, reason=" ") == (
            "Enter the reason for these ratings"
        )
        with pytest.raises(IntegrityError, match="says_why"):
            RiskAssessment.objects.create(risk=risk, number=2, on=ON, **ratings())

    @pytest.mark.parametrize("model", [RiskAssessment, RiskDecision])
    def test_is_never_changed_or_deleted(self, education, amara, model):
        risk = make_risk(education)
        risks.accept_risk(risk, reason="We live with it", by=amara, on=ON)

        with pytest.raises(IntegrityError, match="never change"), transaction.atomic():
            model.objects.update(reason="Other words")
        with pytest.raises(IntegrityError, match="never change"), transaction.atomic():
            model.objects.all().delete()

    def test_of_a_closed_risk_is_refused(self, education, amara):
        risk = make_risk(education)
        risks.close_risk(risk, reason="It is over", by=amara, on=ON)

        assert "is closed" in refused(assess, risk, (2, 3), on=ON)


class TestDeciding:
    def test_each_decision_is_kept_with_its_reason(self, education, amara):
        risk = make_risk(education)

        risks.accept_risk(risk, reason="We live with it", by=amara, on=ON)
        risks.close_risk(risk, reason="It is over", by=amara, on=ON)
        risks.reopen_risk(risk, reason="It is back", by=amara, on=ON)

        assert risk.status == Risk.Status.OPEN
        assert [(d.words, d.reason) for d in risk.decisions.all()] == [
            ("Reopened", "It is back"),
            ("Closed", "It is over"),
            ("Accepted", "We live with it"),
        ]

    def test_needs_a_reason(self, education, amara):
        risk = make_risk(education)

        for decide in (risks.accept_risk, risks.close_risk):
            assert refused(decide, risk, reason=" ", by=amara, on=ON) == (
                "Enter the reason"
            )

    def test_a_closed_risk_cannot_be_accepted(self, education, amara):
        risk = make_risk(education)
        risks.close_risk(risk, reason="It is over", by=amara, on=ON)

        assert (
            refused(risks.accept_risk, risk, reason="x", by=amara, on=ON)
            == "RISK-1 is closed: only an open risk can be accepted"
        )

    def test_every_status_is_a_key_and_says_how_it_looks(self):
        assert set(Risk.COLOURS) == set(Risk.Status)

    def test_a_past_review_is_moved_when_it_is_reopened(self, education, amara):
        risk = make_risk(education)
        risks.close_risk(risk, reason="It is over", by=amara, on=ON)

        risks.reopen_risk(risk, reason="It is back", by=amara, on=ON)

        assert risk.review_on == date(2026, 1, 22)


@pytest.mark.parametrize(
    ("before", "after", "was_closed", "is_closed", "kind"),
    [
        (None, 9, False, False, Moved.NEW),
        (None, 9, False, True, Moved.CLOSED),
        (9, 9, False, True, Moved.CLOSED),
        (9, 9, True, True, None),
        (9, 12, True, False, Moved.REOPENED),
        (9, 12, False, False, Moved.UP),
        (12, 9, False, False, Moved.DOWN),
        (9, 9, False, False, Moved.SAME),
    ],
)
def test_the_change_of_a_risk(before, after, was_closed, is_closed, kind):
    moved = movement_between(
        before=before, after=after, was_closed=was_closed, is_closed=is_closed
    )

    assert (moved.kind if moved else None) == kind


def test_up_is_worse_and_down_is_better():
    def said(before, after):
        moved = movement_between(
            before=before, after=after, was_closed=False, is_closed=False
        )
        return moved.direction, moved.verdict, moved.scores

    assert said(9, 12) == ("up", "worse", "9 → 12")
    assert said(12, 9) == ("down", "better", "12 → 9")
    assert said(9, 9) == ("", "same", "9")


class TestTheScales:
    def test_have_five_levels_with_words_of_their_own(self, education, amara):
        scale = list(policy.get("risk_likelihood_scale"))
        scale[2] = {**scale[2], "word": "Perhaps"}
        partnership_services.change_rule("risk_likelihood_scale", value=scale, by=amara)

        assert make_risk(education).current.likelihood_words == "3 Perhaps"

    @pytest.mark.parametrize(
        ("name", "spoil"),
        [
            ("risk_likelihood_scale", lambda rows: rows[:4]),
            ("risk_impact_scale", lambda rows: rows[::-1]),
            ("risk_impact_scale", lambda rows: [{**row, "word": "x"} for row in rows]),
            ("risk_bands", lambda rows: rows[1:]),
            ("risk_bands", lambda rows: [rows[0], rows[2], rows[1]]),
            ("risk_escalation_threshold", lambda value: 26),
        ],
    )
    def test_refuse_impossible_values(self, name, spoil, amara):
        with pytest.raises(Refused):
            policy.change(name, spoil(policy.get(name)), by=amara)
