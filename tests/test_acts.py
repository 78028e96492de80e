"""Every act × every state of every thing, against what is written down here."""

from dataclasses import replace

import pytest
from django.apps import apps

from actions.plans.models import Plan
from actions.register.models.actions import Action
from actions.reviews.models.recommendations import Recommendation
from actions.reviews.models.reviews import PracticeReview
from actions.risks.models.risks import Risk
from actions.scrutiny.models import ScrutinyQuestion
from actions.year_end.models import YearEnd
from audits.questions.models import QuestionSet
from audits.returns.models.returns import AuditReturn
from audits.rounds.models import Round
from audits.signing.models import ReturnPdf
from partnership.checks.models import PeopleCheck
from partnership.guards.acts import Act, HasActs
from partnership.guards.outcomes import Refused
from partnership.outbox.models import Message
from partnership.registers.models import RegisterFile
from partnership.sign_in.models import Invitation
from scorecard.yearly_report.models import ReportBuild, ReportEdition
from subgroups.arrangements.models import Arrangement
from subgroups.meetings.models.meetings import Meeting
from subgroups.minutes.models import Correction
from subgroups.papers.models import Pack
from subgroups.registers.models.by_email import EmailDecision
from subgroups.registers.models.challenges import Challenge
from subgroups.registers.models.escalations import Escalation
from subgroups.terms.models import TermsOfReference
from tests.world import about, urls

