"""The audits of the demonstration: last year's round and the open one.

Last year 273 schools answered, with exactly the totals of domain.md 10.3. The open round
closes in four days and has 169 submitted returns.
"""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from audits.demo import figures
from audits.demo.people import Team, teams
from audits.gaps.services import GapPlan
from audits.imports import services as imports
from audits.questions import bank as question_bank
from audits.questions import services as questions
from audits.questions.models import Question
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

# Elm Primary's own answers, with gaps to work on.
ELM = {
    "looked-after-designated-teacher": "partly",
    "low-level-concern-forms": "no",
    "dsl-supervision": "begun",
    "residential-visits": "3",
}
CONFIDENT = (
    "Staff report concerns to the head straight away. Governors agreed in the autumn "
    "to review this at next year’s audit."
)
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
        question_set = questions.load_question_set(
            question_bank.SECTIONS,
            title=question_bank.TITLE,
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
    columns = _columns(round_, [row.school for row in returns])
    without_form = 0
    sent = []
    for number, row in enumerate(returns):
        given = _given(row, columns, number)
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
        sent.append(_sent(row, by_school[row.school_id], day, given, plans))
    imports.import_returns(sent)
    with world.on(round_.closes_on + timedelta(days=45)):
        rounds.close_round(round_, by=world.by)


def _this_year(
    world: World, round_: Round, returns: list[AuditReturn], by_school: dict[int, Team]
) -> None:
    """Build this year's returns: 169 submitted, some in progress, Elm half-way."""
    elm, *others = returns
    columns = _columns(round_, [row.school for row in returns])
    sent = []
    for number, row in enumerate(others[: RETURNED_NOW + READY_NOW + STARTED_NOW], 1):
        team = by_school[row.school_id]
        given = _given(row, columns, number)
        if SIGNED_HERE < number <= RETURNED_NOW:
            sent.append(_sent(row, team, world.day(-1 - number % 50), given))
            continue
        is_started = number > RETURNED_NOW + READY_NOW
        if is_started:
            given = dict(list(given.items())[: 4 + number % 30])
        with world.on(world.day(-1 - number % 50)) as day:
            returns_services.save_answers(row, given, by=team.dsl)
            if number <= RETURNED_NOW:
                _sign_and_submit(row, team, day)
            elif not is_started:
                _wait_for_the_governor(row, team, number - RETURNED_NOW)
    imports.import_returns(sent)
    with world.on(world.day(-2), hour=15):
        answers = _given(elm, columns, 0)
        until_f = {q: one for q, one in answers.items() if q.section.letter < "F"}
        returns_services.save_answers(elm, until_f, by=world.people["dee"])


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


def _columns(round_: Round, schools: list[School]) -> dict[str, list]:
    """A column of answers for each question, by code."""
    sizes = [school.pupils or 100 for school in schools]
    columns = {}
    for question in round_.questions:
        column = _column(question, schools, sizes)
        if column is not None:
            columns[question.code] = _with_elms(question.code, column)
    return columns


def _column(question: Question, schools: list[School], sizes: list[int]) -> list | None:
    code, count = question.code, len(schools)
    if question.takes_one_choice:
        return figures.choices(code, count)
    if code in figures.NAMED:
        offered = {choice for choice, _ in question.choices}
        return figures.named(code, count, none="none" in offered)
    if code in figures.NUMBERS:
        return figures.numbers(code, count, sizes=sizes)
    if code in figures.DATES:
        return figures.days(code, count)
    return None


def _with_elms(code: str, column: list) -> list:
    """The column with Elm Primary's answer swapped into first place."""
    if code in ELM:
        place = column.index(ELM[code])
        column[0], column[place] = column[place], column[0]
    return column


def _given(
    row: AuditReturn, columns: dict[str, list], number: int
) -> dict[Question, Given]:
    return {
        question: _one(question, columns[question.code][number], row)
        for question in row.questions
        if question.code in columns
    }


def _one(question: Question, value, row: AuditReturn) -> Given:
    if question.takes_one_choice:
        return Given(choice=value)
    if question.kind == Question.Kind.MULTIPLE:
        return Given(choices=value)
    if question.takes_number:
        return Given(number=Decimal(value))
    return Given(day=row.round.closes_on - timedelta(days=value))
