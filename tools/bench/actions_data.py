"""The register of actions: the board's by plan and meeting, the schools' by audit."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from django.utils.text import slugify

from actions.due.meaning import Precision
from actions.plans.models import Plan, Priority
from actions.register.models.actions import Action
from actions.register.models.owners import ActionOwner
from actions.register.models.progress import Update
from actions.register.words import Source, Status
from audits.gaps.models import Gap
from audits.returns.models.answers import Answer
from partnership.history.models import Event

PRIORITIES = ("Neglect", "Exploitation", "Early help", "Education", "Online harm")
TASKS = (
    "Bring the multi-agency procedure up to date and tell every team lead",
    "Sample twelve case files and report themes to the subgroup",
    "Agree with schools how concerns are passed on in the holidays",
    "Publish the learning brief and record who has read it",
    "Check that commissioned services have a trained safeguarding lead",
)
# How many actions the plan has whose report is measured: every fourth is of a plan.
REPORTED = 100
REPORT = "Two of three sessions were held; the last one is booked for next month."


def build(world) -> None:
    priorities = _plan(world, "Business plan", world.day(-200))
    few = _plan(world, "Reported plan", world.day(-150))
    board = [
        _board_action(world, number, few if number < REPORTED * 4 else priorities)
        for number in range(world.scale.board_actions)
    ]
    schools = list(_school_actions(world))
    _load(world, [*board, *schools])
    _gaps(world, schools)


def _plan(world, title: str, start: date) -> list[Priority]:
    plan = Plan.objects.create(
        title=title,
        slug=slugify(title),
        status=Plan.Status.APPROVED,
        start=start,
        end=start + timedelta(days=364),
        approved_on=start + timedelta(days=1),
        approved_by=world.manager,
    )
    return Priority.objects.bulk_create(
        Priority(
            plan=plan,
            ref=str(number),
            title=title,
            lead=world.members[number][0],
            position=number,
        )
        for number, title in enumerate(PRIORITIES, 1)
    )


def _when(world, action: Action, number: int) -> Action:
    """A due text with its reading and a state: of seven, three open, three complete."""
    if number % 9 == 4:
        action.due_text, action.due_precision = "Next meeting", Precision.UNKNOWN
    else:
        due = world.day((number * 37) % 500 - 330)
        action.due_text, action.due_precision = f"{due:%d %B %Y}", Precision.DAY
        action.due_start = action.due_end = action.next_due = due
    if number % 7 in {1, 3, 5}:
        action.status, action.completed_by = Status.COMPLETE, world.manager
        action.completed_on = world.day(-(number % 300))
        action.outcome = "Shorter waits, and children say that they were heard."
    elif number % 7 == 6:
        action.status, action.withdrawn_by = Status.WITHDRAWN, world.manager
        action.withdrawn_on = world.day(-(number % 300))
        action.withdrawn_because = "Taken over by another action"
    elif number % 7 in {0, 2}:
        action.status = Status.UNDER_WAY
        action.rag = ("green", "amber", "red")[number % 3]
    if action.status != Status.NOT_STARTED:
        action.last_update_on = world.day(-(number % 180))
    return action


def _board_action(world, number: int, priorities: list[Priority]) -> Action:
    is_planned = number % 4 == 0
    subgroup = world.subgroups[number % len(world.subgroups)]
    action = Action(
        ref=f"B{number + 1}",
        text=f"{TASKS[number % 5]} ({number + 1})",
        organisation=world.partnership if is_planned else subgroup,
        priority=priorities[number % 5] if is_planned else None,
        source=Source.PLAN if is_planned else Source.MEETING,
        source_words="" if is_planned else f"Meeting {number // 40 + 1}, item 4",
        raised_on=world.day(-(number % world.days_of_actions) - 1),
        raised_by=world.manager,
    )
    return _when(world, action, number)


def _school_actions(world) -> Iterator[Action]:
    number = 0
    for place, school in enumerate(world.schools):
        for _ in range(world.scale.actions_per_school):
            action = Action(
                ref=f"S{number + 1}",
                text=f"{TASKS[number % 5]}, at our school",
                organisation_id=school.organisation_id,
                source=Source.AUDIT,
                source_words="Section 175 audit",
                raised_on=world.day(-(number % world.days_of_actions) - 1),
                raised_by=world.dsls[place],
            )
            yield _when(world, action, number)
            number += 1


def _load(world, actions: list[Action]) -> None:
    Action.objects.bulk_create(actions, batch_size=2000)
    ActionOwner.objects.bulk_create(_owners(world, actions), batch_size=5000)
    Update.objects.bulk_create(
        (
            Update(
                action=action,
                text=REPORT,
                rag_after=action.rag,
                by=action.raised_by,
                at=_noon(action.last_update_on),
            )
            for action in actions
            if action.last_update_on
            for _ in range(2)
        ),
        batch_size=5000,
    )
    Event.objects.bulk_create(
        (
            Event(
                subject_type="actions.action",
                subject_id=action.pk,
                event="raised",
                by=action.raised_by,
                at=_noon(action.raised_on),
                detail={"due": action.due_text},
            )
            for action in actions
        ),
        batch_size=5000,
    )


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _owners(world, actions: Iterable[Action]) -> Iterator[ActionOwner]:
    """A member and every second time an agency; a school's are its own DSL's."""
    for number, action in enumerate(actions):
        if action.source == Source.AUDIT:
            person = action.raised_by
            yield ActionOwner(action=action, words=person.name, person=person)
            continue
        people = world.members[number % len(world.members)]
        person = people[number // 8 % len(people)]
        yield ActionOwner(action=action, words=person.name, person=person)
        if number % 2:
            agency = world.agencies[number % len(world.agencies)]
            yield ActionOwner(
                action=action, words=agency.name, organisation=agency, position=2
            )


def _gaps(world, actions: list[Action]) -> None:
    """Each school's actions are what became of gaps in its last submitted return."""
    waiting: dict[int, list[Action]] = {}
    for action in actions:
        waiting.setdefault(action.organisation_id, []).append(action)
    found = Answer.objects.gaps().filter(
        audit_return__status="submitted", audit_return__round__status="closed"
    )
    rows = found.order_by("-audit_return", "question").values_list(
        "audit_return", "question", "audit_return__school__organisation"
    )
    gaps = (
        Gap(
            audit_return_id=audit_return,
            question_id=question,
            action_text=action.text,
            owner_words="The DSL",
            due_text=action.due_text,
            action=action,
        )
        for audit_return, question, organisation in rows
        if waiting.get(organisation)
        for action in [waiting[organisation].pop()]
    )
    while batch := list(islice(gaps, 5000)):
        Gap.objects.bulk_create(batch)