# Act: the permission it needs, the states it is open in, the states it leads to.
# Without a permission it is Quorate's own.
TABLE = {
    Action: {
        "update": ("update_action", "not_started under_way", "under_way"),
        "complete": ("update_action", "not_started under_way", "complete to_check"),
        "change_due": ("update_action", "not_started under_way", ""),
        "edit": ("raise_action", "not_started under_way", ""),
        "match_owners": ("raise_action", "not_started under_way", ""),
        "withdraw": ("raise_action", "not_started under_way", "withdrawn"),
        "check": ("check_action", "to_check", "complete under_way"),
        "decide": ("edit_plan", "not_started under_way", ""),
        "carry": ("edit_plan", "not_started under_way", "carried"),
        "judge": ("update_action", "complete", ""),
        "reopen": ("raise_action", "complete", "under_way"),
        "plan_steps": ("update_action", "not_started under_way", ""),
        "link": ("", "not_started under_way to_check complete", ""),
    },
    Plan: {
        "add_priority": ("edit_plan", "draft approved", ""),
        "add_action": ("edit_plan", "draft approved", ""),
        "import": ("edit_plan", "draft approved", ""),
        "edit": ("edit_plan", "draft approved", ""),
        "approve": ("edit_plan", "draft approved", "approved"),
        "begin_year_end": ("edit_plan", "approved superseded", ""),
        "supersede": ("edit_plan", "approved", "superseded"),
    },
    YearEnd: {
        "place": ("edit_plan", "preparing", ""),
        "decide": ("edit_plan", "preparing", ""),
        "close": ("edit_plan", "preparing", "done"),
        "abandon": ("edit_plan", "preparing", "abandoned"),
    },
    Risk: {
        "assess": ("assess_risk", "open accepted", ""),
        "acknowledge": ("acknowledge_risk", "open accepted", ""),
        "edit": ("manage_risks", "open accepted", ""),
        "accept": ("manage_risks", "open", "accepted"),
        "reopen": ("manage_risks", "accepted closed", "open"),
        "close": ("manage_risks", "open accepted", "closed"),
        "control": ("assess_risk", "open accepted", ""),
        "add_action": ("raise_action", "open accepted", ""),
    },
    PracticeReview: {
        "notify": ("manage_reviews", "aware", "notified"),
        "finish_rapid_review": ("manage_reviews", "notified", "rapid_done"),
        "decide": ("manage_reviews", "rapid_done no_review", "to_review no_review"),
        "commission": ("manage_reviews", "aware to_review", "commissioned"),
        "publish": ("manage_reviews", "commissioned", "published"),
        "publish_later": ("manage_reviews", "to_review commissioned", ""),
        "edit": ("manage_reviews", "*", ""),
        "correct_day": ("manage_reviews", "*", ""),
        "close": ("manage_reviews", "aware notified to_review commissioned", "closed"),
    },
    Recommendation: {
        "reopen": ("manage_reviews", "implemented", ""),
        "answer": (
            "manage_reviews",
            "unanswered no_action under_way to_show refused",
            "",
        ),
        "edit": ("manage_reviews", "unanswered", ""),
        "raise": ("raise_action", "no_action under_way to_show", ""),
        "link": ("manage_reviews", "no_action under_way to_show", ""),
        "unlink": (
            "manage_reviews",
            "unanswered no_action under_way to_show refused",
            "",
        ),
        "implement": ("manage_reviews", "no_action to_show", ""),
    },
    ScrutinyQuestion: {
        "answer": ("manage_scrutiny", "*", ""),
        "edit": ("manage_scrutiny", "*", ""),
        "raise": ("raise_action", "*", ""),
        "link": ("manage_scrutiny", "*", ""),
        "unlink": ("manage_scrutiny", "*", ""),
    },
    Arrangement: {
        "publish": ("manage_arrangements", "draft", "published"),
        "withdraw": ("manage_arrangements", "published superseded", ""),
        "restore": ("manage_arrangements", "published superseded", ""),
        "supersede": ("", "published", "superseded"),
    },
    TermsOfReference: {
        "agree": ("manage_subgroup", "draft", "agreed"),
        "publish": ("manage_subgroup", "agreed", ""),
        "unpublish": ("manage_subgroup", "agreed superseded", ""),
        "supersede": ("", "agreed", "superseded"),
    },
    Meeting: {
        "circulate": ("record_meeting", "draft", "circulated"),
        "record_attendance": ("record_meeting", "planned published held draft", ""),
        "run": ("record_meeting", "planned published held draft", ""),
        "publish": ("record_meeting", "planned", "published"),
        "determine_quorum": ("record_meeting", "planned published held draft", ""),
        "agree": ("record_meeting", "circulated", "agreed"),
        "check": ("check_minutes", "draft circulated", ""),
        "propose_correction": ("see_meetings", "circulated", ""),
        "take_back": ("record_meeting", "circulated", "draft"),
        "send_changes": ("record_meeting", "published", ""),
        "build": ("record_meeting", "planned published", ""),
        "correct": ("record_meeting", "planned published held draft", ""),
        "cancel": ("record_meeting", "planned published", "cancelled"),
        "amend": ("record_meeting", "agreed", ""),
        "write": ("record_meeting", "planned published held draft", ""),
        "ratify": ("record_meeting", "held draft", ""),
        "deal_with": ("record_meeting", "held draft", ""),
        "hold": ("", "planned published", "held"),
        "begin_minutes": ("", "held", "draft"),
    },
    Correction: {
        "settle": (
            "record_meeting",
            "proposed accepted refused",
            "accepted refused",
        ),
    },
    EmailDecision: {
        "answer": ("record_meeting", "asked", ""),
        "close": ("record_meeting", "asked", "taken"),
        "note": ("record_meeting", "taken", "noted"),
    },
    Challenge: {
        "correct": ("record_meeting", "open answered", ""),
        "respond": ("record_meeting", "open answered", "answered"),
        "close": ("record_meeting", "open answered", "closed"),
    },
    Escalation: {
        "correct": ("record_meeting", "sent", ""),
        "withdraw": ("record_meeting", "sent", "withdrawn"),
        "receive": ("record_meeting", "sent", "received"),
        "respond": ("record_meeting", "received", "answered"),
        "note_response": ("record_meeting", "answered", "returned"),
    },
    QuestionSet: {
        "add_section": ("", "draft", ""),
        "put_in_force": ("manage_round", "draft", "in_force"),
        "edit": ("manage_round", "draft", ""),
        "begin_edition": ("manage_round", "in_force withdrawn", ""),
        "remove": ("manage_round", "draft", ""),
        "withdraw": ("manage_round", "in_force", "withdrawn"),
        "ask": ("", "in_force", ""),
    },
    Round: {
        "open": ("manage_round", "planned", "open"),
        "add_schools": ("manage_round", "open", ""),
        "close": ("manage_round", "open", "closed"),
        "reopen": ("manage_round", "closed", "open"),
    },
    AuditReturn: {
        "answer": ("answer_return", "not_started in_progress", ""),
        "plan_gaps": ("answer_return", "not_started in_progress", ""),
        "give_sections": ("manage_colleagues", "not_started in_progress", ""),
        "start": ("", "not_started", "in_progress"),
        "declare_ready": ("answer_return", "in_progress", "ready"),
        "take_back": ("answer_return", "ready", "in_progress"),
        "sign_as_head": ("sign_return_as_head", "ready", ""),
        "sign_as_dsl": ("sign_return_as_dsl", "ready", ""),
        "sign_as_governor": ("sign_return_as_governor", "ready", ""),
        "sign_as_proprietor": ("sign_return_as_proprietor", "ready", ""),
        "ask_governor": ("submit_return", "ready", ""),
        "record_minute": ("submit_return", "ready", ""),
        "send_back": ("send_back_return", "ready", "in_progress"),
        "waive": ("manage_round", "ready", ""),
        "submit_for_school": ("manage_round", "ready", "submitted"),
        "reopen": ("manage_round", "submitted", ""),
        "open_late": ("manage_round", "not_started in_progress ready", ""),
        "submit": ("submit_return", "ready", "submitted"),
    },
    ReportEdition: {
        "write": ("edit_yearly_report", "drafting review", ""),
        "review": ("edit_yearly_report", "drafting", "review"),
        "draft": ("edit_yearly_report", "review", "drafting"),
    },
    ReportBuild: {
        "run": ("", "queued running", "running"),
        "finish": ("", "running", "done"),
        "fail": ("", "running", "failed"),
        "download": ("see_yearly_report", "done", ""),
    },
    RegisterFile: {
        "show": ("", "reading", "ready"),
        "import": ("manage_people", "ready", "importing"),
        "finish": ("", "importing", "imported"),
        "show_again": ("", "importing", "ready"),
        "refuse": ("", "reading importing", "refused"),
    },
    Pack: {
        "run": ("", "queued running", "running"),
        "finish": ("", "running", "done"),
        "fail": ("", "running", "failed"),
        "download": ("see_meetings", "done", ""),
    },
    ReturnPdf: {
        "run": ("", "queued running", "running"),
        "finish": ("", "running", "done"),
        "fail": ("", "running", "failed"),
        "download": ("see_return", "done", ""),
    },
    Invitation: {
        "withdraw": (
            "manage_people",
            "bounced expired unconfirmed sent waiting unwritten",
            "",
        ),
    },
    PeopleCheck: {"answer": ("answer_people_check", "unanswered", "")},
    Message: {
        "send_again": ("resend_message", "unconfirmed", "waiting"),
        "send_anew": ("resend_message", "bounced", "sent_anew"),
        "confirm_bounce": ("resend_message", "doubtful", "bounced"),
        "dismiss_bounce": ("resend_message", "doubtful", "sent unconfirmed"),
        "gather": ("", "held", "gathered"),
        "hand_over": ("", "waiting", "handing_over"),
        "expire": ("", "waiting", "expired"),
        "finish": ("", "handing_over", "sent bounced unconfirmed waiting"),
        "come_back": ("", "sent unconfirmed doubtful", "bounced"),
        "doubt": ("", "sent unconfirmed", "doubtful"),
        "confirm": ("", "unconfirmed", "sent"),
    },
}
# A final state is left by no act.
FINAL = {
    Action: "withdrawn carried",
    Plan: "superseded",
    YearEnd: "done abandoned",
    PracticeReview: "published closed",
    Arrangement: "superseded",
    TermsOfReference: "superseded",
    Meeting: "agreed cancelled",
    AuditReturn: "submitted",
    ReportEdition: "published",
    ReportBuild: "done failed",
    Pack: "done failed",
    ReturnPdf: "done failed",
    Message: "gathered expired sent_anew",
    RegisterFile: "imported refused",
}
# States that follow from other fields.
DERIVED = {
    Recommendation: Recommendation.Standing,
    ScrutinyQuestion: ScrutinyQuestion.Standing,
    Invitation: Invitation.State,
    PeopleCheck: PeopleCheck.Status,
}
BLANK = {
    Action: lambda: _carried_on(Action(ref="ES-1")),
    AuditReturn: lambda: AuditReturn(round=Round(status="open")),
    PracticeReview: lambda: PracticeReview(ref="PR-1"),
    Risk: lambda: Risk(ref="RISK-1"),
}
EACH_THING = pytest.mark.parametrize("thing", TABLE, ids=lambda thing: thing.__name__)


