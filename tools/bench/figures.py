"""The figures to reach, row by row: the table of design.md section 5.

A row is one decorated function. `page` wants the requests to make, spread over
different rows, each with words that must stand in the answer; `job` does the work.
"""

from collections.abc import Iterator
from itertools import count, cycle, islice

from django.urls import reverse
from django.utils.html import escape
from django.utils.timezone import localdate

from actions.plans.models import Plan
from actions.register.models.actions import Action
from audits.questions.models import Question
from audits.returns.models.returns import AuditReturn
from audits.rounds.models import Round
from partnership.outbox import messages as outbox
from partnership.outbox.models import Message
from partnership.pages.listing import FirstPages
from partnership.people.models import Person
from partnership.sign_in import keys as people
from tools.bench import (
    deadline,
    jobs,
    meeting_figures,  # noqa: F401 – has rows of its own
)
from tools.bench.client import Ask, page_of, typed_in
from tools.bench.measuring import MANAGER, Found, Goal, Ports, crowd, job, page

ANSWERS = "1,200 schools × 5 rounds, 600,000 answers"
ACTIONS = "5,000 board actions, 12,000 of schools"
LEARNING = "100 risks, 60 reviews of 3 recommendations, 200 questions"
MESSAGES = "100,000 messages"
PEOPLE = "1,200 schools’ people; 100,000 messages"
WRITING = AuditReturn.Status.IN_PROGRESS
SENT_IN = AuditReturn.Status.SUBMITTED


def _dsl_of(audit_return: AuditReturn) -> str:
    memberships = audit_return.school.organisation.memberships.all()
    return next(m.person.email for m in memberships if m.role == "dsl")


def _returns(status: str) -> list[AuditReturn]:
    """A couple of hundred returns from all over the table."""
    rows = (
        AuditReturn.objects.filter(status=status)
        .with_school()
        .prefetch_related("school__organisation__memberships__person")
        .order_by("?")
    )
    return list(rows[:200])


def _questions() -> dict[int, list[Question]]:
    """The questions of each question set, in order."""
    found: dict[int, list[Question]] = {}
    for question in Question.objects.select_related("section").order_by(
        "section__position", "position"
    ):
        found.setdefault(question.section.question_set_id, []).append(question)
    return found


@page("The bare signed-in page", data="no rows", unit=0.6, statements=3)
def bare(wanted: int) -> Iterator[Ask]:
    """The cheapest that someone signed in can open: who may do what."""
    shows = ("Roles and permissions", "Business manager")
    return (Ask(by=MANAGER, path="/roles/", shows=shows) for _ in range(wanted))


@page("Open a section of a return", data=ANSWERS, unit=1.2)
def section(wanted: int) -> Iterator[Ask]:
    questions = _questions()
    places = count()
    for row in islice(cycle(_returns(WRITING)), wanted):
        asked = questions[row.round.question_set_id]
        letters = sorted({question.section.letter for question in asked})
        letter = letters[next(places) % len(letters)]
        *_, last = (q for q in asked if q.section.letter == letter)
        yield Ask(
            by=_dsl_of(row),
            path=reverse("audits:section", args=[row.pk, letter]),
            shows=(escape(row.school), escape(last.text), f"q{last.pk}-version"),
        )


@page("Save a section of a return", data=ANSWERS, unit=1.2)
def save(wanted: int) -> Iterator[Ask]:
    """Each time another one, sent as its page holds it, with one answer changed."""
    for ask in section(wanted):
        fields = typed_in(page_of(ask))
        # The browser sends its own with the header.
        del fields["csrfmiddlewaretoken"]
        questions = [name.removesuffix("-version") for name in fields if "ver" in name]
        name = next((q for q in questions if fields.get(q) in (["yes"], ["no"])), None)
        if name:
            fields[name] = ["no" if fields[name] == ["yes"] else "yes"]
        else:
            fields[f"{questions[0]}-comment"] = ["Seen again in the summer term"]
        yield Ask(by=ask.by, path=ask.path, shows=(), fields=fields, followed=True)


def _read(status: str, url_name: str, wanted: int) -> Iterator[Ask]:
    questions = _questions()
    for row in islice(cycle(_returns(status)), wanted):
        asked = questions[row.round.question_set_id]
        yield Ask(
            by=_dsl_of(row),
            path=reverse(url_name, args=[row.pk]),
            shows=(
                escape(row.school),
                *(f"{q.ref} {escape(q.text)}" for q in asked),
            ),
        )


@page("Check the answers before signing, 113 questions", data=ANSWERS, unit=1.4)
def check(wanted: int) -> Iterator[Ask]:
    return _read(WRITING, "audits:check", wanted)


@page("Read a return that was sent in, 113 questions", data=ANSWERS, unit=1.4)
def whole(wanted: int) -> Iterator[Ask]:
    return _read(SENT_IN, "audits:whole", wanted)


