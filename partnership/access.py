"""Who may do what. Nothing else in the project decides this.

A role is held by membership of an organisation or given by a row (`roles_of`). `GRANTS`
says what each role may do; roles held in the partnership reach everywhere, all others
only their own organisation's rows (`partnership.reach`). What may be done in a given
state is not permission: services refuse that, with a reason.
"""

from collections.abc import Callable, Iterable
from enum import Enum, unique
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
    """The roles a person can have."""

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
    CHAIR_OF_GOVERNORS = "chair_of_governors", "Chair of governors"
    PROPRIETOR = "proprietor", "Proprietor or childminder"
    COLLEAGUE = "colleague", "School colleague"
    TRUST_LEAD = "trust_lead", "Trust lead"
    CONTACT = "contact", "Contact"
    ACTION_OWNER = "action_owner", "Action owner"
    MEASURE_OWNER = "measure_owner", "Measure owner"
    PRIORITY_LEAD = "priority_lead", "Priority lead"
    RISK_OWNER = "risk_owner", "Risk owner"
    REVIEW_MEMBER = "review_member", "Named on a practice review"
    SCRUTINY_RECORDER = "scrutiny_recorder", "Recorder of a scrutiny session"
    ITEM_READER = "item_reader", "Named on a restricted item"
    VIEW_OWNER = "view_owner", "Owner of a saved view"
    PEOPLE_READER = "people_reader", "Reader of the directory"
    PLAN_READER = "plan_reader", "Reader of the plan"


# Not held by membership: rows give these to the people they name.
GIVEN_BY_ROWS = frozenset(
    {
        Role.ACTION_OWNER,
        Role.MEASURE_OWNER,
        Role.PRIORITY_LEAD,
        Role.RISK_OWNER,
        Role.REVIEW_MEMBER,
        Role.SCRUTINY_RECORDER,
        Role.ITEM_READER,
        Role.VIEW_OWNER,
        Role.PEOPLE_READER,
        Role.PLAN_READER,
    }
)

# Roles with wide access, which require a second step to sign in.
OFFICERS = frozenset({Role.ADMINISTRATOR, Role.BUSINESS_MANAGER, Role.BOARD_OFFICER})

# Only who holds one of these gives or ends one, or changes its holder’s address.
HIGHEST = frozenset({Role.ADMINISTRATOR, Role.BUSINESS_MANAGER})


@unique
class Permission(Enum):
    """Something that can be done, verb first, in the words after “sees” or “may”."""

    ACKNOWLEDGE_RISK = "acknowledge risks escalated to the executive"
    ANSWER_PEOPLE_CHECK = "check the school’s contacts"
    ANSWER_RETURN = "complete the school’s audit"
    ASSESS_RISK = "assess risks and record their controls"
    BUILD_YEARLY_REPORT = "create the yearly report PDF"
    CHECK_ACTION = "check actions that others have completed"
    CHECK_MINUTES = "check minutes as chair of the meeting"
    EDIT_MEASURE = "add and change scorecard measures"
    EDIT_PLAN = "write the plan, approve and supersede it"
    EDIT_SAVED_VIEW = "rename and delete saved views of the register"
    EDIT_YEARLY_REPORT = "write the yearly report"
    GIVE_API_TOKEN = "create API keys for other systems"
    MANAGE_ARRANGEMENTS = "write and publish the partnership’s arrangements"
    MANAGE_COLLEAGUES = "choose colleagues who help with the school’s audit"
    MANAGE_PEOPLE = "invite people, give and end roles, merge duplicates"
    MANAGE_POLICY = "change local rules and email templates"
    MANAGE_REVIEWS = "open practice reviews and manage their recommendations"
    MANAGE_RISKS = "add, change, accept, close and reopen risks"
    MANAGE_ROUND = "open and run audit rounds"
    MANAGE_SCRUTINY = "manage scrutiny questions recorded by others"
    MANAGE_SUBGROUP = "set up subgroups: seats, terms of reference, quorum"
    RAISE_ACTION = "raise, change and withdraw actions"
    RECORD_FIGURE = "record and correct figures"
    RECORD_MEETING = "plan meetings, record attendance and write minutes"
    RECORD_SCRUTINY = "record scrutiny visits, findings and questions"
    RESEND_MESSAGE = "send messages again and check delivery reports"
    REVIEW_RECORDS = "review retention and remove details of people who have left"
    SEE_ACCOUNT = "their own account"
    SEE_ACTIONS = "actions"
    SEE_ACTIONS_OF_SCHOOLS = "every school’s actions"
    SEE_ARRANGEMENTS = "drafts of the partnership’s arrangements"
    SEE_GRANTS = "this page"
    SEE_HOME = "a home page with their own work"
    SEE_MEETINGS = "subgroups, their meetings and minutes"
    SEE_MESSAGES = "every email sent"
    SEE_PEOPLE = "who holds which role"
    SEE_PEOPLE_CHECK = "checks of the school’s contacts"
    SEE_PLAN = "the plan"
    SEE_RETURN = "audit returns"
    SEE_REVIEWS = "practice reviews and their recommendations"
    SEE_RISKS = "risks"
    SEE_ROUND = "audit rounds and what schools answered"
    SEE_SCHOOLS = "schools"
    SEE_SCORECARD = "the scorecard"
    SEE_SCRUTINY = "scrutiny visits, their questions and answers"
    SEE_SETTINGS = "the settings they can change"
    SEE_WORKLOAD = "each owner’s workload"
    SEE_YEARLY_REPORT = "the yearly report in progress"
    SEND_BACK_RETURN = "send the return back with a comment instead of signing it"
    SHARE_VIEW = "share saved views with everyone who reads the plan"
    SIGN_RETURN_AS_DSL = "sign the return as DSL"
    SIGN_RETURN_AS_GOVERNOR = "sign the return for the governing body"
    SIGN_RETURN_AS_HEAD = "sign the return as head"
    SIGN_RETURN_AS_PROPRIETOR = "sign the return as proprietor or childminder"
    SUBMIT_RETURN = "submit the return"
    UPDATE_ACTION = "report on actions, change their due dates and complete them"

    @property
    def words(self) -> str:
        return self.value

    @property
    def is_to_see(self) -> bool:
        return self.name.startswith("SEE_")


