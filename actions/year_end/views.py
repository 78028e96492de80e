"""The pages that close the year of a plan, and its report."""

from collections import Counter

from django.contrib import messages as notices
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from actions.plans.models import Plan, Priority
from actions.register.models.actions import Action
from actions.register.views.entering import say_saved
from actions.year_end.forms import (
    AbandonForm,
    BeginYearEndForm,
    CarryActionForm,
    CarryForm,
    CloseYearForm,
    DoneForm,
    DropForm,
    PlacesForm,
    proposed,
)
from actions.year_end.models import YearEnd, YearEndDecision
from actions.year_end.preparing import last_updates, open_by_priority, suggested
from actions.year_end.reporting import year_end_of
from actions.year_end.services import carrying, closing
from partnership.access import Permission, requires
from partnership.drawing.pdf import render_pdf
from partnership.guards.acts import requires_act
from partnership.history import services as history
from partnership.people import downloads
from partnership.policy import values as policy


@require_http_methods(["GET", "POST"])
@requires_act("begin_year_end", on=Plan)
def begin_year_end(request, plan):
    running = plan.year_ends.in_force().first()
    if running is not None and request.method == "GET":
        return redirect(running)
    plans = Plan.objects.visible_to(request.person).live().filter(start__gt=plan.start)
    follows = plans.filter(tier=plan.tier, start__gt=plan.end).order_by("start").first()
    form = BeginYearEndForm(
        request.POST or None,
        initial={**proposed(plan), "next_plan": follows},
        plans=plans,
    )
    if form.is_valid() and form.attempt(
        closing.begin_year_end, plan, by=request.person, on=localdate()
    ):
        return redirect("actions:place_priorities", pk=form.outcome.pk)
    return render(
        request,
        "actions/year_end/begin_year_end.html",
        {"plan": plan, "form": form, "runs_on": plan.end >= localdate()},
    )


@require_http_methods(["GET", "POST"])
@requires_act("place", on=YearEnd)
def place_priorities(request, year_end):
    form = PlacesForm(
        request.POST or None,
        initial={"version": year_end.version},
        year_end=year_end,
    )
    if form.is_valid() and form.attempt(
        closing.place_priorities, year_end, by=request.person
    ):
        notices.success(
            request, "Priorities saved. Now decide what happens to each action."
        )
        return redirect(year_end)
    return render(
        request,
        "actions/year_end/place_priorities.html",
        {"year_end": year_end, "form": form},
    )


@require_GET
@requires(Permission.EDIT_PLAN, on=YearEnd)
def year_end(request, year_end):
    if year_end.is_done:
        return redirect("actions:year_end_report", pk=year_end.plan_id)
    groups = open_by_priority(year_end, on=localdate())
    decisions = list(_standing(year_end))
    return render(
        request,
        "actions/year_end/year_end.html",
        {
            "year_end": year_end,
            "groups": groups,
            "total": len(decisions) + sum(len(group.actions) for group in groups),
            "to_check": year_end.to_check().with_owners().order_by("pk"),
            "decisions": decisions,
            "events": history.of(year_end)[:20],
        },
    )


def _standing(year_end):
    return year_end.standing().select_related(
        "action__priority",
        "target",
        "decided_by__merged_into",
        "year_end__next_plan",
    )


@require_http_methods(["GET", "POST"])
@requires_act("decide", on=YearEnd)
def decide_carry(request, year_end, action):
    return _decide(
        request,
        year_end,
        action,
        CarryForm,
        closing.decide_to_carry,
        "Carry forward",
        lambda action: {"targets": year_end.next_plan.priorities.all()},
    )


@require_http_methods(["GET", "POST"])
@requires_act("decide", on=YearEnd)
def decide_drop(request, year_end, action):
    return _decide(request, year_end, action, DropForm, closing.decide_to_drop, "Drop")


@require_http_methods(["GET", "POST"])
@requires_act("decide", on=YearEnd)
def decide_complete(request, year_end, action):
    return _decide(
        request,
        year_end,
        action,
        DoneForm,
        closing.decide_to_complete,
        "Complete",
        lambda action: {
            "action": action,
            "legend": policy.get("rag_legend_impact"),
        },
    )