@page("Autosave one answer, one client", data=ANSWERS, unit=0.8)
def autosave(wanted: int) -> Iterator[Ask]:
    """Each time another return; the answer becomes another one than it was."""
    questions = {
        set_pk: [q for q in asked if q.kind == Question.Kind.YES_PARTLY_NO]
        for set_pk, asked in _questions().items()
    }
    for number, row in enumerate(islice(cycle(_returns(WRITING)), wanted)):
        asked = questions[row.round.question_set_id]
        question = asked[number % len(asked)]
        kept = row.answers.filter(question=question).first()
        version = kept.version if kept else 0
        name = f"q{question.pk}"
        yield Ask(
            by=_dsl_of(row),
            path=reverse("audits:save_answer", args=[row.pk, question.pk]),
            shows=('"saved"', f'"version": {version + 1}'),
            fields={
                name: "partly" if kept and kept.choice == "yes" else "yes",
                f"{name}-version": str(version),
                f"{name}-comment": kept.comment if kept else "",
                f"{name}-reason": "",
            },
        )


@page("Chase board of a round", data="1,200 schools", unit=2.2)
def chase_board(wanted: int) -> Iterator[Ask]:
    round_ = Round.objects.order_by("-opens_on").first()
    path = reverse("audits:round", args=[round_.pk])
    shows = (escape(round_.title), "<strong>")
    return (Ask(by=MANAGER, path=path, shows=shows) for _ in range(wanted))


@page("Register of actions, first page", data=ACTIONS, unit=2.2)
def register(wanted: int) -> Iterator[Ask]:
    total = f"<strong>{Action.objects.board().count()}</strong> results"
    first = Action.objects.board().open_first().first()
    shows = (total, escape(first.text))
    return (Ask(by=MANAGER, path="/actions/", shows=shows) for _ in range(wanted))


@page("Register with the schools’ actions", data=ACTIONS, unit=2.2)
def register_of_schools(wanted: int) -> Iterator[Ask]:
    total = f"<strong>{Action.objects.count()}</strong> results"
    path = "/actions/?schools=on"
    return (Ask(by=MANAGER, path=path, shows=(total,)) for _ in range(wanted))


@page("Register of actions, as DSL", data=ACTIONS, unit=2.2)
def register_of_dsl(wanted: int) -> Iterator[Ask]:
    """Each time another school, which sees its own actions and its people's."""
    for row in islice(cycle(_returns(WRITING)), wanted):
        shows = (escape(row.school), "10</strong> results")
        yield Ask(by=_dsl_of(row), path="/actions/", shows=shows)


@page("Report in full of a plan of 100 actions", data=ACTIONS, unit=4.5)
def plan_in_full(wanted: int) -> Iterator[Ask]:
    plan = Plan.objects.get(slug="reported-plan")
    actions = Action.objects.filter(priority__plan=plan)
    shows = (f"of {actions.count()} actions", *(escape(each.text) for each in actions))
    path = reverse("actions:in_full", args=[plan.pk])
    return (Ask(by=MANAGER, path=path, shows=shows) for _ in range(wanted))


@page("What moved in the register in a quarter", data=ACTIONS, unit=5)
def movement(wanted: int) -> Iterator[Ask]:
    path = reverse("actions:movement")
    shows = ("Changes by priority", "Updated: ")
    return (Ask(by=MANAGER, path=path, shows=shows) for _ in range(wanted))


@page("Team load", data=ACTIONS, unit=2.5)
def team_load(wanted: int) -> Iterator[Ask]:
    shows = ("Board officers", "Not yet matched to anyone", "Nobody yet")
    return (Ask(by=MANAGER, path="/actions/load/", shows=shows) for _ in range(wanted))


def _list(wanted: int, url_name: str, *shows: str) -> Iterator[Ask]:
    path = reverse(url_name)
    return (Ask(by=MANAGER, path=path, shows=shows) for _ in range(wanted))


@page("Register of risks", data=LEARNING, unit=1.8)
def risks(wanted: int) -> Iterator[Ask]:
    return _list(wanted, "actions:risks", "wait for more than a day", "Score")


@page("Practice reviews", data=LEARNING, unit=1.8)
def reviews(wanted: int) -> Iterator[Ask]:
    return _list(wanted, "actions:reviews", "Review 1")


@page("Questions of scrutiny", data=LEARNING, unit=1.8)
def questions(wanted: int) -> Iterator[Ask]:
    shows = ("How many children were waiting in district",)
    return _list(wanted, "actions:scrutiny_questions", *shows)


# Fifteen subjects with a query each: design.md wants 2.2, docs/bench.md says why not.
@page("Home, as business manager", data=f"{ANSWERS}; {ACTIONS}", unit=3.5)
def home_of_manager(wanted: int) -> Iterator[Ask]:
    shows = (
        "Overdue actions",
        "Open audits",
        "Updated in the last",
    )
    return (Ask(by=MANAGER, path="/", shows=shows) for _ in range(wanted))


