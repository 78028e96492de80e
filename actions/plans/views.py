"""The pages of plans: their list, one on a page, its priorities and objectives."""

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from actions import services
from actions.forms import (
    AddActionForm,
    AddObjectiveForm,
    AddPriorityForm,
    ApproveAgainForm,
    CreatePlanForm,
    EditPlanForm,
    EditPriorityForm,
)
from actions.models import Action, Plan, Priority
from actions.outline import outline
from actions.versions import content_of, differences
from actions.views.register import possible_owners, say_saved
from partnership.access import Permission, Role, requires
from partnership.foundation import history
from partnership.models import Organisation, Person

PER_PAGE = 25


@require_GET
@requires(Permission.SEE_PLAN)
def plans(request):
    rows = Plan.objects.visible_to(request.person).with_progress()
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "actions/plans.html", {"page": page})


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def create_plan(request):
    form = CreatePlanForm(request.POST or None)
    if form.is_valid() and form.attempt(services.create_plan, by=request.person):
        notices.success(request, "Plan created. Now add its priorities.")
        return redirect(form.outcome)
    return render(request, "actions/create_plan.html", {"form": form})


@require_GET
@requires(Permission.SEE_PLAN, on=Plan)
def plan(request, plan):
    return render(
        request,
        "actions/plan.html",
        {
            "plan": plan,
            "outlines": _outlines(request, plan.priorities.all()),
            "version": plan.versions.select_related("approved_by").first(),
            "events": history.of(plan)[:20],
        },
    )


def _outlines(request, priorities):
    """Priorities with the actions this person may see, in five queries."""
    priorities = list(
        priorities.select_related(
            "plan", "lead", "board_officer", "delivery_organisation"
        ).prefetch_related("objectives")
    )
    actions = (
        Action.objects.visible_to(request.person)
        .filter(priority__in=priorities)
        .with_owners()
        .as_of(localdate())
        .order_by("pk")
    )
    return outline(priorities, actions)


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_PLAN, on=Plan)
def edit_plan(request, plan):
    initial = {
        name: getattr(plan, name)
        for name in ("title", "intro", "tier", "needs_check", "version")
    }
    form = EditPlanForm(request.POST or None, initial=initial)
    if form.is_valid() and form.attempt(services.edit_plan, plan, by=request.person):
        notices.success(request, "Plan saved")
        return redirect(plan)
    return render(request, "actions/edit_plan.html", {"plan": plan, "form": form})


@require_POST
@requires(Permission.EDIT_PLAN, on=Plan)
def approve_plan(request, plan):
    services.approve_plan(plan, by=request.person, on=localdate())
    notices.success(request, "Plan approved")
    return redirect(plan)


@require_GET
@requires(Permission.SEE_PLAN, on=Plan)
def plan_versions(request, plan):
    versions = list(plan.versions.select_related("approved_by"))
    return render(
        request,
        "actions/plan_versions.html",
        {
            "plan": plan,
            "versions": versions,
            "changes": _changes_since(plan, versions[0]) if versions else [],
        },
    )


def _changes_since(plan, version):
    return differences(version.content, content_of(plan))


@require_GET
@requires(Permission.SEE_PLAN, on=Plan)
def plan_version(request, plan, number):
    versions = plan.versions.select_related("approved_by")
    version = get_object_or_404(versions, number=number)
    former = versions.filter(number__lt=number).first()
    return render(
        request,
        "actions/plan_version.html",
        {
            "plan": plan,
            "version": version,
            "is_in_force": version.number == versions.first().number,
            "changes": differences(former.content, version.content) if former else [],
        },
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_PLAN, on=Plan)
def approve_plan_again(request, plan):
    form = ApproveAgainForm(request.POST or None, initial={"version": plan.version})
    if form.is_valid() and form.attempt(
        services.approve_plan, plan, by=request.person, on=localdate()
    ):
        notices.success(request, f"Version {form.outcome.number} approved")
        return redirect(plan)
    version = plan.versions.first()
    return render(
        request,
        "actions/approve_plan_again.html",
        {
            "plan": plan,
            "form": form,
            "changes": _changes_since(plan, version) if version else [],
        },
    )


@require_POST
@requires(Permission.EDIT_PLAN, on=Plan)
def supersede_plan(request, plan):
    services.supersede_plan(plan, by=request.person, on=localdate())
    notices.success(request, "Plan superseded")
    return redirect(plan)


def _people_of_the_plan(request):
    people = Person.objects.visible_to(request.person).known()
    return {
        "leads": people.exclude(
            memberships__organisation__kind=Organisation.Kind.SCHOOL
        ),
        "officers": people.holding(
            Role.BUSINESS_MANAGER, Role.BOARD_OFFICER, on=localdate()
        ),
        "bodies": Organisation.objects.visible_to(request.person).of_kind(
            Organisation.Kind.SUBGROUP, Organisation.Kind.AGENCY
        ),
    }


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_PLAN, on=Plan)
def add_priority(request, plan):
    form = AddPriorityForm(request.POST or None, **_people_of_the_plan(request))
    if form.is_valid() and form.attempt(services.add_priority, plan, by=request.person):
        notices.success(request, "Priority added")
        return redirect(form.outcome)
    return render(request, "actions/add_priority.html", {"plan": plan, "form": form})


@require_GET
@requires(Permission.SEE_PLAN, on=Priority)
def priority(request, priority):
    [shown] = _outlines(
        request, Priority.objects.visible_to(request.person).filter(pk=priority.pk)
    )
    return render(
        request,
        "actions/priority.html",
        {
            "priority": shown.priority,
            "outline": shown,
            "events": history.of(priority)[:20],
        },
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_PLAN, on=Priority)
def edit_priority(request, priority):
    initial = {
        name: getattr(priority, name) for name in (*services.PRIORITY_FIELDS, "version")
    }
    form = EditPriorityForm(
        request.POST or None, initial=initial, **_people_of_the_plan(request)
    )
    if form.is_valid() and form.attempt(
        services.edit_priority, priority, by=request.person
    ):
        notices.success(request, "Priority saved")
        return redirect(priority)
    return render(
        request, "actions/edit_priority.html", {"priority": priority, "form": form}
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_PLAN, on=Priority)
def add_objective(request, priority):
    form = AddObjectiveForm(request.POST or None)
    if form.is_valid() and form.attempt(
        services.add_objective, priority, by=request.person
    ):
        notices.success(request, "Objective added")
        return redirect(priority)
    return render(
        request, "actions/add_objective.html", {"priority": priority, "form": form}
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_PLAN, on=Priority)
def add_action(request, priority):
    form = AddActionForm(
        request.POST or None, priority=priority, **possible_owners(request)
    )
    if form.is_valid() and form.attempt(
        services.add_action, priority, by=request.person, on=localdate()
    ):
        say_saved(request, form.outcome, "added")
        return redirect(form.outcome)
    return render(
        request, "actions/add_action.html", {"priority": priority, "form": form}
    )
