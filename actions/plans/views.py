"""The list of plans, and the pages that create and edit their parts."""

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
)

from actions.plans import services as plans_services
from actions.plans.forms import (
    AddObjectiveForm,
    AddPriorityForm,
    CreatePlanForm,
    EditPlanForm,
    EditPriorityForm,
)
from actions.plans.models import Plan, Priority
from partnership.access import Permission, granting, requires
from partnership.guards.acts import requires_act
from partnership.people.models import Organisation, Person

PER_PAGE = 25


@require_GET
@requires(Permission.SEE_PLAN)
def plans(request):
    rows = Plan.objects.visible_to(request.person).with_progress()
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "actions/plans/plans.html", {"page": page})


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def create_plan(request):
    form = CreatePlanForm(request.POST or None)
    if form.is_valid() and form.attempt(plans_services.create_plan, by=request.person):
        notices.success(request, "Plan created. Now add its priorities.")
        return redirect(form.outcome)
    return render(request, "actions/plans/create_plan.html", {"form": form})


@require_http_methods(["GET", "POST"])
@requires_act("edit", on=Plan)
def edit_plan(request, plan):
    initial = {
        name: getattr(plan, name)
        for name in ("title", "intro", "tier", "needs_check", "version")
    }
    form = EditPlanForm(request.POST or None, initial=initial)
    if form.is_valid() and form.attempt(
        plans_services.edit_plan, plan, by=request.person
    ):
        notices.success(request, "Plan saved")
        return redirect(plan)
    return render(request, "actions/plans/edit_plan.html", {"plan": plan, "form": form})


def _people_of_the_plan(request):
    people = Person.objects.visible_to(request.person).known()
    return {
        "leads": people.exclude(
            memberships__organisation__kind=Organisation.Kind.SCHOOL
        ),
        "officers": people.holding(*granting(Permission.EDIT_PLAN), on=localdate()),
        "bodies": Organisation.objects.visible_to(request.person).of_kind(
            Organisation.Kind.SUBGROUP, Organisation.Kind.AGENCY
        ),
    }


@require_http_methods(["GET", "POST"])
@requires_act("add_priority", on=Plan)
def add_priority(request, plan):
    form = AddPriorityForm(request.POST or None, **_people_of_the_plan(request))
    if form.is_valid() and form.attempt(
        plans_services.add_priority, plan, by=request.person
    ):
        notices.success(request, "Priority added")
        return redirect(form.outcome)
    return render(
        request, "actions/plans/add_priority.html", {"plan": plan, "form": form}
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_PLAN, on=Priority)
def edit_priority(request, priority):
    initial = {
        name: getattr(priority, name)
        for name in (*plans_services.PRIORITY_FIELDS, "version")
    }
    form = EditPriorityForm(
        request.POST or None, initial=initial, **_people_of_the_plan(request)
    )
    if form.is_valid() and form.attempt(
        plans_services.edit_priority, priority, by=request.person
    ):
        notices.success(request, "Priority saved")
        return redirect(priority)
    return render(
        request,
        "actions/plans/edit_priority.html",
        {"priority": priority, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_PLAN, on=Priority)
def add_objective(request, priority):
    form = AddObjectiveForm(request.POST or None)
    if form.is_valid() and form.attempt(
        plans_services.add_objective, priority, by=request.person
    ):
        notices.success(request, "Objective added")
        return redirect(priority)
    return render(
        request,
        "actions/plans/add_objective.html",
        {"priority": priority, "form": form},
    )