@page("Home, as DSL", data=f"{ANSWERS}; {ACTIONS}", unit=2.2)
def home_of_dsl(wanted: int) -> Iterator[Ask]:
    for row in islice(cycle(_returns(WRITING)), wanted):
        shows = ("Audit returns to complete", escape(row.school), "Your actions")
        yield Ask(by=_dsl_of(row), path="/", shows=shows)


@page("A page of 100 of the API’s actions", data=ACTIONS, unit=1.8)
def api_actions(wanted: int) -> Iterator[Ask]:
    """From all over the register, by keys in turn: each may ask so often a minute."""
    manager = Person.objects.get(email=MANAGER)
    total = Action.objects.count()
    pages = max(total // 100, 1)
    keys = [_key_of(manager) for _ in range(max(wanted // 10, 1))]
    for number, key in zip(range(wanted), cycle(keys), strict=False):
        page = number * 7 % pages + 1
        yield Ask(
            by="",
            key=key,
            path=f"{reverse('scorecard:api_actions')}?page={page}",
            shows=(f'"total": {total}, "page": {page},', '"reference": '),
        )


def _key_of(person: Person) -> str:
    key = people.new_key()
    with outbox.silenced():
        people.give_token(
            key=key,
            name=f"Bench {key[-12:]}",
            person=person,
            expires_on=localdate(),
            by=person,
            on=localdate(),
        )
    return key


@page("Directory of people, first page", data=PEOPLE, unit=1.8)
def directory(wanted: int) -> Iterator[Ask]:
    listed = Person.objects.known().filter(anonymised_on=None)
    total = f"<strong>{listed.count()}</strong> results"
    return (Ask(by=MANAGER, path="/people/", shows=(total,)) for _ in range(wanted))


@page("Directory, by words and by role", data=PEOPLE, unit=1.8)
def directory_narrowed(wanted: int) -> Iterator[Ask]:
    """Each time another school’s DSL."""
    for row in islice(cycle(_returns(SENT_IN)), wanted):
        dsl = _dsl_of(row)
        path = f"/people/?words={dsl}&role=dsl"
        yield Ask(by=MANAGER, path=path, shows=("<strong>1</strong> result", dsl))


@page("Messages, first page", data=MESSAGES, unit=1.8)
def messages(wanted: int) -> Iterator[Ask]:
    total = f"more than <strong>{FirstPages.most}</strong> results"
    newest = Message.objects.order_by("-written_at", "-pk").first()
    shows = (total, escape(newest.subject))
    return (Ask(by=MANAGER, path="/messages/", shows=shows) for _ in range(wanted))


@page("Messages that came back, of one person", data=MESSAGES, unit=1.8)
def messages_narrowed(wanted: int) -> Iterator[Ask]:
    """Each time another address."""
    bounced = Message.objects.filter(status=Message.Status.BOUNCED).order_by("?")[:100]
    for message in islice(cycle(bounced), wanted):
        path = f"/messages/?status=bounced&person={message.address}"
        yield Ask(by=MANAGER, path=path, shows=(escape(message.subject),))


@job("The register as Excel", data="5,000 board actions", goals=[Goal("time", 5)])
def register_as_excel() -> Found:
    return jobs.take_register("xlsx")


@job("The register as CSV", data="5,000 board actions", goals=[Goal("time", 2)])
def register_as_csv() -> Found:
    return jobs.take_register("csv")


@job(
    "Import the national register",
    data="50,000 rows into an empty database",
    goals=[Goal("time", 15), Goal("memory", 200)],
)
def import_register() -> Found:
    return jobs.import_register(50_000)


@job(
    "Yearly report as PDF, against WeasyPrint alone",
    data="the large data set; chapters written, 20 measures",
    goals=[Goal("ratio", 1.1)],
)
def yearly_report() -> Found:
    return jobs.yearly_report()


@job(
    "A plan’s report in full as PDF, against WeasyPrint alone",
    data="a plan of 100 actions, five priorities",
    goals=[Goal("ratio", 1.15)],
)
def plan_report() -> Found:
    return jobs.plan_report()


@job(
    "Ask schools whether their people are right",
    data="1,200 schools, a letter to head, DSL and office of each",
    goals=[Goal("time", 10)],
)
def ask_schools() -> Found:
    return jobs.ask_schools()


@job(
    "Launch a round: invitations queued",
    data="1,200 schools",
    goals=[Goal("time", 5)],
)
def launch_round() -> Found:
    return jobs.launch_round()


@job(
    "Import a plan’s spreadsheet",
    data="1,000 rows with owners, states and updates, into the large data set",
    goals=[Goal("time", 2)],
)
def import_plan() -> Found:
    return jobs.import_plan(1000)


@crowd(
    "Deadline day: autosaves of 300 schools, 20 officers watching",
    data="half the rate at which it saturates, for five minutes",
    goals=[Goal("crowd", 10)],
)
def deadline_day(ports: Ports) -> Found:
    return deadline.measure(ports)
