"""The audits of the demonstration: last year's round and the open one.

Last year 273 schools answered, with exactly the totals of domain.md 10.3. The open round
closes in four days and has 169 submitted returns.
"""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from audits.demo import evidence
from audits.demo.answers import columns_of, given_by
from audits.demo.people import Team, teams
from audits.gaps.services import GapPlan
from audits.imports import services as imports
from audits.questions import bank as question_bank
from audits.questions import services as questions
from audits.questions.models import Question
from audits.returns import checking
from audits.returns import services as returns_services
from audits.returns.models.answers import Given
from audits.returns.models.progress import Signatory
from audits.returns.models.returns import AuditReturn
from audits.rounds import services as rounds
from audits.rounds.models import Round
from audits.signing import by_code, sending_back
from audits.signing import services as signing
from audits.signing.models import Capacity
from partnership.dates.years import ReportYear
from partnership.demo import World, instant
from partnership.outbox import messages
from partnership.people.models import Membership, Person
from partnership.policy import values as policy
from partnership.schools.copying import measure
from partnership.schools.models import School

TITLE = "Safeguarding audit"
RETURNED_LAST_YEAR = 273
RETURNED_NOW, READY_NOW, STARTED_NOW = 169, 6, 71
# The number of those returns signed page by page; the others are imported.
SIGNED_HERE = 5
CLOSES_IN = 4
OPEN_FOR = 75

CONFIDENT = (
    "Staff report concerns to the head straight away. Governors agreed in the autumn "
    "to review this at next year’s audit."
)
MORNINGS = "Two mornings a week have been kept free for this since September."
CHECKED = "We have checked both answers against our records, and they are right."
# One in four schools without the form for low-level concerns gives a reason.
JUSTIFIED_EVERY = 4


def build(world: World) -> None:
    """Build both rounds without sending emails."""
    schools = list(School.objects.in_scope_of_section_175().by_name())
    Random("which schools answer first").shuffle(schools)  # noqa: S311 – no secret
    schools.sort(key=lambda school: school.organisation != world.organisations["elm"])
    with messages.silenced():
        by_school = teams(world, schools)
        measure(Person, Membership)
        last, answers = _open(world, schools, closes=CLOSES_IN - 365)
        _last_year(world, last, answers[:RETURNED_LAST_YEAR], by_school)
        running, answers = _open(world, schools, closes=CLOSES_IN)
        _this_year(world, running, answers, by_school)


def _open(
    world: World, schools: list[School], *, closes: int
) -> tuple[Round, list[AuditReturn]]:
    """Open a round with its own edition of the questions."""
    year = ReportYear.containing(world.day(closes))
    opens = closes - OPEN_FOR
    with world.on(world.day(opens - 20)) as planned:
        guidance = policy.guidance_in_force("KCSIE", on=planned)
        ours = question_bank.questions_for()
        question_set = questions.load_question_set(
            **ours.parts,
            title=ours.title,
            edition=year.academic_label,
            guidance_edition=guidance["title"] if guidance else "",
            by=world.by,
        )
        round_ = rounds.plan_round(
            question_set=question_set,
            title=TITLE,
            academic_year=year.academic_label,
            opens_on=world.day(opens),
            closes_on=world.day(closes),
            by=world.by,
        )
    with world.on(world.day(opens), hour=9) as opened:
        returns = returns_services.open_round(round_, schools, by=world.by, on=opened)
    # PostgreSQL may have measured the table while it was empty.
    measure(AuditReturn)
    return round_, returns


def _last_year(
    world: World, round_: Round, returns: list[AuditReturn], by_school: dict[int, Team]
) -> None:
    """Import last year's returns all at once."""
    columns = columns_of(round_.questions, [row.school for row in returns])
    without_form = 0
    sent = []
    for number, row in enumerate(returns):
        team = by_school[row.school_id]
        given = given_by(row, team, columns, number)
        late = -2 if number % 20 else 6
        days_before_close = number % 30 + late if number else 3
        day = round_.closes_on - timedelta(days=days_before_close)
        declined = [
            question
            for question, one in given.items()
            if question.code == "low-level-concern-forms" and one.choice == "no"
        ]
        without_form += len(declined)
        is_justified = number and without_form % JUSTIFIED_EVERY == 0
        plans = {
            question: GapPlan(justification=CONFIDENT)
            for question in declined
            if is_justified
        }
        sent.append(_sent(row, team, day, given, plans))
    imports.import_returns(sent)
    with world.on(round_.closes_on + timedelta(days=45)):
        rounds.close_round(round_, by=world.by)


