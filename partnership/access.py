"""Who may do what. Nothing else in the project decides this.

A role is held by membership of an organisation (`partnership.models.Membership`) or
given by a row itself (`roles_of`). `GRANTS` says what each role may do; roles held in
the partnership's own organisation reach everywhere, all others only their own
organisation's rows. What may be done in a given state (a closed action, an agreed
minute) is not permission: services refuse that, with a reason.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import cache, wraps

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db.models import Model, TextChoices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache


class Role(TextChoices):
    """What someone is, in the words users use."""

    ADMINISTRATOR = "administrator", "Administrator"
    BUSINESS_MANAGER = "business_manager", "Business manager"
    BOARD_OFFICER = "board_officer", "Board officer"
    EXECUTIVE = "executive", "Executive"
    SCRUTINEER = "scrutineer", "Scrutineer"
    SUBGROUP_CHAIR = "subgroup_chair", "Subgroup chair"
    MINUTE_TAKER = "minute_taker", "Minute-taker"
    MEMBER = "member", "Member"
    DEPUTY = "deputy", "Deputy"
    HEAD = "head", "Head"
    DSL = "dsl", "Designated safeguarding lead (DSL)"
    GOVERNOR = "governor", "Safeguarding governor"
    COLLEAGUE = "colleague", "School colleague"
    TRUST_LEAD = "trust_lead", "Trust lead"
    CONTACT = "contact", "Contact"
    ACTION_OWNER = "action_owner", "Action owner"
    MEASURE_OWNER = "measure_owner", "Measure owner"
    PRIORITY_LEAD = "priority_lead", "Priority lead"
    RISK_OWNER = "risk_owner", "Risk owner"
    REVIEW_MEMBER = "review_member", "Named on a practice review"
    SCRUTINY_RECORDER = "scrutiny_recorder", "Recorder of a scrutiny session"


# Whoever holds one of these can read or change what many others wrote: signing in takes
# a second step.
OFFICERS = frozenset({Role.ADMINISTRATOR, Role.BUSINESS_MANAGER, Role.BOARD_OFFICER})

# Only who holds one of these gives or ends one of these, and says under which address
# its holder signs in.
HIGHEST = frozenset({Role.ADMINISTRATOR, Role.BUSINESS_MANAGER})


class Permission(StrEnum):
    """Something that can be done, verb first."""

    ACKNOWLEDGE_RISK = "acknowledge_risk"
    ANSWER_PEOPLE_CHECK = "answer_people_check"
    ANSWER_RETURN = "answer_return"
    ASSESS_RISK = "assess_risk"
    BUILD_YEARLY_REPORT = "build_yearly_report"
    CHECK_ACTION = "check_action"
    EDIT_MEASURE = "edit_measure"
    EDIT_PLAN = "edit_plan"
    EDIT_YEARLY_REPORT = "edit_yearly_report"
    GIVE_API_TOKEN = "give_api_token"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_POLICY = "manage_policy"
    MANAGE_REVIEWS = "manage_reviews"
    MANAGE_RISKS = "manage_risks"
    MANAGE_ROUND = "manage_round"
    MANAGE_SCRUTINY = "manage_scrutiny"
    MANAGE_SUBGROUP = "manage_subgroup"
    RAISE_ACTION = "raise_action"
    RECORD_FIGURE = "record_figure"
    RECORD_MEETING = "record_meeting"
    RECORD_SCRUTINY = "record_scrutiny"
    RESEND_MESSAGE = "resend_message"
    REVIEW_RECORDS = "review_records"
    SEE_ACCOUNT = "see_account"
    SEE_ACTIONS = "see_actions"
    SEE_ACTIONS_OF_SCHOOLS = "see_actions_of_schools"
    SEE_GRANTS = "see_grants"
    SEE_HOME = "see_home"
    SEE_MEETINGS = "see_meetings"
    SEE_MESSAGES = "see_messages"
    SEE_PEOPLE = "see_people"
    SEE_PLAN = "see_plan"
    SEE_RETURN = "see_return"
    SEE_REVIEWS = "see_reviews"
    SEE_RISKS = "see_risks"
    SEE_ROUND = "see_round"
    SEE_SCHOOLS = "see_schools"
    SEE_SCORECARD = "see_scorecard"
    SEE_SCRUTINY = "see_scrutiny"
    SEE_SETTINGS = "see_settings"
    SEE_WORKLOAD = "see_workload"
    SEE_YEARLY_REPORT = "see_yearly_report"
    SIGN_RETURN_AS_DSL = "sign_return_as_dsl"
    SIGN_RETURN_AS_GOVERNOR = "sign_return_as_governor"
    SIGN_RETURN_AS_HEAD = "sign_return_as_head"
    SUBMIT_RETURN = "submit_return"
    UPDATE_ACTION = "update_action"

    @property
    def words(self) -> str:
        """The permission as the roles page says it, after “sees” or “may”."""
        return _WORDS[self]

    @property
    def is_to_see(self) -> bool:
        return self.value.startswith("see_")


P = Permission

_WORDS = {
    P.ACKNOWLEDGE_RISK: "acknowledge risks escalated to the executive",
    P.ANSWER_PEOPLE_CHECK: "check the school’s contacts",
    P.ANSWER_RETURN: "complete the school’s audit",
    P.ASSESS_RISK: "assess risks and record their controls",
    P.BUILD_YEARLY_REPORT: "create the yearly report PDF",
    P.CHECK_ACTION: "check actions that others have completed",
    P.EDIT_MEASURE: "add and change scorecard measures",
    P.EDIT_PLAN: "write the plan, approve and supersede it",
    P.EDIT_YEARLY_REPORT: "write the yearly report",
    P.GIVE_API_TOKEN: "create API keys for other systems",
    P.MANAGE_PEOPLE: "invite people, give and end roles, merge duplicates",
    P.MANAGE_POLICY: "change local rules and email templates",
    P.MANAGE_REVIEWS: "open practice reviews and manage their recommendations",
    P.MANAGE_RISKS: "add, change, accept, close and reopen risks",
    P.MANAGE_ROUND: "open and run audit rounds",
    P.MANAGE_SCRUTINY: "manage scrutiny questions recorded by others",
    P.MANAGE_SUBGROUP: "set up subgroups: seats, terms of reference, quorum",
    P.RAISE_ACTION: "raise, change and withdraw actions",
    P.RECORD_FIGURE: "record and correct figures",
    P.RECORD_MEETING: "plan meetings, record attendance and write minutes",
    P.RECORD_SCRUTINY: "record scrutiny visits, findings and questions",
    P.RESEND_MESSAGE: "send an unconfirmed message again",
    P.REVIEW_RECORDS: "review retention and remove details of people who have left",
    P.SEE_ACCOUNT: "their own account",
    P.SEE_ACTIONS: "actions",
    P.SEE_ACTIONS_OF_SCHOOLS: "every school’s actions",
    P.SEE_GRANTS: "this page",
    P.SEE_HOME: "a home page with their own work",
    P.SEE_MEETINGS: "subgroups, their meetings and minutes",
    P.SEE_MESSAGES: "every email sent",
    P.SEE_PEOPLE: "who holds which role",
    P.SEE_PLAN: "the plan",
    P.SEE_RETURN: "audit returns",
    P.SEE_REVIEWS: "practice reviews and their recommendations",
    P.SEE_RISKS: "risks",
    P.SEE_ROUND: "audit rounds and what schools answered",
    P.SEE_SCHOOLS: "schools",
    P.SEE_SCORECARD: "the scorecard",
    P.SEE_SCRUTINY: "scrutiny visits, their questions and answers",
    P.SEE_SETTINGS: "the settings they can change",
    P.SEE_WORKLOAD: "each owner’s workload",
    P.SEE_YEARLY_REPORT: "the yearly report in progress",
    P.SIGN_RETURN_AS_DSL: "sign the return as DSL",
    P.SIGN_RETURN_AS_GOVERNOR: "sign the return as safeguarding governor",
    P.SIGN_RETURN_AS_HEAD: "sign the return as head",
    P.SUBMIT_RETURN: "submit the return",
    P.UPDATE_ACTION: "report on actions, change their due dates and complete them",
}

_EVERYONE = {P.SEE_ACCOUNT, P.SEE_GRANTS, P.SEE_HOME}
_BOARD_READERS = _EVERYONE | {
    P.SEE_ACTIONS,
    P.SEE_MEETINGS,
    P.SEE_PEOPLE,
    P.SEE_PLAN,
    P.SEE_RISKS,
    P.SEE_REVIEWS,
    P.SEE_ROUND,
    P.SEE_SCHOOLS,
    P.SEE_SCORECARD,
    P.SEE_SCRUTINY,
    P.SEE_YEARLY_REPORT,
}
_SUBGROUP_MEMBERS = _EVERYONE | {
    P.SEE_ACTIONS,
    P.SEE_MEETINGS,
    P.SEE_PEOPLE,
    P.SEE_PLAN,
    P.SEE_RISKS,
    P.SEE_SCORECARD,
}
_MINUTE_WRITERS = _SUBGROUP_MEMBERS | {
    P.RAISE_ACTION,
    P.RECORD_MEETING,
    P.UPDATE_ACTION,
}
_SCHOOL_READERS = _EVERYONE | {P.SEE_ACTIONS, P.SEE_RETURN, P.SEE_SCHOOLS}
_SCHOOL_WRITERS = _SCHOOL_READERS | {
    P.ANSWER_RETURN,
    P.RAISE_ACTION,
    P.UPDATE_ACTION,
}
_ADMINISTRATORS = {
    P.GIVE_API_TOKEN,
    P.MANAGE_PEOPLE,
    P.MANAGE_POLICY,
    P.RESEND_MESSAGE,
    P.REVIEW_RECORDS,
    P.SEE_MESSAGES,
    P.SEE_SETTINGS,
}
_OFFICERS = (
    _BOARD_READERS
    | _MINUTE_WRITERS
    | {
        P.ASSESS_RISK,
        P.BUILD_YEARLY_REPORT,
        P.CHECK_ACTION,
        P.EDIT_MEASURE,
        P.EDIT_PLAN,
        P.EDIT_YEARLY_REPORT,
        P.MANAGE_PEOPLE,
        P.MANAGE_RISKS,
        P.MANAGE_REVIEWS,
        P.MANAGE_ROUND,
        P.MANAGE_SCRUTINY,
        P.MANAGE_SUBGROUP,
        P.RECORD_FIGURE,
        P.RECORD_SCRUTINY,
        P.RESEND_MESSAGE,
        P.SEE_ACTIONS_OF_SCHOOLS,
        P.SEE_MESSAGES,
        P.SEE_RETURN,
        P.SEE_SETTINGS,
        P.SEE_WORKLOAD,
    }
)

GRANTS: dict[Role, frozenset[Permission]] = {
    role: frozenset(permissions)
    for role, permissions in {
        Role.ADMINISTRATOR: _EVERYONE | _ADMINISTRATORS | {P.SEE_PEOPLE, P.SEE_SCHOOLS},
        Role.BUSINESS_MANAGER: _OFFICERS | _ADMINISTRATORS | {P.ACKNOWLEDGE_RISK},
        Role.BOARD_OFFICER: _OFFICERS,
        Role.EXECUTIVE: _BOARD_READERS | {P.ACKNOWLEDGE_RISK},
        Role.SCRUTINEER: _BOARD_READERS | {P.RECORD_SCRUTINY},
        Role.SUBGROUP_CHAIR: _MINUTE_WRITERS,
        Role.MINUTE_TAKER: _MINUTE_WRITERS,
        Role.MEMBER: _SUBGROUP_MEMBERS,
        Role.DEPUTY: _SUBGROUP_MEMBERS,
        Role.HEAD: _SCHOOL_WRITERS
        | {P.ANSWER_PEOPLE_CHECK, P.SIGN_RETURN_AS_HEAD, P.SUBMIT_RETURN},
        Role.DSL: _SCHOOL_WRITERS
        | {P.ANSWER_PEOPLE_CHECK, P.SIGN_RETURN_AS_DSL, P.SUBMIT_RETURN},
        Role.GOVERNOR: _SCHOOL_READERS | {P.SIGN_RETURN_AS_GOVERNOR},
        Role.COLLEAGUE: _EVERYONE | {P.ANSWER_RETURN, P.SEE_RETURN, P.SEE_SCHOOLS},
        Role.TRUST_LEAD: _SCHOOL_READERS,
        # Somebody to write to, with nothing to open.
        Role.CONTACT: set(),
        Role.ACTION_OWNER: {P.SEE_ACTIONS, P.UPDATE_ACTION},
        Role.MEASURE_OWNER: {P.RECORD_FIGURE, P.SEE_SCORECARD},
        Role.PRIORITY_LEAD: {
            P.CHECK_ACTION,
            P.SEE_ACTIONS,
            P.SEE_PLAN,
            P.UPDATE_ACTION,
        },
        Role.RISK_OWNER: {P.ASSESS_RISK, P.RAISE_ACTION, P.SEE_RISKS},
        Role.REVIEW_MEMBER: {P.SEE_REVIEWS},
        Role.SCRUTINY_RECORDER: {P.MANAGE_SCRUTINY, P.SEE_SCRUTINY},
    }.items()
}


@cache
def granting(permission: Permission) -> frozenset[Role]:
    """The roles that carry a permission."""
    return frozenset(role for role, held in GRANTS.items() if permission in held)


def may_give(person: Model, role: Role) -> bool:
    """Whether a role is not above those of the person who would give or end it."""
    return role not in HIGHEST or bool(person.partnership_roles() & HIGHEST)


def allowed(
    person: Model | None, permission: Permission, subject: Model | None = None
) -> bool:
    """Whether a role the person holds grants this.

    Without a subject a role held anywhere suffices (the rows are then narrowed by
    `visible_to`); with one, a role across the partnership or at the subject.
    """
    if person is None:
        return False
    if subject is None:
        return person.holds_anywhere(permission)
    return permission in permissions_at(person, subject)


def permissions_at(person: Model | None, subject: Model) -> frozenset[Permission]:
    """All that the roles a person holds across the partnership or at a row grant."""
    if person is None:
        return frozenset()
    roles = person.partnership_roles() | subject.roles_of(person)
    return frozenset().union(*(GRANTS[role] for role in roles))


def requires(permission: Permission, *, on: type[Model] | None = None) -> Callable:
    """Load the object a view is about, and refuse anyone who may not act on it.

    Someone who may not see it gets 404; someone who may see it but not do this gets
    403. Without `on` the page is about no single object (a list, the home page).
    """

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def wrapper(request: HttpRequest, *args, **kwargs):
            if on is None:
                if not allowed(request.person, permission):
                    raise PermissionDenied
                return view(request, *args, **kwargs)
            subject = get_object_or_404(
                on.objects.visible_to(request.person), pk=kwargs.pop("pk")
            )
            if not allowed(request.person, permission, subject):
                raise PermissionDenied
            return view(request, subject, *args, **kwargs)

        wrapper.permission = permission
        wrapper.about = on
        return wrapper

    return decorate


def make_link(purpose: str, subject: Model) -> str:
    """The signed token that lets its holder do one thing to one row, for a time.

    A row that changes its `link_state(purpose)` (a password set, a return submitted)
    has used up the links made before.
    """
    state = subject.link_state(purpose)
    return signing.dumps([subject.pk, state], salt=f"quorate.link.{purpose}")


def link_address(url_name: str, purpose: str, subject: Model) -> str:
    """The path of a page behind a signed link."""
    return reverse(url_name, kwargs={"token": make_link(purpose, subject)})


def link_over(request: HttpRequest, *, is_late: bool = False) -> HttpResponse:
    """The page of a link that opens nothing (any more)."""
    return render(request, "partnership/link_over.html", status=404)


def requires_link(
    purpose: str, *, on: type[Model], days: int, over: Callable = link_over
) -> Callable:
    """Load the object a signed link is about; a false, used or old link is a 404.

    Opening the page changes nothing: mail scanners open links. Only a POST acts. What
    is wrong with a link is told to nobody; the page says how to get a new one. `over`
    answers in its place where something is typed, that it is not lost.
    """

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def wrapper(request: HttpRequest, token: str, **kwargs):
            try:
                pk, state = signing.loads(
                    token,
                    salt=f"quorate.link.{purpose}",
                    max_age=days * 24 * 60 * 60,
                )
            except signing.BadSignature as fault:
                is_late = isinstance(fault, signing.SignatureExpired)
                return over(request, is_late=is_late)
            subject = on.objects.filter(pk=pk).first()
            if subject is None or subject.link_state(purpose) != state:
                return over(request)
            return view(request, subject, **kwargs)

        wrapper.link_purpose = purpose
        wrapper.about = on
        return login_not_required(never_cache(wrapper))

    return decorate
