"""What plans and actions hold about a person: current work and past records."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Prefetch, Q

from actions.plans.models import Plan, Priority
from actions.register.models.actions import Action
from actions.register.models.owners import ActionOwner
from actions.reviews.held import REVIEW_TRACES, reviews_held
from actions.risks.held import RISK_TRACES, risks_held
from partnership.access import Role
from partnership.people.handing_over import Holding, Kind
from partnership.people.models import Person
from partnership.people.named_in import (
    ACT,
    WHO_DID_IT,
    Held,
    Old,
    PastKeeping,
    Trace,
    held_in,
    period_of,
    years_before,
)

BUSINESS_TEAM = "the business manager"

OWNED = Kind(
    key="actions",
    words="Open actions",
    follows="Moves at once, with its history; the new owner gets the reminders",
    otherwise=BUSINESS_TEAM,
)
LED = Kind(
    key="priorities",
    words="Priorities led",
    follows="Moves at once",
    otherwise="the priority’s board officer",
)
SUPPORTED = Kind(
    key="priorities-supported",
    words="Priorities supported as board officer",
    follows="Moves at once; the new officer gets reminders of actions without an owner",
    otherwise=BUSINESS_TEAM,
)

_REPORTED = "Updates and date changes are never altered: they show how an action went"


def _link(path: str):
    """A function that gives the URL of a trace's row."""

    def url(row) -> str:
        for name in filter(None, path.split(".")):
            row = getattr(row, name)
        return row.get_absolute_url()

    return url


TRACES = [
    Trace(
        column="actions.ActionOwner.person",
        kind="Actions they own or owned",
        because="The register shows who owns an action and who did it",
        words=lambda row: f"{row.action.ref} {row.action.open_text}",
        when="action__raised_on",
        url=_link("action"),
        select=("action",),
        moves=Q(),
    ),
    Trace(
        column="actions.ActionReader.person",
        kind="Restricted actions they may read",
        because="An action under a restricted item says who may read it",
        words=lambda row: row.action.ref,
        when="action__raised_on",
        url=_link("action"),
        select=("action",),
        moves=Q(),
    ),
    Trace(
        column="actions.Priority.lead",
        kind="Priorities they lead or led",
        because="The plan shows who leads each priority",
        words=lambda row: f"{row}, {row.plan}",
        when="plan__start",
        url=_link(""),
        select=("plan",),
        moves=Q(),
    ),
    Trace(
        column="actions.Priority.board_officer",
        kind="Priorities they support or supported as board officer",
        because="The plan shows who supports each priority",
        words=lambda row: f"{row}, {row.plan}",
        when="plan__start",
        url=_link(""),
        select=("plan",),
        moves=Q(),
    ),
    Trace(
        column="actions.Plan.approved_by",
        kind="Plans they approved",
        because=WHO_DID_IT,
        when="approved_on",
        url=_link(""),
        stays=ACT,
    ),
    Trace(
        column="actions.Action.raised_by",
        kind="Actions they raised",
        because=WHO_DID_IT,
        when="raised_on",
        url=_link(""),
        stays=ACT,
    ),
    Trace(
        column="actions.Action.completed_by",
        kind="Actions they completed",
        because=WHO_DID_IT,
        when="completed_on",
        url=_link(""),
        stays=ACT,
    ),
    Trace(
        column="actions.Action.withdrawn_by",
        kind="Actions they withdrew",
        because=WHO_DID_IT,
        when="withdrawn_on",
        url=_link(""),
        stays=ACT,
    ),
    Trace(
        column="actions.Action.checked_by",
        kind="Completions they checked",
        because=WHO_DID_IT,
        when="checked_on",
        url=_link(""),
        stays=ACT,
    ),
    Trace(
        column="actions.Action.carried_by",
        kind="Actions they carried into another year",
        because=WHO_DID_IT,
        when="carried_on",
        url=_link(""),
        stays=ACT,
    ),
    Trace(
        column="actions.PlanVersion.approved_by",
        kind="Versions of plans they approved",
        because=WHO_DID_IT,
        when="approved_on",
        url=_link("plan"),
        select=("plan",),
        stays=ACT,
    ),
    Trace(
        column="actions.Step.done_by",
        kind="Steps of actions they completed",
        because=WHO_DID_IT,
        words=lambda row: f"{row.action.ref}: {row}",
        when="done_on",
        url=_link("action"),
        select=("action",),
        stays=ACT,
    ),
    *(
        Trace(
            column=f"actions.PlanImport.{column}",
            kind=f"Files of actions they {verb}",
            because=WHO_DID_IT,
            when=when,
            stays=ACT,
        )
        for column, verb, when in [
            ("uploaded_by", "uploaded", "uploaded_at"),
            ("applied_by", "imported", "applied_at"),
        ]
    ),
    Trace(
        column="actions.YearEnd.begun_by",
        kind="Year ends of plans they started",
        because=WHO_DID_IT,
        when="begun_on",
        url=_link("plan"),
        select=("plan",),
        stays=ACT,
    ),
    Trace(
        column="actions.YearEnd.ended_by",
        kind="Year ends of plans they closed or abandoned",
        because=WHO_DID_IT,
        when="ended_on",
        url=_link("plan"),
        select=("plan",),
        stays=ACT,
    ),
    Trace(
        column="actions.YearEndDecision.decided_by",
        kind="Decisions on actions at year end",
        because=WHO_DID_IT,
        when="decided_on",
        url=_link("action"),
        select=("action",),
        stays=ACT,
    ),
    *REVIEW_TRACES,
    Trace(
        column="actions.Update.by",
        kind="Updates on actions",
        because=_REPORTED,
        words=lambda row: f"{row.action.ref}: {row.text}",
        when="at",
        url=_link("action"),
        select=("action",),
        stays=ACT,
    ),
    Trace(
        column="actions.SavedView.person",
        kind="Saved views",
        because="Shown to them, and to others if they share it",
        words=lambda row: row.name,
        url=_link(""),
        moves=Q(),
    ),
    Trace(
        column="actions.DueChange.by",
        kind="Due dates they changed",
        because=_REPORTED,
        words=lambda row: f"{row.action.ref}: {row}. {row.reason}",
        when="on",
        url=_link("action"),
        select=("action",),
        stays=ACT,
    ),
    *RISK_TRACES,
]


