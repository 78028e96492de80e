"""Risks on the home page, and as machines read them."""

from datetime import date

import pytest
from django.core.cache import cache

from actions.risks.services import risks
from scorecard.home import what_needs_me as home
from tests.actions.risk_factories import make_risk
from tests.scorecard.machines import give, read, references, rows

TODAY = date(2025, 10, 22)


@pytest.fixture(autouse=True)
def _today(time_machine):
    cache.clear()
    time_machine.move_to("2025-10-22 12:00 +0000", tick=False)


class TestTheHomePage:
    def shown(self, person):
        return {
            block.key: [matter.words for matter in block.matters]
            for block in home.blocks(person, TODAY)
        }.get("risks", [])

    def test_shows_what_the_reminder_tells_of(self, education, mo, amara, chris):
        make_risk(education, event="theirs", owner=mo, review_on=TODAY)
        make_risk(education, event="nobody's", review_on=TODAY)
        make_risk(education, event="later", owner=mo, review_on=date(2025, 12, 1))

        assert self.shown(mo) == ["RISK-1 Theirs"]
        assert self.shown(amara) == ["RISK-2 Nobody's"]
        assert self.shown(chris) == []

    def test_shows_the_executive_what_nobody_has_acknowledged(
        self, education, eve, bryn
    ):
        risk = make_risk(education, current=(4, 4), review_on=date(2026, 5, 1))
        make_risk(education, review_on=date(2026, 5, 1))
        assert self.shown(eve) == [str(risk)]
        assert self.shown(bryn) == []

        risks.acknowledge_risk(risk, by=eve, on=TODAY)

        assert self.shown(eve) == []


class TestMachines:
    @pytest.mark.parametrize(
        ("name", "seen"),
        [("amara", ["RISK-1", "RISK-2"]), ("mo", ["RISK-1"]), ("olu", ["RISK-2"])],
    )
    def test_read_what_their_person_sees(
        self, name, seen, education, quality, amara, request
    ):
        make_risk(education)
        make_risk(quality)

        key, _ = give(request.getfixturevalue(name))

        assert references("risks", key) == seen

    def test_read_the_ratings_and_what_they_mean(self, education, amara, mo):
        make_risk(education, current=(4, 4), owner=mo, categories=["workforce"])
        key, _ = give(amara)

        [told] = rows("risks", key)

        wanted = {
            "reference": "RISK-1",
            "categories": "workforce",
            "belongs_to": "Education subgroup",
            "owner": "Mo",
            "status": "Open",
            "current_likelihood": 4,
            "current_impact": 4,
            "current_score": 16,
            "inherent_score": 16,
            "target_score": 4,
            "band": "High",
            "escalates": True,
            "raised_on": "2025-05-01",
            "review_on": "2025-08-01",
        }
        assert {name: told[name] for name in wanted} == wanted

    def test_schools_read_none(self, education, dee):
        make_risk(education)
        key, _ = give(dee)

        assert read("risks", key).status_code == 403