P = Permission

_EVERYONE = {P.SEE_ACCOUNT, P.SEE_GRANTS, P.SEE_HOME}
_SUBGROUP_MEMBERS = _EVERYONE | {
    P.SEE_ACTIONS,
    P.SEE_MEETINGS,
    P.SEE_PEOPLE,
    P.SEE_PLAN,
    P.SEE_RISKS,
    P.SEE_SCORECARD,
}
_BOARD_READERS = _SUBGROUP_MEMBERS | {
    P.SEE_ARRANGEMENTS,
    P.SEE_REVIEWS,
    P.SEE_ROUND,
    P.SEE_SCHOOLS,
    P.SEE_SCRUTINY,
    P.SEE_YEARLY_REPORT,
}
_MINUTE_WRITERS = _SUBGROUP_MEMBERS | {
    P.RAISE_ACTION,
    P.RECORD_MEETING,
    P.UPDATE_ACTION,
}
_SCHOOL_READERS = _EVERYONE | {P.SEE_ACTIONS, P.SEE_RETURN, P.SEE_SCHOOLS}
_SCHOOL_LEADERS = _SCHOOL_READERS | {
    P.ANSWER_PEOPLE_CHECK,
    P.ANSWER_RETURN,
    P.MANAGE_COLLEAGUES,
    P.RAISE_ACTION,
    P.SEE_PEOPLE_CHECK,
    P.SEND_BACK_RETURN,
    P.SUBMIT_RETURN,
    P.UPDATE_ACTION,
}
_SCHOOL_GOVERNORS = _SCHOOL_READERS | {P.SEND_BACK_RETURN, P.SIGN_RETURN_AS_GOVERNOR}
_ACTION_OWNERS = {P.SEE_ACTIONS, P.UPDATE_ACTION}
_ADMINISTRATORS = {
    P.GIVE_API_TOKEN,
    P.MANAGE_PEOPLE,
    P.MANAGE_POLICY,
    P.RESEND_MESSAGE,
    P.REVIEW_RECORDS,
    P.SEE_MESSAGES,
    P.SEE_PEOPLE_CHECK,
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
        P.EDIT_SAVED_VIEW,
        P.EDIT_YEARLY_REPORT,
        P.MANAGE_ARRANGEMENTS,
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
        P.SEE_PEOPLE_CHECK,
        P.SEE_RETURN,
        P.SEE_SETTINGS,
        P.SEE_WORKLOAD,
        P.SHARE_VIEW,
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
        Role.SUBGROUP_CHAIR: _MINUTE_WRITERS | {P.CHECK_MINUTES},
        Role.MINUTE_TAKER: _MINUTE_WRITERS,
        Role.MEMBER: _SUBGROUP_MEMBERS,
        Role.DEPUTY: _SUBGROUP_MEMBERS,
        Role.HEAD: _SCHOOL_LEADERS | {P.SIGN_RETURN_AS_HEAD},
        Role.DSL: _SCHOOL_LEADERS | {P.SIGN_RETURN_AS_DSL},
        Role.GOVERNOR: _SCHOOL_GOVERNORS,
        Role.CHAIR_OF_GOVERNORS: _SCHOOL_GOVERNORS,
        Role.PROPRIETOR: _SCHOOL_LEADERS | {P.SIGN_RETURN_AS_PROPRIETOR},
        Role.COLLEAGUE: _EVERYONE | {P.ANSWER_RETURN, P.SEE_RETURN, P.SEE_SCHOOLS},
        Role.TRUST_LEAD: _SCHOOL_READERS,
        Role.CONTACT: set(),
        Role.ACTION_OWNER: _ACTION_OWNERS,
        Role.MEASURE_OWNER: {P.RECORD_FIGURE, P.SEE_SCORECARD},
        Role.PRIORITY_LEAD: _ACTION_OWNERS | {P.CHECK_ACTION, P.SEE_PLAN},
        Role.RISK_OWNER: {P.ASSESS_RISK, P.RAISE_ACTION, P.SEE_RISKS},
        Role.REVIEW_MEMBER: {P.SEE_REVIEWS},
        Role.SCRUTINY_RECORDER: {P.MANAGE_SCRUTINY, P.SEE_SCRUTINY},
        Role.ITEM_READER: {P.SEE_ACTIONS, P.SEE_MEETINGS},
        Role.VIEW_OWNER: {P.EDIT_SAVED_VIEW, P.SEE_ACTIONS},
        Role.PEOPLE_READER: {P.SEE_PEOPLE},
        Role.PLAN_READER: {P.SEE_ACTIONS, P.SEE_PLAN},
    }.items()
}