def held_about(person: Person) -> list[Held]:
    """Records about a person in plans and the register."""
    return held_in(TRACES, person)


def holdings(person: Person, *, on: date) -> list[Holding]:
    """A person's open actions, priorities, reviews and risks, in six queries."""
    actions = list(
        Action.objects.open()
        .owned_by(person)
        .select_related("organisation", "priority__board_officer")
        .prefetch_related(
            Prefetch("owners", ActionOwner.objects.select_related("person"))
        )
        .by_date()
    )
    current = Priority.objects.exclude(
        plan__status=Plan.Status.SUPERSEDED
    ).select_related("plan", "board_officer")
    team = _business_team(person, on=on)
    return [
        *(_owned(action, person, team) for action in actions),
        *_priorities(LED, current.filter(lead=person), person, team),
        *_priorities(SUPPORTED, current.filter(board_officer=person), person, team),
        *risks_held(person),
        *reviews_held(person, otherwise=team),
    ]


def _owned(action: Action, person: Person, team: str) -> Holding:
    others = [
        owner.person.name
        for owner in action.owners.all()
        if owner.person_id not in {None, person.pk}
    ]
    return Holding(
        kind=OWNED,
        pk=action.pk,
        words=f"{action.ref} {action.open_text}",
        detail=action.due_text or "No date",
        url=action.get_absolute_url(),
        otherwise=", ".join(others) or _chased_for(action, person, team),
    )


def _chased_for(action: Action, person: Person, team: str) -> str:
    """Who gets the reminders of an action without a current owner."""
    if action.is_schools:
        return f"the safeguarding lead of {action.organisation}"
    officer = action.priority.board_officer if action.priority else None
    if officer is not None and officer != person:
        return officer.name
    return team


def _priorities(
    kind: Kind, priorities: Sequence[Priority], person: Person, team: str
) -> Iterator[Holding]:
    for priority in priorities:
        officer = priority.board_officer
        is_other = kind is LED and officer is not None and officer != person
        yield Holding(
            kind=kind,
            pk=priority.pk,
            words=str(priority),
            detail=str(priority.plan),
            url=priority.get_absolute_url(),
            otherwise=officer.name if is_other else team,
        )


def _business_team(person: Person, *, on: date) -> str:
    """The names of the business team, without this person."""
    for role in (Role.BUSINESS_MANAGER, Role.BOARD_OFFICER):
        people = Person.objects.holding(role, on=on).exclude(pk=person.pk)
        names = list(people.values_list("name", flat=True)[:5])
        if names:
            return ", ".join(names)
    return BUSINESS_TEAM


def past_keeping(on: date, periods: list[dict]) -> list[PastKeeping]:
    """Draft plans never approved whose year ended long ago."""
    years = period_of(periods, "drafts")
    if years is None:
        return []
    plans = Plan.objects.filter(
        status=Plan.Status.DRAFT, end__lt=years_before(on, years)
    ).order_by("end")
    rows = list(plans)
    return [
        PastKeeping(
            name="drafts",
            words="Plans never approved",
            years=years,
            count=len(rows),
            what_to_do="Approve the plan, or record here why it stays a draft",
            first=tuple(
                Old(words=str(plan), since=plan.end, url=plan.get_absolute_url())
                for plan in rows[:5]
            ),
        )
    ]
