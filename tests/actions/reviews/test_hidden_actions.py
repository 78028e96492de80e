"""Reviews, sessions and risks do not name hidden actions."""

import io
from datetime import date

import pytest
import time_machine
from openpyxl import load_workbook

from actions.register.services import endings
from actions.reviews.services import recommendations
from actions.risks.models.parts import RiskAction
from actions.risks.services import controls
from actions.scrutiny import services as scrutiny
from actions.year_end.services import carrying
from partnership.guards.outcomes import Refused
from tests.actions.factories import make_action, make_plan, make_priority
from tests.actions.pages import page, url
from tests.actions.reviews.factories import (
    make_question,
    make_recommendation,
    make_review,
    make_session,
)
from tests.actions.risk_factories import make_risk

ON = date(2025, 10, 24)
HIDDEN = "1 more that you do not have access to"


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel("2025-10-24 10:00Z", tick=False):
        yield


@pytest.fixture
def schools_own(elm, amara):
    """An action of a school, which the board does not see."""
    return make_action(elm.organisation, text="Their own affair", by=amara)


@pytest.fixture
def boards_own(education, amara):
    return make_action(education, text="The board’s affair", by=amara)


@pytest.fixture
def review(amara, schools_own, boards_own):
    review = make_review(amara)
    recommendation = make_recommendation(review, amara, response="accepted")
    for action in (schools_own, boards_own):
        recommendations.link_to_recommendation(recommendation, action=action, by=amara)
    return review


@pytest.fixture
def session(amara, schools_own, boards_own):
    session = make_session(amara)
    question = make_question(session, amara)
    for action in (schools_own, boards_own):
        scrutiny.link_to_question(question, action=action, by=amara)
    return session


@pytest.fixture
def risk(education, amara, schools_own, boards_own):
    risk = make_risk(education, by=amara)
    for action in (schools_own, boards_own):
        controls.link_risk_action(risk, action=action, by=amara, on=ON)
    return risk


@pytest.mark.parametrize("subject", ["review", "session", "risk"])
def test_pages_and_history_name_only_visible_actions(
    subject, request, client_of, eve, amara, schools_own, boards_own
):
    path = request.getfixturevalue(subject).get_absolute_url()

    for_the_board, for_officers = (
        page(client_of(person).get(path)).get_text(" ") for person in (eve, amara)
    )

    assert schools_own.ref not in for_the_board
    assert for_the_board.count("that you cannot see") == 1
    assert for_the_board.count(boards_own.ref) >= 2
    assert for_officers.count(schools_own.ref) >= 2
    assert "that you cannot see" not in for_officers


@pytest.mark.parametrize(
    ("subject", "name", "sheet"),
    [
        ("review", "reviews_excel", "Recommendations"),
        ("session", "scrutiny_excel", "Questions"),
    ],
)
def test_spreadsheets_name_only_visible_actions(
    subject, name, sheet, request, client_of, eve, amara, schools_own, boards_own
):
    request.getfixturevalue(subject)

    def actions_for(person) -> str:
        content = client_of(person).get(url(name)).content
        heads, row = load_workbook(io.BytesIO(content))[sheet].values
        return dict(zip(heads, row, strict=True))["Actions"]

    assert actions_for(eve) == f"{boards_own.ref} (not started), {HIDDEN}"
    assert actions_for(amara) == (
        f"{schools_own.ref} (not started), {boards_own.ref} (not started)"
    )


def test_a_link_to_a_hidden_action_cannot_be_removed(
    client_of, chris, risk, schools_own
):
    link = risk.links.get(action=schools_own)

    response = client_of(chris).post(url("unlink_risk_action", link), follow=True)

    assert response.status_code == 404
    assert RiskAction.objects.standing().filter(pk=link.pk).exists()


def test_a_carried_action_stays_linked_to_its_risks(partnership, education, amara):
    action = make_action(
        partnership, priority=make_priority(make_plan(amara)), by=amara
    )
    following = make_priority(
        make_plan(amara, title="The next plan", start=date(2026, 4, 1)), ref="NEXT1"
    )
    brought_down, once_linked = (make_risk(education, by=amara) for _ in range(2))
    for risk in (brought_down, once_linked):
        controls.link_risk_action(risk, action=action, by=amara, on=ON)
    controls.unlink_risk_action(once_linked.links.get(), by=amara, on=ON)

    new = carrying.carry_action(
        action,
        target=following,
        reason="It waits for a partner",
        due_text="May 2026",
        by=amara,
        on=ON,
    )

    assert set(
        RiskAction.objects.standing().values_list("risk__ref", "action__ref")
    ) == {(brought_down.ref, action.ref), (brought_down.ref, new.ref)}


@pytest.mark.parametrize("asking", ["recommendation", "question", "risk"])
@pytest.mark.parametrize(
    ("status", "because"),
    [("withdrawn", "has been withdrawn"), ("carried", "was carried forward")],
)
def test_a_withdrawn_or_carried_action_cannot_be_linked(
    status, because, asking, education, partnership, amara
):
    priority = make_priority(make_plan(amara))
    action = make_action(partnership, priority=priority, by=amara)
    if status == "withdrawn":
        endings.withdraw_action(action, reason="Overtaken", by=amara, on=ON)
    else:
        following = make_plan(amara, title="The next plan", start=date(2026, 4, 1))
        carrying.carry_action(
            action,
            target=make_priority(following, ref="NEXT1"),
            reason="It goes on",
            due_text="May 2026",
            by=amara,
            on=ON,
        )
    link = {
        "recommendation": lambda: recommendations.link_to_recommendation(
            make_recommendation(make_review(amara), amara, response="accepted"),
            action=action,
            by=amara,
        ),
        "question": lambda: scrutiny.link_to_question(
            make_question(make_session(amara), amara), action=action, by=amara
        ),
        "risk": lambda: controls.link_risk_action(
            make_risk(education, by=amara), action=action, by=amara, on=ON
        ),
    }[asking]

    with pytest.raises(Refused, match=because):
        link()