@cache
def granting(permission: Permission) -> frozenset[Role]:
    """The roles that carry a permission."""
    return frozenset(role for role, held in GRANTS.items() if permission in held)


# Seeing these anywhere gives a reader’s role at every row of them.
READERS = {P.SEE_PEOPLE: Role.PEOPLE_READER, P.SEE_PLAN: Role.PLAN_READER}


def as_reader(person: Model, permission: Permission) -> set[Role]:
    """The reader's role of someone who holds a permission, wherever that is."""
    return {READERS[permission]} if person.holds_anywhere(permission) else set()


def may_give(person: Model, role: Role) -> bool:
    """Whether a person's own roles let them give or end a role."""
    return role not in HIGHEST or bool(person.partnership_roles() & HIGHEST)


def may_own_risks(person: Model) -> bool:
    """Whether someone can own and so see a risk: never school staff."""
    return person.holds_anywhere(P.SEE_RISKS) or not person.organisations_where(
        P.SEE_RETURN
    )


def may_write_to(person: Model, other: Model, held: Iterable[Model]) -> bool:
    """Whether someone is shown the address of another, who holds these memberships.

    Officers and those who share a body are; all are, of the partnership's own people.
    """
    if person == other or person.holds(P.MANAGE_PEOPLE):
        return True
    return any(
        membership.organisation_id in person.standing
        or membership.organisation.kind == "partnership"
        for membership in held
    )


def allowed(
    person: Model | None, permission: Permission, subject: Model | None = None
) -> bool:
    """Whether a role the person holds grants this.

    Without a subject a role held anywhere suffices; with one, a role across the
    partnership or at the subject.
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

    A row that changes its `link_state(purpose)` has used up the links made before.
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
    purpose: str, *, on: type[Model], days: float, over: Callable = link_over
) -> Callable:
    """Load the object a signed link is about; a false, used or old link is a 404.

    Only a POST acts: mail scanners open links. The page does not say what is wrong with
    a link. `over` answers in its place where something typed must not be lost.
    """

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def wrapper(request: HttpRequest, token: str, **kwargs):
            try:
                salt, most = f"quorate.link.{purpose}", days * 24 * 60 * 60
                pk, state = signing.loads(token, salt=salt, max_age=most)
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
