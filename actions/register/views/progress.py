"""The pages that update, complete, check, withdraw and reopen an action."""

from django.contrib import messages as notices
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
)

from actions.register.forms.entering import (
    AddStepsForm,
    EditStepForm,
)
from actions.register.forms.progress import (
    ChangeDueForm,
    CheckForm,
    CompleteForm,
    JudgeImpactForm,
    ReopenForm,
    UpdateForm,
    WithdrawForm,
)
from actions.register.models.actions import Action
from actions.register.models.steps import Step
from actions.register.services import endings, progress, steps
from actions.register.views.entering import say_saved
from partnership.access import Permission, requires
from partnership.guards.acts import requires_act
from partnership.policy import values as policy


def update_form(request, action):
    """The update form, signed in or from an email link."""
    return UpdateForm(
        request.POST or None,
        initial={
            "version": action.version,
            "rag": action.rag,
            "impact": action.impact,
        },
        action=action,
        legends={
            "delivery": policy.get("rag_legend_delivery"),
            "impact": policy.get("rag_legend_impact"),
        },
    )


@require_http_methods(["GET", "POST"])
@requires_act("update", on=Action)
def update_action(request, action):
    form = update_form(request, action)
    if form.is_valid() and form.attempt(
        progress.update_action, action, by=request.person, on=localdate()
    ):
        notices.success(request, "Update saved")
        return redirect(action)
    return render(
        request, "actions/register/update_action.html", {"action": action, "form": form}
    )


@require_http_methods(["GET", "POST"])
@requires_act("change_due", on=Action)
def change_due(request, action):
    form = ChangeDueForm(
        request.POST or None,
        initial={"version": action.version, "due_text": action.due_text},
    )
    if form.is_valid() and form.attempt(
        progress.change_due, action, by=request.person, on=localdate()
    ):
        say_saved(request, action, "has a new date")
        return redirect(action)
    return render(
        request, "actions/register/change_due.html", {"action": action, "form": form}
    )


@require_http_methods(["GET", "POST"])
@requires_act("complete", on=Action)
def complete_action(request, action):
    form = CompleteForm(
        request.POST or None,
        initial={"version": action.version, "impact": action.impact},
        action=action,
        legend=policy.get("rag_legend_impact"),
    )
    if form.is_valid() and form.attempt(
        endings.complete_action, action, by=request.person, on=localdate()
    ):
        words = "Action completed"
        if action.waits_for_check:
            words = "Action reported as complete. Someone else will check it"
        notices.success(request, words)
        return redirect(action)
    return render(
        request,
        "actions/register/complete_action.html",
        {"action": action, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires_act("judge", on=Action)
def judge_impact(request, action):
    form = JudgeImpactForm(
        request.POST or None,
        initial={"version": action.version, "impact": action.impact},
        legend=policy.get("rag_legend_impact"),
    )
    if form.is_valid() and form.attempt(
        endings.judge_impact, action, by=request.person, on=localdate()
    ):
        notices.success(request, "Rating saved")
        return redirect(action)
    return render(
        request, "actions/register/judge_impact.html", {"action": action, "form": form}
    )


@require_http_methods(["GET", "POST"])
@requires_act("check", on=Action)
def check_action(request, action):
    form = CheckForm(request.POST or None, initial={"version": action.version})
    if form.is_valid() and form.attempt(
        endings.check_action, action, by=request.person, on=localdate()
    ):
        done = form.cleaned_data["is_done"]
        notices.success(request, "Action complete" if done else "Action sent back")
        return redirect(action)
    return render(
        request, "actions/register/check_action.html", {"action": action, "form": form}
    )


@require_http_methods(["GET", "POST"])
@requires_act("plan_steps", on=Action)
def add_steps(request, action):
    form = AddStepsForm(request.POST or None)
    if form.is_valid() and form.attempt(steps.add_steps, action, by=request.person):
        notices.success(request, "Steps added")
        return redirect(action)
    return render(
        request, "actions/register/add_steps.html", {"action": action, "form": form}
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.UPDATE_ACTION, on=Step)
def edit_step(request, step):
    initial = {"text": step.text, "version": step.version}
    form = EditStepForm(request.POST or None, initial=initial)
    if form.is_valid() and form.attempt(steps.edit_step, step, by=request.person):
        notices.success(request, "Step saved")
        return redirect(step.action)
    return render(
        request,
        "actions/register/edit_step.html",
        {"action": step.action, "step": step, "form": form},
    )


@require_POST
@requires(Permission.UPDATE_ACTION, on=Step)
def tick_step(request, step):
    steps.tick_step(
        step,
        is_done=request.POST.get("is_done") == "yes",
        by=request.person,
        on=localdate(),
    )
    return redirect(f"{step.action.get_absolute_url()}#steps")


@require_http_methods(["GET", "POST"])
@requires_act("withdraw", on=Action)
def withdraw_action(request, action):
    form = WithdrawForm(request.POST or None, initial={"version": action.version})
    if form.is_valid() and form.attempt(
        endings.withdraw_action, action, by=request.person, on=localdate()
    ):
        notices.success(request, "Action withdrawn")
        return redirect(action)
    return render(
        request,
        "actions/register/withdraw_action.html",
        {"action": action, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires_act("reopen", on=Action)
def reopen_action(request, action):
    form = ReopenForm(request.POST or None, initial={"version": action.version})
    if form.is_valid() and form.attempt(
        endings.reopen_action, action, by=request.person, on=localdate()
    ):
        notices.success(request, "Action reopened")
        return redirect(action)
    return render(
        request, "actions/register/reopen_action.html", {"action": action, "form": form}
    )
