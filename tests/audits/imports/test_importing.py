"""Imported returns look as if they had been submitted in Quorate."""

from datetime import UTC, datetime

import pytest
from django.forms.models import model_to_dict

from actions.register.models.actions import Action
from audits.gaps.services import GapPlan
from audits.imports.services import Submission, import_returns
from audits.returns import services as returns
from audits.returns.models.answers import Given
from audits.returns.models.progress import Signatory
from audits.returns.models.returns import AuditReturn
from audits.rounds import services as rounds
from partnership.access import Role
from partnership.dates import clock
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.outbox.models import Message
from tests.audits.factories import given, question, submitted_return
from tests.cast import person

pytestmark = pytest.mark.django_db
AT = datetime(2025, 10, 20, 9, tzinfo=UTC)
NO_LEAD = {"dsl_in_leadership": Given(choice="no")}
ODD = 'A "word", a {brace}\\ and\na line'


@pytest.fixture
def team(dee, hal, gwen):
    return {Signatory.HEAD: hal, Signatory.GOVERNOR: gwen}


@pytest.fixture
def oaks_team(oak):
    hollis = person("Hollis", oak.organisation, Role.HEAD)
    grace = person("Grace", oak.organisation, Role.GOVERNOR)
    return {Signatory.HEAD: hollis, Signatory.GOVERNOR: grace}


def sent(row, team, by, *, plans=None, **changes) -> Submission:
    return Submission(
        audit_return=row,
        given=given(row, **changes),
        plans=plans or {},
        signed=team,
        by=by,
        at=AT,
    )


def history_of(row) -> list[tuple]:
    """Its history from the first answer; an import makes no PDF beforehand."""
    events = [(e.event, e.by, e.at, e.detail) for e in history.of(row)]
    left_out = {"invited", "PDF requested"}
    return [event for event in reversed(events) if event[0] not in left_out]


def as_kept(row) -> list:
    """What is stored about a return, without primary keys and names."""
    row = AuditReturn.objects.get(pk=row.pk)
    return [
        (row.status, row.submitted_at),
        [
            {
                **model_to_dict(answer, exclude=["id", "audit_return", "by"]),
                "is_given": answer.is_given,
                "at": answer.at,
                "version": answer.version,
            }
            for answer in row.answers.order_by("question")
        ],
        [(one.role, one.statement, one.at) for one in row.signatures.all()],
        [
            (gap.question_id, gap.action_text, gap.justification)
            for gap in row.gaps.all()
        ],
        [(event, at) for event, _, at, _ in history_of(row)],
    ]


def test_is_stored_like_a_return_signed_in_quorate(
    elms, oaks, ola, dee, team, oaks_team
):
    answers = {"practice": Given(words=ODD, comment=ODD), **NO_LEAD}
    head, governor = oaks_team.values()
    with clock.at(AT):
        submitted_return(oaks, dsl=ola, head=head, governor=governor, **answers)

    import_returns([sent(elms, team, dee, **answers)])

    assert as_kept(elms) == as_kept(oaks)


def test_an_action_is_raised_for_each_gap_on_the_day_of_the_return(elms, dee, team):
    import_returns([sent(elms, team, dee, **NO_LEAD)])

    action = elms.gaps.get().action
    assert (action.text, action.due_text, action.raised_on, action.is_schools) == (
        "Appoint a senior lead",
        "17 November 2025",
        AT.date(),
        True,
    )
    assert [owner.role_words for owner in action.owners.all()] == [
        "Designated safeguarding lead"
    ]
    assert [(event.event, event.by, event.at) for event in history.of(action)] == [
        ("raised", dee, AT)
    ]


def test_each_has_its_own_time_and_people_and_nobody_is_emailed(
    elms, oaks, ola, dee, team, oaks_team
):
    Message.objects.all().delete()
    justified = {
        question(elms, "dsl-in-leadership"): GapPlan(justification="She begins in May")
    }

    import_returns(
        [
            sent(elms, team, dee, plans=justified, **NO_LEAD),
            sent(oaks, oaks_team, ola, **NO_LEAD),
        ]
    )

    receipt = AuditReturn.objects.get(pk=elms.pk).receipt_number
    assert history_of(elms) == [
        ("started", dee, AT, {}),
        ("action plan kept", dee, AT, {"gaps": 1}),
        ("ready to sign", dee, AT, {}),
        ("signed", team[Signatory.HEAD], AT, {"role": "head", "name": "Hal"}),
        (
            "signed",
            team[Signatory.GOVERNOR],
            AT,
            {"role": "governor", "name": "Gwen"},
        ),
        ("submitted", dee, AT, {"receipt_number": receipt}),
    ]
    assert [action.raised_by for action in Action.objects.all()] == [ola]
    assert elms.gaps.get().justification == "She begins in May"
    assert not Message.objects.exists()


def test_many_take_no_more_queries_than_one(
    elms, oaks, ola, dee, team, oaks_team, django_assert_max_num_queries
):
    with django_assert_max_num_queries(32):
        import_returns(
            [sent(elms, team, dee, **NO_LEAD), sent(oaks, oaks_team, ola, **NO_LEAD)]
        )


class TestWhatIsRefused:
    def test_an_answer_that_is_missing(self, elms, oaks, ola, dee, team, oaks_team):
        unsaid = {"deputies": Given(), "reviewed": Given(comment="Soon")}

        with pytest.raises(Refused, match="Elm Primary.*: A2, B2 not answered"):
            import_returns(
                [sent(oaks, oaks_team, ola), sent(elms, team, dee, **unsaid)]
            )

        assert not AuditReturn.objects.submitted().exists()

    def test_a_choice_that_is_not_on_offer(self, elms, dee, team):
        with pytest.raises(Refused, match="does not have that answer"):
            import_returns(
                [sent(elms, team, dee, dsl_in_leadership=Given(choice="maybe"))]
            )

    @pytest.mark.parametrize("missing", [Signatory.HEAD, Signatory.GOVERNOR])
    def test_a_signature_that_is_missing(self, missing, elms, dee, team):
        del team[missing]

        with pytest.raises(Refused, match="Elm Primary.* has not been signed"):
            import_returns([sent(elms, team, dee)])

    def test_one_person_signing_twice(self, elms, dee, team):
        team[Signatory.GOVERNOR] = team[Signatory.HEAD]

        with pytest.raises(Refused, match="signed it twice"):
            import_returns([sent(elms, team, dee)])

    def test_a_return_already_started_in_quorate(self, elms, dee, team):
        first = question(elms, "deputies")
        returns.save_answer(elms, first, given(elms)[first], by=dee)

        with pytest.raises(Refused, match="Elm Primary.* is in progress"):
            import_returns([sent(elms, team, dee)])

    def test_a_round_that_is_over(self, elms, round_, dee, team):
        rounds.close_round(round_, by=None)
        elms.round.refresh_from_db()

        with pytest.raises(Refused, match="Elm Primary.* not open"):
            import_returns([sent(elms, team, dee)])

    def test_the_same_return_twice(self, elms, dee, team):
        with pytest.raises(Refused, match="is listed twice"):
            import_returns([sent(elms, team, dee), sent(elms, team, dee)])