def _decide(request, year_end, pk, form_class, service, way, choices=lambda _: {}):
    """One of the three decisions, with what was entered for any of them before."""
    action = get_object_or_404(
        Action.objects.visible_to(request.person).filter(
            priority__plan=year_end.plan_id
        ),
        pk=pk,
    )
    decision = year_end.decisions.filter(action=action).first()
    offered = choices(action)
    form = form_class(
        request.POST or None,
        initial=suggested(year_end, action, decision),
        **offered,
    )
    if form.is_valid() and form.attempt(
        service, year_end, action, by=request.person, on=localdate()
    ):
        words = f"{action.ref}: {form.outcome.get_what_display().lower()}"
        notices.success(request, f"Decision saved. {words}")
        for remark in form.outcome.remarks:
            notices.warning(request, f"About the date: {remark}")
        return redirect(year_end)
    return render(
        request,
        "actions/year_end/decide.html",
        {
            "year_end": year_end,
            "action": action,
            "decision": decision,
            "way": way,
            "form": form,
            "update": last_updates([action]).get(action.pk),
            "steps": action.steps.filter(done_on=None),
            "has_nowhere_to_go": "targets" in offered and not offered["targets"],
        },
    )


@require_http_methods(["GET", "POST"])
@requires_act("close", on=YearEnd)
def close_year(request, year_end):
    form = CloseYearForm(request.POST or None, initial={"version": year_end.version})
    if form.is_valid() and form.attempt(
        closing.close_year, year_end, by=request.person, on=localdate()
    ):
        notices.success(request, "The year is closed. We have emailed each owner.")
        return redirect("actions:year_end_report", pk=year_end.plan_id)
    decisions = list(_standing(year_end).order_by("what", "action"))
    counts = Counter(decision.what for decision in decisions)
    return render(
        request,
        "actions/year_end/close_year.html",
        {
            "year_end": year_end,
            "form": form,
            "decisions": decisions,
            "carried": counts[YearEndDecision.What.CARRY],
            "dropped": counts[YearEndDecision.What.DROP],
            "completed": counts[YearEndDecision.What.COMPLETE],
            "undecided": year_end.undecided().order_by("pk"),
            "to_check": year_end.to_check().order_by("pk"),
            "cancel_url": year_end.get_absolute_url(),
        },
    )


@require_http_methods(["GET", "POST"])
@requires_act("abandon", on=YearEnd)
def abandon_year_end(request, year_end):
    form = AbandonForm(request.POST or None, initial={"version": year_end.version})
    if form.is_valid() and form.attempt(
        closing.abandon_year_end, year_end, by=request.person, on=localdate()
    ):
        notices.success(request, "Year end abandoned. The plan stays as it was.")
        return redirect(year_end.plan)
    return render(
        request,
        "actions/year_end/abandon_year_end.html",
        {
            "year_end": year_end,
            "form": form,
            "decisions": year_end.standing().count(),
            "cancel_url": year_end.get_absolute_url(),
        },
    )


@require_GET
@requires(Permission.SEE_PLAN, on=Plan)
def year_end_report(request, plan):
    report = year_end_of(plan, Action.objects.visible_to(request.person))
    return render(request, "actions/year_end/year_end_report.html", {"report": report})


@require_GET
@requires(Permission.SEE_PLAN, on=Plan)
def year_end_pdf(request, plan):
    report = year_end_of(plan, Action.objects.visible_to(request.person))
    pdf = render_pdf("actions/year_end/year_end_pdf.html", {"report": report})
    downloads.record(plan, f"Year end of {plan}", by=request.person)
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="year-end-{plan.slug}.pdf"'},
    )


@require_http_methods(["GET", "POST"])
@requires_act("carry", on=Action)
def carry_action(request, action):
    targets = (
        Priority.objects.visible_to(request.person)
        .of_live_plans()
        .select_related("plan")
    )
    if action.priority:
        targets = targets.exclude(plan=action.priority.plan_id)
    form = CarryActionForm(
        request.POST or None,
        initial={"version": action.version, "due_text": action.due_text},
        targets=targets,
    )
    if form.is_valid() and form.attempt(
        carrying.carry_action, action, by=request.person, on=localdate()
    ):
        say_saved(request, form.outcome, f"continues from {action.ref}")
        return redirect(form.outcome)
    return render(
        request,
        "actions/year_end/carry_action.html",
        {
            "action": action,
            "form": form,
            "cancel_url": action.get_absolute_url(),
        },
    )