def _carried_on(action: Action) -> Action:
    """An action that, if it was carried forward, goes on as another."""
    Action(ref="ES-2", carried_from=action)
    return action


def states_of(thing: type[HasActs]) -> list[str]:
    if thing in DERIVED:
        return list(DERIVED[thing].values)
    return [state for state, _ in thing._meta.get_field(thing.STATE).choices]


def row_in(thing: type[HasActs], state: str, monkeypatch) -> HasActs:
    """A row in a state; one whose state follows from others is told what it is."""
    row = BLANK.get(thing, thing)()
    if thing in DERIVED:
        monkeypatch.setattr(thing, thing.STATE, DERIVED[thing](state))
    else:
        setattr(row, thing.STATE, state)
    return row


def test_everything_with_states_stands_in_the_table():
    with_acts = {one for one in apps.get_models() if issubclass(one, HasActs)}
    assert set(TABLE) == with_acts


@EACH_THING
def test_every_act_is_written_down_with_its_permission(thing):
    assert {
        name: act.permission.name.lower() if act.permission else ""
        for name, act in thing.ACTS.items()
    } == {name: permission for name, (permission, _, _) in TABLE[thing].items()}


@EACH_THING
def test_every_act_is_open_in_its_states_and_refused_in_all_others(thing, monkeypatch):
    # What else is asked of an act is tried where it is written.
    free = {
        name: replace(act, unless=Act.__dataclass_fields__["unless"].default)
        for name, act in thing.ACTS.items()
    }
    monkeypatch.setattr(thing, "ACTS", free)
    for name, (_, open_in, leads_to) in TABLE[thing].items():
        for state in states_of(thing):
            is_open = open_in == "*" or state in open_in.split()
            row = row_in(thing, state, monkeypatch)

            sentence = row.why_not(name)

            assert bool(sentence) != is_open, (name, state, sentence)
            assert "{" not in sentence
            for way in leads_to.split():
                row = row_in(thing, state, monkeypatch)
                if is_open and (way != state or " " not in leads_to):
                    row.move(name, way)
                    assert getattr(row, thing.STATE) == way
                else:
                    with pytest.raises(Refused):
                        row.move(name, way)
                    assert getattr(row, thing.STATE) == state


@EACH_THING
def test_an_act_leads_nowhere_else(thing):
    assert {name: set(act.to) for name, act in thing.ACTS.items()} == {
        name: set(leads_to.split()) for name, (_, _, leads_to) in TABLE[thing].items()
    }


@pytest.mark.parametrize("thing", FINAL, ids=lambda thing: thing.__name__)
def test_what_is_over_stays_over(thing):
    left = {state for act in thing.ACTS.values() if act.to for state in act.open_in}

    assert set(states_of(thing)) - left == set(FINAL[thing].split())


@EACH_THING
def test_a_button_leads_to_a_page_that_asks_the_same_permission(thing):
    wrong = {}
    for name, act in thing.ACTS.items():
        if act.page:
            pattern = urls()[act.page]
            door = (pattern.callback.permission, about(pattern))
            if door != (act.permission, thing) or not act.words:
                wrong[name] = door
    assert wrong == {}
