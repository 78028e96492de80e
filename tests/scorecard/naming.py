"""A row for every column that names a person: `MAKERS[column](who)` makes it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time

from django.db.models import Model

from audits.colleagues.models import Delegation
from audits.evidence import services as evidence
from audits.evidence.models import Evidence
from audits.questions.models import Contradiction
from audits.returns import services as returns
from audits.returns.models.answers import Given
from audits.returns.models.explanations import Explanation
from audits.signing import services as audits
from audits.signing.models import SentBack, Signature, SignatureRequest
from partnership.checks.models import PeopleCheck
from partnership.dates import clock
from partnership.history import services as history
from partnership.history.models import Download
from partnership.lists.models import PeopleList
from partnership.outbox.models import Message, Reminded
from partnership.people.models import Organisation, Person, Sharing
from partnership.registers.models import RegisterFile
from partnership.sign_in.models import ApiToken, Invitation, User
from scorecard.calendars.models import CalendarFeed
from scorecard.records.models import KeepingDecision
from subgroups.agenda.models import AgendaOpening, AgendaSending, ItemReader
from subgroups.meetings.models.meetings import Meeting
from subgroups.minutes.models import Amendment, Ratification
from subgroups.structure.models import SeatList
from tests.actions.naming import MAKERS as MAKERS_OF_ACTIONS
from tests.audits.factories import (
    answer_all,
    make_question_set,
    make_round,
    return_of,
)
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    SchoolFactory,
)
from tests.scorecard.factories import (
    BuildFactory,
    EditionFactory,
    FigureFactory,
    MeasureFactory,
)
from tests.subgroups.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    DecisionFactory,
    MeetingFactory,
    SeatFactory,
    SeatHolderFactory,
    SubgroupFactory,
    TermsFactory,
)
from tests.subgroups.naming import MAKERS as MAKERS_OF_MINUTES

THEN = datetime(2025, 9, 1, 9, tzinfo=UTC)
DAY = date(2025, 9, 1)


def message(who: Person) -> Message:
    return Message.objects.create(
        kind="digest",
        person=who,
        address="someone@wexcombe.example",
        subject="What there is to look at",
        body="One thing",
        written_at=THEN,
    )


def reminded(who: Person) -> Reminded:
    return Reminded.objects.create(
        message=message(PersonFactory()),
        person=who,
        kind="action_due",
        subject_type="actions.action",
        subject_id=1,
        step="today",
    )


def sharing(who: Person) -> Sharing:
    return Sharing.objects.create(
        school=SchoolFactory().organisation,
        trust=OrganisationFactory(kind=Organisation.Kind.TRUST),
        from_date=DAY,
        agreed_by=who,
    )


def download(who: Person) -> Download:
    return Download.objects.create(
        person=who,
        subject_type="subgroups.meeting",
        subject_id=1,
        words="Minutes",
        at=THEN,
    )


def check(**by: Person) -> PeopleCheck:
    instants = {"answered_at": THEN, "settled_at": THEN}
    return PeopleCheck.objects.create(
        organisation=SchoolFactory().organisation, asked_at=THEN, **instants, **by
    )


def people_list(**by: Person) -> PeopleList:
    return PeopleList.objects.create(
        name="members.csv", digest="0" * 64, uploaded_at=THEN, **by
    )


def register(**by: Person) -> RegisterFile:
    is_over = {"status": "imported"} if "applied_by" in by else {"file": "a.csv"}
    return RegisterFile.objects.create(
        name="register.csv", uploaded_at=THEN, asked_at=THEN, **is_over, **by
    )


def token(*, person: Person, created_by: Person) -> ApiToken:
    return ApiToken.objects.create(
        person=person,
        name="Power BI",
        beginning="quorate_abcd",
        digest=f"{person.pk}-{created_by.pk}",
        created_by=created_by,
        created_at=THEN,
        expires_on=date(2026, 8, 31),
    )


def quorum(who: Person) -> Meeting:
    return MeetingFactory(
        status=Meeting.Status.HELD,
        is_quorate_by_chair=True,
        quorum_reason="Those who decide were there",
        quorum_by=who,
    )


def agreed(who: Person) -> Meeting:
    later = MeetingFactory(held_on=date(2025, 12, 2))
    return MeetingFactory(
        subgroup=later.subgroup,
        starts_at=time(14),
        status=Meeting.Status.AGREED,
        circulated_on=date(2025, 10, 30),
        agreed_on=date(2025, 12, 2),
        agreed_by=who,
        agreed_at_meeting=later,
        quorum_as_agreed="Quorate.",
    )


def deputised(who: Person) -> Model:
    seat = SeatFactory()
    return AttendanceFactory(
        meeting__subgroup=seat.subgroup, kind="deputy", seat=seat, deputy_for=who
    )


def amendment(who: Person) -> Amendment:
    return Amendment.objects.create(
        meeting=agreed(PersonFactory()),
        text="A name was spelt wrongly",
        amended_by=who,
        amended_on=date(2026, 1, 5),
    )


def ratification(who: Person) -> Ratification:
    return Ratification.objects.create(
        decision=DecisionFactory(),
        meeting=MeetingFactory(held_on=date(2026, 1, 5)),
        recorded_by=who,
        recorded_on=date(2026, 1, 5),
    )


def seat_list(**by: Person) -> SeatList:
    return SeatList.objects.create(
        subgroup=SubgroupFactory(),
        name="seats.csv",
        digest="0" * 64,
        uploaded_at=THEN,
        **by,
    )


def open_return():
    school = SchoolFactory()
    return return_of(make_round(school), school)


def answer(who: Person) -> Model:
    audit_return = open_return()
    answer_all(audit_return, by=who)
    return audit_return.answers.first()


def earlier_answer(who: Person) -> Model:
    audit_return = answer(who).audit_return
    [one, *_] = audit_return.questions
    returns.save_answer(
        audit_return, one, Given(choice="no", version=1), by=PersonFactory()
    )
    return audit_return.earlier.get()


def explanation(who: Person) -> Model:
    audit_return = open_return()
    return Explanation.objects.create(
        audit_return=audit_return,
        contradiction=Contradiction.objects.create(
            question_set=make_question_set("2012/13", in_force=False),
            position=1,
            conditions=[],
            words="No deputies",
        ),
        reason="We share the trust’s",
        versions={},
        by=who,
        at=THEN,
    )


def signature(who: Person) -> Model:
    audit_return = open_return()
    answer_all(audit_return, by=PersonFactory())
    audits.declare_ready(audit_return, by=PersonFactory())
    return audits.sign_as_head(audit_return, name=who.name, by=who)


def minuted(who: Person) -> Model:
    return Signature.objects.create(
        audit_return=open_return(),
        role="governor",
        how=Signature.How.MINUTE,
        name="Grace Ranger",
        statement="Agreed",
        at=THEN,
        recorded_by=who,
        meeting_on=DAY,
        minute="minutes/1.pdf",
    )


def asked_to_sign(who: Person) -> Model:
    return SignatureRequest.objects.create(
        audit_return=open_return(),
        capacity="chair",
        name="Grace Ranger",
        email="grace@wexcombe.example",
        asked_by=who,
        asked_at=THEN,
    )


def comment(**by: Person) -> Model:
    answered = {"answer": "Added", "answered_at": THEN} if "answered_by" in by else {}
    return SentBack.objects.create(
        audit_return=open_return(),
        name="Grace Ranger",
        as_what="Governor",
        comment="Cover is missing",
        at=THEN,
        **answered,
        **by,
    )


def submitted(who: Person) -> Model:
    audit_return = signature(PersonFactory()).audit_return
    audits.submit_return(audit_return, by=who, on=date(2025, 10, 1))
    return audit_return


def evidence_added(who: Person) -> Evidence:
    audit_return = open_return()
    asked = audit_return.questions[0]
    add = evidence.add_note
    return add(audit_return, asked, title="Log", note="Seen", by=who).evidence


def delegation(who: Person) -> Delegation:
    audit_return = open_return()
    return Delegation.objects.create(
        audit_return=audit_return,
        section=audit_return.questions[0].section,
        person=who,
    )


def decision(who: Person) -> KeepingDecision:
    return KeepingDecision.objects.create(
        subject_type="partnership.person",
        subject_id=PersonFactory().pk,
        words="Someone",
        decision="keep",
        keep_until=date(2027, 1, 1),
        reason="A review is under way",
        decided_by=who,
        decided_at=THEN,
    )


MAKERS: dict[str, Callable[[Person], Model]] = {
    "partnership.Person.merged_into": lambda who: PersonFactory(
        email="", merged_into=who
    ),
    "partnership.User.person": lambda who: User.objects.create(
        person=who, email=who.email
    ),
    "partnership.Membership.person": lambda who: MembershipFactory(person=who),
    "partnership.Sharing.agreed_by": sharing,
    "partnership.Event.by": lambda who: history.record(
        OrganisationFactory(), "opened again", by=who
    ),
    "partnership.Message.person": message,
    "partnership.Reminded.person": reminded,
    "partnership.Download.person": download,
    "partnership.Invitation.person": lambda who: Invitation.objects.create(
        person=who, invited_at=THEN
    ),
    "partnership.Invitation.invited_by": lambda who: Invitation.objects.create(
        person=PersonFactory(), invited_by=who, invited_at=THEN
    ),
    "partnership.PeopleCheck.asked_by": lambda who: check(asked_by=who),
    "partnership.PeopleCheck.answered_by": lambda who: check(answered_by=who),
    "partnership.PeopleCheck.settled_by": lambda who: check(settled_by=who),
    "partnership.PeopleList.uploaded_by": lambda who: people_list(uploaded_by=who),
    "partnership.PeopleList.applied_by": lambda who: people_list(
        applied_at=THEN, applied_by=who
    ),
    "partnership.RegisterFile.uploaded_by": lambda who: register(uploaded_by=who),
    "partnership.RegisterFile.applied_by": lambda who: register(
        applied_at=THEN, applied_by=who
    ),
    "partnership.ApiToken.person": lambda who: token(
        person=who, created_by=PersonFactory()
    ),
    "partnership.ApiToken.created_by": lambda who: token(
        person=PersonFactory(), created_by=who
    ),
    **MAKERS_OF_ACTIONS,
    "subgroups.TermsOfReference.agreed_by": lambda who: TermsFactory(
        status="agreed", agreed_by=who, agreed_on=DAY
    ),
    "subgroups.SeatHolder.person": lambda who: SeatHolderFactory(person=who),
    "subgroups.Meeting.quorum_by": quorum,
    "subgroups.Meeting.agreed_by": agreed,
    "subgroups.Attendance.person": lambda who: AttendanceFactory(person=who),
    "subgroups.Attendance.deputy_for": deputised,
    "subgroups.Amendment.amended_by": amendment,
    "subgroups.Ratification.recorded_by": ratification,
    "subgroups.SeatList.uploaded_by": lambda who: seat_list(uploaded_by=who),
    "subgroups.SeatList.applied_by": lambda who: seat_list(
        applied_at=THEN, applied_by=who
    ),
    "subgroups.ItemReader.person": lambda who: ItemReader.objects.create(
        item=AgendaItemFactory(), person=who
    ),
    "subgroups.AgendaOpening.person": lambda who: AgendaOpening.objects.create(
        sending=AgendaSending.objects.create(
            meeting=MeetingFactory(), number=1, sent_at=clock.now(), agenda=[]
        ),
        person=who,
        opened_at=clock.now(),
    ),
    **MAKERS_OF_MINUTES,
    "audits.Answer.by": answer,
    "audits.EarlierAnswer.by": earlier_answer,
    "audits.Explanation.by": explanation,
    "audits.SentBack.answered_by": lambda who: comment(answered_by=who),
    "audits.SentBack.by": lambda who: comment(by=who),
    "audits.Signature.person": signature,
    "audits.Signature.recorded_by": minuted,
    "audits.SignatureRequest.asked_by": asked_to_sign,
    "audits.AuditReturn.submitted_by": submitted,
    "audits.Evidence.added_by": evidence_added,
    "audits.Delegation.person": delegation,
    "scorecard.Measure.owner": lambda who: MeasureFactory(owner=who),
    "scorecard.Figure.recorded_by": lambda who: FigureFactory(recorded_by=who),
    "scorecard.CalendarFeed.person": lambda who: CalendarFeed.objects.create(
        person=who, made_at=THEN
    ),
    "scorecard.KeepingDecision.decided_by": decision,
    "scorecard.ReportEdition.opened_by": lambda who: EditionFactory(opened_by=who),
    "scorecard.ReportBuild.asked_by": lambda who: BuildFactory(asked_by=who),
}
