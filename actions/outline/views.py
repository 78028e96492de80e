"""The pages of a plan, a priority, and the versions of a plan."""

from django.contrib import messages as notices
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from actions.outline import services as outline_services
from actions.outline.forms import ApproveAgainForm, ApproveForm, SupersedeForm
from actions.outline.outline import outline, progress_of
from actions.outline.versions import content_of, differences
from actions.plans.models import Plan, Priority
from actions.register.models.actions import Action
from actions.register.words import rag_words
from partnership.access import Permission, requires
from partnership.guards.acts import requires_act
from partnership.history import services as history


@require_GET
@requires(Permission.SEE_PLAN, on=Plan)
def plan(request, plan):
    outlines = _outlines(request, plan.priorities.all())
    return render(
        request,
        "actions/outline/plan.html",
        {
            "plan": plan,
            "progress": progress_of(outlines),
            "ratings": rag_words(),
            "outlines": outlines,
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
@requires_act("approve", on=Plan)
def approve_plan(request, plan):
    if request.method == "GET" and not plan.is_draft:
        return redirect("actions:approve_plan_again", pk=plan.pk)
    form = ApproveForm(request.POST or None, initial={"version": plan.version})
    if form.is_valid() and form.attempt(
        outline_services.approve_plan, plan, by=request.person, on=localdate()
    ):
        notices.success(request, "Plan approved")
        return redirect(plan)
    return render(
        request,
        "actions/outline/approve_plan.html",
        {"plan": plan, "form": form, **_counts(request, plan)},
    )


def _counts(request, plan):
    """How much of a plan an act is about, for the page that asks for confirmation."""
    actions = Action.objects.visible_to(request.person).filter(priority__plan=plan)
    return {
        "priorities": plan.priorities.count(),
        "actions": actions.count(),
        "open_actions": actions.open().count(),
    }


@require_GET
@requires(Permission.SEE_PLAN, on=Plan)
def plan_versions(request, plan):
    versions = list(plan.versions.select_related("approved_by"))
    changes = _changes_since(plan, versions[0]) if versions else []
    return render(
        request,
        "actions/outline/plan_versions.html",
        {
            "plan": plan,
            "versions": versions,
            "changes": changes,
            "may_approve_again": plan.is_approved and bool(changes or not versions),
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
        "actions/outline/plan_version.html",
        {
            "plan": plan,
            "version": version,
            "is_in_force": version.number == versions.first().number,
            "changes": differences(former.content, version.content) if former else [],
        },
    )


@require_http_methods(["GET", "POST"])
@requires_act("approve", on=Plan)
def approve_plan_again(request, plan):
    form = ApproveAgainForm(request.POST or None, initial={"version": plan.version})
    if form.is_valid() and form.attempt(
        outline_services.approve_plan, plan, by=request.person, on=localdate()
    ):
        notices.success(request, f"Version {form.outcome.number} approved")
        return redirect(plan)
    version = plan.versions.first()
    return render(
        request,
        "actions/outline/approve_plan_again.html",
        {
            "plan": plan,
            "form": form,
            "changes": _changes_since(plan, version) if version else [],
        },
    )


@require_http_methods(["GET", "POST"])
@requires_act("supersede", on=Plan)
def supersede_plan(request, plan):
    form = SupersedeForm(request.POST or None, initial={"version": plan.version})
    if form.is_valid() and form.attempt(
        outline_services.supersede_plan, plan, by=request.person, on=localdate()
    ):
        notices.success(request, "Plan superseded")
        return redirect(plan)
    return render(
        request,
        "actions/outline/supersede_plan.html",
        {"plan": plan, "form": form, **_counts(request, plan)},
    )


@require_GET
@requires(Permission.SEE_PLAN, on=Priority)
def priority(request, priority):
    [shown] = _outlines(
        request, Priority.objects.visible_to(request.person).filter(pk=priority.pk)
    )
    return render(
        request,
        "actions/outline/priority.html",
        {
            "priority": shown.priority,
            "outline": shown,
            "events": history.of(priority)[:20],
        },
    )
