"""The pages of plans: their list, one on a page, its priorities and objectives."""

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
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
    CreatePlanForm,
    EditPlanForm,
    EditPriorityForm,
)
from actions.models import Action, Plan, Priority
from actions.outline import outline
from actions.views.register import possible_owners, say_saved
from partnership.access import Permission, Role, requires
from partnership.foundation import history, policy
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
            "legend": policy.get("rag_legend_delivery"),
            "events": history.of(plan)[:20],
        },
    )


def _outlines(request, priorities):
    """Priorities with the actions this person may see, in five queries."""
    priorities = list(
        priorities.select_related("plan", "lead", "board_officer").prefetch_related(
            "objectives"
        )
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
    initial = {"title": plan.title, "intro": plan.intro, "version": plan.version}
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
            "legend": policy.get("rag_legend_delivery"),
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