def _this_year(
    world: World, round_: Round, returns: list[AuditReturn], by_school: dict[int, Team]
) -> None:
    """Build this year's returns: 169 submitted, some in progress, Elm half-way."""
    elm, *others = returns
    columns = columns_of(round_.questions, [row.school for row in returns])
    begun = [
        (number, row, given_by(row, by_school[row.school_id], columns, number))
        for number, row in enumerate(
            others[: RETURNED_NOW + READY_NOW + STARTED_NOW], 1
        )
    ]
    imports.import_returns(
        [
            _sent(row, by_school[row.school_id], _day(world, number), given)
            for number, row, given in begun
            if SIGNED_HERE < number <= RETURNED_NOW
        ]
    )
    for number, row, given in begun:
        if not SIGNED_HERE < number <= RETURNED_NOW:
            with world.on(_day(world, number)) as day:
                _answer_here(row, by_school[row.school_id], given, number, on=day)
    with world.on(world.day(-2), hour=15):
        answers = given_by(elm, by_school[elm.school_id], columns, 0)
        until_f = {q: one for q, one in answers.items() if q.section.letter < "F"}
        returns_services.save_answers(elm, until_f, by=world.people["dee"])
    evidence.build(world, elm)
    with world.on(world.day(-2), hour=16):
        # Her head adds to one of Dee’s answers.
        question = next(one for one in until_f if one.code == "dsl-time")
        added = replace(until_f[question], comment=MORNINGS, version=1)
        returns_services.save_answers(elm, {question: added}, by=world.people["hal"])


def _day(world: World, number: int) -> date:
    return world.day(-1 - number % 50)


def _answer_here(
    row: AuditReturn, team: Team, given: dict[Question, Given], number: int, *, on: date
) -> None:
    """Answer a return page by page, as far as this school has come."""
    is_started = number > RETURNED_NOW + READY_NOW
    if is_started:
        given = dict(list(given.items())[: 4 + 2 * number % 60])
    returns_services.save_answers(row, given, by=team.dsl)
    if is_started:
        return
    _explain(row, team)
    if number <= RETURNED_NOW:
        _sign_and_submit(row, team, on)
    else:
        _wait_for_the_governor(row, team, number - RETURNED_NOW)


def _sent(
    row: AuditReturn,
    team: Team,
    day: date,
    given: dict[Question, Given],
    plans: dict[Question, GapPlan] | None = None,
) -> imports.Submission:
    people = {Signatory.HEAD: team.head, Signatory.GOVERNOR: team.governor}
    return imports.Submission(
        audit_return=row,
        given=given,
        plans=plans or {},
        signed={role: people[role] for role in row.roles_to_sign},
        by=team.dsl,
        at=instant(day),
    )


def _explain(row: AuditReturn, team: Team) -> None:
    """Say why answers that seem to contradict each other are right."""
    for one in row.progress().to_explain:
        checking.explain(row, one.contradiction, reason=CHECKED, by=team.dsl)


def _sign_and_submit(row: AuditReturn, team: Team, day) -> None:
    signing.declare_ready(row, by=team.dsl)
    signing.sign_as_head(row, name=team.head.name, by=team.head)
    if row.next_to_sign:
        signing.sign_as_governor(row, name=team.governor.name, by=team.governor)
    signing.submit_return(row, by=team.dsl, on=day)


def _wait_for_the_governor(row: AuditReturn, team: Team, number: int) -> None:
    """Sign as head; one governor has no account, another sent the return back."""
    signing.declare_ready(row, by=team.dsl)
    signing.sign_as_head(row, name=team.head.name, by=team.head)
    if row.next_to_sign and number == 1:
        by_code.ask_governor(
            row,
            name="Perpetua Lightwater",
            email=f"chair.{row.school.urn}@wexcombe.example",
            capacity=Capacity.CHAIR,
            by=team.dsl,
        )
    if row.next_to_sign and number == 2:
        comment = sending_back.send_back(
            row,
            comment="Please say who covers for the lead in the holidays.",
            by=team.governor,
        )
        sending_back.answer_comment(
            comment, answer="The deputy does. We have added it.", by=team.dsl
        )
        signing.declare_ready(row, by=team.dsl)
